import { newId } from '$lib/domain/ids';
import type { NewReport, ReportKind } from '$lib/domain/privacy';

export interface ReportPorts {
	/** @returns whether the photo left the public's sight */
	send(report: NewReport): Promise<boolean>;
}

/** Reporting a photo or a text: one tap on what is wrong with it. */
export class ReportState {
	aboutMe = $state(false);
	words = $state('');
	busy = $state(false);
	error = $state.raw<unknown>(null);
	/** Null before it was sent. */
	held = $state<boolean | null>(null);
	/** Kept over a try that failed: the server knows a report by it. */
	readonly #id = newId();
	readonly #ports: ReportPorts;
	readonly #about: { record_id: string; photo_id: string | null };

	constructor(ports: ReportPorts, about: { record_id: string; photo_id: string | null }) {
		this.#ports = ports;
		this.#about = about;
	}

	/** Sends it. */
	async send(kind: ReportKind): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.error = null;
		try {
			const words = this.words.trim() || null;
			this.held = await this.#ports.send({
				...this.#about,
				id: this.#id,
				kind,
				about_me: this.aboutMe,
				words
			});
		} catch (error) {
			this.error = error;
		} finally {
			this.busy = false;
		}
	}
}
