import type { Status } from '$lib/domain/record';
import { mayMove } from '$lib/domain/status';
import type { Item } from '$lib/store/types';
import type { TalkRow } from '$lib/store/trust-rows';

/** What its author may ask for about a record. */
export type Asked = 'withdraw' | 'appeal';

/** What asking reaches outside itself. */
export interface SpeakUpPorts {
	/** The person's contribution, again at each change; undefined when it is none of theirs. */
	watchItem(owner: string, record_id: string, next: (item: Item | undefined) => void): () => void;
	/** What was asked for and has no answer yet, or was refused. */
	watchAsked(owner: string, record_id: string, next: (rows: TalkRow[]) => void): () => void;
	ask(owner: string, record_id: string, kind: Asked, note: string): Promise<void>;
	takeBack(owner: string, id: string): Promise<void>;
	wake(): Promise<void>;
}

/** What may be asked for from where a record stands. */
function offers(status: Status | null): Asked[] {
	if (status === null) return [];
	const withdraw: Asked[] = mayMove(status, 'withdrawn', 'author') ? ['withdraw'] : [];
	return status === 'rejected' ? ['appeal', ...withdraw] : withdraw;
}

/** Taking one's own contribution back, or asking that a refusal be looked at again. */
export class SpeakUpState {
	item = $state.raw<Item | undefined>(undefined);
	asked = $state.raw<TalkRow[]>([]);
	busy = $state(false);
	/** Why the last wish could not be kept. */
	failure = $state.raw<unknown>(null);
	#owner = '';
	#record = '';
	#stops: (() => void)[] = [];
	readonly #ports: SpeakUpPorts;

	/** What can be asked for now: nothing twice, and nothing of somebody else's. */
	offered = $derived.by((): Asked[] => {
		const { item } = this;
		if (!item || item.visited || this.asked.some(({ state }) => state === 'waiting')) return [];
		return offers(item.status);
	});

	constructor(ports: SpeakUpPorts) {
		this.#ports = ports;
	}

	/** Shows what may be asked for about a record. @param owner account id */
	follow(owner: string, record_id: string): void {
		this.close();
		[this.#owner, this.#record] = [owner, record_id];
		this.#stops = [
			this.#ports.watchItem(owner, record_id, (item) => (this.item = item)),
			this.#ports.watchAsked(owner, record_id, (rows) => (this.asked = rows))
		];
	}

	/** Keeps the wish, to be sent. @returns whether it was kept */
	ask(kind: Asked, note: string): Promise<boolean> {
		return this.#act(() => this.#ports.ask(this.#owner, this.#record, kind, note));
	}

	/** Takes back a wish that has not left, or was refused. */
	takeBack(id: string): Promise<boolean> {
		return this.#act(() => this.#ports.takeBack(this.#owner, id));
	}

	async #act(work: () => Promise<void>): Promise<boolean> {
		this.busy = true;
		this.failure = null;
		try {
			await work();
			void this.#ports.wake();
			return true;
		} catch (error) {
			this.failure = error;
			return false;
		} finally {
			this.busy = false;
		}
	}

	/** Stops following. */
	close(): void {
		for (const stop of this.#stops) stop();
		this.#stops = [];
		this.item = undefined;
		this.asked = [];
		this.failure = null;
	}
}
