/** Seeds that once broke a promise, and which. They are lived first, for ever.
 * `tests/sync/found.test.ts` shows each in its least form: a change of the plan gives a seed another story. */
export const known: readonly (readonly [seed: number, promise: string])[] = [
	[108, 'what is received is on the server']
];
