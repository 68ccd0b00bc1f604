import { describe, expect, it } from 'vitest';
import type { Changes, RecordContent } from './actions/content';
import {
	disputedFields,
	foldChanges,
	settledChanges,
	withOwnProposal,
	type Sides
} from './dispute';

const content = (properties: RecordContent['properties'], more = {}): RecordContent => ({
	theme: 't',
	concept: 't/c',
	geometry: { type: 'Point', coordinates: [3.7, 43.8] },
	position: { method: 'gps', accuracy_m: 4 },
	properties,
	sensitivity: 'public',
	observed_at: '2026-05-01T10:00:00+02:00',
	...more
});

/** The server looked at every change and named these. */
const judged = (mine: Changes, theirs: RecordContent, disputed: string[]): Sides => ({
	mine,
	theirs,
	judged: { disputed, paths: Object.keys(mine), content: theirs }
});

const name = 'properties.name';

describe('several changes made one after the other', () => {
	it('go from what was seen first to what was wanted last, from nothing too', () => {
		expect(
			foldChanges([
				{ [name]: { old: null, new: 'a' } },
				{ [name]: { old: 'a', new: 'b' }, 'properties.note': { old: 'x', new: null } }
			])
		).toEqual({
			[name]: { old: null, new: 'b' },
			'properties.note': { old: 'x', new: null }
		});
	});
});

describe('what a person has to choose', () => {
	it('is what the server named, unless both say the same', () => {
		const mine = { [name]: { old: 'a', new: 'b' }, 'properties.note': { old: 'x', new: 'y' } };
		expect(disputedFields(judged(mine, content({ name: 'c', note: 'y' }), [name]))).toEqual([
			{ path: name, mine: 'b', theirs: 'c' }
		]);
		expect(disputedFields(judged(mine, content({ name: 'b' }), [name]))).toEqual([]);
	});

	it('is also what the server has not looked at and both changed', () => {
		const mine = { [name]: { old: 'a', new: 'b' } };
		const sides = judged(mine, content({ name: 'c' }), []);
		expect(disputedFields(sides)).toEqual([]);
		const unseen = { ...sides, judged: { ...sides.judged, paths: [] } };
		expect(disputedFields(unseen)).toHaveLength(1);
	});

	it('is asked anew when somebody changed it after the server had looked', () => {
		const mine = { [name]: { old: 'a', new: 'b' } };
		const before = content({ name: 'a' });
		const sides: Sides = {
			mine,
			theirs: content({ name: 'c' }),
			judged: { disputed: [], paths: [name], content: before }
		};
		expect(disputedFields(sides)).toEqual([{ path: name, mine: 'b', theirs: 'c' }]);
	});

	it('is no altitude, no time zone, and no unknown accuracy', () => {
		const mine: Changes = {
			geometry: { old: null, new: { type: 'Point', coordinates: [3.7, 43.8, 120] } },
			observed_at: { old: null, new: '2026-05-01T08:00:00Z' },
			position: { old: null, new: { method: 'map', accuracy_m: null } }
		};
		const theirs = content({}, { position: { method: 'map' } });
		expect(disputedFields(judged(mine, theirs, Object.keys(mine)))).toEqual([]);
	});
});

describe('what is asked for once a person chose', () => {
	it('puts lists together and leaves out what is so already', () => {
		const list = 'properties.risks';
		const mine: Changes = {
			[name]: { old: 'a', new: 'b' },
			[list]: { old: ['ivy', 'road'], new: ['ivy', 'flood'] },
			'properties.note': { old: 'x', new: 'y' }
		};
		const theirs = content({ name: 'c', risks: ['fire', 'road', 'ivy'], note: 'y' });
		expect(settledChanges(judged(mine, theirs, [name]), { [name]: 'theirs' })).toEqual({
			[list]: { old: ['fire', 'road', 'ivy'], new: ['fire', 'ivy', 'flood'] }
		});
	});

	it('takes how a place was found with the place, whoever’s it is', () => {
		const here = { type: 'Point', coordinates: [3, 43] };
		const mine: Changes = {
			geometry: { old: null, new: here },
			position: { old: { method: 'gps' }, new: { method: 'map' } }
		};
		const sides = judged(mine, content({}), ['geometry', 'position']);
		expect(disputedFields(sides).map(({ path }) => path)).toEqual(['geometry']);
		expect(settledChanges(sides, { geometry: 'theirs' })).toEqual({});
		expect(settledChanges(sides, { geometry: 'mine' })).toMatchObject({
			geometry: { new: here },
			position: { new: { method: 'map' } }
		});
	});
});

describe('a record with what the person proposed beside it', () => {
	const at = '2026-05-02T10:00:00Z';
	const proposed: Changes = {
		[name]: { old: 'a', new: 'b' },
		'properties.note': { old: 'x', new: 'y' },
		deleted: { old: false, new: true },
		'photos.1': { old: null, new: {} }
	};

	it('shows it in the place of the value it was proposed on, and of no newer one', () => {
		const shown = withOwnProposal(content({ name: 'a', note: 'z' }), {
			proposed,
			by: { [name]: { name: null, at, own: true } },
			partly: false
		});
		expect(shown).toEqual(content({ name: 'b', note: 'z' }));
	});

	it('shows somebody else’s value where that is what is disputed', () => {
		const by = { [name]: { name: 'Jean', at } };
		const all = { proposed, by, partly: true };
		expect(withOwnProposal(content({ name: 'c', note: 'z' }), all)).toEqual(
			content({ name: 'c', note: 'y' })
		);
	});
});
