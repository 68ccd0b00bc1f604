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
} from '$lib/domain/vocabulary/editing';
import type { SkosCollection, SkosConcept, SkosProblem } from '$lib/domain/vocabulary/skos/types';
import type { OpenedVocabulary } from '$lib/device/vocabulary-file';
import type { Shelf } from '$lib/store/journal';

/** What the screens of the vocabularies need from outside; tests give their own. Calls throw a RemoteError. */
export interface VocabularyDeskPorts {
	schemes(): Promise<SchemeSummary[]>;
	/** Null when there is none of that name. */
	scheme(id: string): Promise<OpenScheme | null>;
	edit(
		scheme: string,
		edits: VocabularyEdit[],
		note: string
	): Promise<{ batch: string; problems: SkosProblem[] }>;
	use(uri: string): Promise<ConceptUseCounts>;
	/** Newest first; of one concept when `uri` is given. */
	history(asked: {
		scheme: string;
		uri: string | null;
		before: string | null;
		limit: number;
	}): Promise<HistoryEntry[]>;
	undo(batch: string): Promise<{ batch: string }>;
	/** Reads a file beside the page. @throws VocabularyFileError */
	openFile(
		file: File,
		options: { onProgress: (share: number) => void; signal: AbortSignal }
	): Promise<OpenedVocabulary>;
	importBegin(target: ImportTarget, missing: 'keep' | 'deprecate'): Promise<string>;
	/** @returns how many rows the server holds now. */
	importAdd(id: string, concepts: SkosConcept[], collections: SkosCollection[]): Promise<number>;
	importApply(id: string): Promise<ImportResult>;
	importDrop(id: string): Promise<void>;
	suggestions(status: SuggestionStatus, theme: string | null): Promise<WordSuggestion[]>;
	decideWord(decision: {
		id: string;
		decision: 'accept' | 'reject';
		reason: string | null;
		edits: VocabularyEdit[] | null;
	}): Promise<void>;
	/** Keeps what is typed; null where the browser forbids it. */
	shelf: Shelf | null;
	/** Whose drafts they are. */
	account(): string;
	/** The vocabulary kept on this device is no longer what the server has. */
	changed(): void;
}
