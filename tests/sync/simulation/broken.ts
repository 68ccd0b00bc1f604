/** A promise that did not hold. */
export class Broken extends Error {
	/** Which one: a failure of the same name is the same failure. */
	readonly promise: string;

	constructor(promise: string, facts: unknown) {
		super(`${promise}: ${JSON.stringify(facts, null, '\t')}`);
		this.name = 'Broken';
		this.promise = promise;
	}
}

/** @throws Broken */
export function broken(promise: string, facts: unknown): never {
	throw new Broken(promise, facts);
}
