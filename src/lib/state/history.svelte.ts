import { differences } from '$lib/domain/actions/correct-record';
import type { TrailEntry } from '$lib/domain/moderation';
import type { Problem } from '$lib/domain/problem';
import type { FullRecord } from '$lib/domain/record';
import type { RecordVersion } from '$lib/domain/review';

/** What the history of a record reaches outside itself. */
export interface HistoryPorts {
	/** The record as the caller may read it, null when they may not have it whole. */
	record(id: string): Promise<FullRecord | null>;
	/** @throws when the caller may not read it, or nothing answers */
	trail(id: string): Promise<TrailEntry[]>;
	/** Oldest first. @throws as well */
	versions(id: string): Promise<RecordVersion[]>;
	/** Whether something of this person's on the record has not left this device. */
	isWaiting(id: string): Promise<boolean>;
	/** Makes what a version said what the record says, as far as this person may. */
	restore(record: FullRecord, version: RecordVersion): Promise<RestoreAnswer>;
	/** Whether an error says that this person may not read it. */
	isRefusal(error: unknown): boolean;
	/** Fetches what changed. */
	wake(): void;
}

/** `proposed`: it waits for a moderator, as any correction by this person would. */
export interface RestoreAnswer {
	result: 'done' | 'proposed' | 'nothing' | 'refused';
	/** `refused`: why. */
	problems: Problem[];
}

/** What became of a wish to bring a version back. */
export type Restored = 'done' | 'proposed' | 'nothing' | 'waiting';

/** Every version of one record: who, when, what; any two side by side; and back to one of them. */
export class HistoryState {
	phase = $state<'opening' | 'ready' | 'not_yours' | 'failed'>('opening');
	record = $state.raw<FullRecord | null>(null);
	trail = $state.raw<TrailEntry[]>([]);
	error = $state.raw<unknown>(null);
	busy = $state(false);
	/** Places in {@link versions} of the two that are compared: the earlier, the later. */
	before = $state(0);
	after = $state(0);
	restored = $state<Restored | null>(null);
	/** Why a version could not be brought back. */
	problems = $state.raw<Problem[]>([]);
	#id = '';
	/** Counts what is shown, so that a late answer to what came before is dropped. */
	#reading = 0;
	readonly #ports: HistoryPorts;

	/** Newest first. */
	versions = $state.raw<RecordVersion[]>([]);
	/** What differs between the two compared, path by path. */
	differing = $derived.by(() => {
		const [from, to] = [this.versions[this.before], this.versions[this.after]];
		return from && to ? differences(from.content, to.content) : {};
	});

	constructor(ports: HistoryPorts) {
		this.#ports = ports;
	}

	/** Reads the history of a record. Never throws: see {@link phase}. */
	async open(id: string): Promise<void> {
		this.#id = id;
		this.phase = 'opening';
		this.restored = null;
		this.problems = [];
		await this.#read();
	}

	async #read(): Promise<void> {
		const reading = ++this.#reading;
		this.error = null;
		try {
			const [record, trail, versions] = await Promise.all([
				this.#ports.record(this.#id),
				this.#ports.trail(this.#id),
				this.#ports.versions(this.#id)
			]);
			if (reading !== this.#reading) return;
			[this.record, this.trail] = [record, trail];
			this.versions = versions.toReversed();
			this.phase = record ? 'ready' : 'not_yours';
			[this.before, this.after] = [Math.min(1, Math.max(0, this.versions.length - 1)), 0];
		} catch (error) {
			if (reading !== this.#reading) return;
			this.error = error;
			this.phase = this.#ports.isRefusal(error) ? 'not_yours' : 'failed';
		}
	}

	/** Chooses what is compared; the later of the two stands after the other whatever was chosen first. */
	compare(one: number, other: number): void {
		[this.before, this.after] = [Math.max(one, other), Math.min(one, other)];
		this.restored = null;
		this.problems = [];
	}

	/** Makes what a version said what the record says. Never throws. */
	async restore(version: RecordVersion): Promise<void> {
		if (!this.record) return;
		this.busy = true;
		[this.restored, this.problems, this.error] = [null, [], null];
		try {
			await this.#restore(this.record, version);
		} catch (error) {
			this.error = error;
		} finally {
			this.busy = false;
		}
	}

	async #restore(record: FullRecord, version: RecordVersion): Promise<void> {
		// What is still here would come after it and be judged against something else.
		if (await this.#ports.isWaiting(record.id)) {
			this.restored = 'waiting';
			return;
		}
		const answer = await this.#ports.restore(record, version);
		if (answer.result === 'refused') {
			this.problems = answer.problems;
			return;
		}
		this.#ports.wake();
		await this.#read();
		this.restored = answer.result;
	}

	/** Lets go of what was read. */
	close(): void {
		this.#reading++;
		this.record = null;
		this.trail = [];
		this.versions = [];
	}
}
