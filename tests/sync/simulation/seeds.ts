/** Seeds that once broke a promise, and which. They are lived first, for ever. */
export const known: readonly (readonly [seed: number, promise: string])[] = [];
