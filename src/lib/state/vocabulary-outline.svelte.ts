import { fold } from '$lib/domain/vocabulary/fold';
import {
	flatRows,
	rowsOf,
	treeOf,
	wayTo,
	type SkosTree,
	type TreeRow
} from '$lib/domain/vocabulary/skos-tree';
import type { SkosConcept } from '$lib/domain/vocabulary/skos/types';

/** Which concepts are listed: all as a tree, or those in which there is something to do, as a list. */
export type OutlineFilter = 'all' | 'unsure' | 'no_occitan' | 'no_definition' | 'deprecated';

const noConcepts: SkosConcept[] = [];

const fits: Record<OutlineFilter, (concept: SkosConcept) => boolean> = {
	all: () => true,
	unsure: ({ labels }) => labels.some(({ status }) => status === 'unsure'),
	no_occitan: ({ labels, deprecated }) => !deprecated && labels.every(({ lang }) => lang !== 'oc'),
	no_definition: ({ notes, deprecated }) =>
		!deprecated && notes.every(({ kind }) => kind !== 'definition'),
	deprecated: ({ deprecated }) => deprecated
};

/** The hierarchy of a scheme as it is shown: what is open, what is searched, which line has the focus. */
export class VocabularyOutline {
	query = $state('');
	filter = $state<OutlineFilter>('all');
	lang = $state('fr');
	#concepts = $state.raw<SkosConcept[]>(noConcepts);
	#open = $state.raw<ReadonlySet<string>>(new Set());
	#active = $state<string | null>(null);
	/** What a search looks in, by concept; made once per concept. */
	readonly #folded = new WeakMap<SkosConcept, string>();

	readonly tree: SkosTree = $derived(treeOf(this.#concepts, this.lang));
	/** Whether the lines are answers of a search and not the tree. */
	readonly searching = $derived(this.filter !== 'all' || fold(this.query) !== '');
	readonly rows: TreeRow[] = $derived.by(() =>
		this.searching ? flatRows(this.#found()) : rowsOf(this.tree, this.#open)
	);
	/** Place of the line that has the focus, or would have it. */
	readonly activeIndex: number = $derived.by(() => {
		const index = this.rows.findIndex(({ key }) => key === this.#active);
		return index >= 0 || this.rows.length === 0 ? index : 0;
	});
	readonly active: TreeRow | null = $derived(this.rows[this.activeIndex] ?? null);

	/** Takes the concepts of a scheme, keeping what is open. */
	show(concepts: SkosConcept[]): void {
		const first = this.#concepts === noConcepts;
		this.#concepts = concepts;
		// A single top says nothing by itself.
		const [only, ...others] = this.tree.roots;
		if (first && only && others.length === 0) this.#open = new Set([only.uri]);
	}

	/** Opens what hides a concept, and puts the focus on its line. */
	reveal(uri: string): void {
		if (this.searching) {
			this.#active = uri;
			return;
		}
		const keys = wayTo(this.tree, uri);
		this.#open = new Set([...this.#open, ...keys.slice(0, -1)]);
		const shown = this.rows.find(({ key }) => key === this.#active);
		// One that stands in several places keeps the one that was chosen.
		if (shown?.concept.uri !== uri) this.#active = keys.at(-1) ?? null;
	}

	focus(key: string): void {
		this.#active = key;
	}

	toggle(row: TreeRow, open = !row.expanded): void {
		if (!row.expandable) return;
		const next = new Set(this.#open);
		if (open) next.add(row.key);
		else next.delete(row.key);
		this.#open = next;
	}

	/** Opens everything, or what is there to open up to the second level of a large scheme; or closes all. */
	toggleAll(open: boolean): void {
		if (!open) {
			this.#open = new Set();
			return;
		}
		const most = 2000;
		let next = new Set(this.tree.roots.map(({ uri }) => uri));
		for (let before = -1; next.size !== before && next.size < most;) {
			before = next.size;
			next = new Set(
				rowsOf(this.tree, next)
					.filter(({ expandable }) => expandable)
					.map(({ key }) => key)
			);
		}
		this.#open = next;
	}

	/**
	 * What a key does in a tree (WAI-ARIA Authoring Practices, tree view): moves the focus, opens, closes.
	 * @param page lines that a page key moves by
	 * @returns true when the key was one of the tree's
	 */
	press(key: string, page = 10): boolean {
		const row = this.active;
		if (!row) return false;
		const last = this.rows.length - 1;
		switch (key) {
			case 'ArrowDown':
				return this.#go(this.activeIndex + 1);
			case 'ArrowUp':
				return this.#go(this.activeIndex - 1);
			case 'PageDown':
				return this.#go(Math.min(last, this.activeIndex + page));
			case 'PageUp':
				return this.#go(Math.max(0, this.activeIndex - page));
			case 'Home':
				return this.#go(0);
			case 'End':
				return this.#go(last);
			case 'ArrowRight':
				if (row.expandable && !row.expanded) this.toggle(row, true);
				else if (row.expanded) this.#go(this.activeIndex + 1);
				return true;
			case 'ArrowLeft':
				if (row.expanded) this.toggle(row, false);
				else this.#goToParent(row);
				return true;
			case '*':
				for (const one of this.rows) {
					if (one.level === row.level && one.parent === row.parent) this.toggle(one, true);
				}
				return true;
			default:
				return false;
		}
	}

	/** Goes to the next line whose name begins with what was typed; round the end. */
	typeAhead(letters: string, nameOf: (concept: SkosConcept) => string): boolean {
		const wanted = fold(letters);
		const from = this.activeIndex;
		if (wanted === '' || from < 0) return false;
		// A single letter goes on to the next; several stay where they still fit.
		const start = letters.length === 1 ? from + 1 : from;
		for (let step = 0; step < this.rows.length; step++) {
			const row = this.rows[(start + step) % this.rows.length];
			if (row && fold(nameOf(row.concept)).startsWith(wanted)) {
				this.focus(row.key);
				return true;
			}
		}
		return false;
	}

	#go(index: number): true {
		const row = this.rows[index];
		if (row) this.focus(row.key);
		return true;
	}

	#goToParent(row: TreeRow): void {
		const parent = row.key.slice(0, -row.concept.uri.length - 1);
		if (parent !== '' && this.rows.some(({ key }) => key === parent)) this.focus(parent);
	}

	#found(): SkosConcept[] {
		const words = fold(this.query).split(' ').filter(Boolean);
		const keep = fits[this.filter];
		const found = [...this.tree.byUri.values()].filter((concept) => {
			if (!keep(concept)) return false;
			const text = this.#textOf(concept);
			return words.every((word) => text.includes(word));
		});
		const begins = (concept: SkosConcept) =>
			words.length > 0 && this.#textOf(concept).startsWith(` ${words.join(' ')}`) ? 0 : 1;
		return found.sort((a, b) => begins(a) - begins(b));
	}

	#textOf(concept: SkosConcept): string {
		const known = this.#folded.get(concept);
		if (known !== undefined) return known;
		const order = { pref: 0, alt: 1, hidden: 2 };
		const labels = [...concept.labels].sort((a, b) => order[a.kind] - order[b.kind]);
		const own = labels.filter(({ lang }) => lang === this.lang);
		const texts = [...new Set([...own, ...labels])].map(({ text }) => fold(text));
		const text = ` ${[...texts, ...concept.notations.map(fold)].join(' | ')}`;
		this.#folded.set(concept, text);
		return text;
	}
}
