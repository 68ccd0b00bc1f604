import { handFile } from '$lib/device/hand-file';
import { openImportFile } from '$lib/device/import-file';
import { ImportState } from '$lib/state/import.svelte';
import { PocketState } from '$lib/state/pocket.svelte';
import { exportPocket } from '$lib/state/pocket-export';
import type { SessionState } from '$lib/state/session.svelte';
import type { VocabularyState } from '$lib/state/vocabulary.svelte';
import type { CapitelleDatabase } from '$lib/store/database';
import { recentConcepts } from '$lib/store/habits';
import { addImported, removeImported } from '$lib/store/imports';

interface ExchangeParts {
	db: CapitelleDatabase;
	session: SessionState;
	vocabulary: VocabularyState;
}

/** Wires a file that becomes drafts. */
export function newImport({ db, session, vocabulary }: ExchangeParts): ImportState {
	return new ImportState({
		owner: () => session.owner,
		vocabulary() {
			if (!vocabulary.index) throw new Error('no vocabulary');
			return vocabulary.index;
		},
		recent: () => recentConcepts(db, session.owner),
		open: openImportFile,
		add: (owner, drafts) => addImported(db, owner, drafts),
		remove: (owner, ids, madeAt) => removeImported(db, owner, ids, madeAt),
		now: () => new Date()
	});
}

/** Wires the person's records as a file. */
export function newPocket({ db, session, vocabulary }: ExchangeParts): PocketState {
	return new PocketState({
		make(format, lang, wish) {
			const { owner } = session;
			const now = new Date();
			return exportPocket({ db, owner, index: vocabulary.index, lang, now }, format, wish);
		},
		hand: handFile
	});
}
