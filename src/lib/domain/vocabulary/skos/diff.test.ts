import { describe, expect, it } from 'vitest';
import { aSkosConcept, aSkosScheme } from '../../../../../tests/support/skos.ts';
import { diffSchemes } from './diff.ts';
import type { ConceptUse, SkosCollection } from './types.ts';

const a = aSkosConcept('https://example.org/s/a');
const b = aSkosConcept('https://example.org/s/b');
const use: ConceptUse = {
	geometryKinds: ['line', 'point'],
	sensitivity: 'public',
	osmTags: [],
	icon: null,
	color: null,
	shape: null,
	position: 10
};
const group: SkosCollection = {
	uri: 'https://example.org/s/g',
	labels: [],
	notes: [],
	members: [b.uri, a.uri],
	ordered: false,
	isTrait: false,
	other: []
};

describe('comparing a file with what stands', () => {
	it('adds everything where nothing stands', () => {
		const diff = diffSchemes(null, aSkosScheme([a, b], { collections: [group] }));
		expect(diff).toMatchObject({ added: [a, b], changed: [], unchanged: 0, titleChanged: true });
		expect(diff.collections.added).toEqual([group.uri]);
	});

	it('changes nothing when the same comes in another order', () => {
		const labels = [
			{ kind: 'pref', lang: 'fr', text: 'a', status: 'known' },
			{ kind: 'alt', lang: 'fr', text: 'à', status: 'known' }
		] as const;
		const before = aSkosScheme([{ ...a, labels: [...labels], use }, b], { collections: [group] });
		const after = aSkosScheme(
			[
				b,
				{ ...a, labels: [...labels].reverse(), use: { ...use, geometryKinds: ['point', 'line'] } }
			],
			{ collections: [{ ...group, members: [a.uri, b.uri] }] }
		);
		expect(diffSchemes(before, after)).toEqual({
			added: [],
			changed: [],
			deprecated: [],
			missing: [],
			unchanged: 2,
			collections: { added: [], changed: [], missing: [] },
			titleChanged: false
		});
	});

	it('does not take away what a file has no word for', () => {
		const diff = diffSchemes(aSkosScheme([{ ...a, use }]), aSkosScheme([a]));
		expect(diff.unchanged).toBe(1);
		const renamed = { ...a, notations: ['1'] };
		const [change] = diffSchemes(aSkosScheme([{ ...a, use }]), aSkosScheme([renamed])).changed;
		expect(change?.after).toEqual({ ...renamed, use });
		const sourced = {
			...a,
			labels: a.labels.map((one) => ({ ...one, status: 'unsure' as const }))
		};
		expect(diffSchemes(aSkosScheme([sourced]), aSkosScheme([a])).unchanged).toBe(1);
	});

	it('tells what is missing, deprecated and reordered', () => {
		const gone = { ...b, deprecated: true };
		const ordered = { ...group, ordered: true };
		const diff = diffSchemes(
			aSkosScheme([a, b, aSkosConcept('https://example.org/s/c', { deprecated: true })], {
				collections: [ordered]
			}),
			aSkosScheme([gone], { collections: [{ ...ordered, members: [a.uri, b.uri] }], titles: [] })
		);
		expect(diff.missing).toEqual([a]);
		expect(diff.deprecated).toEqual([gone]);
		expect(diff.changed).toEqual([{ uri: b.uri, before: b, after: gone }]);
		expect(diff.collections.changed).toEqual([group.uri]);
		expect(diff.titleChanged).toBe(true);
	});
});
