import { createContext } from 'svelte';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { VocabularyDesk } from '$lib/state/vocabulary-desk.svelte';
import type { VocabularyEditor } from '$lib/state/vocabulary-editor.svelte';

/** What the screens under one layout share; null where no vocabulary was read yet. */
export const [getDesk, setDesk] =
	createContext<() => { desk: VocabularyDesk; index: VocabularyIndex | null }>();

/** The scheme whose screens are open: going from one to the other reads nothing again. */
export const [getEditor, setEditor] = createContext<() => VocabularyEditor>();
