import { withDefaults } from '$lib/domain/fields/defaults';
import type { FieldDefinition } from '$lib/domain/fields/types';
import { centreOf, kindOf } from '$lib/domain/geometry';
import type { Problem } from '$lib/domain/problem';
import type { LinkableRecord } from '$lib/domain/record';
import { laterThan, localIso } from '$lib/domain/time';
import { conceptById, fieldsFor } from '$lib/domain/vocabulary/graph';
import type { Sensitivity } from '$lib/domain/vocabulary/types';
import { deleteDraft, saveDraft } from '$lib/store/drafts';
import { isStorageFull, StoreError } from '$lib/store/errors';
import { queueRecord } from '$lib/store/outbox';
import type { Draft, DraftPhoto, Item } from '$lib/store/types';
import { Autosave, type SaveState } from './autosave';
import { newDraft, openCapture, type OpenRequest } from './capture-open';
import { keepOwnWords } from './capture-other';
import type { CapturePorts } from './capture-ports';
import { CapturePhotos } from './capture-photos.svelte';
import { CapturePlace } from './capture-place.svelte';
import { ConceptPicker } from './concept-picker.svelte';
import {
	askedFields,
	canEnter,
	fieldProblem,
	finish,
	keptValue,
	neighbour,
	protectionFor,
	stepOf,
	type Step
} from './capture-steps';

/** What the screen shows: choosing what to open, the form, the receipt, or why there is nothing. */
export type CapturePhase = 'opening' | 'choose' | 'form' | 'saved' | 'held' | 'not_found';

/** Why *Enregistrer* did not work although the form is right. */
export type SaveFailure = 'full' | 'failed';

/** One record being written, from the first tap to the outbox; everything is kept at every change. */
export class CaptureState {
	phase = $state<CapturePhase>('opening');
	/** Replaced as a whole at each change: geometries are too large to watch point by point. */
	draft = $state.raw<Draft | null>(null);
	/** The contribution being corrected, for the reason it came back with; null for a new record. */
	corrected = $state.raw<Item | null>(null);
	/** Drafts begun before, to take up again. */
	others = $state.raw<Draft[]>([]);
	/** How the draft's own saving goes. */
	saving = $state<SaveState>('idle');
	draftFailure = $state<SaveFailure | null>(null);
	failure = $state<SaveFailure | null>(null);
	/** *Enregistrer* is under way. */
	queueing = $state(false);
	/** Problems found by *Enregistrer*, which only that press may show on untouched fields. */
	found = $state.raw<Problem[]>([]);
	/** Fields the person has been in and left. */
	touched = $state.raw<ReadonlySet<string>>(new Set());
	/** Element to bring into sight when the step is shown; its top otherwise. */
	target = $state<string | null>(null);
	/** The last saved record, for the receipt. */
	savedDraft = $state.raw<Draft | null>(null);
	readonly photos: CapturePhotos;
	readonly placing: CapturePlace;
	readonly picker: ConceptPicker;
	#ports: CapturePorts;
	#autosave: Autosave<Draft>;

	index = $derived.by(() => this.#ports.vocabulary());
	concept = $derived(this.draft?.concept ? conceptById(this.index, this.draft.concept) : null);
	theme = $derived(this.draft?.theme ? (this.index.themes.get(this.draft.theme) ?? null) : null);
	step: Step = $derived(this.draft ? stepOf(this.draft) : 'theme');
	fields: FieldDefinition[] = $derived(this.draft ? askedFields(this.draft, this.index) : []);
	/** What *Enregistrer* found and is not mended yet. */
	stillWrong: Problem[] = $derived.by(() => {
		if (this.found.length === 0 || !this.draft) return [];
		const now = finish(this.draft, this.index).problems;
		return this.found.filter(({ code, field }) =>
			now.some((other) => other.code === code && other.field === field)
		);
	});

	constructor(ports: CapturePorts) {
		this.#ports = ports;
		this.#autosave = new Autosave<Draft>(
			(draft) => saveDraft(ports.db, draft),
			(state, error) => {
				this.saving = state;
				this.draftFailure = state === 'failed' ? (isStorageFull(error) ? 'full' : 'failed') : null;
			},
			ports.journal
		);
		this.photos = new CapturePhotos(ports.db, ports.preparePhoto, this);
		this.picker = new ConceptPicker(this, ports);
		this.placing = new CapturePlace(this, ports);
	}

	/** Opens what the address asks for, or the choice between what was begun and a new one. */
	async open(request: OpenRequest): Promise<void> {
		this.phase = 'opening';
		const opened = await openCapture(this.#ports, request);
		if (opened.kind === 'draft') return this.#show(opened.draft, opened.corrected);
		if (opened.kind === 'not_found' || opened.kind === 'held') {
			this.phase = opened.kind;
			return;
		}
		this.others = opened.drafts;
		if (this.others.length === 0) this.start();
		else this.phase = 'choose';
	}

	/** A new record. Nothing is stored before the first choice. */
	start(): void {
		this.#show(newDraft(this.#ports, this.index));
	}

	resume(draft: Draft): void {
		this.#show(draft);
	}

	#show(draft: Draft, corrected: Item | null = null): void {
		this.photos.clear();
		this.placing.reset();
		this.picker.reset();
		this.corrected = corrected;
		this.found = [];
		this.failure = null;
		this.touched = new Set();
		this.saving = 'idle';
		this.draft = draft;
		this.phase = 'form';
		void this.photos.show(draft);
		void this.placing.trace.show(draft);
	}

	/** Throws away a draft begun before; it was never sent. */
	async discard(id: string): Promise<void> {
		await this.#autosave.stop();
		await deleteDraft(this.#ports.db, id);
		this.others = this.others.filter((draft) => draft.id !== id);
		if (this.draft?.id !== id && this.others.length > 0) return;
		if (this.others.length > 0) this.phase = 'choose';
		else this.start();
	}

	change(patch: Partial<Draft>): void {
		if (!this.draft) return;
		const updated_at = laterThan(this.draft.updated_at, new Date());
		this.draft = { ...this.draft, ...patch, updated_at };
		this.failure = null;
		this.#autosave.touch(this.draft);
	}

	/** Records that a question about another record offers, nearest first. */
	linkable(theme: string | null): Promise<LinkableRecord[]> {
		const { id = '', geometry = null } = this.draft ?? {};
		const place = geometry && centreOf(geometry);
		return this.#ports.linkable({ theme, place, except: id });
	}

	photoAddress(record_id: string, photo: DraftPhoto): Promise<string | null> {
		return this.#ports.photoAddress(record_id, photo);
	}

	flush(): Promise<boolean> {
		return this.#autosave.flush();
	}

	/** Shows a step, at its top or at one of its fields; what was typed is written first, because the next screen may open the camera. */
	go(step: Step, target: string | null = null): void {
		if (!this.draft || !canEnter(step, this.draft) || step === this.step) return;
		this.target = target;
		if (step !== 'place') this.placing.leave();
		this.change({ step });
		void this.flush();
	}

	next(): void {
		if (this.draft) this.go(neighbour(this.step, this.draft, 1));
	}

	back(): void {
		if (this.draft) this.go(neighbour(this.step, this.draft, -1));
	}

	chooseTheme(theme: string): void {
		if (!this.draft) return;
		const same = this.draft.theme === theme;
		this.change(
			same ? { step: 'concept' } : { theme, concept: null, sensitivity: null, step: 'concept' }
		);
		void this.flush();
	}

	chooseConcept(id: string, step: Step = 'place'): void {
		const concept = conceptById(this.index, id);
		if (!this.draft || !concept) return;
		const { geometry } = this.draft;
		const fits = geometry !== null && concept.geometryKinds.includes(kindOf(geometry));
		if (!fits) this.placing.putAside();
		const fresh = this.draft.base === null;
		const { properties } = this.draft;
		this.change({
			concept: id,
			properties: fresh ? withDefaults(properties, fieldsFor(this.index, id)) : properties,
			sensitivity: protectionFor(concept, this.concept, this.draft.sensitivity),
			step,
			...(fits ? {} : { geometry: null, position: null })
		});
		void this.flush();
	}

	/** Something else, or not known: the person's own words are kept in the question about them. */
	chooseOther(id: string, words: string): void {
		keepOwnWords(this, id, words);
		this.chooseConcept(id);
	}

	answer(field: FieldDefinition, raw: unknown): void {
		if (!this.draft) return;
		const { [field.key]: _before, ...properties } = this.draft.properties;
		const value = keptValue(field, raw);
		this.change({
			properties: value === undefined ? properties : { ...properties, [field.key]: value }
		});
	}

	leave(key: string): void {
		if (!this.touched.has(key)) this.touched = new Set([...this.touched, key]);
	}

	/** What to say under a field: nothing before the person has left it or asked to save. */
	problemOf(field: FieldDefinition): Problem | null {
		const asked = this.touched.has(field.key) || this.found.length > 0;
		return asked && this.draft
			? fieldProblem(field, this.draft.properties[field.key], this.index)
			: null;
	}

	/** The day it was seen, `YYYY-MM-DD`; the hour stays as it was. */
	observed(day: string): void {
		if (!this.draft || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return;
		const moment = new Date(`${day}T${this.draft.observed_at.slice(11, 19)}`);
		if (!Number.isNaN(moment.getTime())) this.change({ observed_at: localIso(moment) });
	}

	protect(sensitivity: Sensitivity): void {
		this.change({ sensitivity });
	}

	/** What still prevents saving, kept true while the person mends it. */
	check(): Problem[] {
		this.found = this.draft ? finish(this.draft, this.index).problems : [];
		return this.found;
	}

	/**
	 * *Enregistrer*: checks, then moves the draft into the outbox in one transaction. Whatever fails, the
	 * form stays open with everything in it. @returns whether it is saved.
	 */
	async save(): Promise<boolean> {
		// A photo that is being prepared has no place to land once the form is closed.
		if (!this.draft || this.queueing || this.photos.busy > 0) return false;
		if (this.check().length > 0) return false;
		this.queueing = true;
		this.failure = null;
		try {
			await this.#autosave.flush();
			const { draft } = finish(this.draft, this.index);
			const context = await this.#ports.queueContext();
			await queueRecord(this.#ports.db, draft, {
				...context,
				form_version: this.theme?.formVersion
			});
			await this.#autosave.stop();
			this.savedDraft = draft;
			this.draft = null;
			this.phase = 'saved';
			this.photos.clear();
			this.placing.locator.stop();
		} catch (error) {
			if (error instanceof StoreError) this.found = error.problems;
			else this.failure = isStorageFull(error) ? 'full' : 'failed';
			return false;
		} finally {
			this.queueing = false;
		}
		if (this.savedDraft) this.#ports.saved(this.savedDraft);
		return true;
	}

	/** The screen goes away: writes what waits and stops the device. */
	async close(): Promise<void> {
		await this.placing.close();
		await this.flush();
		this.photos.clear();
	}
}
