import type { RecordsFate, VocabularyEdit } from '$lib/domain/vocabulary/editing';
import { freeSlug, newConcept, newLabel, newUse } from '$lib/domain/vocabulary/skos-edit';
import { mayGoUnder, nameOf, positionsFor } from '$lib/domain/vocabulary/skos-tree';
import type { SkosConcept } from '$lib/domain/vocabulary/skos/types';
import { ConceptDraft } from './concept-draft.svelte';
import { VocabularyCollections } from './vocabulary-collections';
import { VocabularyDrafts } from './vocabulary-drafts';
import { VocabularyOutline } from './vocabulary-outline.svelte';
import type { VocabularyDeskPorts } from './vocabulary-ports';
import { VocabularySource } from './vocabulary-source.svelte';

/** Begins the address of a concept that was never sent: its own is made when it is. */
const unsentPrefix = 'new:';

/** A scheme being looked after: its tree, the concept on the form, and what is done to it. */
export class VocabularyEditor {
	readonly source: VocabularySource;
	readonly outline = new VocabularyOutline();
	readonly collections: VocabularyCollections;
	/** The concept on the form. */
	draft = $state.raw<ConceptDraft | null>(null);
	/** URIs of concepts with something typed that was not sent. */
	unsent = $state.raw<string[]>([]);
	/** The concept taken up to be put elsewhere, and where it stood. */
	held = $state.raw<{ uri: string; parent: string | null } | null>(null);
	readonly #drafts: VocabularyDrafts;

	constructor(ports: VocabularyDeskPorts, id: string) {
		this.source = new VocabularySource(ports, id);
		this.collections = new VocabularyCollections(this.source, ports.shelf, ports.account());
		this.#drafts = new VocabularyDrafts(ports.shelf, ports.account(), id);
		this.#count();
		this.source.shown = ({ concepts }) => {
			this.outline.show(concepts);
			const now = this.draft && this.concept(this.draft.base.uri);
			if (now) this.draft?.rebase(now);
		};
	}

	concept(uri: string): SkosConcept | null {
		return this.outline.tree.byUri.get(uri) ?? null;
	}

	/** Name of a concept of this scheme in the reader's language; the URI of any other. */
	nameOf(uri: string): string {
		const concept = this.concept(uri);
		return concept ? nameOf(concept, this.outline.lang) : uri;
	}

	/** Name of a concept with something typed that was not sent, as it was typed. */
	unsentName(uri: string): string {
		const draft = this.#drafts.read()[uri];
		return draft ? nameOf({ ...draft.mine, uri: '' }, this.outline.lang) || uri : uri;
	}

	/** Puts a concept on the form, with what was typed before; null clears it. */
	select(uri: string | null): void {
		if ((this.draft?.base.uri ?? null) === uri) return;
		this.source.refusal = null;
		this.source.warnings = [];
		const stored = uri === null ? undefined : this.#drafts.read()[uri];
		const concept = uri === null ? null : this.concept(uri);
		if (stored) {
			this.draft = new ConceptDraft(stored);
			if (concept) this.draft.rebase(concept);
		} else {
			this.draft =
				concept && new ConceptDraft({ base: concept, mine: concept, note: '', isNew: false });
		}
		if (concept) this.outline.reveal(concept.uri);
	}

	/**
	 * Begins a concept under another, or at the top.
	 * @param word a name it starts with
	 * @returns the address to open it by
	 */
	begin(parent: string | null, word: { text: string; lang: string } | null = null): string {
		let number = 1;
		while (this.unsent.includes(unsentPrefix + number)) number++;
		const uri = unsentPrefix + number;
		const concept = newConcept(uri, parent === null ? null : this.concept(parent));
		const labels = word ? [{ ...newLabel('pref', word.lang), text: word.text }] : [];
		const mine = { ...concept, labels };
		this.#drafts.write(uri, { base: concept, mine, note: '', isNew: true });
		this.#count();
		return uri;
	}

	/** Writes what is on the form to this device; the form calls it at every change. */
	keep(): void {
		const { draft } = this;
		if (!draft) return;
		const { stored } = draft;
		const written = this.#drafts.write(draft.base.uri, stored);
		draft.kept = written || stored === null;
		this.#count();
	}

	/** Gives up what was typed on the form. */
	discard(): void {
		const { draft } = this;
		if (!draft) return;
		this.source.refusal = null;
		if (draft.isNew) this.draft = null;
		else draft.reset();
		this.#drafts.write(draft.base.uri, null);
		this.#count();
	}

	/** The notation a new concept gets: the one typed, else one made of its name. It stays for ever. */
	notationFor(draft: ConceptDraft): string {
		const typed = draft.concept.notations[0]?.trim();
		if (typed) return typed;
		const word = nameOf({ ...draft.clean, notations: [], uri: '' }, 'fr');
		const known = new Set(
			(this.source.scheme?.concepts ?? []).flatMap(({ uri, notations }) => [uri, ...notations])
		);
		return freeSlug(word, (slug) => known.has(slug) || known.has(this.#uriOf(slug)));
	}

	/** Sends what is on the form. @returns the concept's URI once it was taken, else null */
	async save(): Promise<string | null> {
		const { draft } = this;
		if (!draft) return null;
		let sent: SkosConcept = draft.clean;
		const taken = await this.source.change(() => {
			sent = draft.isNew ? this.#addressed(draft) : draft.clean;
			const name = nameOf(sent, this.outline.lang);
			if (draft.disputed.length > 0) {
				this.source.warn(name);
				return null;
			}
			const [notation] = sent.notations;
			const concept = draft.isNew && notation !== undefined ? { ...sent, notation } : sent;
			const kind = draft.isNew ? 'created' : 'saved';
			return { edits: [{ action: 'put', concept }], kind, name, note: draft.note };
		});
		if (!taken) return null;
		this.#drafts.write(draft.base.uri, null);
		this.#count();
		if (draft.isNew) this.draft = null;
		else draft.reset(this.concept(sent.uri) ?? sent);
		this.select(sent.uri);
		return sent.uri;
	}

	/** Whether a concept may be put under another, or at the top. */
	mayMove(uri: string, to: string | null): boolean {
		return this.source.mayEdit && mayGoUnder(this.outline.tree, uri, to);
	}

	/**
	 * Puts a concept under another instead of the one it stood under; or under it too.
	 * @param from the parent it leaves; null when it stood at the top
	 */
	async move(
		uri: string,
		from: string | null,
		to: string | null,
		mode: 'move' | 'add' = 'move'
	): Promise<boolean> {
		this.held = null;
		if (from === to || !this.mayMove(uri, to)) return false;
		const moved = await this.source.change(() => {
			const concept = this.concept(uri);
			if (!concept || !this.mayMove(uri, to)) return null;
			const left = concept.broader.filter((one) => mode === 'add' || one !== from);
			const broader = to === null ? [] : [...new Set([...left, to])].sort();
			const edit: VocabularyEdit = {
				action: 'put',
				concept: { ...concept, broader, isTop: broader.length === 0 }
			};
			return { edits: [edit], kind: 'moved', name: this.nameOf(uri) };
		});
		if (moved) this.outline.reveal(uri);
		return moved;
	}

	/** Exchanges a concept with its neighbour among its siblings. */
	async reorder(uri: string, parent: string | null, by: 1 | -1): Promise<boolean> {
		if (!this.source.mayEdit) return false;
		return this.source.change(() => {
			const { tree } = this.outline;
			const order = [...(parent === null ? tree.roots : (tree.narrower.get(parent) ?? []))];
			const index = order.findIndex((concept) => concept.uri === uri);
			const [own, other] = [order[index], order[index + by]];
			if (!own || !other) return null;
			order[index] = other;
			order[index + by] = own;
			const edits = positionsFor(order).map(({ concept, position }): VocabularyEdit => {
				const use = { ...(concept.use ?? newUse), position };
				return { action: 'put', concept: { ...concept, use } };
			});
			return { edits, kind: 'ordered', name: this.nameOf(uri) };
		});
	}

	/** Withdraws a concept; it stays readable, and says what to use instead. */
	deprecate(
		uri: string,
		replacedBy: string | null,
		records: RecordsFate,
		note: string
	): Promise<boolean> {
		const edits: VocabularyEdit[] = [{ action: 'deprecate', uri, replacedBy, records }];
		const name = this.nameOf(uri);
		return this.source.change(() => ({ edits, kind: 'deprecated', name, note }));
	}

	/** Brings a withdrawn concept back. */
	restore(uri: string): Promise<boolean> {
		const edits: VocabularyEdit[] = [{ action: 'restore', uri }];
		return this.source.change(() => ({ edits, kind: 'restored', name: this.nameOf(uri) }));
	}

	/** Makes two concepts one: the words of the first become other words of the second. */
	merge(uri: string, into: string, records: RecordsFate, note: string): Promise<boolean> {
		const edits: VocabularyEdit[] = [{ action: 'merge', uri, into, records }];
		const name = this.nameOf(uri);
		return this.source.change(() => ({ edits, kind: 'merged', name, note }));
	}

	/** The address of something new in this scheme. */
	#uriOf(notation: string): string {
		const base = this.source.scheme?.uri ?? '';
		return `${/[/#]$/.test(base) ? base : `${base}/`}${notation}`;
	}

	#addressed(draft: ConceptDraft): SkosConcept {
		const concept = draft.clean;
		const notation = this.notationFor(draft);
		const siblings = concept.broader.flatMap((uri) => this.outline.tree.narrower.get(uri) ?? []);
		const last = Math.max(-1, ...siblings.map(({ use }) => use?.position ?? 0));
		return {
			...concept,
			uri: this.#uriOf(notation),
			notations: [notation],
			use: { ...(concept.use ?? newUse), position: last + 1 }
		};
	}

	#count(): void {
		this.unsent = Object.keys(this.#drafts.read());
	}
}
