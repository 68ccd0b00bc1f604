import type { Language } from '$lib/domain/language';
import type { PocketFile, PocketFormat, PocketWish } from './pocket-export';

/** What the card reaches outside itself. */
export interface PocketPorts {
	make(format: PocketFormat, lang: Language, wish: PocketWish): Promise<PocketFile>;
	/** Gives a file to the person. */
	hand(file: Blob, name: string): void;
}

/** The person's records as a file that other software reads. */
export class PocketState {
	busy = $state(false);
	made = $state.raw<Omit<PocketFile, 'file'> | null>(null);
	failed = $state(false);
	readonly #ports: PocketPorts;

	constructor(ports: PocketPorts) {
		this.#ports = ports;
	}

	/** Makes a file and hands it over, unless there is nothing to put into it. Never throws. */
	async save(format: PocketFormat, lang: Language, wish: PocketWish): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.failed = false;
		this.made = null;
		try {
			const { file, ...made } = await this.#ports.make(format, lang, wish);
			if (made.records > 0) this.#ports.hand(file, made.name);
			this.made = made;
		} catch {
			this.failed = true;
		} finally {
			this.busy = false;
		}
	}
}
