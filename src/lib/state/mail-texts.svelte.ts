import type { LocalizedText } from '$lib/domain/language';
import type { EditedMailText } from '$lib/domain/mail-texts';
import { Asked } from './asked.svelte';

export interface MailTextsPorts {
	read(): Promise<EditedMailText[]>;
	save(key: string, texts: LocalizedText | null): Promise<void>;
}

/** The sentences of the mails, in the words of the administrators. */
export class MailTextsState {
	readonly list = new Asked<EditedMailText[]>();
	readonly saving = new Asked<true>();
	readonly #ports: MailTextsPorts;

	constructor(ports: MailTextsPorts) {
		this.#ports = ports;
	}

	/** Never throws: see the list's `error`. */
	async load(): Promise<void> {
		await this.list.ask(() => this.#ports.read());
	}

	/**
	 * @param texts null: as it ships
	 * @returns whether it was saved; if not, see the saving's `error`
	 */
	async save(key: string, texts: LocalizedText | null): Promise<boolean> {
		const saved = await this.saving.ask(() =>
			this.#ports.save(key, texts).then(() => true as const)
		);
		if (saved) await this.load();
		return saved;
	}
}
