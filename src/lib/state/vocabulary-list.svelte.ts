import type { SchemeSummary } from '$lib/domain/vocabulary/editing';
import type { VocabularyDeskPorts } from './vocabulary-ports';

/** Every vocabulary there is. */
export class VocabularyList {
	schemes = $state.raw<SchemeSummary[]>([]);
	loading = $state(false);
	/** Why they could not be read; those read before stay. */
	error = $state.raw<unknown>(null);
	readonly #ports: VocabularyDeskPorts;

	constructor(ports: VocabularyDeskPorts) {
		this.#ports = ports;
	}

	/** Reads them. Never throws: see {@link error}. */
	async load(): Promise<void> {
		this.loading = true;
		this.error = null;
		try {
			this.schemes = await this.#ports.schemes();
		} catch (error) {
			this.error = error;
		} finally {
			this.loading = false;
		}
	}
}
