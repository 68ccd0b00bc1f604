import { Linter } from 'eslint';
import svelteParser from 'svelte-eslint-parser';
import ts from 'typescript-eslint';
import { describe, expect, test } from 'vitest';
import { Fixture } from './fixture.ts';
import { allowed, homes, layerOf, layers, onNode, plain, type Layer } from './layers.ts';
import { svelteTypes } from './svelte-types.ts';

const names = Object.keys(layers) as Layer[];

/** Where a file of each layer may stand; those that can be components are components. */
const places: Record<Layer, string> = {
	domain: 'src/lib/domain/x.ts',
	themes: 'src/lib/themes/some/x.ts',
	store: 'src/lib/store/x.ts',
	remote: 'src/lib/remote/x.ts',
	device: 'src/lib/device/x.ts',
	map: 'src/lib/map/x.ts',
	sync: 'src/lib/sync/x.ts',
	frame: 'src/lib/state/language.svelte.ts',
	state: 'src/lib/state/x.svelte.ts',
	wording: 'src/lib/ui/wording/x.ts',
	shared: 'src/lib/ui/shared/X.svelte',
	fields: 'src/lib/ui/fields/X.svelte',
	views: 'src/lib/ui/views/X.svelte',
	i18n: 'src/lib/i18n/x.ts',
	backend: 'src/lib/backend/x.ts',
	endpoints: 'src/routes/x/+server.ts',
	routes: 'src/routes/x/+page.svelte',
	cli: 'src/cli/x.ts',
	app: 'src/lib/app.ts',
	worker: 'src/service-worker.ts',
	hooks: 'src/hooks.server.ts'
};

/** Layers that are one file, so that no second one can be imported. */
const single: Layer[] = ['app', 'worker', 'hooks', 'frame'];

const target = (layer: Layer): string =>
	single.includes(layer)
		? places[layer]
		: places[layer].replace(/[^/]+$/, layer === 'endpoints' ? '+page.server.ts' : 'target.ts');

const component = (script: string) => `<script lang="ts">\n${script}\n</script>\n<p>x</p>\n`;

/** One file that imports the others by every spelling the sources use. */
function importing(from: string, to: string[]): string {
	const lines = to.map((path, i) => {
		const lib = path.startsWith('src/lib/') ? path.replace('src/lib/', '$lib/') : null;
		const up = '../'.repeat(from.split('/').length - 1) || './';
		const spelling = lib && i % 2 === 0 ? lib : up + path;
		return `import { x as x${i} } from '${spelling}';\nexport const y${i} = x${i};`;
	});
	if (!from.endsWith('.svelte')) return lines.join('\n');
	return component(lines.join('\n').replaceAll('export const', 'const'));
}

const pairs = names.flatMap((from) => names.map((to) => ({ from, to })));
const refused = pairs.filter(({ from, to }) => from !== to && !allowed[from].includes(to));
const accepted = pairs.filter(({ from, to }) => from !== to && allowed[from].includes(to));

/** Imports every pair given, one file for each importing layer. */
function houseWith(arrows: typeof pairs): Fixture {
	const fixture = new Fixture();
	for (const name of names) fixture.write(target(name), `export const x = '${name}';\n`);
	for (const from of names) {
		const to = arrows.filter((arrow) => arrow.from === from).map((arrow) => target(arrow.to));
		if (to.length > 0)
			fixture.write(places[from], importing(places[from], to) + '\nexport const x = 1;');
	}
	return fixture;
}

describe('the dependency rule', () => {
	test('names every arrow of the house, and siblings never meet', () => {
		const siblings: Layer[] = ['themes', 'store', 'remote', 'device', 'map'];
		for (const from of siblings) expect(allowed[from]).toEqual(['domain']);
		expect(allowed.domain).toEqual([]);
		for (const layer of ['shared', 'fields', 'routes'] as const) {
			for (const edge of siblings) expect(allowed[layer]).not.toContain(edge);
		}
	});

	test('knows to which layer a file belongs', () => {
		for (const name of names) expect(layerOf(places[name])).toBe(name);
		expect(layerOf('tests/e2e/x.test.ts')).toBeNull();
	});

	test('every forbidden arrow is refused', { timeout: 120_000 }, () => {
		using fixture = houseWith(refused);
		const found = fixture.cruise();
		for (const { from, to } of refused) {
			expect(found, `${from} → ${to}`).toContainEqual({
				rule: `${from}-imports`,
				from: places[from],
				to: target(to)
			});
		}
	});

	test('every allowed arrow passes', { timeout: 120_000 }, () => {
		using fixture = houseWith(accepted.filter(({ to }) => !single.includes(to)));
		expect(fixture.cruise().filter(({ rule }) => rule !== 'no-cycles')).toEqual([]);
	});

	test('a cycle is refused, even through a component and types', { timeout: 60_000 }, () => {
		using fixture = new Fixture();
		fixture.write('src/lib/domain/a.ts', "import type { B } from './b.ts';\nexport type A = B;");
		fixture.write('src/lib/domain/b.ts', "import type { A } from './a.ts';\nexport type B = A;");
		fixture.write('src/lib/ui/views/A.svelte', component("import { b } from './b.ts'; b();"));
		fixture.write(
			'src/lib/ui/views/b.ts',
			"import A from './A.svelte';\nexport const b = () => A;"
		);
		const cycles = fixture.cruise().filter(({ rule }) => rule === 'no-cycles');
		const folders = cycles.map(({ from }) => from.replace(/[^/]+$/, ''));
		expect(new Set(folders)).toEqual(new Set(['src/lib/domain/', 'src/lib/ui/views/']));
	});

	test(
		'a package is refused outside its home, Node outside the server',
		{ timeout: 60_000 },
		() => {
			using fixture = new Fixture();
			fixture.write('src/lib/ui/views/x.ts', "export const load = () => import('dexie');");
			fixture.write('src/lib/state/x.ts', "export * from '@supabase/supabase-js';");
			fixture.write('src/lib/domain/x.ts', "import fs from 'node:fs';\nexport const y = fs;");
			fixture.write(
				'src/lib/sync/x.ts',
				"import { page } from '$app/state';\nexport const y = page;"
			);
			fixture.write('src/lib/store/x.ts', "import { tick } from 'svelte';\nexport const y = tick;");
			const rules = fixture.cruise().map(({ rule, from }) => `${rule} ${from}`);
			expect(rules.sort()).toEqual([
				'home-of-dexie src/lib/ui/views/x.ts',
				'home-of-supabase-supabase-js src/lib/state/x.ts',
				'node-modules-of-node src/lib/domain/x.ts',
				'plain-layers src/lib/store/x.ts',
				'plain-layers src/lib/sync/x.ts'
			]);
		}
	);

	test('an import that leads nowhere is refused', { timeout: 60_000 }, () => {
		using fixture = new Fixture();
		fixture.write('src/lib/domain/x.ts', "export * from '$lib/domain/missing.ts';");
		expect(fixture.cruise().map(({ rule }) => rule)).toEqual(['no-unresolved']);
	});

	test('every home, and every plain layer, exists', () => {
		for (const layer of [...plain, ...onNode, ...homes.flatMap(({ only }) => only)]) {
			expect(names).toContain(layer);
		}
	});
});

describe('types imported by components', () => {
	const linter = new Linter({ cwd: '/house' });
	const lint = (script: string) =>
		linter
			.verify(
				component(script),
				[
					{
						files: ['**/*.svelte'],
						languageOptions: {
							parser: svelteParser,
							parserOptions: { parser: ts.parser }
						},
						plugins: { house: { rules: { types: svelteTypes } } },
						rules: { 'house/types': 'error' }
					}
				],
				'/house/src/lib/ui/views/X.svelte'
			)
			.map(({ message }) => message);

	test('are refused from a layer that is not allowed', () => {
		expect(lint("import type { Row } from '$lib/remote/database.types';")).toHaveLength(1);
		expect(lint("import type { Db } from '../../store/database.ts';")).toHaveLength(1);
	});
	test('are accepted from one that is', () => {
		expect(lint("import type { RecordCore } from '$lib/domain/record';")).toEqual([]);
		expect(lint("import type { X } from './local.ts';")).toEqual([]);
	});
});
