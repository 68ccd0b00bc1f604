import { cleanCredit, usualPhotoChoices, type PhotoChoices } from '$lib/domain/photo-choices';

/** What the choice about photos reaches outside itself. */
export interface PhotoChoicesPorts {
	read(): Promise<PhotoChoices>;
	save(choices: PhotoChoices): Promise<void>;
}

/** How this person wants the photos they take from now on: how heavy, under which licence, with which name. */
export class PhotoChoicesState {
	choices = $state.raw<PhotoChoices>(usualPhotoChoices);
	ready = $state(false);
	/** The last choice could not be written on this device. */
	failed = $state(false);
	#ports: PhotoChoicesPorts;

	constructor(ports: PhotoChoicesPorts) {
		this.#ports = ports;
	}

	async load(): Promise<void> {
		this.choices = await this.#ports.read();
		this.ready = true;
	}

	/** Keeps a choice at once; a name is kept as it can be shown. */
	async choose(change: Partial<PhotoChoices>): Promise<void> {
		const credit =
			change.credit === undefined ? this.choices.credit : cleanCredit(change.credit ?? '');
		this.choices = { ...this.choices, ...change, credit };
		try {
			await this.#ports.save(this.choices);
			this.failed = false;
		} catch {
			this.failed = true;
		}
	}
}
