import { VocabularyEditor } from './vocabulary-editor.svelte';
import { VocabularyHistory } from './vocabulary-history.svelte';
import type { VocabularyImport } from './vocabulary-import.svelte';
import { VocabularyList } from './vocabulary-list.svelte';
import type { VocabularyDeskPorts } from './vocabulary-ports';
import { WordSuggestionsState } from './word-suggestions.svelte';

/** Makes the state of each screen of the vocabularies. */
export class VocabularyDesk {
	readonly #ports: VocabularyDeskPorts;

	constructor(ports: VocabularyDeskPorts) {
		this.#ports = ports;
	}

	list(): VocabularyList {
		return new VocabularyList(this.#ports);
	}

	editor(scheme: string): VocabularyEditor {
		return new VocabularyEditor(this.#ports, scheme);
	}

	/** Of one concept when its URI is given. */
	history(scheme: string, uri: string | null = null): VocabularyHistory {
		return new VocabularyHistory(this.#ports, scheme, uri);
	}

	words(): WordSuggestionsState {
		return new WordSuggestionsState(this.#ports);
	}

	/** Its code, which compares whole vocabularies, comes with the first. */
	async importer(): Promise<VocabularyImport> {
		const { VocabularyImport } = await import('./vocabulary-import.svelte');
		return new VocabularyImport(this.#ports);
	}

	/** What withdrawing a concept would touch. @throws RemoteError */
	use(uri: string): ReturnType<VocabularyDeskPorts['use']> {
		return this.#ports.use(uri);
	}

	/** A whole scheme, for what is decided beside its editor. @throws RemoteError */
	scheme(id: string): ReturnType<VocabularyDeskPorts['scheme']> {
		return this.#ports.scheme(id);
	}
}
