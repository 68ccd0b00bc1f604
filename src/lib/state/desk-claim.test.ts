import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Claim, ReviewItem } from '$lib/domain/review';
import { DeskClaim } from './desk-claim.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const item = (item_id: string, claim: Claim | null = null) =>
	({ kind: 'new', item_id, claim }) as Pick<ReviewItem, 'kind' | 'item_id' | 'claim'>;
const until = '2026-05-01T10:10:00Z';
const mine: Claim = { mine: true, name: null, until };
const theirs: Claim = { mine: false, name: 'Peire', until };

function claimOver(answer: (takeOver: boolean) => Claim) {
	const said: string[] = [];
	const claim = new DeskClaim({
		claim: async ({ item_id }, takeOver) => {
			said.push(`${takeOver ? 'take' : 'claim'} ${item_id}`);
			return answer(takeOver);
		},
		release: async ({ item_id }) => void said.push(`release ${item_id}`)
	});
	return { claim, said };
}

describe('who looks at an item', () => {
	test('an item looked at is claimed, and free again when another is opened', async () => {
		const { claim, said } = claimOver(() => mine);
		claim.follow(item('a'));
		await vi.advanceTimersByTimeAsync(1000);
		expect(claim.other).toBeNull();
		claim.follow(item('b'));
		await vi.advanceTimersByTimeAsync(1000);
		expect(said).toEqual(['claim a', 'release a', 'claim b']);
	});

	test('walking past items claims none of them', async () => {
		const { claim, said } = claimOver(() => mine);
		for (const id of ['a', 'b', 'c', 'd']) claim.follow(item(id));
		await vi.advanceTimersByTimeAsync(1000);
		expect(said).toEqual(['claim d']);
	});

	test('somebody else has it until it is taken over', async () => {
		const { claim, said } = claimOver((takeOver) => (takeOver ? mine : theirs));
		claim.follow(item('a'));
		await vi.advanceTimersByTimeAsync(1000);
		expect(claim.other).toEqual(theirs);
		await claim.takeOver();
		expect(claim.other).toBeNull();
		expect(said).toEqual(['claim a', 'take a']);
	});

	test('what the list already says of it counts at once', () => {
		const { claim } = claimOver(() => theirs);
		claim.follow(item('a', theirs));
		expect(claim.other?.name).toBe('Peire');
	});

	test('an item that was decided on is not given back', async () => {
		const { claim, said } = claimOver(() => mine);
		claim.follow(item('a'));
		await vi.advanceTimersByTimeAsync(1000);
		claim.follow(item('b'), 'a');
		expect(said).toEqual(['claim a']);
	});

	test('after a decision the items merely looked at are given back as before', async () => {
		const { claim, said } = claimOver(() => mine);
		claim.follow(item('a'));
		await vi.advanceTimersByTimeAsync(1000);
		claim.follow(item('b'), 'a');
		await vi.advanceTimersByTimeAsync(1000);
		claim.follow(item('c'), 'a');
		expect(said).toEqual(['claim a', 'claim b', 'release b']);
	});

	test('an item left before the claim is answered is given back', async () => {
		const said: string[] = [];
		let answer: (claim: Claim) => void = () => undefined;
		const claim = new DeskClaim({
			claim: () => new Promise((resolve) => (answer = resolve)),
			release: async ({ item_id }) => void said.push(`release ${item_id}`)
		});
		claim.follow(item('a'));
		await vi.advanceTimersByTimeAsync(1000);
		claim.follow(item('b'));
		answer(mine);
		await vi.advanceTimersByTimeAsync(0);
		expect(said).toEqual(['release a']);
		expect(claim.current).toBeNull();
	});

	test('after a decision that failed the item is claimed again', async () => {
		const { claim, said } = claimOver(() => mine);
		claim.follow(item('a'));
		await claim.settle();
		claim.resume();
		await vi.advanceTimersByTimeAsync(1000);
		expect(said).toEqual(['claim a']);
	});

	test('nothing is claimed behind a decision', async () => {
		const { claim, said } = claimOver(() => mine);
		claim.follow(item('a'));
		await claim.settle();
		await vi.advanceTimersByTimeAsync(1000);
		expect(said).toEqual([]);
	});

	test('it is renewed for as long as it is open', async () => {
		const { claim, said } = claimOver(() => mine);
		claim.follow(item('a'));
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		expect(said.length).toBeGreaterThan(2);
		claim.follow(null);
		const before = said.length;
		await vi.advanceTimersByTimeAsync(10 * 60_000);
		expect(said.length).toBe(before);
	});
});
