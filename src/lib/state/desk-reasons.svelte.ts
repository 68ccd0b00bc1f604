import { newId } from '$lib/domain/ids';
import type { ReasonTemplate } from '$lib/domain/review';
import type { ReasonPorts } from './desk-ports';

/** A reason to keep; without an id a new one. */
export interface NewReason extends Pick<ReasonTemplate, 'theme' | 'decision' | 'title' | 'text'> {
	id: string | null;
}

/** The reasons kept ready, which moderators write for each other. */
export class DeskReasons {
	all = $state.raw<ReasonTemplate[]>([]);
	error = $state.raw<unknown>(null);
	saving = $state(false);
	readonly #ports: ReasonPorts;

	constructor(ports: ReasonPorts) {
		this.#ports = ports;
	}

	/** Those for a decision: of every theme and of this one. */
	for(decision: ReasonTemplate['decision'], theme: string | null): ReasonTemplate[] {
		return this.all.filter(
			(one) => one.decision === decision && (one.theme === null || one.theme === theme)
		);
	}

	/** Without an answer there are none: a reason can still be typed. */
	async load(): Promise<void> {
		this.all = await this.#ports.list().catch(() => this.all);
	}

	/** @returns true when it is kept */
	async save(reason: NewReason): Promise<boolean> {
		return this.#write(async () => {
			const before = this.all.find(({ id }) => id === reason.id);
			const position = before?.position ?? this.all.length + 1;
			const kept = { ...reason, id: reason.id ?? newId(), position };
			await this.#ports.save(kept);
			const others = this.all.filter(({ id }) => id !== kept.id);
			this.all = [...others, { ...kept, may_edit: true }].toSorted(
				(one, other) => one.position - other.position
			);
		});
	}

	/** @returns true when it is gone */
	async remove(id: string): Promise<boolean> {
		return this.#write(async () => {
			await this.#ports.remove(id);
			this.all = this.all.filter((one) => one.id !== id);
		});
	}

	async #write(work: () => Promise<void>): Promise<boolean> {
		this.saving = true;
		this.error = null;
		try {
			await work();
			return true;
		} catch (error) {
			this.error = error;
			return false;
		} finally {
			this.saving = false;
		}
	}
}
