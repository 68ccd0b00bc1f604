import { describe, expect, it } from 'vitest';
import { aSkosConcept, aSkosScheme } from '../../../../../tests/support/skos.ts';
import { checkScheme } from './check.ts';
import { keepSound } from './keep-sound.ts';
import type { SkosConcept, SkosLabel, SkosScheme } from './types.ts';

const base = 'https://example.org/s/';
const concept = (name: string, more: Partial<SkosConcept> = {}) =>
	aSkosConcept(base + name, { isTop: true, ...more });
const under = (name: string, parents: string[], more: Partial<SkosConcept> = {}) =>
	concept(name, { isTop: false, broader: parents.map((one) => base + one), ...more });
const label = (kind: SkosLabel['kind'], lang: string, text: string): SkosLabel => ({
	kind,
	lang,
	text,
	status: 'known'
});

/** Problems as `code uri → others (detail)`, without the scheme's base. */
function told(scheme: SkosScheme, known?: ReadonlySet<string>): string[] {
	return checkScheme(scheme, known).map(({ code, uri, others, detail }) => {
		const arrow = others.length > 0 ? ` → ${others.join(' ')}` : '';
		return `${code} ${uri}${arrow}${detail && ` (${detail})`}`.replaceAll(base, '');
	});
}

describe('the integrity conditions of SKOS', () => {
	it('finds nothing wrong with a sound scheme', () => {
		const sound = aSkosScheme([
			concept('mur', { related: [`${base}capitelle`] }),
			under('muret', ['mur']),
			concept('capitelle', {
				related: [`${base}mur`],
				labels: [label('pref', 'fr', 'capitelle'), label('pref', 'oc', 'capitèla')],
				matches: [{ relation: 'exactMatch', uri: 'http://www.wikidata.org/entity/Q1' }]
			})
		]);
		expect(told(sound)).toEqual([]);
	});

	it('S9 and S37: one address is one thing', () => {
		const scheme = aSkosScheme(
			[concept('mur'), aSkosConcept('https://example.org/s', { isTop: true })],
			{
				collections: [
					{
						uri: `${base}mur`,
						labels: [],
						notes: [],
						members: [],
						ordered: false,
						isTrait: false,
						other: []
					}
				]
			}
		);
		expect(told(scheme)).toEqual([
			'skos_s9 https://example.org/s → https://example.org/s',
			'skos_s37 mur → mur'
		]);
	});

	it('S13: a text is one kind of label in a language', () => {
		const labels = [
			label('pref', 'fr', 'mur'),
			label('alt', 'fr', 'mur'),
			label('hidden', 'oc', 'mur')
		];
		expect(told(aSkosScheme([concept('mur', { labels })]))).toEqual(['skos_s13 mur (mur@fr)']);
	});

	it('S14: one preferred label per language', () => {
		const labels = [
			label('pref', 'fr', 'mur'),
			label('pref', 'fr', 'muret'),
			label('pref', 'oc', 'paret')
		];
		expect(told(aSkosScheme([concept('mur', { labels })]))).toEqual([
			'skos_s14 mur (mur@fr · muret@fr)'
		]);
	});

	it('S27: what is related is not broader, however far, also through a second parent', () => {
		const scheme = aSkosScheme([
			concept('a', { related: [`${base}d`] }),
			concept('x'),
			under('b', ['a']),
			under('c', ['x', 'b']),
			under('d', ['c'], { related: [`${base}a`, `${base}x`] })
		]);
		expect(told(scheme)).toEqual([
			'skos_s27 a → d',
			'skos_s27 d → a',
			'skos_s27 d → x',
			'skos_s27 x → d',
			'several_parents c → x b'
		]);
	});

	it('S46: an exact match is no other match, through any chain of exact ones', () => {
		const exact = (uri: string) => ({ relation: 'exactMatch' as const, uri });
		const scheme = aSkosScheme([
			concept('a', {
				matches: [exact('https://x.org/1'), { relation: 'broadMatch', uri: 'https://x.org/1' }]
			}),
			concept('b', { matches: [exact('https://x.org/2')] }),
			concept('c', {
				matches: [exact('https://x.org/2'), { relation: 'relatedMatch', uri: `${base}b` }]
			}),
			concept('d', {
				matches: [exact('https://x.org/3'), { relation: 'closeMatch', uri: 'https://x.org/3' }]
			})
		]);
		expect(told(scheme)).toEqual([
			'skos_s46 a → https://x.org/1 (broadMatch)',
			'skos_s46 c → b (relatedMatch)'
		]);
	});
});

describe('what an editor should know', () => {
	it('tells cycles once, and still ends', () => {
		const scheme = aSkosScheme([
			under('a', ['c'], { related: [`${base}b`] }),
			under('b', ['a']),
			under('c', ['b'])
		]);
		expect(told(scheme)).toEqual(['skos_s27 a → b', 'skos_s27 b → a', 'broader_cycle a → b c']);
	});

	it('tells relations that lead nowhere, unless the other scheme is known', () => {
		const scheme = aSkosScheme([
			concept('a', { related: ['https://x.org/1'], replacedBy: 'https://x.org/2' })
		]);
		expect(told(scheme)).toEqual([
			'broader_dangling a → https://x.org/1 (related)',
			'broader_dangling a → https://x.org/2 (replacedBy)'
		]);
		expect(told(scheme, new Set(['https://x.org/1', 'https://x.org/2']))).toEqual([]);
	});

	it('tells labels without a language, without French, and the same twice', () => {
		const scheme = aSkosScheme([
			concept('a', { labels: [label('pref', '', 'clapàs'), label('alt', 'fr', ' tas ')] }),
			concept('b', { labels: [label('pref', 'oc', 'clapàs')] }),
			concept('c', { labels: [label('pref', 'oc', 'clapàs')] }),
			concept('d', { labels: [] })
		]);
		expect(told(scheme)).toEqual([
			'label_untagged a (clapàs)',
			'label_spaces a ( tas @fr)',
			'label_french_missing a',
			'label_french_missing b',
			'label_duplicate b → c (clapàs@oc)',
			'label_french_missing c',
			'label_duplicate c → b (clapàs@oc)',
			'label_missing d'
		]);
	});

	it('tells concepts that nothing leads to, and tops that are below others', () => {
		const scheme = aSkosScheme([
			under('seul', []),
			concept('mur'),
			under('muret', ['mur'], { isTop: true })
		]);
		expect(told(scheme)).toEqual(['top_with_broader muret → mur', 'orphan seul']);
	});

	it('counts characters as people do', () => {
		const labels = (length: number) => [label('pref', 'fr', '𓂀'.repeat(length))];
		expect(told(aSkosScheme([concept('a', { labels: labels(500) })]))).toEqual([]);
		const [found] = checkScheme(aSkosScheme([concept('a', { labels: labels(501) })]));
		expect(found).toMatchObject({ code: 'text_too_long', severity: 'error' });
	});
});

describe('what can be kept', () => {
	const broken = under('casse', ['mur'], {
		labels: [label('pref', 'fr', 'a'), label('pref', 'fr', 'b')]
	});
	const scheme = aSkosScheme([
		concept('mur', { related: [`${base}muret`] }),
		under('muret', ['mur'], { related: [`${base}mur`] }),
		broken
	]);

	it('is all but concepts with an error and pairs that contradict themselves', () => {
		expect(keepSound(scheme, checkScheme(scheme)).concepts).toEqual([
			concept('mur'),
			under('muret', ['mur'])
		]);
	});

	it('leaves what is set aside as it stands', () => {
		const standing = under('casse', ['mur']);
		const kept = keepSound(scheme, checkScheme(scheme), aSkosScheme([standing]));
		expect(kept.concepts[2]).toEqual(standing);
	});

	it('is sound, and everything when nothing is wrong', () => {
		const kept = keepSound(scheme, checkScheme(scheme));
		expect(checkScheme(kept).filter(({ severity }) => severity === 'error')).toEqual([]);
		expect(keepSound(kept, checkScheme(kept))).toEqual(kept);
	});
});
