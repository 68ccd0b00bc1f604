import { Kept } from './kept.ts';
import { readJson, type PublicSource } from './source.ts';

/** How long an editor's change may take to be seen. */
const kept = new Kept<string | null>({ freshForMs: 3_000, most: 100 });

/** Changes whenever somebody edits a vocabulary; null when there is no such vocabulary. */
export function readSchemeStamp(source: PublicSource, scheme: string): Promise<string | null> {
	return kept.get(scheme, () => callFunction(source, 'scheme_stamp', { p_scheme: scheme }));
}

/** Calls a function of the database. @throws {SourceError} when the answer is no success */
export function callFunction<T>(source: PublicSource, name: string, values: object): Promise<T> {
	return readJson<T>(source, `/rest/v1/rpc/${name}`, asCall(values));
}

/** The request that calls a function of the database with these values. */
export function asCall(values: object): RequestInit {
	return {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(values)
	};
}
