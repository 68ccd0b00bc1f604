import type { RecordsFate, VocabularyEdit } from '$lib/domain/vocabulary/editing';
import { addressIn, newAddress, newConcept, newUse } from '$lib/domain/vocabulary/skos-edit';
import { checkScheme } from '$lib/domain/vocabulary/skos/check';
import {
	broaderOf,
	mayGoUnder,
	nameOf,
	narrowerOf,
	positionsFor
} from '$lib/domain/vocabulary/skos-tree';
import type { SkosCode, SkosConcept, SkosProblem } from '$lib/domain/vocabulary/skos/types';
import { ConceptDraft } from './concept-draft.svelte';
import { VocabularyCollections } from './vocabulary-collections';
import { VocabularyDrafts } from './vocabulary-drafts';
import { VocabularyOutline } from './vocabulary-outline.svelte';
import type { VocabularyDeskPorts } from './vocabulary-ports';
import { VocabularySource } from './vocabulary-source.svelte';

/** Begins the address of a concept that was never sent: its own is made when it is. */
const unsentPrefix = 'new:';

/** Warnings that somebody at the form can do something about; the others are told by an import. */
const worthTyping: ReadonlySet<SkosCode> = new Set<SkosCode>([
	'broader_cycle',
	'label_french_missing',
	'label_missing',
	'label_duplicate',
	'markup'
]);

/** A scheme being looked after: its tree, the concept on the form, and what is done to it. */
export class VocabularyEditor {
	readonly source: VocabularySource;
	readonly outline = new VocabularyOutline();
	readonly collections: VocabularyCollections;
	/** The concept on the form. */
	draft = $state.raw<ConceptDraft | null>(null);
	/** URIs of concepts with something typed that was not sent. */
	unsent = $state.raw<string[]>([]);
	/** The concept taken up to be put elsewhere, where it stood, and whether it is being dragged. */
	held = $state.raw<{ uri: string; parent: string | null; dragged?: boolean } | null>(null);
	readonly #drafts: VocabularyDrafts;
	/** URI of the concept whose save is on its way. */
	#sending: string | null = null;

	constructor(ports: VocabularyDeskPorts, id: string) {
		this.source = new VocabularySource(ports, id);
		this.collections = new VocabularyCollections(this.source, ports.shelf, ports.account());
		this.#drafts = new VocabularyDrafts(ports.shelf, ports.account(), id);
		this.#count();
		this.source.shown = ({ concepts }) => {
			this.outline.show(concepts);
			// What I sent myself is no news to what I typed since: save() puts them together.
			const uri = this.draft?.base.uri;
			const now = uri === undefined || uri === this.#sending ? null : this.concept(uri);
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

	/** Begins a concept under another, or at the top. @returns the address to open it by */
	begin(parent: string | null): string {
		// Asked of the device: another tab may have begun one since.
		const taken = Object.keys(this.#drafts.read());
		let number = 1;
		while (taken.includes(unsentPrefix + number)) number++;
		const uri = unsentPrefix + number;
		const concept = newConcept(uri, parent === null ? null : this.concept(parent));
		this.#drafts.write(uri, { base: concept, mine: concept, note: '', isNew: true });
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
		const name = nameOf({ ...draft.clean, notations: [], uri: '' }, 'fr');
		const { scheme } = this.source;
		return scheme ? newAddress(scheme, name).notation : '';
	}

	/** What is wrong with the concept on the form, by SKOS, before the server is asked. */
	check(draft: ConceptDraft): SkosProblem[] {
		const { tree } = this.outline;
		const concept = draft.isNew ? this.#addressed(draft) : draft.clean;
		const around = new Map<string, SkosConcept>();
		const add = (found: readonly SkosConcept[]) => {
			for (const one of found) around.set(one.uri, one);
		};
		// Who is above and below, and next to it: what the conditions are about.
		add(narrowerOf(tree, concept.uri));
		for (const uri of [...concept.broader, ...concept.related]) {
			add([...broaderOf(tree, uri), ...(tree.byUri.get(uri) ? [tree.byUri.get(uri)!] : [])]);
		}
		around.set(concept.uri, concept);
		const some = {
			uri: this.source.scheme?.uri ?? '',
			titles: [],
			other: [],
			concepts: [...around.values()],
			collections: []
		};
		return checkScheme(some, new Set(tree.byUri.keys())).filter(
			({ uri, code, severity }) =>
				uri === concept.uri && (severity === 'error' || worthTyping.has(code))
		);
	}

	/**
	 * Sends what is on the form; what is typed while it is on its way stays there.
	 * @returns the concept's URI once it was taken, else null
	 */
	async save(): Promise<string | null> {
		const { draft } = this;
		if (!draft) return null;
		let [sent, note]: [SkosConcept, string] = [draft.clean, draft.note];
		const taken = await this.source.change(() => {
			sent = draft.isNew ? this.#addressed(draft) : draft.clean;
			note = draft.note;
			const name = nameOf(sent, this.outline.lang);
			if (draft.disputed.length > 0) {
				this.source.warn(name);
				return null;
			}
			this.#sending = sent.uri;
			const [notation] = sent.notations;
			const concept = draft.isNew && notation !== undefined ? { ...sent, notation } : sent;
			const kind = draft.isNew ? 'created' : 'saved';
			return { edits: [{ action: 'put', concept }], kind, name, note };
		});
		this.#sending = null;
		if (!taken) return null;
		const { uri } = draft.base;
		// Somebody may look at another meanwhile, and is not called back; or have come back to this one.
		const form = this.draft?.base.uri === uri ? this.draft : draft;
		if (draft.isNew) {
			this.#drafts.write(uri, null);
			if (form === this.draft) this.select(sent.uri);
		} else {
			form.sent(sent, note, this.concept(sent.uri) ?? sent);
			this.#drafts.write(uri, form.stored);
		}
		this.#count();
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

	#addressed(draft: ConceptDraft): SkosConcept {
		const concept = draft.clean;
		const notation = this.notationFor(draft);
		const { tree } = this.outline;
		const siblings =
			concept.broader.length > 0
				? concept.broader.flatMap((uri) => tree.narrower.get(uri) ?? [])
				: tree.roots;
		const last = Math.max(-1, ...siblings.map(({ use }) => use?.position ?? 0));
		return {
			...concept,
			uri: addressIn({ uri: this.source.scheme?.uri ?? '' }, notation),
			notations: [notation],
			use: { ...(concept.use ?? newUse), position: last + 1 }
		};
	}

	#count(): void {
		this.unsent = Object.keys(this.#drafts.read());
	}
}
