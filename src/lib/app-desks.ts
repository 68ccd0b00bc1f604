import type { Remote } from '$lib/remote/client';
import type { FormDeskState } from '$lib/state/form-desk.svelte';
import type { SessionState } from '$lib/state/session.svelte';
import type { VocabularyState } from '$lib/state/vocabulary.svelte';
import type { VocabularyDesk } from '$lib/state/vocabulary-desk.svelte';
import type { Shelf } from '$lib/store/journal';

/** What the desks of those in charge are made of; the composition root gives it. */
interface DeskParts {
	remote: Remote;
	session: SessionState;
	vocabulary: VocabularyState;
	/** Null where the browser forbids it to keep anything. */
	shelf: Shelf | null;
}

/** The forms as those in charge see them. */
export async function newFormDesk({
	remote,
	session,
	vocabulary,
	shelf
}: DeskParts): Promise<FormDeskState> {
	const [{ FormDeskState }, forms, { checkForm }] = await Promise.all([
		import('$lib/state/form-desk.svelte'),
		import('$lib/remote/forms'),
		import('$lib/domain/forms/check')
	]);
	return new FormDeskState({
		rights: () => forms.formRights(remote),
		save: (theme, fields, base) => forms.saveForm(remote, theme, fields, base),
		preview: (theme, fields) => forms.previewForm(remote, theme, fields),
		history: (theme) => forms.formHistory(remote, theme),
		check: (theme, fields) => (vocabulary.index ? checkForm(fields, theme, vocabulary.index) : []),
		shelf,
		account: () => session.account?.id ?? '',
		changed: () => void vocabulary.refresh()
	});
}

/** The vocabularies as those in charge see them. */
export async function newVocabularyDesk({
	remote,
	session,
	vocabulary,
	shelf
}: DeskParts): Promise<VocabularyDesk> {
	const [{ VocabularyDesk }, edit, { openVocabulary }] = await Promise.all([
		import('$lib/state/vocabulary-desk.svelte'),
		import('$lib/remote/vocabulary-edit'),
		import('$lib/device/vocabulary-file')
	]);
	return new VocabularyDesk({
		schemes: () => edit.vocabularySchemes(remote),
		scheme: (id) => edit.skosScheme(remote, id),
		edit: (scheme, edits, note) => edit.editVocabulary(remote, scheme, edits, note),
		use: (uri) => edit.conceptUse(remote, uri),
		history: (asked) => edit.vocabularyHistory(remote, asked),
		undo: (batch) => edit.undoVocabulary(remote, batch),
		openFile: openVocabulary,
		importBegin: (target, missing) => edit.importBegin(remote, target, missing),
		importAdd: (id, concepts, collections) => edit.importAdd(remote, id, concepts, collections),
		importApply: (id) => edit.importApply(remote, id),
		importDrop: (id) => edit.importDrop(remote, id),
		suggestions: (status, theme) => edit.wordSuggestions(remote, status, theme),
		decideWord: (decision) => edit.decideWord(remote, decision),
		shelf,
		account: () => session.account?.id ?? '',
		changed: () => void vocabulary.refresh()
	});
}
