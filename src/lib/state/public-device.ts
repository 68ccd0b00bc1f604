import type { PulledRecord } from '$lib/domain/operation';
import type { FieldValue } from '$lib/domain/fields/types';
import type { PublicRecord } from '$lib/domain/record';
import type { Theme, Vocabulary } from '$lib/domain/vocabulary/types';
import { anonymous } from '$lib/store/types';

/** What this device keeps of the public side. */
export interface KeptRecords {
	vocabulary: Vocabulary;
	records: PublicRecord[];
}

/**
 * Reads the local copy. The local database is loaded here and only here: the first page of a visitor
 * with a network never needs it.
 *
 * @returns null when nothing was ever kept
 */
export async function readKept(): Promise<KeptRecords | null> {
	const [{ openDatabase }, { readAccount }, { inBounds }, { readVocabulary }] = await Promise.all([
		import('$lib/store/database'),
		import('$lib/store/accounts'),
		import('$lib/store/replica'),
		import('$lib/store/vocabulary')
	]);
	const db = openDatabase();
	try {
		const vocabulary = await readVocabulary(db);
		if (!vocabulary) return null;
		const owner = (await readAccount(db))?.id ?? anonymous;
		const rows = await inBounds(db, { owner, bbox: [-180, -90, 180, 90] });
		const themes = new Map(vocabulary.themes.map((theme) => [theme.id, theme]));
		return {
			vocabulary,
			records: rows.flatMap((row) => toPublic(row as PulledRecord, themes) ?? [])
		};
	} finally {
		db.close();
	}
}

/** The public side of a kept record: a moderator keeps the full form, whose title the server makes for the public. */
function toPublic(row: PulledRecord, themes: Map<string, Theme>): PublicRecord | null {
	if (row.access === 'public') return row.record;
	const { record } = row;
	if (record.status !== 'published' || record.sensitivity !== 'public') return null;
	const key = themes.get(record.theme)?.titleField;
	return {
		...record,
		title: titleOf(key ? record.properties[key] : undefined),
		blurred: false,
		licence: themes.get(record.theme)?.licence ?? '',
		published_at: record.updated_at
	};
}

function titleOf(value: FieldValue | undefined): string | null {
	if (typeof value === 'string') return value || null;
	return typeof value === 'object' && 'text' in value ? value.text || null : null;
}
