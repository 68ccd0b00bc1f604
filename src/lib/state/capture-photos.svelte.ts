import type { EncodedPhoto } from '$lib/device/photo';
import { newId } from '$lib/domain/ids';
import type { BlurMark } from '$lib/domain/photo-blur';
import type { Problem } from '$lib/domain/problem';
import type { CapitelleDatabase } from '$lib/store/database';
import { isStorageFull } from '$lib/store/errors';
import {
	addDraftPhoto,
	readPhotoFile,
	readThumbnail,
	recordOf,
	removeDraftPhoto,
	replaceDraftPhoto,
	type PhotoFiles
} from '$lib/store/photos';
import type { Draft, DraftPhoto, VisitDraft } from '$lib/store/types';
import type { PhotoTools } from './photo-tools';

/** A record says what it has to say with this many. */
export const MAX_PHOTOS = 12;

/** Between the first and the last of several files. */
const span = ' … ';

/** A file that could not be added, or several for one reason, by name, and why. */
export interface RefusedPhoto {
	name: string;
	problem: Problem | null;
	/** The device has no room left. */
	full: boolean;
}

/** What a person may say of a photo that has not left this device. */
export type PhotoWords = Partial<
	Pick<DraftPhoto, 'caption' | 'heading' | 'scale' | 'credit' | 'licence'>
>;

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
	/** How many of the files last chosen are pictures the form has already: left out, which is no mistake. */
	repeated = $state(0);
	/** Addresses to show, by photo id. */
	urls = $state.raw<Record<string, string>>({});
	/** Where the device looked when the camera was opened, for a photo that does not say it itself. */
	#aim: Promise<number | null> | null = null;
	#db: CapitelleDatabase;
	#tools: PhotoTools;
	#form: PhotoForm;

	constructor(db: CapitelleDatabase, tools: PhotoTools, form: PhotoForm) {
		this.#db = db;
		this.#tools = tools;
		this.#form = form;
	}

	/** The camera is being opened: notes where the device looks, as whoever takes a picture faces the thing. */
	aim(): void {
		this.#aim = this.#tools.heading(false).catch(() => null);
	}

	/** Where the device looks now, in degrees from north, asked for if need be; null without a compass that may be read. */
	compass(): Promise<number | null> {
		return this.#tools.heading(true).catch(() => null);
	}

	/**
	 * Adds files as they are chosen; one that is refused does not stop the others.
	 * @param taken now, by the camera: a photo that does not say where it looked looked where the device did
	 */
	async add(files: readonly File[], taken = false): Promise<void> {
		this.refused = [];
		this.repeated = 0;
		this.busy += files.length;
		const aim = taken ? await this.#aim : null;
		this.#aim = null;
		for (const file of files) {
			try {
				await this.#addOne(file, aim);
			} catch (error) {
				this.#refuse(file, null, isStorageFull(error));
			} finally {
				this.busy -= 1;
			}
		}
	}

	async #addOne(file: File, aim: number | null): Promise<void> {
		if ((this.#form.draft?.photos.length ?? 0) >= MAX_PHOTOS) {
			this.#refuse(file, { code: 'photo_too_many', field: 'photos', params: { max: MAX_PHOTOS } });
			return;
		}
		const { weight, licence, credit } = await this.#tools.choices();
		const result = await this.#tools.prepare(file, weight);
		if (!result.ok) {
			this.#refuse(file, result.problem);
			return;
		}
		await this.#form.flush();
		const draft = this.#form.draft;
		if (!draft) return;
		const { photo } = result;
		if (draft.photos.some(({ sha256 }) => sha256 === photo.sha256)) {
			this.repeated += 1;
			return;
		}
		const facts: DraftPhoto = {
			id: newId(),
			...fileFacts(photo),
			caption: null,
			taken_at: photo.takenAt,
			heading: photo.heading ?? aim,
			credit,
			licence,
			position: Math.max(-1, ...draft.photos.map(({ position }) => position)) + 1,
			...('record_id' in draft ? { observation_id: draft.id } : {})
		};
		const files = filesOf(photo);
		await addDraftPhoto(this.#db, draft, facts, files);
		this.urls = { ...this.urls, [facts.id]: URL.createObjectURL(files.file) };
		// Read again: typing may have gone on meanwhile.
		const now = this.#form.draft ?? draft;
		this.#form.change({
			photos: [...now.photos, facts],
			...(photo.place ? { photo_places: { ...placesOf(now), [facts.id]: photo.place } } : {})
		});
	}

	#refuse(file: File, problem: Problem | null, full = false): void {
		const last = this.refused.at(-1);
		// A whole gallery chosen by mistake is said once, from the first to the last.
		if (problem?.code === 'photo_too_many' && last?.problem?.code === problem.code) {
			const name = `${last.name.split(span)[0]}${span}${file.name}`;
			this.refused = [...this.refused.slice(0, -1), { ...last, name }];
		} else this.refused = [...this.refused, { name: file.name, problem, full }];
	}

	async remove(id: string): Promise<void> {
		const draft = this.#form.draft;
		if (!draft) return;
		// The removal is what is stored last: a save under way still has the photo in its list.
		await this.#form.flush();
		await removeDraftPhoto(this.#db, draft.id, id);
		this.#forgetUrl(id);
		const { [id]: _place, ...photo_places } = placesOf(draft);
		const now = this.#form.draft ?? draft;
		this.#form.change({ photos: now.photos.filter((photo) => photo.id !== id), photo_places });
	}

	/** Whether the server has it: what is said of it cannot be changed any more, only the picture itself replaced. */
	hasLeft(id: string): boolean {
		const base = this.#form.draft?.base;
		return base?.record.photos.some((photo) => photo.id === id) ?? false;
	}

	/** Says something of a photo, or takes it back. */
	describe(id: string, words: PhotoWords): void {
		const photos = this.#form.draft?.photos.map((photo) =>
			photo.id === id ? { ...photo, ...words } : photo
		);
		if (photos) this.#form.change({ photos });
	}

	/** Moves a photo among those that can still be ordered, to the place of another. @returns whether it moved */
	moveTo(id: string, other: string): boolean {
		const photos = this.#form.draft?.photos ?? [];
		const movable = photos.filter((photo) => !this.hasLeft(photo.id));
		const from = movable.findIndex((photo) => photo.id === id);
		const to = movable.findIndex((photo) => photo.id === other);
		if (from < 0 || to < 0 || from === to) return false;
		const places = movable.map(({ position }) => position);
		const [moved] = movable.splice(from, 1);
		movable.splice(to, 0, moved!);
		const placed = new Map(movable.map((photo, at) => [photo.id, places[at]!]));
		const changed = photos.map((photo) => ({
			...photo,
			position: placed.get(photo.id) ?? photo.position
		}));
		this.#form.change({ photos: changed.sort((a, b) => a.position - b.position) });
		return true;
	}

	/** The picture as it is kept here, or as the server gives it; null when it is out of reach. */
	async fileOf(id: string): Promise<Blob | null> {
		const kept = await readPhotoFile(this.#db, id);
		if (kept) return kept;
		const url = this.urls[id];
		try {
			const answer = url ? await fetch(url) : null;
			return answer?.ok ? await answer.blob() : null;
		} catch {
			return null;
		}
	}

	/**
	 * Puts a photo with what is marked made unrecognisable in the place of a photo. The former leaves this device
	 * with its small picture; one that the server has is taken back when the form is saved.
	 * @throws when the picture cannot be read, or for which `isStorageFull` is true
	 */
	async blur(id: string, file: Blob, marks: BlurMark[]): Promise<void> {
		const photo = await this.#tools.blur(file, marks);
		await this.#form.flush();
		const draft = this.#form.draft;
		const former = draft?.photos.find((one) => one.id === id);
		if (!draft || !former) return;
		const facts: DraftPhoto = { ...former, ...fileFacts(photo), id: newId() };
		const files = filesOf(photo);
		if (!(await replaceDraftPhoto(this.#db, draft, id, facts, files))) return;
		this.#forgetUrl(id);
		this.urls = { ...this.urls, [facts.id]: URL.createObjectURL(files.file) };
		const now = this.#form.draft ?? draft;
		const { [id]: place, ...others } = placesOf(now);
		this.#form.change({
			photos: now.photos.map((one) => (one.id === id ? facts : one)),
			...(place ? { photo_places: { ...others, [facts.id]: place } } : {})
		});
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
		this.repeated = 0;
	}

	#forgetUrl(id: string): void {
		const { [id]: url, ...urls } = this.urls;
		if (url?.startsWith('blob:')) URL.revokeObjectURL(url);
		this.urls = urls;
	}
}

/** What a file says of itself. */
function fileFacts({ sha256, bytes, width, height }: EncodedPhoto) {
	return { sha256, bytes: bytes.byteLength, mime: 'image/jpeg' as const, width, height };
}

function filesOf({ bytes, thumbnail }: EncodedPhoto): PhotoFiles {
	const type = 'image/jpeg';
	return { file: new Blob([bytes], { type }), thumbnail: new Blob([thumbnail], { type }) };
}

/** A visit is where its record is: where its photos were taken changes nothing. */
function placesOf(draft: Draft | VisitDraft): NonNullable<Draft['photo_places']> {
	return ('photo_places' in draft ? draft.photo_places : undefined) ?? {};
}
