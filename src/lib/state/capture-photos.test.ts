import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PhotoResult } from '$lib/device/photo';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { emptyDraft } from '$lib/store/corrections';
import { readDraft, saveDraft } from '$lib/store/drafts';
import { readPhotoFile, readThumbnail } from '$lib/store/photos';
import type { Draft } from '$lib/store/types';
import { photoTools } from '../../../tests/support/photo-tools';
import { CapturePhotos, MAX_PHOTOS, type PhotoForm } from './capture-photos.svelte';

type Prepared = Extract<PhotoResult, { ok: true }>['photo'];

let db: CapitelleDatabase;
let draft: Draft;

const bytes = (text: string) => new TextEncoder().encode(text).buffer;

/** A picture named by its words, as preparing it would give it. */
function prepared(words: string, more: Partial<Prepared> = {}): Prepared {
	return {
		bytes: bytes(words),
		thumbnail: bytes(`small ${words}`),
		width: 40,
		height: 30,
		sha256: words.padEnd(64, '0'),
		place: null,
		takenAt: null,
		heading: null,
		...more
	};
}

/** A form that keeps what it is told at once. */
const form: PhotoForm = {
	get draft() {
		return draft;
	},
	change(patch) {
		draft = { ...draft, ...patch };
	},
	photoAddress: async () => null,
	async flush() {
		await saveDraft(db, draft);
		return true;
	}
};

const file = (name: string) => new File([name], name);

function photosOf(more: Parameters<typeof photoTools>[1] = {}, facts: Partial<Prepared> = {}) {
	const prepare = async (picture: Blob) =>
		({ ok: true, photo: prepared(await picture.text(), facts) }) as const;
	return new CapturePhotos(db, photoTools(prepare, more), form);
}

beforeEach(() => {
	db = openDatabase({ name: `capture-photos-${Math.random()}` });
	draft = { ...emptyDraft('r', 'anonymous', new Date()), theme: 't' };
});
afterEach(() => db.close());

const names = () => draft.photos.map(({ sha256 }) => sha256.replace(/0+$/, ''));

describe('photos of a form', () => {
	it('come in the order they were chosen, each once, as heavy and under the licence and name that were chosen', async () => {
		const choices = { weight: 'fine', licence: 'cc-by-4.0', credit: 'Ana Marti' } as const;
		const weights: string[] = [];
		const photos = photosOf({
			choices: async () => choices,
			async prepare(picture, weight) {
				weights.push(weight);
				return { ok: true, photo: prepared(await picture.text()) };
			}
		});
		await photos.add([file('a'), file('b'), file('a'), file('c')]);
		expect(names()).toEqual(['a', 'b', 'c']);
		expect(draft.photos[0]).toMatchObject({ licence: 'cc-by-4.0', credit: 'Ana Marti' });
		expect(new Set(weights)).toEqual(new Set(['fine']));
		expect(photos.refused).toEqual([]);
		expect(photos.repeated).toBe(1);
		await photos.add([file('d')]);
		expect(photos.repeated).toBe(0);
	});

	it('beyond as many as a record takes are said once, from the first to the last', async () => {
		const photos = photosOf();
		await photos.add(Array.from({ length: MAX_PHOTOS + 3 }, (_, at) => file(`${at}.jpg`)));
		expect(draft.photos).toHaveLength(MAX_PHOTOS);
		expect(photos.refused).toMatchObject([
			{ name: '12.jpg … 14.jpg', problem: { code: 'photo_too_many' } }
		]);
		await photos.add([file('more.jpg')]);
		expect(photos.refused).toMatchObject([{ name: 'more.jpg' }]);
	});

	it('are ordered as the person likes, and stay so on the device', async () => {
		const photos = photosOf();
		await photos.add([file('a'), file('b'), file('c')]);
		const [a, , c] = draft.photos;
		expect(photos.moveTo(c!.id, a!.id)).toBe(true);
		expect(names()).toEqual(['c', 'a', 'b']);
		await form.flush();
		expect((await readDraft(db, 'anonymous', 'r'))?.photos.map(({ id }) => id)).toEqual(
			draft.photos.map(({ id }) => id)
		);
		expect(photos.moveTo(a!.id, a!.id)).toBe(false);
		expect(photos.moveTo(a!.id, 'gone')).toBe(false);
	});

	it('that the server has keep their place and their words, and others move around them', async () => {
		const photos = photosOf();
		await photos.add([file('a'), file('b'), file('c')]);
		const [a, b, c] = draft.photos;
		const there = { ...b!, record_id: 'r', received_at: '2026-05-01T10:00:00Z' };
		draft = { ...draft, base: { version: 1, record: { photos: [there] } as never } };
		expect(photos.hasLeft(b!.id)).toBe(true);
		expect(photos.moveTo(b!.id, a!.id)).toBe(false);
		photos.moveTo(c!.id, a!.id);
		expect(names()).toEqual(['c', 'b', 'a']);
	});

	it('look where they say, else where the device did when the camera was opened', async () => {
		const photos = photosOf({ heading: async () => 271 });
		photos.aim();
		await photos.add([file('a')], true);
		await photos.add([file('b')]);
		expect(draft.photos.map(({ heading }) => heading)).toEqual([271, null]);
		const sure = photosOf({ heading: async () => 271 }, { heading: 12 });
		sure.aim();
		await sure.add([file('c')], true);
		expect(draft.photos[2]?.heading).toBe(12);
	});

	it('look nowhere when the compass fails, and come all the same', async () => {
		const photos = photosOf({ heading: () => Promise.reject(new Error('no sensor')) });
		photos.aim();
		await photos.add([file('a')], true);
		expect(draft.photos[0]?.heading).toBeNull();
		expect(await photos.compass()).toBeNull();
	});

	it('can be described, in everything a person may say', async () => {
		const photos = photosOf();
		await photos.add([file('a')]);
		const { id } = draft.photos[0]!;
		photos.describe(id, { caption: 'Le linteau', scale: 'hand', heading: 90 });
		expect(draft.photos[0]).toMatchObject({ caption: 'Le linteau', scale: 'hand', heading: 90 });
	});
});

describe('a photo that is blurred', () => {
	it('is another picture in the same place, and the clear one is on the device no more', async () => {
		const blur = async () => prepared('blurred');
		const photos = photosOf({ blur }, { place: { lon: 3.7, lat: 43.8 } });
		await photos.add([file('a'), file('face')]);
		const clear = draft.photos[1]!;
		photos.describe(clear.id, { caption: 'La porte', scale: 'person' });
		const kept = (await photos.fileOf(clear.id))!;
		await photos.blur(clear.id, kept, []);
		expect(names()).toEqual(['a', 'blurred']);
		const now = draft.photos[1]!;
		expect(now).toMatchObject({ caption: 'La porte', scale: 'person', position: 1 });
		expect(now.id).not.toBe(clear.id);
		expect(draft.photo_places?.[now.id]).toEqual({ lon: 3.7, lat: 43.8 });
		expect(draft.photo_places?.[clear.id]).toBeUndefined();
		expect(await readPhotoFile(db, clear.id)).toBeNull();
		expect(await readThumbnail(db, clear.id)).toBeNull();
		expect(await (await readPhotoFile(db, now.id))!.text()).toBe('blurred');
		expect(photos.urls[clear.id]).toBeUndefined();
	});

	it('stays as it was when it cannot be written', async () => {
		const photos = photosOf();
		await photos.add([file('face')]);
		const { id } = draft.photos[0]!;
		await expect(photos.blur(id, new Blob(['face']), [])).rejects.toThrow();
		expect(names()).toEqual(['face']);
		expect(await readPhotoFile(db, id)).not.toBeNull();
	});
});
