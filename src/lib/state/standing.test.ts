import { expect, test } from 'vitest';
import { StandingState } from './standing.svelte.ts';

const held = { block: null, quarantine: { at: '2026-06-01T08:00:00Z', left: 3 } };

test('what was said of an account stays without network, and is never said of another', async () => {
	let answer: (() => Promise<typeof held>) | null = () => Promise.resolve(held);
	const standing = new StandingState(() => answer?.() ?? Promise.reject(new Error('offline')));
	await standing.follow('jeanne');
	answer = null;
	await standing.follow('jeanne');
	expect(standing.current).toEqual(held);
	// A shared tablet: the answer for the one before comes when the next one is there.
	let late: (said: typeof held) => void = () => undefined;
	answer = () => new Promise((resolve) => (late = resolve));
	const asked = standing.follow('jeanne');
	answer = null;
	await standing.follow('paul');
	late(held);
	await asked;
	expect(standing.current).toBeNull();
});
