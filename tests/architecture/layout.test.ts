import { describe, expect, test } from 'vitest';
import { layerOf } from './layers.ts';
import { files, isSource, read } from './sources.ts';

const all = files();

/** Above 300 lines a file does two things. The few that really are one thing say so here. */
const long: Record<string, string> = {
	'src/app.css': 'the one style sheet every page shares: tokens, then elements, then classes'
};

/** A test file is a list: it may be longer before it is hard to read. */
const most = (path: string) => (path.endsWith('.test.ts') ? 500 : 300);

/** A theme is data: these folders may name one, nothing else may. */
const themed = [/^src\/lib\/themes\//, /^src\/lib\/backend\/demo\//, /^tests\//, /[.]test[.]ts$/];

describe('the layout', () => {
	test('the top level holds what was agreed and nothing else', () => {
		const top = new Set(all.map((path) => path.split('/')[0]!));
		const agreed = [
			...['src', 'static', 'supabase', 'tests'],
			...[
				'svelte.config.js',
				'vite.config.ts',
				'package.json',
				'package-lock.json',
				'tsconfig.json'
			],
			...['eslint.config.js', 'README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'LICENSE']
		];
		const extra = [...top].filter((name) => !agreed.includes(name) && !name.startsWith('.'));
		expect(extra).toEqual([]);
		expect(agreed.filter((name) => !top.has(name))).toEqual([]);
	});

	test('every source file belongs to a layer', () => {
		const outside = ['src/app.d.ts', 'src/app.html', 'src/app.css', 'src/comfort.css'];
		const lost = all.filter(
			(path) =>
				path.startsWith('src/') &&
				isSource(path) &&
				!path.endsWith('.test.ts') &&
				!outside.includes(path) &&
				layerOf(path) === null
		);
		expect(lost).toEqual([]);
	});

	test('no index file only passes on what others export', () => {
		expect(all.filter((path) => /^src\/.*\/index[.](ts|js)$/.test(path))).toEqual([]);
	});

	test('no file is longer than 300 lines without a reason', () => {
		const found = all
			.filter(isSource)
			.map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
			.filter(({ path, lines }) => lines > most(path) && !(path in long));
		expect(found).toEqual([]);
	});

	test('generic code names no theme', () => {
		// As a value or a folder; in a sentence, addresses and rivers are only words.
		const themes = /['"`/](heritage|addresses|rivers)['"`/]/;
		const generic = all.filter(
			(path) =>
				/^(src|supabase\/migrations)\//.test(path) &&
				isSource(path) &&
				!themed.some((pattern) => pattern.test(path))
		);
		const named = generic.flatMap((path) =>
			read(path)
				.split('\n')
				.map((line, i) => ({ at: `${path}:${i + 1}`, line: line.trim() }))
				.filter(({ line }) => themes.test(line.replace(/^(\/?[*]|\/\/|--).*/, '')))
		);
		expect(named).toEqual([]);
	});

	test('no path of somebody’s machine, and no registry, is written down', () => {
		const traces =
			/(?<![\w./$-])\/(work|home|root|Users)\/[a-z]|https?:\/\/(localhost|127[.]0[.]0[.]1):4873/;
		const text = all.filter((path) => !/[.](png|jpe?g|webp|ico|lz|gz|br)$/.test(path));
		const found = text.filter((path) => traces.test(read(path)));
		expect(found).toEqual([]);
	});

	test('nothing is left for later, silenced or skipped', () => {
		const excuses = new RegExp(
			[
				'TO' + 'DO',
				'FIX' + 'ME',
				'eslint-' + 'disable',
				'@ts-' + '(ignore|nocheck|expect-error)'
			].join('|')
		);
		const skipped = new RegExp(`\\b(test|it|describe)[.](skip|todo|only)\\b`);
		const sources = all.filter(isSource).map((path) => ({ path, text: read(path) }));
		const found = sources.filter(({ text }) => excuses.test(text) || skipped.test(text));
		expect(found.map(({ path }) => path)).toEqual([]);
	});
});

describe('what people read', () => {
	test('every exported function of the domain and of the edges says what it is for', () => {
		const asked = all.filter(
			(path) =>
				/^src\/lib\/(domain|store|remote|sync|map|device|backend)\/.*[.]ts$/.test(path) &&
				!path.endsWith('.test.ts') &&
				isSource(path)
		);
		const bare = asked.flatMap((path) => {
			const lines = read(path).split('\n');
			return lines
				.map((line, i) => ({ line, above: lines[i - 1] ?? '', at: `${path}:${i + 1}` }))
				.filter(({ line }) => /^export (async )?function /.test(line))
				.filter(({ above }) => !above.trim().endsWith('*/'))
				.map(({ at }) => at);
		});
		expect(bare).toEqual([]);
	});

	test('ARCHITECTURE.md names only files that exist', () => {
		const text = read('ARCHITECTURE.md');
		const named = [
			...text.matchAll(/`((?:src|tests|supabase|static|[.]ci)\/[\w./()[\]+-]*)`/g)
		].map((match) => match[1]!);
		const missing = named.filter(
			(path) => !all.some((file) => file === path || file.startsWith(path.replace(/\/?$/, '/')))
		);
		expect(missing).toEqual([]);
		expect(named.length).toBeGreaterThan(20);
	});

	test('ARCHITECTURE.md says of every package why it is here, and under which licence', () => {
		const manifest = JSON.parse(read('package.json')) as Record<string, Record<string, string>>;
		const packages = Object.keys({ ...manifest['dependencies'], ...manifest['devDependencies'] });
		const rows = read('ARCHITECTURE.md')
			.split('\n')
			.filter((line) => line.startsWith('|'))
			.map((line) => line.split('|').map((cell) => cell.trim()));
		const listed = rows.flatMap(([, names = '']) => names.split(', '));
		expect(packages.filter((name) => !listed.includes(name))).toEqual([]);
		const gone = listed.filter(
			(name) => !packages.includes(name) && !/^(-+|package|for.*)$/.test(name)
		);
		expect(gone).toEqual([]);
	});
});
