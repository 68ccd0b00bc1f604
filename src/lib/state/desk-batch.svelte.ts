import type { BatchAsked, BatchFailure, BatchState, ReviewFilter } from '$lib/domain/review';
import type { BatchPorts } from './desk-ports';
import type { DeskSelection } from './desk-selection.svelte';

/** Many items decided on at once: shown before, counted meanwhile, and taken back as a whole afterwards. */
export class DeskBatch {
	/** What is asked for; null while nothing is under way. */
	asked = $state.raw<Pick<BatchAsked, 'decision' | 'reason'> | null>(null);
	/** What the server says of it; null until the preview has come. */
	current = $state.raw<BatchState | null>(null);
	failures = $state.raw<readonly BatchFailure[]>([]);
	/** Those begun before, here or on another device; what was cut off goes on from there. */
	past = $state.raw<readonly BatchState[]>([]);
	/** A request is on its way. */
	busy = $state(false);
	/** Why it stopped; what was done is done, and the rest can go on. */
	error = $state.raw<unknown>(null);
	/** Counts what was begun: whoever closes it wants nothing more done. */
	#begun = 0;
	readonly #ports: BatchPorts;

	constructor(ports: BatchPorts) {
		this.#ports = ports;
	}

	/** Says what would become of what is picked. Nothing is decided yet. */
	async ask(
		selection: DeskSelection,
		filter: ReviewFilter,
		asked: Pick<BatchAsked, 'decision' | 'reason'>
	): Promise<void> {
		const what = selection.whole ? { filter } : { items: [...selection.picked.values()] };
		this.asked = asked;
		this.current = null;
		this.failures = [];
		await this.#work(async (going) => {
			const state = await this.#ports.preview({ ...asked, ...what });
			if (going()) this.current = state;
		});
	}

	/** Looks which were begun before. Without network the list stays as it was. */
	async look(): Promise<void> {
		this.past = await this.#ports.own().catch(() => this.past);
	}

	/** Shows one that was begun before, as it stands. */
	async reopen(batch: BatchState): Promise<void> {
		this.asked = { decision: batch.decision, reason: batch.reason };
		this.current = batch;
		this.failures = [];
		await this.#work((going) => this.#fail(batch, going));
	}

	/** Decides, a part at a time; called again it goes on where it stopped. */
	async run(): Promise<void> {
		await this.#steps((batch) => this.#ports.step(batch), 'done');
	}

	/** Takes back all that was decided; called again it goes on where it stopped. */
	async revert(): Promise<void> {
		await this.#steps((batch) => this.#ports.revert(batch), 'reverted');
	}

	/** Goes on with what stopped. */
	async goOn(): Promise<void> {
		await (this.current?.phase === 'reverting' ? this.revert() : this.run());
	}

	/** What was decided stays so; the rest is not decided. */
	close(): void {
		this.#begun += 1;
		this.asked = null;
		this.current = null;
		this.failures = [];
		this.error = null;
		this.busy = false;
	}

	async #steps(step: (batch: string) => Promise<BatchState>, end: BatchState['phase']) {
		const { current } = this;
		if (!current || this.busy) return;
		await this.#work(async (going) => {
			let state = current;
			do {
				state = await step(state.id);
				if (!going()) return;
				this.current = state;
			} while (state.phase !== end);
			await this.#fail(state, going);
		});
	}

	async #fail(batch: BatchState, going: () => boolean) {
		if (batch.failed + batch.kept === 0) return;
		const failures = await this.#ports.failures(batch.id);
		if (going()) this.failures = failures;
	}

	async #work(work: (going: () => boolean) => Promise<void>): Promise<void> {
		const begun = ++this.#begun;
		const going = () => begun === this.#begun;
		this.busy = true;
		this.error = null;
		try {
			await work(going);
		} catch (error) {
			if (going()) this.error = error;
		} finally {
			if (going()) this.busy = false;
		}
	}
}
