import { newId } from '$lib/domain/ids';
import type { NamedCommune } from '$lib/domain/find/communes';
import type { ReviewCounts, ReviewFilter, SavedFilter } from '$lib/domain/review';
import type { FilterPorts, Territory } from './desk-ports';

/** The filters a moderator keeps, and the territories there are to choose from. */
export class DeskFilters {
	saved = $state.raw<SavedFilter[]>([]);
	territories = $state.raw<Territory[]>([]);
	/** How much waits, by what can be asked for; null until it is known. */
	counts = $state.raw<ReviewCounts | null>(null);
	communes = $state.raw<NamedCommune[]>([]);
	error = $state.raw<unknown>(null);
	/** Counts the counts, so that a late answer to an older filter is dropped. */
	#counting = 0;
	readonly #ports: FilterPorts;

	constructor(ports: FilterPorts) {
		this.#ports = ports;
	}

	/** Without an answer there is less to choose from, and the queue is still there. */
	async load(): Promise<void> {
		const [saved, territories] = await Promise.all([
			this.#ports.saved().catch(() => this.saved),
			this.#ports.territories().catch(() => this.territories)
		]);
		this.saved = saved;
		this.territories = territories;
	}

	/** Counts what waits; without an answer the choices stand without numbers. */
	async count(filter: ReviewFilter): Promise<void> {
		const counting = ++this.#counting;
		this.counts = null;
		const counts = await this.#ports.counts(filter).catch(() => null);
		if (counting === this.#counting) this.counts = counts;
	}

	/** The communes to move something to; without an answer there is nothing to choose. */
	async loadCommunes(): Promise<void> {
		if (this.communes.length > 0) return;
		this.communes = await this.#ports.communes().catch(() => []);
	}

	/** Keeps a filter under a name; one of that name is replaced. @returns true when it is kept */
	async save(name: string, filter: ReviewFilter): Promise<boolean> {
		return this.#write(async () => {
			const same = this.saved.find((one) => one.name === name.trim());
			const kept = {
				id: same?.id ?? newId(),
				name: name.trim(),
				filter,
				position: same?.position ?? this.saved.length + 1
			};
			await this.#ports.save(kept);
			const others = this.saved.filter(({ id }) => id !== kept.id);
			this.saved = [...others, { ...kept, updated_at: new Date().toISOString() }];
		});
	}

	/** @returns true when it is gone */
	async remove(id: string): Promise<boolean> {
		return this.#write(async () => {
			await this.#ports.remove(id);
			this.saved = this.saved.filter((one) => one.id !== id);
		});
	}

	async #write(work: () => Promise<void>): Promise<boolean> {
		this.error = null;
		try {
			await work();
			return true;
		} catch (error) {
			this.error = error;
			return false;
		}
	}
}
