import type {
	ConceptUseCounts,
	HistoryEntry,
	ImportResult,
	ImportTarget,
	OpenScheme,
	SchemeSummary,
	SuggestionStatus,
	VocabularyEdit,
	WordSuggestion
} from '$lib/domain/vocabulary/editing.ts';
import type {
	SkosCollection,
	SkosConcept,
	SkosProblem
} from '$lib/domain/vocabulary/skos/types.ts';
import type { Json } from './database.types.ts';
import type { Remote } from './client.ts';

const session = 'required' as const;
/** A large thesaurus is many megabytes, and one transaction of the embedded database. */
const patient = { session, timeoutMs: 120_000 };

/** What goes into a function as JSON; the types of the domain are narrower than `Json` can say. */
const asJson = (value: unknown) => value as Json;

/** Every vocabulary there is, and whether the caller may change it. @throws RemoteError */
export async function vocabularySchemes(remote: Remote): Promise<SchemeSummary[]> {
	return (await remote.rpc('vocabulary_schemes', {})) as SchemeSummary[];
}

/** A whole scheme, or null when there is none of that name. @throws RemoteError */
export async function skosScheme(remote: Remote, id: string): Promise<OpenScheme | null> {
	const args = { p_scheme: id };
	return (await remote.rpc('skos_scheme', args, { timeoutMs: 120_000 })) as OpenScheme | null;
}

/** Applies edits in order, in one transaction. @throws RemoteError `refused` with what is wrong */
export async function editVocabulary(
	remote: Remote,
	scheme: string,
	edits: VocabularyEdit[],
	note: string
): Promise<{ batch: string; problems: SkosProblem[] }> {
	const args = { p_scheme: scheme, p_edits: asJson(edits), p_note: note };
	return (await remote.rpc('edit_vocabulary', args, patient)) as {
		batch: string;
		problems: SkosProblem[];
	};
}

/** What withdrawing a concept would touch. @throws RemoteError */
export async function conceptUse(remote: Remote, uri: string): Promise<ConceptUseCounts> {
	return (await remote.rpc('concept_use', { p_uri: uri }, { session })) as ConceptUseCounts;
}

/** Changes of a scheme, or of one of its concepts, newest first. @throws RemoteError */
export async function vocabularyHistory(
	remote: Remote,
	asked: { scheme: string; uri: string | null; before: string | null; limit: number }
): Promise<HistoryEntry[]> {
	const args = {
		p_scheme: asked.scheme,
		p_uri: asked.uri,
		p_before: asked.before,
		p_limit: asked.limit
	};
	return (await remote.rpc('vocabulary_history', args, { session })) as HistoryEntry[];
}

/** Takes a batch back by a new one. @throws RemoteError `version_changed` when something came on top */
export async function undoVocabulary(remote: Remote, batch: string): Promise<{ batch: string }> {
	return (await remote.rpc('undo_vocabulary', { p_batch: batch }, patient)) as { batch: string };
}

/** Begins an import; nothing changes until {@link importApply}. @throws RemoteError */
export async function importBegin(
	remote: Remote,
	target: ImportTarget,
	missing: 'keep' | 'deprecate'
): Promise<string> {
	const args = { p_scheme: asJson(target), p_missing: missing };
	return (await remote.rpc('import_begin', args, { session })) as string;
}

/** Hands over a part of the file. @returns rows held so far @throws RemoteError */
export async function importAdd(
	remote: Remote,
	id: string,
	concepts: SkosConcept[],
	collections: SkosCollection[]
): Promise<number> {
	const args = {
		p_import: id,
		p_concepts: asJson(concepts),
		p_collections: asJson(collections)
	};
	return (await remote.rpc('import_add', args, patient)) as number;
}

/** Applies what was handed over, in one transaction. @throws RemoteError */
export async function importApply(remote: Remote, id: string): Promise<ImportResult> {
	const options = { session, timeoutMs: 300_000 };
	return (await remote.rpc('import_apply', { p_import: id }, options)) as ImportResult;
}

/** Forgets what was handed over. @throws RemoteError */
export async function importDrop(remote: Remote, id: string): Promise<void> {
	await remote.rpc('import_drop', { p_import: id }, { session });
}

/** Words that contributors missed, as far as the caller decides on them. @throws RemoteError */
export async function wordSuggestions(
	remote: Remote,
	status: SuggestionStatus,
	theme: string | null
): Promise<WordSuggestion[]> {
	const args = { p_status: status, p_theme: theme };
	return (await remote.rpc('word_suggestions', args, { session })) as WordSuggestion[];
}

/** Decides on a word; with edits, the vocabulary gets it at once. @throws RemoteError */
export async function decideWord(
	remote: Remote,
	decision: {
		id: string;
		decision: 'accept' | 'reject';
		reason: string | null;
		edits: VocabularyEdit[] | null;
	}
): Promise<void> {
	const args = {
		p_id: decision.id,
		p_decision: decision.decision,
		p_reason: decision.reason,
		p_edits: asJson(decision.edits)
	};
	await remote.rpc('decide_word', args, patient);
}
