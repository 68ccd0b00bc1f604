import { describe, expect, test, vi } from 'vitest';
import { sampleVocabulary } from '../../../../tests/support/sample-vocabulary.ts';

type Row = [string, string | null, Record<string, string>, string[], 0 | 1];

/** Answers with a vocabulary made of these lines. */
function sourceOf(lines: Row[]) {
	return (path: string) => {
		if (path.endsWith('/scheme_stamp'))
			return Promise.resolve(Response.json(lines.length === 0 ? null : 'today'));
		if (path.endsWith('/vocabulary')) return Promise.resolve(Response.json(sampleVocabulary));
		const scheme = {
			id: 'words',
			uri: 'https://example.org/words/',
			title: { fr: 'Mots' },
			kind: 'reference'
		};
		return Promise.resolve(Response.json({ scheme, lines }));
	};
}

const line = (notation: string, fr: string, broader: string[] = [], gone: 0 | 1 = 0): Row => [
	notation,
	null,
	fr === '' ? {} : { fr },
	broader,
	gone
];

async function page(lines: Row[], parameters = '') {
	// What was read is kept between requests: each one here starts without.
	vi.resetModules();
	const { parseSchemeQuery, schemePage } = await import('./scheme-page.ts');
	const { query, problems } = parseSchemeQuery(new URLSearchParams(parameters), 'fr');
	expect(problems).toEqual([]);
	return schemePage(sourceOf(lines), 'words', query);
}

const shown = (found: Awaited<ReturnType<typeof page>>) =>
	found?.lines.map(({ id, level }) => `${'-'.repeat(level)}${id?.slice(6)}`);

describe('the page of a vocabulary', () => {
	const family = [
		line('b', 'Bâti'),
		line('b1', 'Four', ['b']),
		line('a', 'Arbre'),
		line('b2', 'Église', ['b']),
		line('old', 'Ancien', ['b'], 1)
	];

	test('is a tree when it has one that can be read, without what was withdrawn', async () => {
		const found = await page(family);
		expect(shown(found)).toEqual(['b', '-b1', '-b2', 'a']);
		expect(found).toMatchObject({ total: 4, deprecated: 1, pages: 1, hasTree: true });
	});

	test('is sorted as people sort, accents or not', async () => {
		expect(shown(await page(family, 'vue=alphabet'))).toEqual(['a', 'b', 'b2', 'b1']);
	});

	test('is searched by words without accents', async () => {
		expect(shown(await page(family, 'q=eglise'))).toEqual(['b2']);
		expect((await page(family, 'q=rien'))?.lines).toEqual([]);
	});

	test('lists what is narrower than one concept, and has nothing under what is not there', async () => {
		expect(shown(await page(family, 'sous=b'))).toEqual(['b2', 'b1']);
		expect(await page(family, 'sous=nowhere')).toBeNull();
		expect(await page([])).toBeNull();
	});

	test('comes in pages when it is large, with the initials there are', async () => {
		const many = Array.from({ length: 17_000 }, (_, at) =>
			line(`c${at}`, `${'abcdefghij'[at % 10]}${at}`, at > 100 ? [`c${at % 100}`] : [])
		);
		const found = await page(many, 'page=85');
		expect(found).toMatchObject({ arrangement: 'alphabet', found: 17_000, page: 85, pages: 85 });
		expect(found?.lines).toHaveLength(200);
		expect(found?.letters).toEqual([...'ABCDEFGHIJ']);
		expect((await page(many, 'lettre=B'))?.found).toBe(1700);
		expect((await page(many, 'page=99999'))?.page).toBe(85);
		expect(JSON.stringify(found).length).toBeLessThan(60_000);
	});

	test('ends whatever the hierarchy is: a cycle, itself, a chain as long as the vocabulary', async () => {
		const odd = [line('x', 'X', ['y']), line('y', 'Y', ['x']), line('z', 'Z', ['z'])];
		expect(new Set(shown(await page(odd, 'vue=arbre')))).toEqual(new Set(['z', 'x', '-y']));
		const chain = Array.from({ length: 20_000 }, (_, at) =>
			line(`c${at}`, `c${at}`, at > 0 ? [`c${at - 1}`] : [])
		);
		expect((await page(chain, 'vue=arbre'))?.found).toBe(20_000);
	});

	test('names a concept without a label by the end of its address', async () => {
		const found = await page([line('n1', ''), ['n2', 'https://else.org/n', {}, [], 0]]);
		expect(found?.lines.map(({ uri }) => uri)).toEqual([
			'https://else.org/n',
			'https://example.org/words/n1'
		]);
	});
});

test.each(['page=0', 'page=x', 'vue=carte', `q=${'x'.repeat(101)}`])(
	'a parameter that makes no sense is refused: %s',
	async (parameters) => {
		const { parseSchemeQuery } = await import('./scheme-page.ts');
		const { problems } = parseSchemeQuery(new URLSearchParams(parameters), 'fr');
		expect(problems.map(({ field }) => field)).toEqual([parameters.split('=')[0]]);
	}
);
