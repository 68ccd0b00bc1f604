import type { FieldDefinition } from '$lib/domain/fields/types';
import { centreOf } from '$lib/domain/geometry';
import type { Problem } from '$lib/domain/problem';
import type { LinkableRecord } from '$lib/domain/record';
import { laterThan, onDay } from '$lib/domain/time';
import { conceptById } from '$lib/domain/vocabulary/graph';
import type { Sensitivity } from '$lib/domain/vocabulary/types';
import { deleteDraft, dropBareRepetitions, saveDraft } from '$lib/store/drafts';
import { isStorageFull, StoreError } from '$lib/store/errors';
import { queueRecord } from '$lib/store/outbox';
import type { Draft, DraftPhoto, Item } from '$lib/store/types';
import { Autosave, type SaveState } from './autosave';
import { CaptureAgain } from './capture-again.svelte';
import { newDraft, openCapture, type OpenRequest } from './capture-open';
import { keepOwnWords } from './capture-other';
import { conceptChange, themeChange } from './capture-choose';
import type { CapturePorts } from './capture-ports';
import { CapturePhotos } from './capture-photos.svelte';
import { CapturePlace } from './capture-place.svelte';
import { CaptureSimilar } from './capture-similar.svelte';
import { ConceptPicker } from './concept-picker.svelte';
import {
	answered,
	askedFields,
	canEnter,
	fieldProblem,
	finish,
	isEmptyDraft,
	neighbour,
	notMended,
	stepOf,
	type Step
} from './capture-steps';

/** Why *Enregistrer* did not work although the form is right. */
export type SaveFailure = 'full' | 'failed';

/** One record being written, from the first tap to the outbox; everything is kept at every change. */
export class CaptureState {
	/** What is shown: choosing what to open, the form, the receipt, or why there is nothing. */
	phase = $state<'opening' | 'choose' | 'form' | 'saved' | 'held' | 'not_found'>('opening');
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
	/** Element to bring into sight when the step is shown, in place of its top. */
	target = $state<string | null>(null);
	/** For the receipt. */
	savedDraft = $state.raw<Draft | null>(null);
	/** The outing under way, which what is begun now belongs to. */
	outing: string | undefined;
	readonly photos: CapturePhotos;
	readonly placing: CapturePlace;
	readonly picker: ConceptPicker;
	/** What of the same kind is nearby already. */
	readonly similar: CaptureSimilar;
	/** « Encore un comme celui-ci ». */
	readonly again: CaptureAgain;
	#ports: CapturePorts;
	#autosave: Autosave<Draft>;

	index = $derived.by(() => this.#ports.vocabulary());
	concept = $derived(this.draft?.concept ? conceptById(this.index, this.draft.concept) : null);
	theme = $derived(this.draft?.theme ? (this.index.themes.get(this.draft.theme) ?? null) : null);
	step: Step = $derived(this.draft ? stepOf(this.draft) : 'theme');
	fields: FieldDefinition[] = $derived(this.draft ? askedFields(this.draft, this.index) : []);
	/** What *Enregistrer* found and is not mended yet. */
	stillWrong: Problem[] = $derived(this.draft ? notMended(this.found, this.draft, this.index) : []);

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
		this.photos = new CapturePhotos(ports.db, ports.photoTools, this);
		this.picker = new ConceptPicker(this, ports);
		this.placing = new CapturePlace(this, ports);
		this.similar = new CaptureSimilar(this, ports);
		this.again = new CaptureAgain(this, ports);
	}

	/** Opens what the address asks for, or the choice between what was begun and a new one. */
	async open(request: OpenRequest): Promise<void> {
		await this.#leaveNothing();
		this.phase = 'opening';
		const opened = await openCapture(this.#ports, request);
		if (opened.kind === 'draft') return this.resume(opened.draft, opened.corrected);
		if (opened.kind !== 'choice') return void (this.phase = opened.kind);
		this.others = opened.drafts;
		if (this.others.length === 0) this.start();
		else this.phase = 'choose';
	}

	/** A new record. Nothing is stored before the first choice. */
	start(): void {
		this.resume(newDraft(this.#ports, this.index));
	}

	/** The draft went elsewhere, or is not worth keeping: nothing of it is written any more. */
	async release(): Promise<void> {
		await this.#autosave.stop();
		this.draft = null;
		this.phase = 'opening';
	}

	/** A repetition begun and left as it was is not to be found among the drafts. */
	async #leaveNothing(): Promise<void> {
		const { draft } = this;
		if (!draft?.taken_over || !isEmptyDraft(draft) || this.placing.trace.open) return;
		await this.release();
		await dropBareRepetitions(this.#ports.db, this.#ports.owner(), draft.id);
	}

	/** Goes on with a draft; `corrected`: the contribution it corrects. */
	resume(draft: Draft, corrected: Item | null = null): void {
		this.photos.clear();
		this.placing.reset();
		this.picker.reset();
		this.similar.reset();
		this.again.reset();
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
		if (this.others.length === 0) this.start();
		else if (this.draft?.id === id) this.phase = 'choose';
	}

	change(patch: Partial<Draft>): void {
		if (!this.draft) return;
		const { updated_at, base, outing = base ? undefined : this.outing } = this.draft;
		const now = { ...(outing && { outing }), updated_at: laterThan(updated_at, new Date()) };
		this.draft = { ...this.draft, ...patch, ...now };
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
		if (step !== 'again') this.again.stop();
		this.change({ step });
		void this.flush();
	}

	/** On to the next step; from the place only once what is there already was looked for. */
	next(): void {
		const looking = this.step === 'place' ? this.similar.pending() : null;
		if (looking) void looking.then(() => this.step === 'place' && this.next());
		else if (this.draft) this.go(neighbour(this.step, this.draft, 1, this.similar.any));
	}

	back(): void {
		if (this.draft) this.go(neighbour(this.step, this.draft, -1, this.similar.any));
	}

	chooseTheme(theme: string): void {
		this.#choose(themeChange(this, theme));
	}

	chooseConcept(id: string, step: Step = 'place'): void {
		this.#choose(conceptChange(this, id, step));
	}

	#choose(patch: Partial<Draft> | null): void {
		if (!patch) return;
		this.change(patch);
		void this.flush();
	}

	/** Something else, or not known: the person's own words are kept in the question about them. */
	chooseOther(id: string, words: string): void {
		keepOwnWords(this, id, words);
		this.chooseConcept(id);
	}

	answer(field: FieldDefinition, raw: unknown): void {
		if (this.draft) this.change({ properties: answered(this.draft.properties, field, raw) });
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
		const observed_at = this.draft && onDay(this.draft.observed_at, day);
		if (observed_at) this.change({ observed_at });
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
	 * @param next what to show instead of the receipt
	 */
	async save(next?: (saved: Draft) => void): Promise<boolean> {
		// A photo that is being prepared has no place to land once the form is closed.
		if (!this.draft || this.queueing || this.photos.busy > 0) return false;
		if (this.check().length > 0) return false;
		this.queueing = true;
		this.failure = null;
		try {
			await this.#autosave.flush();
			const { draft } = finish(this.draft, this.index);
			const form_version = this.theme?.formVersion;
			const context = { ...(await this.#ports.queueContext()), form_version };
			await queueRecord(this.#ports.db, draft, context);
			await this.#autosave.stop();
			this.savedDraft = draft;
			this.draft = null;
			this.phase = next ? 'opening' : 'saved';
			this.photos.clear();
			this.placing.locator.stop();
			this.again.stop();
		} catch (error) {
			if (error instanceof StoreError) this.found = error.problems;
			else this.failure = isStorageFull(error) ? 'full' : 'failed';
			return false;
		} finally {
			this.queueing = false;
		}
		if (this.savedDraft) this.#ports.saved(this.savedDraft);
		if (this.savedDraft) next?.(this.savedDraft);
		return true;
	}

	/** The screen goes away: writes what waits and stops the device. */
	async close(): Promise<void> {
		await this.placing.close();
		this.again.stop();
		await this.#leaveNothing();
		await this.flush();
		this.similar.clear();
		this.photos.clear();
	}
}
