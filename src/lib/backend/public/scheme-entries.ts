import type { SchemeEntry } from '../../domain/vocabulary/pages.ts';
import { callFunction } from './scheme-stamp.ts';
import type { PublicSource } from './source.ts';

/** The vocabularies that have something in them, as the database orders them. */
export async function schemeEntries(source: PublicSource): Promise<SchemeEntry[]> {
	const found = await callFunction<SchemeEntry[]>(source, 'vocabulary_schemes', {});
	return found
		.filter(({ concepts }) => concepts > 0)
		.map(({ id, uri, title, kind, theme, concepts }) => ({
			id,
			uri,
			title,
			kind,
			theme,
			concepts
		}));
}
