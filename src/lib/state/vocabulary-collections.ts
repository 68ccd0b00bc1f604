import { sameValue } from '$lib/domain/equal';
import { cleanCollection, newAddress } from '$lib/domain/vocabulary/skos-edit';
import type { SkosCollection } from '$lib/domain/vocabulary/skos/types';
import type { Shelf } from '$lib/store/journal';
import { mergeCollections } from './vocabulary-collection-merge';
import type { VocabularySource } from './vocabulary-source.svelte';

/** Stands for the address of a collection that was never sent: its own is made when it is. */
const unsent = '';

/** A collection being typed, and what it was when that began; null for a new one. */
interface Stored {
	base: SkosCollection | null;
	mine: SkosCollection;
}

/** The collections of a scheme on their form, kept on the device while they are typed. */
export class VocabularyCollections {
	readonly #source: VocabularySource;
	readonly #shelf: Shelf | null;
	readonly #key: string;
	/** What each form started from, by URI: what a colleague changes since is put together with it. */
	readonly #bases = new Map<string, SkosCollection | null>();

	constructor(source: VocabularySource, shelf: Shelf | null, account: string) {
		this.#source = source;
		this.#shelf = shelf;
		this.#key = `capitelle.collections.${account}.${source.id}`;
	}

	/** What the form starts from: what was typed before put on top of the collection as it stands, else the collection as it stands, else an empty one. */
	form(collection: SkosCollection | null): SkosCollection {
		const uri = collection?.uri ?? unsent;
		const empty: SkosCollection = {
			uri,
			labels: [],
			notes: [],
			members: [],
			ordered: false,
			isTrait: false,
			other: []
		};
		this.#bases.set(uri, collection);
		const stored = this.#kept()[uri];
		if (!stored) return structuredClone(collection ?? empty);
		const { base, mine } = stored;
		return base && collection ? mergeCollections(base, mine, collection) : mine;
	}

	/** Keeps what is typed; as it stands on the server there is nothing to keep. */
	keep(form: SkosCollection): void {
		const { uri, labels, members } = form;
		const base = this.#baseOf(uri);
		const same = base
			? sameValue(cleanCollection(form), cleanCollection(base))
			: members.length === 0 && labels.every(({ text }) => text === '');
		if (same) this.forget(uri);
		else this.#write({ ...this.#kept(), [uri]: { base, mine: form } });
	}

	/** Gives up what was typed. */
	forget(uri: string): void {
		const { [uri]: _gone, ...others } = this.#kept();
		this.#write(others);
	}

	/** Sends a collection. @returns it as it was sent, or null when it was refused */
	async save(form: SkosCollection, name: string): Promise<SkosCollection | null> {
		const base = this.#baseOf(form.uri);
		let sent = cleanCollection(form);
		const taken = await this.#source.change(() => {
			const { scheme } = this.#source;
			const uri = form.uri === unsent && scheme ? newAddress(scheme, name).uri : form.uri;
			const theirs = scheme?.collections.find((one) => one.uri === uri);
			sent = base && theirs ? mergeCollections(base, form, theirs) : { ...sent, uri };
			return { edits: [{ action: 'put_collection', collection: sent }], kind: 'collection', name };
		});
		if (!taken) return null;
		this.forget(form.uri);
		return sent;
	}

	#baseOf(uri: string): SkosCollection | null {
		const base = this.#bases.get(uri);
		if (base !== undefined) return base;
		return this.#source.scheme?.collections.find((one) => one.uri === uri) ?? null;
	}

	#kept(): Record<string, Stored> {
		try {
			const value: unknown = JSON.parse(this.#shelf?.getItem(this.#key) ?? '{}');
			if (typeof value !== 'object' || value === null) return {};
			return Object.fromEntries(
				Object.entries(value).filter((entry): entry is [string, Stored] => isStored(entry[1]))
			);
		} catch {
			return {};
		}
	}

	#write(all: Record<string, Stored>): void {
		try {
			if (Object.keys(all).length === 0) this.#shelf?.removeItem(this.#key);
			else this.#shelf?.setItem(this.#key, JSON.stringify(all));
		} catch {
			// No room left on the device: the form still holds it, and sending does not need it.
			return;
		}
	}
}

function isStored(value: unknown): value is Stored {
	if (typeof value !== 'object' || value === null) return false;
	const { base, mine } = value as Partial<Stored>;
	return isCollection(mine) && (base === null || isCollection(base));
}

function isCollection(value: unknown): value is SkosCollection {
	if (typeof value !== 'object' || value === null) return false;
	const { uri, labels, members } = value as Partial<SkosCollection>;
	return typeof uri === 'string' && Array.isArray(labels) && Array.isArray(members);
}
