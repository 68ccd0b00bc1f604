import type { PhotoResult } from '$lib/device/photo';
import { newId } from '$lib/domain/ids';
import type { Problem } from '$lib/domain/problem';
import type { CapitelleDatabase } from '$lib/store/database';
import { isStorageFull } from '$lib/store/errors';
import {
	addDraftPhoto,
	readPhotoFile,
	readThumbnail,
	recordOf,
	removeDraftPhoto
} from '$lib/store/photos';
import type { Draft, DraftPhoto, VisitDraft } from '$lib/store/types';

/** A record says what it has to say with this many. */
export const MAX_PHOTOS = 12;

/** A file that could not be added, by name, and why. */
export interface RefusedPhoto {
	name: string;
	problem: Problem | null;
	/** The device has no room left. */
	full: boolean;
}

/** What the photos of a draft, or of a visit, need from the form around them. */
export interface PhotoForm {
	readonly draft: Draft | VisitDraft | null;
	/** Changes the draft in memory and saves it soon. */
	change(patch: Pick<Partial<Draft>, 'photos' | 'photo_places'>): void;
	/** Address of a picture that is not on this device, as this person may see it; null when out of reach. */
	photoAddress(record_id: string, photo: DraftPhoto): Promise<string | null>;
	/** Writes now what waits, so that a photo never lands before its draft. */
	flush(): Promise<boolean>;
}

/** Takes photos into the draft one by one: prepared, stripped, stored, shown. */
export class CapturePhotos {
	/** Files being prepared. */
	busy = $state(0);
	refused = $state.raw<RefusedPhoto[]>([]);
	/** Addresses to show, by photo id. */
	urls = $state.raw<Record<string, string>>({});
	#db: CapitelleDatabase;
	#prepare: (file: Blob) => Promise<PhotoResult>;
	#form: PhotoForm;

	constructor(
		db: CapitelleDatabase,
		prepare: (file: Blob) => Promise<PhotoResult>,
		form: PhotoForm
	) {
		this.#db = db;
		this.#prepare = prepare;
		this.#form = form;
	}

	/** Adds files as they are chosen; one that is refused does not stop the others. */
	async add(files: File[]): Promise<void> {
		this.refused = [];
		this.busy += files.length;
		for (const file of files) {
			try {
				await this.#addOne(file);
			} catch (error) {
				this.#refuse(file, null, isStorageFull(error));
			} finally {
				this.busy -= 1;
			}
		}
	}

	async #addOne(file: File): Promise<void> {
		if ((this.#form.draft?.photos.length ?? 0) >= MAX_PHOTOS) {
			this.#refuse(file, { code: 'photo_too_many', field: 'photos', params: { max: MAX_PHOTOS } });
			return;
		}
		const result = await this.#prepare(file);
		if (!result.ok) {
			this.#refuse(file, result.problem);
			return;
		}
		await this.#form.flush();
		const draft = this.#form.draft;
		if (!draft) return;
		const { photo } = result;
		if (draft.photos.some(({ sha256 }) => sha256 === photo.sha256)) return;
		const blob = new Blob([photo.bytes], { type: 'image/jpeg' });
		const facts: DraftPhoto = {
			id: newId(),
			sha256: photo.sha256,
			bytes: photo.bytes.byteLength,
			mime: 'image/jpeg',
			width: photo.width,
			height: photo.height,
			caption: null,
			taken_at: photo.takenAt,
			heading: photo.heading,
			licence: 'cc-by-sa-4.0',
			position: Math.max(-1, ...draft.photos.map(({ position }) => position)) + 1,
			...('record_id' in draft ? { observation_id: draft.id } : {})
		};
		const thumbnail = new Blob([photo.thumbnail], { type: 'image/jpeg' });
		await addDraftPhoto(this.#db, draft, facts, { file: blob, thumbnail });
		this.urls = { ...this.urls, [facts.id]: URL.createObjectURL(blob) };
		// Read again: typing may have gone on meanwhile.
		const now = this.#form.draft ?? draft;
		this.#form.change({
			photos: [...now.photos, facts],
			...(photo.place ? { photo_places: { ...placesOf(now), [facts.id]: photo.place } } : {})
		});
	}

	#refuse(file: File, problem: Problem | null, full = false): void {
		this.refused = [...this.refused, { name: file.name, problem, full }];
	}

	async remove(id: string): Promise<void> {
		const draft = this.#form.draft;
		if (!draft) return;
		// The removal is what is stored last: a save under way still has the photo in its list.
		await this.#form.flush();
		await removeDraftPhoto(this.#db, draft.id, id);
		const { [id]: url, ...urls } = this.urls;
		if (url) URL.revokeObjectURL(url);
		this.urls = urls;
		const { [id]: _place, ...photo_places } = placesOf(draft);
		const now = this.#form.draft ?? draft;
		this.#form.change({ photos: now.photos.filter((photo) => photo.id !== id), photo_places });
	}

	/** Changes a fact of a photo: its caption. */
	describe(id: string, caption: string): void {
		const photos = this.#form.draft?.photos.map((photo) =>
			photo.id === id ? { ...photo, caption: caption.trim() === '' ? null : caption } : photo
		);
		if (photos) this.#form.change({ photos });
	}

	/** Loads the pictures of a draft that was opened; those sent long ago come from the server, if it answers. */
	async show(draft: Draft | VisitDraft): Promise<void> {
		const record_id = recordOf(draft);
		for (const photo of draft.photos) {
			const { id } = photo;
			const blob = (await readPhotoFile(this.#db, id)) ?? (await readThumbnail(this.#db, id));
			const url = blob
				? URL.createObjectURL(blob)
				: await this.#form.photoAddress(record_id, photo);
			if (url) this.urls = { ...this.urls, [id]: url };
		}
	}

	/** Frees the pictures held in memory. */
	clear(): void {
		for (const url of Object.values(this.urls))
			if (url.startsWith('blob:')) URL.revokeObjectURL(url);
		this.urls = {};
		this.refused = [];
	}
}

/** A visit is where its record is: where its photos were taken changes nothing. */
function placesOf(draft: Draft | VisitDraft): NonNullable<Draft['photo_places']> {
	return ('photo_places' in draft ? draft.photo_places : undefined) ?? {};
}
