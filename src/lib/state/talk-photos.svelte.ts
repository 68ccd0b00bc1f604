import type { EncodedPhoto, PhotoResult } from '$lib/device/photo';
import { newId } from '$lib/domain/ids';
import type { Problem } from '$lib/domain/problem';
import { mostCommentPhotos, type CommentPhoto } from '$lib/domain/talk';
import { isStorageFull } from '$lib/store/errors';
import type { PhotoFiles } from '$lib/store/photos';
import type { TalkDraft } from '$lib/store/talk-draft';

/** What photos attached to comments reach outside themselves. */
export interface TalkPhotoPorts {
	/** As every photo leaves: small, upright, without what its file said of its place. */
	prepare(file: Blob): Promise<PhotoResult>;
	/** Keeps a photo with the draft that has it. @throws an error for which `isStorageFull` is true */
	keep(place: TalkPlace, draft: TalkDraft, photo: CommentPhoto, files: PhotoFiles): Promise<void>;
	drop(id: string): Promise<void>;
	/** What is kept of what is being written somewhere. */
	draftOf(place: TalkPlace): Promise<TalkDraft | undefined>;
	/** Why its file does not leave; null when nothing stops it. */
	refusal(id: string): Promise<Problem[] | null>;
	/** Lets its file leave again. */
	resend(id: string): Promise<void>;
	/** As this device has it; null when it has none. */
	kept(id: string): Promise<Blob | null>;
	/** Where the server shows it to this person; null when it does not, or nothing answers. */
	address(photo: CommentPhoto): Promise<string | null>;
}

/** Whose words, about what. */
export interface TalkPlace {
	readonly owner: string;
	readonly record_id: string;
}

/** The comment that is being written, as far as its photos go. */
export interface TalkPhotoForm {
	/** Another one once another conversation is followed. */
	readonly place: TalkPlace;
	readonly draft: TalkDraft;
	write(changes: Partial<TalkDraft>): void;
}

/** A file that could not be attached, and why. */
interface RefusedFile {
	name: string;
	problem: Problem | null;
	/** The device has no room left. */
	full: boolean;
}

/** Photos of comments: attached to what is being written, and shown with what was said. */
export class TalkPhotos {
	/** Files being prepared. */
	busy = $state(0);
	refused = $state.raw<RefusedFile[]>([]);
	readonly #ports: TalkPhotoPorts;
	readonly #form: TalkPhotoForm;

	constructor(ports: TalkPhotoPorts, form: TalkPhotoForm) {
		this.#ports = ports;
		this.#form = form;
	}

	/** Attaches files as they are chosen; one that is refused does not stop the others. */
	async add(files: readonly File[]): Promise<void> {
		this.refused = [];
		this.busy += files.length;
		const { place } = this.#form;
		const begun = $state.snapshot(this.#form.draft);
		for (const file of files) {
			try {
				await this.#addOne(file, place, begun);
			} catch (error) {
				this.#refuse(file, null, isStorageFull(error));
			} finally {
				this.busy -= 1;
			}
		}
	}

	async #addOne(file: File, place: TalkPlace, begun: TalkDraft): Promise<void> {
		const result = await this.#ports.prepare(file);
		if (!result.ok) return this.#refuse(file, result.problem);
		// Chosen for one conversation, it is that one's, whichever is read when it is ready.
		const isHere = place === this.#form.place;
		const draft = isHere
			? $state.snapshot(this.#form.draft)
			: ((await this.#ports.draftOf(place)) ?? { ...begun, photos: [] });
		const there = draft.photos ?? [];
		const params = { max: mostCommentPhotos };
		if (there.length >= mostCommentPhotos)
			return this.#refuse(file, { code: 'photo_too_many', field: 'comment.photos', params });
		if (there.some(({ sha256 }) => sha256 === result.photo.sha256)) return;
		const photo = factsOf(result.photo);
		await this.#ports.keep(
			place,
			{ ...draft, photos: [...there, photo] },
			photo,
			filesOf(result.photo)
		);
		// Read again: typing may have gone on meanwhile.
		if (place === this.#form.place)
			this.#form.write({ photos: [...(this.#form.draft.photos ?? []), photo] });
	}

	#refuse(file: File, problem: Problem | null, full = false): void {
		this.refused = [...this.refused, { name: file.name, problem, full }];
	}

	/** Takes a photo out of what is being written. */
	async remove(id: string): Promise<void> {
		this.#form.write({ photos: (this.#form.draft.photos ?? []).filter((one) => one.id !== id) });
		await this.#ports.drop(id);
	}

	/** Why the file of a photo said from here does not leave; null when nothing stops it. */
	async refusal(id: string): Promise<Problem[] | null> {
		return this.#ports.refusal(id);
	}

	/** Lets the file of a photo leave again. */
	async resend(id: string): Promise<void> {
		await this.#ports.resend(id);
	}

	/**
	 * Shows a photo.
	 * @param own it may be on this device
	 * @returns an address, to be given back by `URL.revokeObjectURL` when it begins with `blob:`
	 */
	async address(photo: CommentPhoto, own: boolean): Promise<string | null> {
		const kept = own ? await this.#ports.kept(photo.id) : null;
		return kept ? URL.createObjectURL(kept) : this.#ports.address(photo);
	}
}

function factsOf({ sha256, bytes, width, height }: EncodedPhoto): CommentPhoto {
	return { id: newId(), sha256, bytes: bytes.byteLength, mime: 'image/jpeg', width, height };
}

function filesOf({ bytes, thumbnail }: EncodedPhoto): PhotoFiles {
	const type = 'image/jpeg';
	return { file: new Blob([bytes], { type }), thumbnail: new Blob([thumbnail], { type }) };
}
