import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import type { Collection, Vocabulary } from '$lib/domain/vocabulary/types';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { cellOf } from '$lib/store/grid';
import { listSuggestions } from '$lib/store/suggestions';
import type { Draft, ReplicaRow } from '$lib/store/types';
import { aConcept, aScheme, aTheme } from '../../../tests/support/vocabulary-parts';
import type { CapturePorts } from './capture-ports';
import { ConceptPicker } from './concept-picker.svelte';

const named = (notation: string, text: string) =>
	aConcept(`things/${notation}`, { labels: [{ kind: 'pref', lang: 'fr', text, status: 'known' }] });
const trait = (id: string, title: string, members: string[], position: number): Collection => ({
	id: `things/${id}`,
	scheme: 'things',
	title: { fr: title },
	members: members.map((one) => `things/${one}`),
	isTrait: true,
	icon: null,
	position
});
const vocabulary: Vocabulary = {
	etag: '1',
	themes: [aTheme('t', { scheme: 'things' })],
	schemes: [aScheme('things')],
	concepts: [named('bread', 'four à pain'), named('lime', 'four à chaux'), named('well', 'puits')],
	collections: [
		trait('fire', 'Du feu', ['bread', 'lime'], 1),
		trait('round', 'Rond', ['lime', 'well'], 2)
	],
	fields: []
};
const index = indexVocabulary(vocabulary);
const theme = index.themes.get('t')!;

let db: CapitelleDatabase;
let woken = 0;
beforeEach(() => {
	db = openDatabase({ name: `picker-${Math.random()}` });
	woken = 0;
});
afterEach(() => db.close());

function openPicker(over: Partial<CapturePorts> = {}, draft: Partial<Draft> = {}): ConceptPicker {
	const ports = {
		db,
		owner: () => 'ana',
		watchCompass: () => () => undefined,
		mayLocate: async () => false,
		lastPlace: async () => null,
		watchPosition: () => () => undefined,
		wake: () => (woken += 1),
		...over
	} as unknown as CapturePorts;
	const form = {
		index,
		theme,
		draft: { id: 'r', geometry: null, concept: null, ...draft } as Draft
	};
	return new ConceptPicker(form, ports);
}

/** Records of a concept that this device knows at a place. */
async function recorded(
	concept: string,
	count: number,
	[lon, lat]: [number, number],
	owner = 'public'
) {
	const rows = Array.from({ length: count }, (_, i) => {
		const id = `${owner}-${concept}-${lon}-${i}`;
		return { owner, id, record: { id, concept }, lon, lat, cell: cellOf(lon, lat) };
	});
	await db.replica.bulkPut(rows as unknown as ReplicaRow[]);
}

const here: [number, number] = [4.4, 43.9];
const away: [number, number] = [1.4, 43.6];
const shown = (picker: ConceptPicker) => picker.hits.map(({ concept }) => concept.notation);

/** The picker asks the device what is common by itself: waits until it knows. */
async function knows(picker: ConceptPicker): Promise<void> {
	await picker.prepare();
	await expect.poll(() => picker.common.size).toBeGreaterThan(0);
}

describe('what is common around here', () => {
	beforeEach(async () => {
		await recorded('things/bread', 9, away);
		await recorded('things/lime', 2, here);
	});

	it('comes first, by where the record is', async () => {
		const point = (coordinates: [number, number]) => ({ type: 'Point' as const, coordinates });
		const near = openPicker({}, { geometry: point(here) });
		const far = openPicker({}, { geometry: point(away) });
		for (const picker of [near, far]) {
			await knows(picker);
			picker.type('four');
		}
		expect(shown(near)).toEqual(['lime', 'bread']);
		expect(shown(far)).toEqual(['bread', 'lime']);
		expect(near.often.map(({ notation }) => notation)).toEqual(['lime']);
	});

	it('is asked of the satellites only when they may be read unasked, else of the last record', async () => {
		let watched = 0;
		const watchPosition: CapturePorts['watchPosition'] = ({ onFix }) => {
			watched += 1;
			queueMicrotask(() => onFix({ lon: here[0], lat: here[1], accuracyM: 30, at: 1 }));
			return () => undefined;
		};
		const allowed = openPicker({ mayLocate: async () => true, watchPosition });
		await knows(allowed);
		expect([...allowed.common.keys()]).toEqual(['things/lime']);
		const asked = openPicker({ watchPosition, lastPlace: async () => away });
		await knows(asked);
		expect([...asked.common.keys()]).toEqual(['things/bread']);
		expect(watched).toBe(1);
	});

	it('is what is common anywhere where nothing is known around', async () => {
		const picker = openPicker({ lastPlace: async () => [-20, 60] });
		await knows(picker);
		expect(picker.common.get('things/bread')).toBe(9);
	});

	it('counts no record of somebody else’s, and one’s own once', async () => {
		await recorded('things/well', 5, here, 'berta');
		await recorded('things/well', 1, here, 'ana');
		const picker = openPicker({ lastPlace: async () => here });
		await knows(picker);
		expect(picker.common.get('things/well')).toBe(1);
	});

	it('is not missed when the device cannot say', async () => {
		const picker = openPicker({ mayLocate: () => Promise.reject(new Error('no')) });
		await picker.prepare();
		picker.type('four');
		expect(shown(picker)).toEqual(['bread', 'lime']);
	});
});

describe('finding', () => {
	it('answers before its index was prepared', () => {
		const picker = openPicker();
		picker.type('puit');
		expect(shown(picker)).toEqual(['well']);
		expect(picker.hasMore).toBe(false);
	});

	it('narrows what is seen with each trait, and starts anew for another record', () => {
		const picker = openPicker();
		picker.tick('things/fire');
		picker.tick('things/round');
		expect(picker.seen.map(({ notation }) => notation)).toEqual(['lime']);
		picker.tick('things/fire');
		expect(picker.seen.map(({ notation }) => notation)).toEqual(['lime', 'well']);
		picker.reset();
		expect(picker.seen).toHaveLength(3);
	});

	it('offers what a sentence says one sees', () => {
		const picker = openPicker();
		picker.type('c’est rond, avec du feu');
		expect(picker.said.map(({ id }) => id)).toEqual(['things/fire', 'things/round']);
		picker.see(picker.said.map(({ id }) => id));
		expect(picker.typed).toBe('');
		expect(picker.seen.map(({ notation }) => notation)).toEqual(['lime']);
	});
});

describe('a missing word', () => {
	const word = {
		kind: 'label',
		concept: 'things/well',
		text: ' potz',
		lang: 'oc',
		note: ''
	} as const;

	it('is kept at once, with the record it was missed for, and wakes the sending', async () => {
		const picker = openPicker();
		expect(await picker.propose(word)).toBeNull();
		expect(await listSuggestions(db, 'ana')).toMatchObject([
			{ text: 'potz', theme: 't', concept: 'things/well', recordId: 'r', state: 'queued' }
		]);
		expect([picker.proposed, woken]).toEqual([['potz'], 1]);
	});

	it('says what is missing of it', async () => {
		const picker = openPicker();
		expect(await picker.propose({ ...word, concept: null, text: ' ' })).toMatchObject({
			problems: [{ field: 'text' }, { field: 'concept' }]
		});
		expect([picker.proposed, woken]).toEqual([[], 0]);
	});

	it('says when the device has no room, and keeps nothing by halves', async () => {
		const full = new DOMException('full', 'QuotaExceededError');
		const picker = openPicker();
		db.suggestions.hook('creating', () => {
			throw full;
		});
		expect(await picker.propose(word)).toBe('full');
		expect(picker.proposed).toEqual([]);
	});
});
