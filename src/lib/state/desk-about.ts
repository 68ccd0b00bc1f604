import type { TrailEntry } from '$lib/domain/moderation';
import type { AuthorHistory, NearRecord, ReviewItem } from '$lib/domain/review';
import type { AboutPorts } from './desk-ports';

/** Answers kept at most, each as long as its item is as it was. */
const most = 40;

/** What is known around an item, asked for once, and ahead for the one that comes next. */
export class DeskAbout {
	readonly #near: Answers<NearRecord[]>;
	readonly #author: Answers<AuthorHistory | null>;
	readonly #trail: Answers<TrailEntry[]>;

	constructor(ports: AboutPorts) {
		this.#near = new Answers((item) => ports.near(item));
		this.#author = new Answers((item) => ports.author(item));
		this.#trail = new Answers((item) => ports.trail(item));
	}

	near(item: ReviewItem): Promise<NearRecord[]> {
		return this.#near.of(item);
	}
	author(item: ReviewItem): Promise<AuthorHistory | null> {
		return this.#author.of(item);
	}
	trail(item: ReviewItem): Promise<TrailEntry[]> {
		return this.#trail.of(item);
	}

	/** Asks ahead for what is shown at once when the item is opened. */
	prepare(item: ReviewItem | null): void {
		if (item?.record) this.near(item).catch(() => undefined);
	}

	/**
	 * Something became of an item: what was said of its record, its author and its surroundings no longer holds,
	 * also where it was asked ahead. With null, nothing holds.
	 */
	forget(changed: ReviewItem | null): void {
		const record = changed?.record?.id ?? null;
		const author = changed?.author?.id ?? null;
		this.#near.drop(
			(item, found) =>
				!changed ||
				!found ||
				item.record?.id === record ||
				found.some((one) => one.record.id === record)
		);
		this.#author.drop((item) => !changed || item.author?.id === author);
		this.#trail.drop((item) => !changed || item.record?.id === record);
	}
}

/** Answers by item and the version of its record. */
class Answers<T> {
	readonly #known = new Map<string, { item: ReviewItem; asked: Promise<T>; answer?: T }>();
	readonly #ask: (item: ReviewItem) => Promise<T>;

	constructor(ask: (item: ReviewItem) => Promise<T>) {
		this.#ask = ask;
	}

	of(item: ReviewItem): Promise<T> {
		const key = `${item.item_id} ${item.record?.version ?? 0}`;
		const before = this.#known.get(key);
		if (before) return before.asked;
		const entry: { item: ReviewItem; asked: Promise<T>; answer?: T } = {
			item,
			asked: this.#ask(item)
		};
		this.#known.set(key, entry);
		entry.asked.then(
			(answer) => (entry.answer = answer),
			() => this.#known.get(key) === entry && this.#known.delete(key)
		);
		for (const old of [...this.#known.keys()].slice(0, -most)) this.#known.delete(old);
		return entry.asked;
	}

	/** @param old whether what is known of an item no longer holds; without an answer, it is still on its way */
	drop(old: (item: ReviewItem, answer: T | undefined) => boolean): void {
		for (const [key, { item, answer }] of this.#known)
			if (old(item, answer)) this.#known.delete(key);
	}
}
