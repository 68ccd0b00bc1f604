import { indexVocabulary, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { Vocabulary } from '$lib/domain/vocabulary/types';

export interface VocabularyPorts {
	read(): Promise<Vocabulary | undefined>;
	save(vocabulary: Vocabulary): Promise<void>;
	/** Null when the one whose etag is given is still current. @throws RemoteError */
	fetch(etag: string | null): Promise<Vocabulary | null>;
}

/** Themes, concepts and fields as this device has them: shown at once, refreshed when the network allows. */
export class VocabularyState {
	/** Null until something was read: on a first visit without network there is nothing to capture with. */
	index = $state.raw<VocabularyIndex | null>(null);
	/** Why the last refresh failed; what was kept still serves. */
	error = $state.raw<unknown>(null);
	readonly #ports: VocabularyPorts;
	#refreshing: Promise<void> | null = null;

	constructor(ports: VocabularyPorts) {
		this.#ports = ports;
	}

	/** Reads what is kept, then refreshes it. Resolves as soon as there is something to show. */
	async load(): Promise<void> {
		const kept = await this.#ports.read();
		if (kept) this.index = indexVocabulary(kept);
		const refreshing = this.refresh();
		if (!kept) await refreshing;
	}

	/** Fetches what is newer, if anything; joins a refresh under way. Never throws: see {@link error}. */
	refresh(): Promise<void> {
		this.#refreshing ??= this.#fetch().finally(() => {
			this.#refreshing = null;
		});
		return this.#refreshing;
	}

	async #fetch(): Promise<void> {
		try {
			const fresh = await this.#ports.fetch(this.index?.vocabulary.etag ?? null);
			if (fresh) {
				await this.#ports.save(fresh);
				this.index = indexVocabulary(fresh);
			}
			this.error = null;
		} catch (error) {
			this.error = error;
		}
	}
}
