import { expect, test } from 'vitest';
import type { Status } from '$lib/domain/record';
import type { Item } from '$lib/store/types';
import type { TalkRow } from '$lib/store/trust-rows';
import { SpeakUpState } from './speak-up.svelte';

function made(item: Partial<Item> | undefined, asked: Pick<TalkRow, 'state'>[] = []) {
	const asks: unknown[] = [];
	const speaking = new SpeakUpState({
		watchItem(_owner, _id, next) {
			next(item as Item | undefined);
			return () => {};
		},
		watchAsked(_owner, _id, next) {
			next(asked as TalkRow[]);
			return () => {};
		},
		async ask(...wish) {
			asks.push(wish);
			if (wish[3] === 'no room') throw new Error('full');
		},
		takeBack: async () => {},
		wake: async () => {}
	});
	speaking.follow('ana', 'r');
	return { speaking, asks };
}

test('what may be asked for depends on where the record stands', () => {
	const offered = (status: Status | null) => made({ status, visited: false }).speaking.offered;
	expect(offered(null)).toEqual([]);
	expect(offered('submitted')).toEqual(['withdraw']);
	expect(offered('changes_requested')).toEqual(['withdraw']);
	expect(offered('rejected')).toEqual(['appeal', 'withdraw']);
	expect(offered('published')).toEqual([]);
	expect(offered('withdrawn')).toEqual([]);
});

test('nothing is asked for twice, nor about what is somebody else’s', () => {
	const rejected = { status: 'rejected' as const, visited: false };
	expect(made(rejected, [{ state: 'waiting' }]).speaking.offered).toEqual([]);
	expect(made(rejected, [{ state: 'parked' }]).speaking.offered).toEqual(['appeal', 'withdraw']);
	expect(made({ ...rejected, visited: true }).speaking.offered).toEqual([]);
	expect(made(undefined).speaking.offered).toEqual([]);
});

test('a wish that could not be kept says so', async () => {
	const { speaking, asks } = made({ status: 'rejected', visited: false });
	expect(await speaking.ask('appeal', 'Ce n’est pas un doublon.')).toBe(true);
	expect(asks).toEqual([['ana', 'r', 'appeal', 'Ce n’est pas un doublon.']]);
	expect(await speaking.ask('appeal', 'no room')).toBe(false);
	expect(speaking.failure).toBeInstanceOf(Error);
});
