/** What favourites reach outside themselves. */
export interface FavouritesPorts {
	watch(owner: string, next: (concepts: string[]) => void): () => void;
	set(owner: string, concept: string, on: boolean): Promise<void>;
}

/** Concepts a person wants at hand. */
export class Favourites {
	/** Ids, in the order they were chosen. */
	concepts = $state.raw<readonly string[]>([]);
	#ports: FavouritesPorts;
	#owner = '';
	#stop: () => void = () => undefined;

	constructor(ports: FavouritesPorts) {
		this.#ports = ports;
	}

	follow(owner: string): void {
		this.close();
		this.concepts = [];
		this.#owner = owner;
		this.#stop = this.#ports.watch(owner, (concepts) => (this.concepts = concepts));
	}

	close(): void {
		this.#stop();
	}

	has(concept: string): boolean {
		return this.concepts.includes(concept);
	}

	/** Puts a concept at hand, or away. What the device refuses shows as it was: nothing of a record hangs on it. */
	async toggle(concept: string): Promise<void> {
		await this.#ports.set(this.#owner, concept, !this.has(concept)).catch(() => undefined);
	}
}
