import { alikeWithinM, kinshipOf, metresApart, windTo, type Wind } from '$lib/domain/alike';
import { centreOf, distanceM } from '$lib/domain/geometry';
import type { Geometry } from '$lib/domain/record';
import { visitProperties } from '$lib/domain/visit';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { StoreError } from '$lib/store/errors';
import { readRecordThumbnail } from '$lib/store/photos';
import { pourInto } from '$lib/store/pour';
import { recordsNear, type NearRecord } from '$lib/store/similar';
import type { Draft, Item } from '$lib/store/types';
import { openCapture } from './capture-open';
import type { CapturePorts } from './capture-ports';
import { beginVisit } from './visit-begin';

/** The farthest that anything is looked for, in metres: what counts is narrowed down by concept. */
const farthestM = 150;
/** More would not be read on a phone in the sun. */
const most = 5;
/** Metres to walk before a place that goes along with the person is looked around again. */
const stepsM = 10;

/** Something nearby that may be what is being noted. */
export interface SimilarRecord extends NearRecord {
	/** Null when only its square is known. */
	metres: number | null;
	/** Where it is seen from here; null when only its square is known. */
	wind: Wind | null;
}

/** The form around it. */
interface Form {
	readonly index: VocabularyIndex;
	readonly draft: Draft | null;
	change(patch: Partial<Draft>): void;
	flush(): Promise<boolean>;
	/** Shows another draft in place of this one. */
	resume(draft: Draft, corrected?: Item | null): void;
	/** The draft went elsewhere: nothing of it is to be written any more. */
	release(): Promise<void>;
}

/** Why what is being noted could not go over to what is there. */
export type SimilarFailure = 'held' | 'out_of_reach' | 'failed';

/** « Déjà noté ? »: what of the same kind is here already, before anything is described twice. */
export class CaptureSimilar {
	/** Nearest first, without those of which the person said that it is none of them. */
	found = $state.raw<SimilarRecord[]>([]);
	/** Pictures to show, by record id. */
	urls = $state.raw<Record<string, string>>({});
	/** What was chosen is being opened. */
	busy = $state(false);
	failure = $state<SimilarFailure | null>(null);
	readonly #form: Form;
	readonly #ports: CapturePorts;
	/** The look that is under way. */
	#looking: Promise<void> | null = null;
	/** What was last looked for. */
	#looked: { geometry: Geometry | null; concept: unknown } = { geometry: null, concept: null };

	constructor(form: Form, ports: CapturePorts) {
		this.#form = form;
		this.#ports = ports;
	}

	/** Whether what is placed now was not looked for yet. */
	get dirty(): boolean {
		const { draft } = this.#form;
		if (!draft?.geometry || !draft.concept || draft.base) return false;
		return draft.geometry !== this.#looked.geometry || draft.concept !== this.#looked.concept;
	}

	get any(): boolean {
		return this.found.length > 0;
	}

	/**
	 * Whether it is time to look around: for what stays, at once; for what goes along with the person, some steps
	 * from where was looked last, or from the one just saved, which they still stand at.
	 */
	isDue(following: boolean, saved: Geometry | null): boolean {
		const geometry = this.#form.draft?.geometry;
		if (!geometry || !this.dirty) return false;
		const before = this.#looked.geometry ?? saved;
		if (!following || !before) return true;
		return distanceM(centreOf(before), centreOf(geometry)) > stepsM;
	}

	/** Another form: nothing of what was found for the last one remains. */
	reset(): void {
		this.found = [];
		this.failure = null;
		this.#looked = { geometry: null, concept: null };
		this.clear();
	}

	/** Frees the pictures held in memory. */
	clear(): void {
		for (const url of Object.values(this.urls))
			if (url.startsWith('blob:')) URL.revokeObjectURL(url);
		this.urls = {};
	}

	/** Looks for what may be the same. What cannot be read is no reason to hold anybody up. */
	look(): Promise<void> {
		const look = this.#search().finally(() => {
			if (this.#looking === look) this.#looking = null;
		});
		this.#looking = look;
		return look;
	}

	/** What to wait for until what is placed now was looked for; null when it was. */
	pending(): Promise<void> | null {
		return this.dirty ? this.look() : this.#looking;
	}

	async #search(): Promise<void> {
		const { draft } = this.#form;
		if (!draft?.geometry || !draft.concept || draft.base) {
			this.found = [];
			return;
		}
		this.#looked = { geometry: draft.geometry, concept: draft.concept };
		const { db, owner } = this.#ports;
		const near = await recordsNear(db, owner(), draft.geometry, farthestM).catch(() => []);
		// Another shape was placed meanwhile: that one is looked for by itself.
		if (this.#form.draft?.geometry !== draft.geometry) return;
		this.found = this.#alike(draft, near);
		void this.#showPictures();
	}

	#alike(draft: Draft, near: readonly NearRecord[]): SimilarRecord[] {
		const { geometry, concept, position, apart = [] } = draft;
		const { index } = this.#form;
		if (!geometry || !concept) return [];
		const here = centreOf(geometry);
		const within = alikeWithinM(index, concept, geometry, position?.accuracy_m ?? null);
		const found = near.flatMap((record): SimilarRecord[] => {
			if (record.id === draft.id || apart.includes(record.id)) return [];
			const kinship = kinshipOf(index, concept, record.concept);
			// Of a protected place one knows a square kilometre: only the very same word means anything.
			if (record.blurred)
				return kinship === 'same' ? [{ ...record, metres: null, wind: null }] : [];
			const metres = metresApart(geometry, record.geometry);
			if (kinship === null || metres > within) return [];
			return [{ ...record, metres, wind: windTo(here, centreOf(record.geometry)) }];
		});
		return found.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity)).slice(0, most);
	}

	async #showPictures(): Promise<void> {
		for (const { id, photo, source } of this.found) {
			if (this.urls[id]) continue;
			const url = await this.#pictureOf(id, photo, source).catch(() => null);
			if (url) this.urls = { ...this.urls, [id]: url };
		}
	}

	/** A picture that is nowhere on this device, without a network: what it is of is drawn in its place. */
	lose(id: string): void {
		const { [id]: _url, ...others } = this.urls;
		this.urls = others;
	}

	async #pictureOf(
		id: string,
		photo: NearRecord['photo'],
		source: NearRecord['source']
	): Promise<string | null> {
		const small = await readRecordThumbnail(this.#ports.db, id);
		if (small) return URL.createObjectURL(small);
		if (!photo) return null;
		return source === 'known' ? `/photos/${photo.id}` : this.#ports.photoAddress(id, photo);
	}

	/** « Non, c'en est un autre »: those are not shown again for this one. */
	dismiss(): void {
		const apart = [...(this.#form.draft?.apart ?? []), ...this.found.map(({ id }) => id)];
		this.found = [];
		this.#form.change({ apart });
	}

	/**
	 * « C'est celui-ci, je suis repassé »: the photos go to a visit of it. @returns the visit's id; null when that
	 * could not be, and nothing has changed
	 */
	async visit(record: SimilarRecord): Promise<string | null> {
		return this.#turning(async (draft) => {
			const visit = await beginVisit(this.#ports, this.#form.index, record.id);
			if (!visit) return null;
			const { concept } = visit.base.record;
			// What was taken over from another one was not seen on this one.
			const seen = draft.taken_over
				? {}
				: visitProperties(this.#form.index, { concept, properties: draft.properties });
			const { id } = await pourInto(this.#ports.db, draft, {
				...visit,
				properties: { ...visit.properties, ...seen }
			});
			await this.#form.release();
			return id;
		});
	}

	/**
	 * « C'est celui-ci, je corrige »: the form goes on with that record, the photos with it.
	 * @param place whether it is where this one was placed, too
	 * @returns whether it could be
	 */
	async correct(record: SimilarRecord, place: boolean): Promise<boolean> {
		const done = await this.#turning(async (draft) => {
			const request = record.source === 'draft' ? { draft: record.id } : { correct: record.id };
			const opened = await openCapture(this.#ports, request);
			if (opened.kind !== 'draft') return null;
			const { geometry, position } = place ? draft : opened.draft;
			const typed = draft.taken_over ? {} : draft.properties;
			const into = {
				...opened.draft,
				geometry,
				position,
				properties: { ...typed, ...opened.draft.properties },
				photo_places: { ...opened.draft.photo_places, ...draft.photo_places }
			};
			const poured = await pourInto(this.#ports.db, draft, into);
			await this.#form.release();
			this.#form.resume(poured, opened.corrected);
			return record.id;
		});
		return done !== null;
	}

	async #turning(work: (draft: Draft) => Promise<string | null>): Promise<string | null> {
		const { draft } = this.#form;
		if (!draft || this.busy) return null;
		this.busy = true;
		this.failure = null;
		try {
			await this.#form.flush();
			const done = await work(this.#form.draft ?? draft);
			if (done === null) this.failure = 'out_of_reach';
			return done;
		} catch (error) {
			const held = error instanceof StoreError && error.problems[0]?.code === 'record_held';
			this.failure = held ? 'held' : 'failed';
			return null;
		} finally {
			this.busy = false;
		}
	}
}
