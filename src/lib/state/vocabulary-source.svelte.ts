import type { OpenScheme, VocabularyEdit } from '$lib/domain/vocabulary/editing';
import { applyEdits } from '$lib/domain/vocabulary/skos-apply';
import type { SkosProblem } from '$lib/domain/vocabulary/skos/types';
import type { VocabularyDeskPorts } from './vocabulary-ports';

export type EditKind =
	| 'saved'
	| 'created'
	| 'moved'
	| 'ordered'
	| 'deprecated'
	| 'restored'
	| 'merged'
	| 'collection'
	| 'undone';

/** What just happened, for the screen to say aloud, with a way back. `at` makes two equal ones distinct. */
export interface EditEvent {
	kind: EditKind | 'changed_meanwhile';
	name: string;
	/** What a press on *undo* takes back; null when nothing can be. */
	batch: string | null;
	at: number;
}

/** Edits to send, and how to tell of them; null when there is nothing to do after all. */
interface Change {
	edits: VocabularyEdit[];
	kind: EditKind;
	name: string;
	note?: string;
}

/** One scheme as the server has it, and every change of it: one at a time, each on top of what is newest. */
export class VocabularySource {
	readonly id: string;
	scheme = $state.raw<OpenScheme | null>(null);
	loading = $state(false);
	/** The server knows no such scheme. */
	missing = $state(false);
	/** Why the scheme could not be read. */
	error = $state.raw<unknown>(null);
	/** A change is on its way; every other waits for it. */
	busy = $state(false);
	/** Why the last change was refused. */
	refusal = $state.raw<unknown>(null);
	/** What the server took and has something to say about. */
	warnings = $state.raw<SkosProblem[]>([]);
	event = $state.raw<EditEvent | null>(null);
	/** Called with every new state of the scheme. */
	shown: (scheme: OpenScheme) => void = () => undefined;

	readonly #ports: VocabularyDeskPorts;
	/** Newest batch of changes that what is shown contains. */
	#latest: string | null = null;
	#events = 0;

	constructor(ports: VocabularyDeskPorts, id: string) {
		this.id = id;
		this.#ports = ports;
	}

	get mayEdit(): boolean {
		return this.scheme?.mayEdit ?? false;
	}

	/** Reads the scheme. Never throws: see {@link error}. */
	async load(): Promise<void> {
		this.loading = true;
		this.error = null;
		try {
			await this.#read();
		} catch (error) {
			this.error = error;
		} finally {
			this.loading = false;
		}
	}

	/**
	 * Makes a change on top of what is newest: when somebody else changed the scheme meanwhile it is read
	 * again before `make` is asked what to send.
	 * @returns true when the server took it; otherwise {@link refusal} says why, unless `make` gave up
	 */
	async change(make: () => Change | null): Promise<boolean> {
		return this.#once(async () => {
			if ((await this.#newest()) !== this.#latest) await this.#read();
			const change = make();
			if (!change) return false;
			const { batch, problems } = await this.#ports.edit(
				this.id,
				change.edits,
				change.note?.trim() ?? ''
			);
			this.warnings = problems;
			const now = this.scheme && applyEdits(this.scheme, change.edits);
			if (now) {
				this.#latest = batch;
				this.#show(now);
			} else await this.#read();
			this.#done(change.kind, change.name, batch);
			return true;
		});
	}

	/** Takes a batch back, as one more change: nothing is ever erased from the history. */
	async undo(batch: string, name: string): Promise<boolean> {
		return this.#once(async () => {
			const undone = await this.#ports.undo(batch);
			await this.#read();
			this.#done('undone', name, undone.batch);
			return true;
		});
	}

	/** Says that something else must be looked at first. */
	warn(name: string): void {
		this.#say('changed_meanwhile', name, null);
	}

	async #read(): Promise<void> {
		// First what is newest: a change between the two questions is noticed later, never missed.
		const latest = await this.#newest();
		const scheme = await this.#ports.scheme(this.id);
		this.missing = scheme === null;
		if (!scheme) return;
		this.#latest = latest;
		this.#show(scheme);
	}

	async #newest(): Promise<string | null> {
		const asked = { scheme: this.id, uri: null, before: null, limit: 1 };
		const [entry] = await this.#ports.history(asked);
		return entry?.batch ?? null;
	}

	#show(scheme: OpenScheme): void {
		this.scheme = scheme;
		this.shown(scheme);
	}

	#done(kind: EditKind, name: string, batch: string): void {
		this.#ports.changed();
		this.#say(kind, name, batch);
	}

	#say(kind: EditEvent['kind'], name: string, batch: string | null): void {
		this.event = { kind, name, batch, at: ++this.#events };
	}

	async #once(work: () => Promise<boolean>): Promise<boolean> {
		if (this.busy) return false;
		this.busy = true;
		this.refusal = null;
		try {
			return await work();
		} catch (error) {
			this.refusal = error;
			return false;
		} finally {
			this.busy = false;
		}
	}
}
