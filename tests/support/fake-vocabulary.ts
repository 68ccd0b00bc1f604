import type {
	HistoryEntry,
	OpenScheme,
	VocabularyEdit
} from '../../src/lib/domain/vocabulary/editing.ts';
import { applyEdits } from '../../src/lib/domain/vocabulary/skos-apply.ts';
import { newConcept } from '../../src/lib/domain/vocabulary/skos-edit.ts';
import type { SkosConcept } from '../../src/lib/domain/vocabulary/skos/types.ts';
import type { VocabularyDeskPorts } from '../../src/lib/state/vocabulary-ports.ts';

const base = 'https://example.org/words/';

/** The address of a concept of {@link aScheme}. */
export const at = (notation: string) => base + notation;

/** A concept named in French by its notation, under others by theirs. */
export function aSkosConcept(
	notation: string,
	broader: string[] = [],
	more: Partial<SkosConcept> = {}
): SkosConcept {
	return {
		...newConcept(at(notation), null),
		notations: [notation],
		labels: [{ kind: 'pref', lang: 'fr', text: notation, status: 'known' }],
		broader: broader.map(at),
		isTop: broader.length === 0,
		...more
	};
}

/** A server with one scheme, and what a second person does to it. */
export class FakeVocabulary {
	scheme: OpenScheme;
	/** Thrown by the next change. */
	refuse: unknown = null;
	/** Called while a change is on its way. */
	during: () => void = () => undefined;
	readonly sent: { edits: VocabularyEdit[]; note: string }[] = [];
	readonly kept = new Map<string, string>();
	account = 'someone';
	changes = 0;
	#history: HistoryEntry[] = [];
	readonly #before = new Map<string, OpenScheme>();

	constructor(concepts: SkosConcept[], more: Partial<OpenScheme> = {}) {
		this.scheme = {
			id: 'words',
			uri: base,
			titles: [{ lang: 'fr', text: 'Mots' }],
			other: [],
			concepts,
			collections: [],
			kind: 'thesaurus',
			theme: 'made-up',
			etag: 'e',
			editedAt: null,
			mayEdit: true,
			...more
		};
	}

	/** A change as the server makes it, by whoever. */
	edit(edits: VocabularyEdit[], note = ''): string {
		const batch = `batch-${this.#history.length + 1}`;
		this.#before.set(batch, this.scheme);
		const next = applyEdits(this.scheme, edits);
		const [first] = edits;
		const merged = first?.action === 'merge' ? first : null;
		this.scheme = next ?? {
			...this.scheme,
			concepts: this.scheme.concepts.map((concept) =>
				concept.uri === merged?.uri
					? { ...concept, deprecated: true, replacedBy: merged.into }
					: concept
			)
		};
		const uri = first && 'uri' in first ? first.uri : at('x');
		const entry = {
			batch,
			at: `2026-05-0${this.#history.length + 1}T10:00:00Z`,
			actor: null,
			note
		};
		this.#history.unshift({
			...entry,
			uri,
			action: 'put',
			kind: 'concept',
			before: null,
			after: null,
			undoneBy: null
		});
		return batch;
	}

	get ports(): VocabularyDeskPorts {
		const never = () => Promise.reject(new Error('not asked for here'));
		const refused = () => {
			const error = this.refuse;
			this.refuse = null;
			if (error) throw error;
		};
		return {
			schemes: never,
			scheme: async (id) => (id === this.scheme.id ? this.scheme : null),
			edit: async (_, edits, note) => {
				refused();
				this.during();
				this.sent.push({ edits, note });
				return { batch: this.edit(edits, note), problems: [] };
			},
			use: async () => ({ records: 0, withNarrower: 0, fields: 0 }),
			history: async ({ limit }) => this.#history.slice(0, limit),
			undo: async (batch) => {
				refused();
				this.scheme = this.#before.get(batch) ?? this.scheme;
				return { batch: this.edit([]) };
			},
			openFile: never,
			importBegin: never,
			importAdd: never,
			importApply: never,
			importDrop: never,
			suggestions: never,
			decideWord: never,
			shelf: {
				getItem: (key) => this.kept.get(key) ?? null,
				setItem: (key, value) => void this.kept.set(key, value),
				removeItem: (key) => void this.kept.delete(key)
			},
			account: () => this.account,
			changed: () => {
				this.changes += 1;
			}
		};
	}
}
