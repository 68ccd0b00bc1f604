import type { Fix } from '$lib/device/gps';
import type { FieldDefinition } from '$lib/domain/fields/types';
import { kindOf, validateGeometry } from '$lib/domain/geometry';
import { newId } from '$lib/domain/ids';
import type { Problem } from '$lib/domain/problem';
import type { Geometry, Position } from '$lib/domain/record';
import { conceptById } from '$lib/domain/vocabulary/graph';
import type { GeometryKind, Sensitivity } from '$lib/domain/vocabulary/types';
import { draftOfItem, emptyDraft } from '$lib/store/corrections';
import { deleteDraft, listDrafts, readDraft, saveDraft } from '$lib/store/drafts';
import { isStorageFull, StoreError } from '$lib/store/errors';
import { queueRecord } from '$lib/store/outbox';
import { readItem } from '$lib/store/items';
import type { Draft, Item } from '$lib/store/types';
import { Autosave, type SaveState } from './autosave';
import type { CapturePorts } from './capture-ports';
import { CapturePhotos } from './capture-photos.svelte';
import {
	askedFields,
	canEnter,
	fieldProblem,
	finish,
	isEmptyDraft,
	keptValue,
	neighbour,
	stepOf,
	type Step
} from './capture-steps';
import { Locator } from './locator.svelte';

/** What the screen shows: choosing what to open, the form, the receipt, or why there is nothing. */
export type CapturePhase = 'opening' | 'choose' | 'form' | 'saved' | 'not_found';

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
	/** The last saved record, for the receipt. */
	savedDraft = $state.raw<Draft | null>(null);
	readonly photos: CapturePhotos;
	readonly locator: Locator;
	#ports: CapturePorts;
	#autosave: Autosave<Draft>;
	/** Shapes put aside when another kind was tried, so that trying costs nothing. */
	#shapes = new Map<GeometryKind, { geometry: Geometry; position: Position }>();
	#kind = $state<GeometryKind | null>(null);

	index = $derived.by(() => this.#ports.vocabulary());
	concept = $derived(this.draft?.concept ? conceptById(this.index, this.draft.concept) : null);
	theme = $derived(this.draft?.theme ? (this.index.themes.get(this.draft.theme) ?? null) : null);
	step: Step = $derived(this.draft ? stepOf(this.draft) : 'theme');
	fields: FieldDefinition[] = $derived(this.draft ? askedFields(this.draft, this.index) : []);
	/** Kind of shape being placed: the drawn one's, else the one picked, else the concept's first. */
	kind: GeometryKind = $derived.by(() => {
		const allowed = this.concept?.geometryKinds ?? [];
		const wanted = this.draft?.geometry ? kindOf(this.draft.geometry) : this.#kind;
		return wanted && allowed.includes(wanted) ? wanted : (allowed[0] ?? 'point');
	});
	geometryProblems: Problem[] = $derived(
		this.draft?.geometry && this.concept ? validateGeometry(this.draft.geometry, this.concept.geometryKinds) : []
	);

	constructor(ports: CapturePorts) {
		this.#ports = ports;
		this.#autosave = new Autosave<Draft>(
			(draft) => saveDraft(ports.db, draft),
			(state, error) => {
				this.saving = state;
				this.draftFailure = state === 'failed' ? (isStorageFull(error) ? 'full' : 'failed') : null;
			}
		);
		this.photos = new CapturePhotos(ports.db, ports.preparePhoto, this);
		this.locator = new Locator(ports.watchPosition);
	}

	/** Opens a draft by id, a record to correct by id, or the choice between what was begun and a new one. */
	async open(request: { draft?: string | null; correct?: string | null }): Promise<void> {
		this.phase = 'opening';
		if (request.correct) return this.#openCorrection(request.correct);
		const owner = this.#ports.owner();
		if (request.draft) {
			const draft = await readDraft(this.#ports.db, owner, request.draft);
			if (draft?.base) return this.#openCorrection(draft.id);
			if (draft) return this.#show(draft);
		}
		const drafts = await listDrafts(this.#ports.db, owner);
		this.others = drafts.filter((draft) => !isEmptyDraft(draft));
		if (this.others.length === 0) this.start();
		else this.phase = 'choose';
	}

	async #openCorrection(id: string): Promise<void> {
		const owner = this.#ports.owner();
		const now = new Date();
		const known = await draftOfItem(this.#ports.db, owner, id, { now });
		if (known) {
			this.#show({ ...known, step: known.step || 'summary' });
			this.corrected = (await readItem(this.#ports.db, owner, id)) ?? null;
			return;
		}
		const base = await this.#ports.findRecord(id);
		if (!base) {
			this.phase = 'not_found';
			return;
		}
		const { photos, ...content } = base.record;
		const facts = photos.map(({ record_id: _record, received_at: _received, ...photo }) => photo);
		this.#show({ ...emptyDraft(id, owner, now), ...content, photos: facts, base, step: 'summary' });
	}

	/** A new record. Nothing is stored before the first choice. */
	start(): void {
		const draft = emptyDraft(newId(), this.#ports.owner(), new Date());
		const [only, ...more] = this.index.themes.values();
		const theme = only && more.length === 0 ? only.id : null;
		this.#show({ ...draft, theme, step: theme ? 'concept' : 'theme' });
	}

	resume(draft: Draft): void {
		this.#show(draft);
	}

	#show(draft: Draft): void {
		this.photos.clear();
		this.locator.stop();
		this.#shapes.clear();
		this.#kind = null;
		this.corrected = null;
		this.found = [];
		this.failure = null;
		this.touched = new Set();
		this.saving = 'idle';
		this.draft = draft;
		this.phase = 'form';
		void this.photos.show(draft.photos);
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
		this.draft = { ...this.draft, ...patch, updated_at: new Date().toISOString() };
		this.failure = null;
		this.#autosave.touch(this.draft);
	}

	flush(): Promise<boolean> {
		return this.#autosave.flush();
	}

	/** Shows a step; what was typed is written first, because the next screen may open the camera. */
	go(step: Step): void {
		if (!this.draft || !canEnter(step, this.draft) || step === this.step) return;
		if (step !== 'place') this.locator.stop();
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
		this.change(same ? { step: 'concept' } : { theme, concept: null, sensitivity: null, step: 'concept' });
		void this.flush();
	}

	chooseConcept(id: string, step: Step = 'place'): void {
		const concept = conceptById(this.index, id);
		if (!this.draft || !concept) return;
		const { geometry, position } = this.draft;
		const fits = geometry !== null && concept.geometryKinds.includes(kindOf(geometry));
		// The concept's protection is the least; a stricter one the person chose stays.
		const sensitivity = this.draft.concept === id && this.draft.sensitivity ? this.draft.sensitivity : concept.sensitivity;
		this.change({ concept: id, sensitivity, step, ...(fits ? {} : { geometry: null, position: null }) });
		if (!fits && geometry && position) this.#shapes.set(kindOf(geometry), { geometry, position });
		void this.flush();
	}

	chooseKind(kind: GeometryKind): void {
		if (!this.draft || kind === this.kind) return;
		const { geometry, position } = this.draft;
		if (geometry && position) this.#shapes.set(kindOf(geometry), { geometry, position });
		this.#kind = kind;
		const before = this.#shapes.get(kind);
		this.change({ geometry: before?.geometry ?? null, position: before?.position ?? null });
	}

	/** A shape from the map, the keyboard or a photo. */
	place(geometry: Geometry | null, position: Position): void {
		this.change({ geometry, position: geometry ? position : null });
	}

	/** Follows the device; a point record goes with it until the person holds it still. */
	locate(): void {
		this.locator.start((fix) => this.#follow(fix));
		if (this.locator.fix) this.#follow(this.locator.fix);
	}

	#follow(fix: Fix): void {
		if (this.kind !== 'point' || this.step !== 'place') return;
		this.place(
			{ type: 'Point', coordinates: [fix.lon, fix.lat] },
			{ method: 'gps', accuracy_m: Math.round(fix.accuracyM * 10) / 10 }
		);
	}

	answer(field: FieldDefinition, raw: unknown): void {
		if (!this.draft) return;
		const { [field.key]: _before, ...properties } = this.draft.properties;
		const value = keptValue(field, raw);
		this.change({ properties: value === undefined ? properties : { ...properties, [field.key]: value } });
	}

	leave(key: string): void {
		if (!this.touched.has(key)) this.touched = new Set([...this.touched, key]);
	}

	/** What to say under a field: nothing before the person has left it or asked to save. */
	problemOf(field: FieldDefinition): Problem | null {
		const asked = this.touched.has(field.key) || this.found.length > 0;
		return asked && this.draft ? fieldProblem(field, this.draft.properties[field.key], this.index) : null;
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
		if (!this.draft || this.queueing || this.check().length > 0) return false;
		this.queueing = true;
		this.failure = null;
		try {
			await this.#autosave.flush();
			const { draft } = finish(this.draft, this.index);
			await queueRecord(this.#ports.db, draft, await this.#ports.queueContext());
			await this.#autosave.stop();
			this.savedDraft = draft;
			this.draft = null;
			this.phase = 'saved';
			this.photos.clear();
			this.locator.stop();
		} catch (error) {
			if (error instanceof StoreError) this.found = error.problems;
			else this.failure = isStorageFull(error) ? 'full' : 'failed';
			return false;
		} finally {
			this.queueing = false;
		}
		this.#ports.saved();
		return true;
	}

	/** The screen goes away: writes what waits and stops the device. */
	async close(): Promise<void> {
		this.locator.stop();
		await this.flush();
		this.photos.clear();
	}
}
