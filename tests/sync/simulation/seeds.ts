/** Seeds that once broke a promise, and which. They are lived first, for ever.
 * `tests/sync/found.test.ts` shows each in its least form: a change of the plan gives a seed another story. */
export const known: readonly (readonly [seed: number, promise: string])[] = [
	[21, 'what is received is on the server'],
	[50, 'nobody replaces what they never saw'],
	[70, 'a device shows its records as the server has them'],
	[78, 'no error'],
	[81, 'at the end all is received or parked'],
	[108, 'what is received is on the server'],
	[119, 'a pull misses nothing'],
	[122, 'every photo not received keeps its file, and no other'],
	[205, 'what was saved is here'],
	[214, 'every photo is accounted for'],
	[225, 'an operation is answered once'],
	[228, 'nobody replaces what they never saw'],
	[233, 'a device knows its records as the server has them'],
	[234, 'what became of a proposal is told'],
	[247, 'what is parked has a reason']
];
