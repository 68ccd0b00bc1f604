import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { comfortChoices, ComfortState, type ComfortPage } from './comfort.svelte';

/** A device that keeps one text, and a document that wears what it is told. */
function device(kept: string | null = null) {
	const worn = new Map<string, string>();
	const shelf = { kept };
	const page: ComfortPage = {
		read: () => shelf.kept,
		keep: (text) => (shelf.kept = text),
		show: (name, value) => void (value === null ? worn.delete(name) : worn.set(name, value))
	};
	return { page, worn, shelf };
}

describe('comfort', () => {
	test('is what the app is made with until something is chosen', () => {
		const { page, shelf } = device();
		const comfort = new ComfortState(page);
		expect(comfort.get('contrast')).toBe('usual');
		expect(comfort.get('text')).toBe('100');
		expect(shelf.kept).toBeNull();
	});

	test('shows a choice at once and finds it again at the next start', () => {
		const { page, worn } = device();
		new ComfortState(page).set('contrast', 'sun');
		expect(worn.get('contrast')).toBe('sun');
		const next = new ComfortState(page);
		next.set('text', '200');
		expect(next.get('contrast')).toBe('sun');
		expect([...worn]).toEqual([
			['contrast', 'sun'],
			['text', '200']
		]);
	});

	test('leaves nothing behind of a choice taken back', () => {
		const { page, worn, shelf } = device();
		const comfort = new ComfortState(page);
		comfort.set('hand', 'left');
		comfort.set('hand', 'right');
		expect(worn.size).toBe(0);
		expect(shelf.kept).toBe('{}');
	});

	test('follows what was chosen in another tab', () => {
		const { page, worn, shelf } = device();
		const comfort = new ComfortState(page);
		shelf.kept = '{"scheme":"dark"}';
		comfort.follow();
		expect(comfort.get('scheme')).toBe('dark');
		expect(worn.get('scheme')).toBe('dark');
	});

	test.each(['', 'null', '[]', '7', '{"text":"5000"}', '{"text":{}}', '{"contrast":"<b>"}', '{'])(
		'takes what is no choice for none: %s',
		(kept) => {
			const comfort = new ComfortState(device(kept).page);
			for (const [name, [first]] of Object.entries(comfortChoices)) {
				expect(comfort.get(name as keyof typeof comfortChoices)).toBe(first);
			}
		}
	);
});

describe('before the first paint', () => {
	const script = readFileSync('static/comfort.js', 'utf8');
	const run = (kept: string | null) => {
		const dataset: Record<string, string> = {};
		const around = {
			localStorage: { getItem: (name: string) => (name === 'capitelle.comfort' ? kept : null) },
			document: { documentElement: { dataset } }
		};
		new Function(...Object.keys(around), script)(...Object.values(around));
		return dataset;
	};

	test('the document wears every choice that can be kept', () => {
		const { page, shelf } = device();
		const comfort = new ComfortState(page);
		comfort.set('contrast', 'sun');
		comfort.set('scheme', 'dark');
		comfort.set('text', '175');
		comfort.set('hand', 'left');
		comfort.set('motion', 'less');
		const worn = run(shelf.kept);
		expect(worn).toEqual({
			contrast: 'sun',
			scheme: 'dark',
			text: '175',
			hand: 'left',
			motion: 'less'
		});
		expect(Object.keys(worn)).toEqual(Object.keys(comfortChoices));
	});

	test.each([null, '', '{', 'null', '{"scheme":{"a":1}}', '{"scheme":"\\" onload=\\"x"}'])(
		'it stays as it is made with %s',
		(kept) => expect(run(kept)).toEqual({})
	);
});

test('the dark colours are the same, chosen or told by the device', () => {
	const css = readFileSync('src/comfort.css', 'utf8');
	const tokens = (block: string) => block.match(/--[a-z-]+:[^;]+;/g);
	const [, told] = /\/\* as the device says \*\/([^}]*)}/.exec(css) ?? [];
	const [, chosen] = /\/\* as chosen \*\/([^}]*)}/.exec(css) ?? [];
	expect(tokens(told ?? '')?.length).toBeGreaterThan(15);
	expect(tokens(chosen ?? '')).toEqual(tokens(told ?? ''));
});
