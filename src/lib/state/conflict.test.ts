import { beforeEach, describe, expect, it } from 'vitest';
import { ChoicesState } from './choices.svelte';
import { ConflictState, type ConflictPorts, type Dispute } from './conflict.svelte';

const content: Dispute['mine'] = {
	theme: 't',
	concept: 't/c',
	geometry: { type: 'Point', coordinates: [3.7, 43.8] },
	position: { method: 'gps', accuracy_m: 4 },
	properties: {},
	sensitivity: 'public',
	observed_at: '2026-05-01T10:00:00+02:00'
};
const field = (path: string, theirs: unknown = 'b') => ({ path, mine: 'a', theirs, by: null });
const dispute = (more: Partial<Dispute> = {}): Dispute => ({
	record_id: 'r',
	kind: 'fields',
	version: 2,
	title: null,
	mine: content,
	theirs: content,
	partly: false,
	fields: [field('properties.name'), field('properties.note')],
	undisputed: [],
	by: null,
	photos: 0,
	visits: 0,
	...more
});
const choice = {
	record_id: 'r',
	title: null,
	concept: 't/c',
	leaves: true,
	at: '2026-05-01T10:00Z'
};

let said: string[];
let state: ConflictState;
let tell: (dispute: Dispute | null) => void;
let list: Parameters<Parameters<ConflictPorts['watchChoices']>[1]>[0];
let taken: boolean;
let fire: (() => void) | null;
let writing: (() => Promise<void>) | null;

beforeEach(() => {
	writing = null;
	said = [];
	list = [];
	taken = true;
	fire = null;
	state = new ConflictState({
		watchDispute(_owner, _id, next) {
			tell = next;
			return () => undefined;
		},
		watchChoices(_owner, next) {
			next(list);
			return () => undefined;
		},
		async resolve(owner, id, resolution) {
			said.push(`${owner} ${id} ${JSON.stringify(resolution)}`);
			await writing?.();
			return taken;
		},
		undo: async () => taken,
		wake: () => said.push('wake'),
		timer(_ms, call) {
			fire = call;
			return () => (fire = null);
		}
	});
	state.follow('ana', 'r');
	tell(dispute());
});

describe('choosing', () => {
	it('leads to what is left before anything is written', async () => {
		state.pick('properties.name', 'theirs');
		expect(await state.save()).toBe(false);
		expect([state.incomplete, state.open, said]).toEqual([true, ['properties.note'], []]);
		state.pick('properties.note', 'mine');
		expect(state.incomplete).toBe(false);
	});

	it('writes the choice on the version that was shown, and sends it after a second thought', async () => {
		state.takeAll('theirs');
		state.pick('properties.note', 'mine');
		expect(await state.save()).toBe(true);
		const picks = { 'properties.name': 'theirs', 'properties.note': 'mine' };
		expect(said).toEqual([`ana r ${JSON.stringify({ version: 2, picks })}`]);
		// Its own write ends the dispute: that is no news.
		tell(null);
		expect(state.phase).toBe('chosen');
		fire?.();
		expect(said.at(-1)).toBe('wake');
	});

	it('says that it is saved once it is written, not before', async () => {
		const phases: string[] = [];
		writing = async () => {
			tell(null);
			phases.push(state.phase);
		};
		state.takeAll('theirs');
		await state.save();
		expect([...phases, state.phase]).toEqual(['choosing', 'chosen']);
	});

	it('stays with what was picked when the device refuses to write', async () => {
		writing = () => Promise.reject(new Error('no room'));
		state.takeAll('theirs');
		expect(await state.save()).toBe(false);
		expect([state.phase, state.open, state.undoable, fire]).toEqual(['choosing', [], false, null]);
		tell(null);
		expect(state.phase).toBe('nothing');
	});

	it('sends at once what was chosen when the screen is left', async () => {
		state.takeAll('mine');
		await state.save();
		state.close();
		expect(said.at(-1)).toBe('wake');
		expect(fire).toBeNull();
	});

	it('asks again about what changed meanwhile, and keeps the rest', () => {
		state.takeAll('mine');
		tell(
			dispute({ version: 3, fields: [field('properties.name'), field('properties.note', 'c')] })
		);
		expect([state.renewed, state.open]).toEqual([true, ['properties.note']]);
	});

	it('shows the dispute anew when the record was no longer what was shown', async () => {
		taken = false;
		state.takeAll('mine');
		expect(await state.save()).toBe(false);
		tell(dispute({ version: 3, fields: [field('properties.name', 'd')] }));
		expect([state.phase, state.renewed, state.open]).toEqual([
			'choosing',
			true,
			['properties.name']
		]);
		expect(fire).toBeNull();
	});

	it('takes a deletion as one choice', async () => {
		tell(dispute({ kind: 'their_deletion', version: 3 }));
		expect(state.open).toEqual(['deleted']);
		state.pick('deleted', 'mine');
		await state.save();
		expect(said[0]).toContain('{"deleted":"mine"}');
	});

	it('shows nothing of one account to the next', () => {
		state.takeAll('mine');
		state.follow('bo', 'r');
		expect([state.dispute, state.picks, state.phase]).toEqual([null, {}, 'opening']);
	});
});

describe('taking a choice back', () => {
	it('comes back to the two versions with what was picked, and sends nothing', async () => {
		state.takeAll('mine');
		await state.save();
		list = [choice];
		expect(await state.undo()).toBe(true);
		// At once: whoever reads the screen is taken to its heading.
		expect(state.phase).toBe('choosing');
		tell(dispute());
		expect([state.phase, state.open, fire]).toEqual(['choosing', [], null]);
		expect(said).toHaveLength(1);
	});

	it('says when it is too late', async () => {
		state.takeAll('mine');
		await state.save();
		taken = false;
		expect(await state.undo()).toBe(false);
		expect([state.phase, state.tooLate]).toEqual(['chosen', true]);
	});

	it('is offered in the list to the account that chose', async () => {
		const calls: string[] = [];
		let next: (choices: (typeof choice)[]) => void = () => undefined;
		const choices = new ChoicesState({
			watchChoices(owner, told) {
				calls.push(`watch ${owner}`);
				next = told;
				return () => calls.push('stop');
			},
			undo: async (owner, id) => {
				calls.push(`undo ${owner} ${id}`);
				return false;
			},
			forget: async (owner) => void calls.push(`forget ${owner}`)
		});
		choices.follow('ana');
		next([choice]);
		expect(await choices.undo('r')).toBe(false);
		expect(choices.tooLate).toBe(true);
		choices.follow('bo');
		expect([choices.list, choices.tooLate]).toEqual([[], false]);
		expect(calls).toEqual([
			'watch ana',
			'forget ana',
			'undo ana r',
			'stop',
			'watch bo',
			'forget bo'
		]);
	});
});
