import type { FieldDefinition } from '$lib/domain/fields/types';
import { centreOf } from '$lib/domain/geometry';
import type { Problem } from '$lib/domain/problem';
import type { LinkableRecord } from '$lib/domain/record';
import { laterThan, onDay } from '$lib/domain/time';
import { askedAtVisit, validateVisit } from '$lib/domain/visit';
import { conceptById, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { CapitelleDatabase } from '$lib/store/database';
import { isStorageFull } from '$lib/store/errors';
import { isHeldByOther } from '$lib/store/held';
import type { LinkableQuery } from '$lib/store/linkable';
import type { DraftBase, DraftPhoto, QueueContext, VisitDraft } from '$lib/store/types';
import { deleteVisit, queueVisit, readVisit, saveVisit } from '$lib/store/visits';
import { Autosave, type Journal, type SaveState } from './autosave';
import { CapturePhotos } from './capture-photos.svelte';
import { answered, fieldProblem } from './capture-steps';
import type { PhotoTools } from './photo-tools';
import { beginVisit } from './visit-begin';

/** What the form of a visit reaches outside itself. */
export interface VisitPorts {
	db: CapitelleDatabase;
	/** Account id, or the anonymous owner. */
	owner(): string;
	vocabulary(): VocabularyIndex;
	queueContext(): Promise<QueueContext>;
	/** A record that is not on this person's list, as they may read it; null when out of reach. */
	findRecord(id: string): Promise<DraftBase | null>;
	journal: Journal<VisitDraft> | null;
	photoTools: PhotoTools;
	photoAddress(record_id: string, photo: DraftPhoto): Promise<string | null>;
	/** Records that a question about another record offers, nearest first. */
	linkable(query: LinkableQuery): Promise<LinkableRecord[]>;
	/** Called once a visit was saved for good. */
	saved(): void;
}

/** What the address asks for: a record to visit, or a visit begun or waiting. */
export interface VisitRequest {
	record?: string | null;
	visit?: string | null;
}

/** « Je suis repassé devant »: one visit being written, kept at every change until it is in the queue. */
export class VisitState {
	/** `held`: another account has something on the record here that did not leave. */
	phase = $state<'opening' | 'form' | 'saved' | 'held' | 'not_found'>('opening');
	draft = $state.raw<VisitDraft | null>(null);
	saving = $state<SaveState>('idle');
	/** Why the draft, or the visit itself, could not be written on this device. */
	failure = $state<'full' | 'failed' | null>(null);
	queueing = $state(false);
	found = $state.raw<Problem[]>([]);
	touched = $state.raw<ReadonlySet<string>>(new Set());
	savedDraft = $state.raw<VisitDraft | null>(null);
	readonly photos: CapturePhotos;
	#ports: VisitPorts;
	#autosave: Autosave<VisitDraft>;

	index = $derived.by(() => this.#ports.vocabulary());
	concept = $derived(this.draft ? conceptById(this.index, this.draft.base.record.concept) : null);
	fields: FieldDefinition[] = $derived(
		this.draft ? askedAtVisit(this.index, this.draft.base.record, this.draft.properties) : []
	);
	/** What *Enregistrer* found and is not mended yet. */
	stillWrong: Problem[] = $derived.by(() => {
		if (this.found.length === 0 || !this.draft) return [];
		const now = this.#problems(this.draft);
		return this.found.filter(({ code, field }) =>
			now.some((other) => other.code === code && other.field === field)
		);
	});

	constructor(ports: VisitPorts) {
		this.#ports = ports;
		this.#autosave = new Autosave<VisitDraft>(
			(draft) => saveVisit(ports.db, draft),
			(state, error) => {
				this.saving = state;
				if (state === 'failed') this.failure = isStorageFull(error) ? 'full' : 'failed';
			},
			ports.journal
		);
		// Written again as getters: what is watched is the draft of the moment.
		const current = () => this.draft;
		this.photos = new CapturePhotos(ports.db, ports.photoTools, {
			get draft() {
				return current();
			},
			change: ({ photos }) => photos && this.change({ photos }),
			photoAddress: (record_id, photo) => ports.photoAddress(record_id, photo),
			flush: () => this.flush()
		});
	}

	/** Opens the visit asked for, or begins one: what was seen last is there, to be changed. */
	async open({ record, visit }: VisitRequest): Promise<void> {
		this.phase = 'opening';
		const { db } = this.#ports;
		const owner = this.#ports.owner();
		const draft =
			(visit && (await readVisit(db, owner, visit))) ||
			(record && (await beginVisit(this.#ports, this.index, record))) ||
			null;
		this.photos.clear();
		this.found = [];
		this.failure = null;
		this.touched = new Set();
		this.saving = 'idle';
		this.draft = draft;
		const held = !draft && record != null && (await isHeldByOther(db, owner, record));
		this.phase = draft ? 'form' : held ? 'held' : 'not_found';
		if (draft) void this.photos.show(draft);
	}

	change(patch: Partial<VisitDraft>): void {
		if (!this.draft) return;
		const updated_at = laterThan(this.draft.updated_at, new Date());
		this.draft = { ...this.draft, ...patch, updated_at };
		this.failure = null;
		this.#autosave.touch(this.draft);
	}

	/** Records that a question about another record offers, nearest first. */
	linkable(theme: string | null): Promise<LinkableRecord[]> {
		const place = this.draft && centreOf(this.draft.base.record.geometry);
		return this.#ports.linkable({ theme, place, except: this.draft?.record_id ?? '' });
	}

	flush(): Promise<boolean> {
		return this.#autosave.flush();
	}

	answer(field: FieldDefinition, raw: unknown): void {
		if (this.draft) this.change({ properties: answered(this.draft.properties, field, raw) });
	}

	leave(key: string): void {
		if (!this.touched.has(key)) this.touched = new Set([...this.touched, key]);
	}

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

	/** The visit as it would be queued: without answers to what is not asked any more. */
	#finished(draft: VisitDraft): VisitDraft {
		const asked = new Set(
			askedAtVisit(this.index, draft.base.record, draft.properties).map(({ key }) => key)
		);
		const kept = Object.entries(draft.properties).filter(([key]) => asked.has(key));
		return { ...draft, properties: Object.fromEntries(kept), note: draft.note.trim() };
	}

	#problems(draft: VisitDraft): Problem[] {
		const visit = this.#finished(draft);
		return validateVisit(visit, visit.base.record, this.index);
	}

	/**
	 * *Enregistrer*: checks, then moves the visit into the queue in one transaction. Whatever fails, the form
	 * stays open with everything in it; a photo that is being prepared is waited for. @returns whether it is saved.
	 */
	async save(): Promise<boolean> {
		if (!this.draft || this.queueing || this.photos.busy > 0) return false;
		this.found = this.#problems(this.draft);
		if (this.found.length > 0) return false;
		this.queueing = true;
		this.failure = null;
		try {
			await this.#autosave.flush();
			const visit = this.#finished(this.draft);
			const context = await this.#ports.queueContext();
			const form_version = this.index.themes.get(visit.base.record.theme)?.formVersion;
			await queueVisit(this.#ports.db, visit, { ...context, form_version });
			await this.#autosave.stop();
			this.savedDraft = visit;
			this.draft = null;
			this.phase = 'saved';
			this.photos.clear();
		} catch (error) {
			this.failure = isStorageFull(error) ? 'full' : 'failed';
			return false;
		} finally {
			this.queueing = false;
		}
		this.#ports.saved();
		return true;
	}

	/** Throws away what was begun; nothing of it was sent. A visit that waited in the queue stays as it was. */
	async discard(): Promise<void> {
		const id = this.draft?.id;
		await this.#autosave.stop();
		this.draft = null;
		this.photos.clear();
		if (id) await deleteVisit(this.#ports.db, id);
	}

	/** The screen goes away: writes what waits. */
	async close(): Promise<void> {
		await this.flush();
		this.photos.clear();
	}
}
