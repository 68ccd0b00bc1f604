import { planImport, type ImportPlan, type PlannedDraft } from '$lib/domain/exchange/to-drafts';
import { ImportFileError, type ImportErrorCode } from '$lib/domain/exchange/import-error';
import type { ImportedFile } from '$lib/domain/exchange/imported';
import { kindOf } from '$lib/domain/geometry';
import { newId } from '$lib/domain/ids';
import type { Language } from '$lib/domain/language';
import {
	isUsable,
	themeOf,
	usableConcepts,
	type VocabularyIndex
} from '$lib/domain/vocabulary/graph';
import { buildConceptIndex, searchConcepts } from '$lib/domain/vocabulary/search';
import type { Concept, GeometryKind } from '$lib/domain/vocabulary/types';
import { emptyDraft } from '$lib/store/corrections';
import { isStorageFull } from '$lib/store/errors';
import type { AddedDrafts } from '$lib/store/imports';
import type { Draft } from '$lib/store/types';

/** What importing a file reaches outside itself. */
export interface ImportPorts {
	owner(): string;
	vocabulary(): VocabularyIndex;
	/** Concepts recorded lately on this device, newest first. */
	recent(): Promise<string[]>;
	/** @throws ImportFileError */
	open(
		file: Blob,
		options: { onProgress: (share: number) => void; signal: AbortSignal }
	): Promise<ImportedFile>;
	/** @throws an error for which `isStorageFull` is true */
	add(owner: string, drafts: readonly Draft[]): Promise<AddedDrafts>;
	remove(owner: string, ids: readonly string[], madeAt: string): Promise<number>;
	now(): Date;
}

export type ImportPhase = 'choose' | 'reading' | 'preview' | 'saving' | 'done';

/** Why it did not work; `full`: no room on the device. */
export interface ImportFailure {
	code: ImportErrorCode | 'full' | 'failed';
	detail: string;
}

/** Drafts made at once: more would bury what the person wrote themselves. */
export const draftsMost = 500;
const answersMost = 8;

/** A GPX or GeoJSON file on its way to be drafts. */
export class ImportState {
	phase = $state<ImportPhase>('choose');
	name = $state('');
	/** Share read, 0 to 1. */
	progress = $state(0);
	file = $state.raw<ImportedFile | null>(null);
	failure = $state.raw<ImportFailure | null>(null);
	theme = $state<string | null>(null);
	concept = $state.raw<Concept | null>(null);
	/** Concepts recorded lately, of any theme. */
	recent = $state.raw<Concept[]>([]);
	result = $state.raw<AddedDrafts | null>(null);
	/** How many were taken back again; null while none was. */
	removed = $state<number | null>(null);
	readonly #ports: ImportPorts;
	#stop: AbortController | null = null;
	#madeAt = '';

	/** What would be done with what is chosen; null while nothing is. */
	readonly plan: ImportPlan | null = $derived.by(() =>
		this.file && this.concept
			? planImport(this.file.places, this.concept, this.index, this.#ports.now())
			: null
	);
	/** How many places of each kind the file has. */
	readonly kinds: Record<GeometryKind, number> = $derived.by(() => {
		const counts = { point: 0, line: 0, polygon: 0 };
		for (const { geometry } of this.file?.places ?? []) counts[kindOf(geometry)] += 1;
		return counts;
	});

	constructor(ports: ImportPorts) {
		this.#ports = ports;
	}

	get index(): VocabularyIndex {
		return this.#ports.vocabulary();
	}

	/** Reads a file. Never throws: what went wrong is in {@link failure}. */
	async open(file: Blob & { readonly name: string }): Promise<void> {
		this.startOver();
		this.name = file.name;
		this.phase = 'reading';
		const stop = (this.#stop = new AbortController());
		try {
			const onProgress = (share: number) => {
				if (this.#stop === stop) this.progress = share;
			};
			const read = await this.#ports.open(file, { onProgress, signal: stop.signal });
			if (this.#stop !== stop) return;
			this.file = read;
			await this.#suggest();
			this.phase = 'preview';
		} catch (error) {
			if (this.#stop !== stop) return;
			this.phase = 'choose';
			this.failure = failureOf(error);
		}
	}

	/** What was recorded last and can be what the file holds. */
	async #suggest(): Promise<void> {
		const ids = await this.#ports.recent().catch(() => []);
		const { index } = this;
		this.recent = ids.flatMap((id) => {
			const concept = index.concepts.get(id);
			return concept && isUsable(concept) && this.#fits(concept) ? [concept] : [];
		});
		const [only, other] = [...index.themes.keys()];
		const [last] = this.recent;
		const said = this.#said();
		const likely = said ?? last;
		this.theme = (likely && themeOf(index, likely.id)?.id) ?? (other ? null : (only ?? null));
		this.concept = said;
	}

	/** What our own files say of each place: nothing is left to choose. */
	#said(): Concept | null {
		for (const { properties } of this.file?.places ?? []) {
			const { concept } = properties;
			const known = typeof concept === 'string' && this.index.concepts.get(concept);
			if (known && isUsable(known) && themeOf(this.index, known.id)) return known;
		}
		return null;
	}

	/** Stops reading, or forgets what was read. */
	startOver(): void {
		this.#stop?.abort();
		this.#stop = null;
		this.phase = 'choose';
		this.progress = 0;
		this.file = this.failure = this.result = this.removed = null;
		this.concept = null;
	}

	chooseTheme(id: string): void {
		if (this.theme === id) return;
		this.theme = id;
		this.concept = null;
	}

	chooseConcept(concept: Concept | null): void {
		this.concept = concept;
	}

	/** Concepts of the theme that words mean, or those recorded lately when there are none; of shapes in the file. */
	offered(words: string, lang: Language): Concept[] {
		if (this.theme === null) return [];
		const { theme, index } = this;
		if (words.trim() === '') {
			const lately = this.recent.filter(({ id }) => themeOf(index, id)?.id === theme);
			const others = usableConcepts(index, theme).filter((one) => this.#fits(one));
			return [...new Set([...lately, ...others])].slice(0, answersMost);
		}
		const search = buildConceptIndex(index, index.themes.get(theme)!.scheme);
		return searchConcepts(search, { text: words, lang, limit: answersMost * 3 })
			.map(({ concept }) => concept)
			.filter((concept) => this.#fits(concept))
			.slice(0, answersMost);
	}

	/** Whether anything of the file can be of this concept; an outline may have been walked. */
	#fits({ geometryKinds }: Concept): boolean {
		const kinds = this.kinds;
		return geometryKinds.some((kind) => kinds[kind] > 0 || (kind === 'polygon' && kinds.line > 0));
	}

	/** Keeps the drafts. Never throws: what went wrong is in {@link failure}. */
	async save(): Promise<void> {
		const plan = this.plan;
		if (!plan || this.phase !== 'preview') return;
		this.phase = 'saving';
		this.failure = null;
		const now = this.#ports.now();
		const owner = this.#ports.owner();
		this.#madeAt = now.toISOString();
		const drafts = plan.drafts.slice(0, draftsMost).map((planned) => draftOf(planned, owner, now));
		try {
			this.result = await this.#ports.add(owner, drafts);
			this.phase = 'done';
		} catch (error) {
			this.phase = 'preview';
			this.failure = failureOf(error);
		}
	}

	/** Takes back what was just brought, save what was worked on since. */
	async undo(): Promise<void> {
		const { result } = this;
		if (!result || this.removed !== null) return;
		try {
			this.removed = await this.#ports.remove(this.#ports.owner(), result.added, this.#madeAt);
		} catch (error) {
			this.failure = failureOf(error);
		}
	}
}

function draftOf(planned: PlannedDraft, owner: string, now: Date): Draft {
	return {
		...emptyDraft(newId(), owner, now),
		...planned,
		position: { method: 'imported', accuracy_m: null },
		step: 'place'
	};
}

function failureOf(error: unknown): ImportFailure {
	if (isStorageFull(error)) return { code: 'full', detail: '' };
	if (error instanceof ImportFileError) return { code: error.code, detail: error.detail };
	return { code: 'failed', detail: '' };
}
