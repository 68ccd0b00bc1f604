import type { TracePiece } from '$lib/domain/trace/pieces';
import type { CapitelleDatabase } from '$lib/store/database';
import { isStorageFull } from '$lib/store/errors';
import { deleteTrace, readTrace, saveTrace, type TraceOf } from '$lib/store/traces';

/** Why the last steps are on the screen only. */
export type TraceFailure = 'full' | 'failed';

/**
 * Writes a walk as it grows, one write after the other: what waits goes in the next one, and what a write
 * did not keep is tried again with the next step.
 */
export class TraceStore {
	#db: CapitelleDatabase;
	#tell: (failure: TraceFailure | null) => void;
	#of: TraceOf | null = null;
	/** Stretches of the walk not stored yet, in their latest form; another walk has its own. */
	#dirty = new Map<number, TracePiece>();
	#queue: Promise<void> = Promise.resolve();

	constructor(db: CapitelleDatabase, tell: (failure: TraceFailure | null) => void) {
		this.#db = db;
		this.#tell = tell;
	}

	/** What was walked along a record; null, and told, when it cannot be read. */
	async read(of: TraceOf): Promise<TracePiece[] | null> {
		await this.settled();
		try {
			return await readTrace(this.#db, of);
		} catch {
			this.#tell('failed');
			return null;
		}
	}

	/** From here on stretches belong to the walk along this record. */
	recordAlong(of: TraceOf): void {
		if (this.#of?.id !== of.id) this.#dirty = new Map();
		this.#of = of;
	}

	/** Also tries again what an earlier write did not keep. */
	save(pieces: readonly TracePiece[]): void {
		for (const piece of pieces) this.#dirty.set(piece.no, piece);
		const of = this.#of;
		const waiting = this.#dirty;
		if (!of || waiting.size === 0) return;
		this.#then(async () => {
			if (waiting.size > 0) await this.#write(of, waiting);
		});
	}

	drop(of: TraceOf): void {
		this.#dirty = new Map();
		this.#of = null;
		this.#then(() => deleteTrace(this.#db, of));
	}

	/** Resolves once nothing waits to be written. */
	settled(): Promise<void> {
		return this.#queue;
	}

	async #write(of: TraceOf, waiting: Map<number, TracePiece>): Promise<void> {
		const taken = [...waiting.values()];
		await saveTrace(this.#db, of, taken);
		for (const piece of taken) {
			if (waiting.get(piece.no) === piece) waiting.delete(piece.no);
		}
		this.#tell(null);
	}

	#then(work: () => Promise<void>): void {
		this.#queue = this.#queue
			.then(work)
			.catch((error: unknown) => this.#tell(isStorageFull(error) ? 'full' : 'failed'));
	}
}
