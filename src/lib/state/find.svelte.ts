import { asRemoteError } from '$lib/remote/errors';
import type { FoundAddress } from '$lib/remote/geocoder';
import type { NamedCommune } from '$lib/domain/find/communes';
import { distanceM } from '$lib/domain/geometry';
import type { Language } from '$lib/domain/language';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { FindableRecord } from '$lib/store/findable';
import type { KeptPlace } from '$lib/store/kept-places';
import { placeFromText, type TypedPlace } from './coordinates';
import {
	FindIndexMaker,
	searchIndex,
	siteAnswers,
	siteWord,
	type FindAnswer,
	type FindIndex
} from './find-index';

export type { FindAnswer };

/** What the box reaches outside itself. */
export interface FindPorts {
	vocabulary(): Promise<VocabularyIndex | null>;
	/** Hands over every record this device knows. */
	records(take: (record: FindableRecord) => void): Promise<void>;
	/** All communes, as far as this device ever heard of them. */
	communes(): Promise<NamedCommune[]>;
	keptPlaces(): Promise<KeptPlace[]>;
	keepPlace(place: KeptPlace): Promise<void>;
	/**
	 * Public records that this site finds by a word, for who only looks at it: their device keeps none. Null on a
	 * device that has them all; there nothing typed leaves it.
	 */
	siteRecords: ((word: string) => Promise<FindableRecord[]>) | null;
	/** Asks for addresses; null when this site wants none to be asked for. @throws RemoteError */
	addresses(text: string, near: readonly [number, number] | null): Promise<FoundAddress[] | null>;
	online(): boolean;
	now(): number;
}

/**
 * `idle`: not asked; `asking`; `done`; `none`: asked and nothing found; `offline`: no network; `wait`: asked too
 * often; `failed`; `off`: this site asks nobody.
 */
export type AddressPhase =
	'idle' | 'asking' | 'done' | 'none' | 'offline' | 'wait' | 'failed' | 'off';

/** Letters from which an address can be meant. */
const addressFrom = 3;
/** How long to wait where the service does not say. */
const patienceS = 5;
/** Letters that this site is asked about, and how long it waits for another one. */
const siteFrom = 2;
const pauseMs = 300;

/**
 * One box for every way of saying where: coordinates, records, hamlets, communes, and addresses when there is a
 * network. Nothing that is typed goes to another service before the person asks for addresses.
 */
export class FindState {
	text = $state('');
	answers = $state.raw<FindAnswer[]>([]);
	/** What is on the device is being gathered, for the first search. */
	gathering = $state(false);
	/** This site is asked for records. */
	searching = $state(false);
	phase = $state<AddressPhase>('idle');
	/** The text that {@link answers} are for. */
	answered = $state('');
	lang: Language = 'fr';
	#from: readonly [number, number] | null = null;
	#vocabulary: VocabularyIndex | null = null;
	#index: Promise<FindIndex> | null = null;
	#asked: { text: string; found: FindAnswer[] } | null = null;
	#notBefore = 0;
	readonly #ports: FindPorts;

	constructor(ports: FindPorts) {
		this.#ports = ports;
	}

	/** Distances are counted, and names repeated elsewhere are put in order, from here. */
	lookFrom(place: readonly [lon: number, lat: number] | null): void {
		this.#from = place;
	}

	/** The person came to the box: what is on the device is gathered anew, for it changes. */
	open(): void {
		this.#index = null;
		void this.#gather();
	}

	/** Takes what is typed; answers follow as soon as they are there. Never throws. */
	async type(text: string): Promise<void> {
		this.text = text;
		this.phase = 'idle';
		this.searching = false;
		const typed = text.trim();
		if (typed === '') {
			this.answers = [];
			this.answered = '';
			return;
		}
		const [place, index] = await Promise.all([
			placeFromText(typed, this.#from).catch(() => null),
			this.#gather()
		]);
		if (this.text !== text) return;
		const { lang } = this;
		const question = { text: typed, from: this.#from, vocabulary: this.#vocabulary, lang };
		const found = index ? searchIndex(index, question) : [];
		const there = place ? [this.#coordinates(place)] : [];
		const known = this.#asked?.text === typed ? this.#asked.found : [];
		this.answers = [...there, ...found, ...known];
		this.answered = typed;
		if (known.length > 0) this.phase = 'done';
		if (!place) await this.#searchSite(typed);
	}

	/** Whether records that are not on this device are looked for too. */
	get searchesSite(): boolean {
		return this.#ports.siteRecords !== null && this.#ports.online();
	}

	async #searchSite(typed: string): Promise<void> {
		const { siteRecords } = this.#ports;
		const word = siteWord(typed);
		if (!siteRecords || !this.searchesSite || word.length < siteFrom) return;
		this.searching = true;
		await new Promise((resolve) => setTimeout(resolve, pauseMs));
		if (this.text.trim() !== typed) return;
		const records = await siteRecords(word).catch(() => []);
		if (this.text.trim() !== typed) return;
		this.searching = false;
		const { lang } = this;
		const question = { text: typed, from: this.#from, vocabulary: this.#vocabulary, lang };
		this.answers = [...this.answers, ...siteAnswers(records, this.answers, question)];
	}

	/** Whether what is typed may be an address that can be asked for. */
	get askable(): boolean {
		const isPlace = this.answers.some(({ kind }) => kind === 'coordinates');
		return this.text.trim().length >= addressFrom && !isPlace && this.phase !== 'off';
	}

	/** Asks for addresses, because the person wants them. Never throws. */
	async ask(): Promise<void> {
		const text = this.text.trim();
		if (!this.askable || this.phase === 'asking' || this.phase === 'done') return;
		if (!this.#ports.online()) {
			this.phase = 'offline';
			return;
		}
		if (this.#ports.now() < this.#notBefore) {
			this.phase = 'wait';
			return;
		}
		this.phase = 'asking';
		try {
			const addresses = await this.#ports.addresses(text, this.#from);
			if (this.text.trim() !== text) return;
			if (!addresses) {
				this.phase = 'off';
				return;
			}
			const found = addresses.map((one, place) => this.#address(one, place));
			this.#asked = { text, found };
			const kept = this.answers.filter(({ kind, id }) => kind !== 'address' || id.startsWith('k'));
			this.answers = [...kept, ...found];
			this.phase = found.length > 0 ? 'done' : 'none';
		} catch (error) {
			if (this.text.trim() === text) this.#refused(error);
		}
	}

	#refused(error: unknown): void {
		const { kind, retryAfterS } = asRemoteError(error);
		if (kind === 'rate_limited') {
			this.#notBefore = this.#ports.now() + (retryAfterS ?? patienceS) * 1000;
			this.phase = 'wait';
		} else this.phase = kind === 'offline' || kind === 'timeout' ? 'offline' : 'failed';
	}

	/** The person goes to what was found: an address is kept, to be found without a network next time. */
	choose(answer: FindAnswer): void {
		this.text = '';
		this.answers = [];
		this.answered = '';
		this.phase = 'idle';
		if (answer.kind !== 'address') return;
		const { label, lon, lat } = answer;
		void this.#ports.keepPlace({ label, lon, lat }).catch(() => undefined);
	}

	/** Null when this device can tell nothing: coordinates are still read, and addresses asked for. */
	#gather(): Promise<FindIndex | null> {
		if (!this.#index) {
			this.gathering = true;
			this.#index = this.#make().finally(() => (this.gathering = false));
		}
		return this.#index.catch(() => {
			this.#index = null;
			return null;
		});
	}

	async #make(): Promise<FindIndex> {
		const { vocabulary, communes, keptPlaces, records } = this.#ports;
		this.#vocabulary = await vocabulary().catch(() => null);
		const maker = new FindIndexMaker(this.#vocabulary);
		const [named, kept] = await Promise.all([
			communes().catch(() => []),
			keptPlaces().catch(() => []),
			records(maker.take).catch(() => undefined)
		]);
		return maker.done(named, kept);
	}

	#coordinates({ lon, lat, system }: TypedPlace): FindAnswer {
		const place = { lon, lat, metres: this.#away(lon, lat) };
		return { id: 'c', kind: 'coordinates', label: '', detail: null, system, ...place };
	}

	#address({ label, detail, lon, lat }: FoundAddress, place: number): FindAnswer {
		const metres = this.#away(lon, lat);
		return { id: `a${place}`, kind: 'address', label, detail, lon, lat, metres };
	}

	#away(lon: number, lat: number): number | null {
		return this.#from && distanceM([...this.#from], [lon, lat]);
	}
}
