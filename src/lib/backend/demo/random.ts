/** A seeded source of chance: the same seed gives the same demo, on any machine. */
export class Chance {
	#state: number;

	constructor(seed: number) {
		this.#state = seed >>> 0;
	}

	/** 0 ≤ x < 1, by mulberry32 (public domain, T. Ettinger). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let t = this.#state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	}

	/** A number between two bounds. */
	between(low: number, high: number): number {
		return low + (high - low) * this.next();
	}

	/** A whole number, both bounds included. */
	int(low: number, high: number): number {
		return Math.floor(this.between(low, high + 1));
	}

	/** True this often (0 to 1). */
	often(share: number): boolean {
		return this.next() < share;
	}

	pick<T>(items: readonly T[]): T {
		const item = items[Math.floor(this.next() * items.length)];
		if (item === undefined) throw new Error('nothing to pick from');
		return item;
	}

	/** Some of the items, in their order. */
	some<T>(items: readonly T[], count: number): T[] {
		const chosen = new Set<T>();
		while (chosen.size < Math.min(count, items.length)) chosen.add(this.pick(items));
		return items.filter((item) => chosen.has(item));
	}

	shuffled<T>(items: readonly T[]): T[] {
		return items
			.map((item) => ({ item, at: this.next() }))
			.sort((a, b) => a.at - b.at)
			.map(({ item }) => item);
	}

	/** A UUID of version 7 (RFC 9562) made at a given moment. */
	uuid(at: Date): string {
		const time = at.getTime().toString(16).padStart(12, '0');
		const hex = (digits: number) =>
			Array.from({ length: digits }, () => this.int(0, 15).toString(16)).join('');
		const variant = this.pick(['8', '9', 'a', 'b']);
		return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${variant}${hex(3)}-${hex(12)}`;
	}
}
