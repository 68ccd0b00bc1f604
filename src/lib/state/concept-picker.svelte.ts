import { newId } from '$lib/domain/ids';
import { centreOf } from '$lib/domain/geometry';
import type { Problem } from '$lib/domain/problem';
import { conceptById, isUsable, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { WordProposal } from '$lib/domain/vocabulary/proposal';
import {
	makingConceptIndex,
	searchConcepts,
	type ConceptHit,
	type ConceptSearch
} from '$lib/domain/vocabulary/search';
import { conceptsWith, traitsOf, traitsSaid } from '$lib/domain/vocabulary/traits';
import type { Concept, Theme } from '$lib/domain/vocabulary/types';
import { conceptsAround } from '$lib/store/around';
import { isStorageFull, StoreError } from '$lib/store/errors';
import { queueSuggestion } from '$lib/store/suggestions';
import type { Draft } from '$lib/store/types';
import type { CapturePorts } from './capture-ports';
import { language } from './language.svelte';

/** Answers shown at first, and with each « voir plus ». */
const page = 8;
/** Longest the picker waits for the satellites before it asks elsewhere what is common here, in ms. */
const patienceMs = 4000;
/** Longest a piece of work may hold up the screen, in ms. */
const sliceMs = 8;
const nothing: ReadonlyMap<string, number> = new Map();

/** The record being written, as the picker needs it. */
interface Form {
	readonly index: VocabularyIndex;
	readonly theme: Theme | null;
	readonly draft: Draft | null;
}

/** A missing word as the form gives it. */
type MissingWord = Pick<WordProposal, 'kind' | 'concept' | 'text' | 'lang' | 'note'>;

/** What keeping a missing word came to; null when it is kept. */
export type ProposeFailure = { problems: Problem[] } | 'full' | 'failed' | null;

/** Finding the concept of a record: by a word, by what was common lately or here, by what one sees. */
export class ConceptPicker {
	query = $state('');
	/** How many answers are shown. */
	shown = $state(page);
	/** How often each concept was recorded around here. */
	common = $state.raw<ReadonlyMap<string, number>>(nothing);
	/** Traits the person ticked, by id. */
	ticked = $state.raw<readonly string[]>([]);
	/** Browsing by what one sees, rather than by family. */
	bySight = $state(false);
	/** Heading the person looks into, by id; null for all of them. */
	heading = $state<string | null>(null);
	/** Words proposed since this form was opened. */
	proposed = $state.raw<readonly string[]>([]);
	readonly #form: Form;
	readonly #ports: CapturePorts;
	#making: Generator<undefined, ConceptSearch> | null = null;
	#made: { index: VocabularyIndex; scheme: string; search: ConceptSearch | null } | null = null;

	scheme = $derived.by(() => this.#form.theme?.scheme ?? '');
	typed = $derived(this.query.trim());
	/** One more than is shown tells whether there are more. */
	#found: ConceptHit[] = $derived.by(() =>
		this.typed === ''
			? []
			: searchConcepts(this.#search(), {
					text: this.typed,
					lang: language.current,
					limit: this.shown + 1,
					common: this.common
				})
	);
	hits: ConceptHit[] = $derived(this.#found.slice(0, this.shown));
	hasMore: boolean = $derived(this.#found.length > this.shown);

	traits = $derived.by(() => traitsOf(this.#form.index, this.scheme));
	/** Concepts that all ticked traits fit, what is common here first. */
	seen: Concept[] = $derived.by(() => {
		const traits = this.traits.filter(({ id }) => this.ticked.includes(id));
		const times = ({ id }: Concept) => this.common.get(id) ?? 0;
		return conceptsWith(this.#form.index, this.scheme, traits).sort((a, b) => times(b) - times(a));
	});
	/** Traits said in words, when they say more than a name would. */
	said = $derived.by(() => {
		const said = traitsSaid(this.traits, this.typed, language.current);
		return said.length > 1 || this.hits.length === 0 ? said : [];
	});
	/** What is recorded most around here. */
	often: Concept[] = $derived.by(() =>
		[...this.common]
			.sort(([, a], [, b]) => b - a)
			.flatMap(([id]) => conceptById(this.#form.index, id) ?? [])
			.filter((concept) => concept.scheme === this.scheme && isUsable(concept))
			.slice(0, 6)
	);

	constructor(form: Form, ports: CapturePorts) {
		this.#form = form;
		this.#ports = ports;
	}

	/** Another record is written: nothing of what was looked for before is left. */
	reset(): void {
		this.type('');
		this.ticked = [];
		this.heading = null;
		this.bySight = false;
		this.proposed = [];
	}

	/** Makes the index ready in small steps, and asks the device what is common here; called when the picker is shown. */
	async prepare(): Promise<void> {
		this.type('');
		void this.#lookAround();
		const { index, scheme } = { index: this.#form.index, scheme: this.scheme };
		this.#begin(index, scheme);
		let start = performance.now();
		while (this.#making && !this.#step()) {
			if (performance.now() - start < sliceMs) continue;
			await new Promise((resolve) => setTimeout(resolve));
			start = performance.now();
		}
	}

	async #lookAround(): Promise<void> {
		// What is common here only orders answers: nothing it fails at may be in the way.
		const place = await this.#place().catch(() => null);
		this.common = await conceptsAround(this.#ports.db, this.#ports.owner(), place).catch(
			() => nothing
		);
	}

	/** Where the record is, else where the phone is when it may say so unasked, else where the last one was made. */
	async #place(): Promise<readonly [number, number] | null> {
		const geometry = this.#form.draft?.geometry;
		if (geometry) return centreOf(geometry);
		const here = (await this.#ports.mayLocate()) ? await this.#fix() : null;
		return here ?? (await this.#ports.lastPlace());
	}

	#fix(): Promise<readonly [number, number] | null> {
		return new Promise((resolve) => {
			let stop: () => void = () => undefined;
			const end = (place: readonly [number, number] | null) => {
				clearTimeout(timer);
				stop();
				resolve(place);
			};
			const timer = setTimeout(() => end(null), patienceMs);
			stop = this.#ports.watchPosition({
				onFix: ({ lon, lat }) => end([lon, lat]),
				onError: () => end(null)
			});
		});
	}

	#begin(index: VocabularyIndex, scheme: string): void {
		if (this.#made?.index === index && this.#made.scheme === scheme) return;
		this.#made = { index, scheme, search: null };
		this.#making = makingConceptIndex(index, scheme);
	}

	/** One step of making the index. @returns whether it is ready */
	#step(): boolean {
		const { done, value } = this.#making?.next() ?? { done: true as const, value: null };
		if (!done) return false;
		if (value && this.#made) this.#made.search = value;
		this.#making = null;
		return true;
	}

	/** The index; who types before it is ready has the rest of it made at once. */
	#search(): ConceptSearch {
		this.#begin(this.#form.index, this.scheme);
		while (this.#making && !this.#step());
		return this.#made!.search!;
	}

	/** Typing starts anew at the top of the answers. */
	type(text: string): void {
		this.query = text;
		this.shown = page;
	}

	/** The best few answers to other words than those of the search box. */
	find(text: string, limit: number): ConceptHit[] {
		return searchConcepts(this.#search(), {
			text,
			lang: language.current,
			limit,
			common: this.common
		});
	}

	more(): void {
		this.shown += page * 2;
	}

	tick(id: string): void {
		this.ticked = this.ticked.includes(id)
			? this.ticked.filter((one) => one !== id)
			: [...this.ticked, id];
	}

	/** Goes from a sentence to what it says one sees. */
	see(ids: readonly string[]): void {
		this.ticked = ids;
		this.bySight = true;
		this.query = '';
	}

	/** Keeps a word that is missing; it leaves with the records. */
	async propose(word: MissingWord): Promise<ProposeFailure> {
		const theme = this.#form.theme?.id;
		if (!theme) return 'failed';
		const { db, owner, wake } = this.#ports;
		const proposal: WordProposal = {
			...word,
			id: newId(),
			theme,
			recordId: this.#form.draft?.id ?? null
		};
		try {
			await queueSuggestion(db, owner(), proposal, new Date());
		} catch (error) {
			if (error instanceof StoreError) return { problems: error.problems };
			return isStorageFull(error) ? 'full' : 'failed';
		}
		this.proposed = [...this.proposed, proposal.text.trim()];
		wake();
		return null;
	}
}
