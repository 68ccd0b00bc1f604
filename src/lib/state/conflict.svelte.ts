import { deletedPath, type Picks, type Side } from '$lib/domain/dispute';
import type { Choice } from '$lib/store/choices';
import type { Dispute } from '$lib/store/dispute';
import type { Resolution } from '$lib/store/resolution';

export type { Dispute };

/** What the screen reaches outside itself; each acts on this owner's records only. */
export interface ConflictPorts {
	/** What is in dispute about a record, or null, again at each change; returns what stops it. */
	watchDispute(owner: string, id: string, next: (dispute: Dispute | null) => void): () => void;
	/** The choices that can still be taken back, in the same way. */
	watchChoices(owner: string, next: (choices: Choice[]) => void): () => void;
	/** Writes the choice; false when the record is no longer what was shown. */
	resolve(owner: string, id: string, resolution: Resolution): Promise<boolean>;
	/** Takes the choice back; false when it is too late. */
	undo(owner: string, id: string): Promise<boolean>;
	/** Something new to send. */
	wake(): void;
	/** Calls after some milliseconds; returns what stops it. */
	timer(ms: number, call: () => void): () => void;
}

/** Time to read what was chosen and to take it back before it leaves by itself. */
const secondThoughtMs = 8_000;

/** One dispute, and what the person chooses of it. */
export class ConflictState {
	phase: 'opening' | 'choosing' | 'nothing' | 'chosen' = $state('opening');
	dispute = $state.raw<Dispute | null>(null);
	picks = $state.raw<Picks>({});
	busy = $state(false);
	error = $state.raw<unknown>(null);
	/** The person wanted to save before everything was chosen. */
	incomplete = $state(false);
	/** The record changed again while it was looked at: what differs has to be chosen anew. */
	renewed = $state(false);
	/** The choice has left, or the record was changed again: it stands. */
	tooLate = $state(false);
	/** The choice can still be taken back. */
	undoable = $state(false);
	/** Something of it has to be sent. */
	leaves = $state(true);
	#ports: ConflictPorts;
	#owner = '';
	#id = '';
	#stops: (() => void)[] = [];
	#cancelWake: (() => void) | null = null;
	/** The choice is being written or was: its own change is neither a new dispute nor the end of one. */
	#decided = false;

	constructor(ports: ConflictPorts) {
		this.#ports = ports;
	}

	/** Paths that have to be chosen; a deletion is one choice about the whole record. */
	get asked(): string[] {
		if (!this.dispute) return [];
		if (this.dispute.kind !== 'fields') return [deletedPath];
		return this.dispute.fields.map(({ path }) => path);
	}

	/** Those not chosen yet. */
	get open(): string[] {
		return this.asked.filter((path) => !this.picks[path]);
	}

	/** Shows what this owner has to choose about a record; nothing stays of what another one was shown. */
	follow(owner: string, id: string): void {
		this.close();
		this.#owner = owner;
		this.#id = id;
		this.dispute = null;
		this.picks = {};
		this.incomplete = this.renewed = this.tooLate = this.undoable = this.#decided = false;
		this.phase = 'opening';
		this.#look();
	}

	/** Looks at what is in dispute now; what was picked is kept where it still fits. */
	#look(): void {
		for (const stop of this.#stops) stop();
		const [owner, id] = [this.#owner, this.#id];
		this.#stops = [
			this.#ports.watchDispute(owner, id, (dispute) => this.#show(dispute)),
			this.#ports.watchChoices(owner, (choices) => {
				const choice = choices.find(({ record_id }) => record_id === id);
				this.undoable = choice !== undefined;
				if (choice) this.leaves = choice.leaves;
			})
		];
	}

	#show(dispute: Dispute | null): void {
		// The record behind a choice that was made is shown as it was then.
		if (this.#decided) return;
		if (this.dispute && dispute) this.#keepPicks(this.dispute, dispute);
		this.dispute = dispute ?? this.dispute;
		this.phase = dispute ? 'choosing' : 'nothing';
	}

	/** Of a record that changed again, what was chosen between the same two values stays chosen. */
	#keepPicks(before: Dispute, now: Dispute): void {
		if (before.version === now.version) return;
		const values = ({ fields }: Dispute, path: string) =>
			JSON.stringify(fields.find((field) => field.path === path));
		const same = Object.entries(this.picks).filter(
			([path]) => before.kind === now.kind && values(before, path) === values(now, path)
		);
		this.picks = now.kind === 'fields' ? Object.fromEntries(same) : {};
		this.renewed = true;
	}

	pick(path: string, side: Side): void {
		this.picks = { ...this.picks, [path]: side };
		this.incomplete &&= this.open.length > 0;
	}

	takeAll(side: Side): void {
		this.picks = Object.fromEntries(this.asked.map((path) => [path, side]));
		this.incomplete = false;
	}

	/** Writes the choice, when everything was chosen; it leaves by itself a little later. */
	async save(): Promise<boolean> {
		this.incomplete = this.open.length > 0;
		const { dispute } = this;
		if (this.busy || this.incomplete || !dispute) return false;
		const resolution = { version: dispute.version, picks: this.picks };
		return this.#act(async () => {
			this.#decided = true;
			try {
				this.#decided = await this.#ports.resolve(this.#owner, this.#id, resolution);
				this.renewed = !this.#decided;
			} catch (error) {
				this.#decided = false;
				throw error;
			} finally {
				if (!this.#decided) this.#look();
			}
			if (!this.#decided) return false;
			this.tooLate = false;
			this.phase = 'chosen';
			this.#wakeLater();
			return true;
		});
	}

	/** Takes the choice back: the same two versions, with what was picked. */
	async undo(): Promise<boolean> {
		return this.#act(async () => {
			if (await this.#ports.undo(this.#owner, this.#id)) {
				this.#cancelWake?.();
				this.#cancelWake = null;
				this.#decided = false;
				this.phase = 'choosing';
				this.#look();
				return true;
			}
			this.tooLate = true;
			return false;
		});
	}

	#wakeLater(): void {
		this.#cancelWake = this.#ports.timer(secondThoughtMs, () => {
			this.#cancelWake = null;
			this.#ports.wake();
		});
	}

	async #act(work: () => Promise<boolean>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.error = null;
		try {
			return await work();
		} catch (error) {
			this.error = error;
			return false;
		} finally {
			this.busy = false;
		}
	}

	/** Leaving the screen is having thought: what was chosen goes now. */
	close(): void {
		for (const stop of this.#stops) stop();
		this.#stops = [];
		if (!this.#cancelWake) return;
		this.#cancelWake();
		this.#cancelWake = null;
		this.#ports.wake();
	}
}
