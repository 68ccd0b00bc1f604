import type { SchemeEntry } from '../../domain/vocabulary/pages.ts';
import { readJson, type PublicSource } from './source.ts';

/** The vocabularies that have something in them, as the database orders them. */
export async function schemeEntries(source: PublicSource): Promise<SchemeEntry[]> {
	const found = await readJson<(SchemeEntry & { deprecated: number })[]>(
		source,
		'/rest/v1/rpc/vocabulary_schemes',
		{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
	);
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
