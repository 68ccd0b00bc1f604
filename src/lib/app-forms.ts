import { version } from '$app/environment';
import { mayLocate, watchPosition } from '$lib/device/gps';
import { dropCaches, dropOldestPack, spareCaches } from '$lib/device/caches';
import { connection, onConnectionChange } from '$lib/device/connection';
import { keepStorage, storageFacts } from '$lib/device/quota';
import { askBackgroundSync } from '$lib/device/worker';
import { contentOf } from '$lib/domain/actions/content';
import { sharedAnswers } from '$lib/domain/again';
import { centreOf } from '$lib/domain/geometry';
import { photoPath } from '$lib/domain/photo-path';
import type { FullRecord, PublicRecord } from '$lib/domain/record';
import type { Remote } from '$lib/remote/client';
import { recordForMe } from '$lib/remote/moderation';
import { photoUrl } from '$lib/remote/photos';
import { fetchRecord } from '$lib/remote/public-record';
import type { CaptureState } from '$lib/state/capture.svelte';
import { ChoicesState } from '$lib/state/choices.svelte';
import type { ConflictState } from '$lib/state/conflict.svelte';
import { PhotoSendingState } from '$lib/state/photo-sending.svelte';
import type { PhotoTools } from '$lib/state/photo-tools';
import type { SessionState } from '$lib/state/session.svelte';
import { StorageState } from '$lib/state/storage.svelte';
import type { VisitState } from '$lib/state/visit.svelte';
import type { VocabularyState } from '$lib/state/vocabulary.svelte';
import { forgetChoices, listChoices, undoChoice, type Choice } from '$lib/store/choices';
import type { CapitelleDatabase } from '$lib/store/database';
import { lastPlace, rememberHabits } from '$lib/store/habits';
import type { TypingJournal, VisitJournal } from '$lib/store/journal';
import { watch } from '$lib/store/live';
import { linkableRecords, type LinkableQuery } from '$lib/store/linkable';
import { deviceId, readMeta, writeMeta } from '$lib/store/meta';
import { readRecord } from '$lib/store/replica';
import { dropFarRecords, keepEverything, keepRoomFor } from '$lib/store/room';
import { photosOnWifiOnly, releasePhotos, setPhotosOnWifiOnly } from '$lib/store/photo-saver';
import type { Draft, DraftBase, DraftPhoto, QueueContext } from '$lib/store/types';
import { listWaitingPhotos } from '$lib/store/waiting-photos';

/** What the forms about records are made of; the composition root gives it. */
interface FormParts {
	db: CapitelleDatabase;
	/** Null where the browser forbids it to keep anything. */
	journal: TypingJournal | null;
	visitJournal: VisitJournal | null;
	remote: Remote;
	session: SessionState;
	storage: StorageState;
	vocabulary: VocabularyState;
	wake(): void;
}

const keepAskedKey = 'keep_asked_at';

const fetcher: typeof fetch = (input, init) => fetch(input, init);

/** How much room there is; from here on a write that finds none drops what the network brings back. */
export function openStorage(db: CapitelleDatabase): StorageState {
	const storage = new StorageState({
		facts: storageFacts,
		keep: keepStorage,
		dropCaches: async () => void (await dropCaches(spareCaches.flat())),
		dropFarRecords: () => dropFarRecords(db),
		fetchAgain: () => keepEverything(db),
		askedAt: async () => (await readMeta<number>(db, keepAskedKey)) ?? null,
		noteAsked: (at) => writeMeta(db, keepAskedKey, at),
		now: Date.now
	});
	const caches = spareCaches.map((names) => () => dropCaches(names));
	const strained = async () => {
		await storage.strain();
		return false;
	};
	keepRoomFor(db, [strained, ...caches], dropOldestPack);
	return storage;
}

/** Photos on their way: how far each is, and whether they wait for Wi-Fi. */
export function openPhotos(db: CapitelleDatabase, wake: () => void): PhotoSendingState {
	const ignore = () => undefined;
	return new PhotoSendingState({
		watchPhotos: (owner, next) => watch(() => listWaitingPhotos(db, owner), next, ignore),
		watchWifiOnly: (next) => watch(() => photosOnWifiOnly(db), next, ignore),
		setWifiOnly: (on) => setPhotosOnWifiOnly(db, on),
		release: (owner) => releasePhotos(db, owner),
		connection,
		onConnectionChange,
		wake,
		now: Date.now
	});
}

/** What stamps the operations made now on this device. */
export async function queueContext(db: CapitelleDatabase): Promise<QueueContext> {
	return { device_id: await deviceId(db), app_version: version, now: new Date() };
}

/** A form of a record. Its code comes with the first. */
export async function newCapture(parts: FormParts): Promise<CaptureState> {
	const { db, journal, session, wake } = parts;
	const [{ CaptureState }, photoTools, { followWalk }, { holdWalk }, { watchCompass }] =
		await Promise.all([
			import('$lib/state/capture.svelte'),
			newPhotoTools(parts),
			import('$lib/device/trace'),
			import('$lib/device/walk-lock'),
			import('$lib/device/compass')
		]);
	return new CaptureState({
		...formPorts(parts),
		journal,
		photoTools,
		watchPosition,
		watchCompass,
		followWalk,
		holdWalk,
		mayLocate,
		lastPlace: () => lastPlace(db, session.owner),
		wake,
		saved(draft) {
			saved(parts);
			void remember(parts, draft).catch(ignore);
		}
	});
}

/** A form of a visit. Its code comes with the first. */
export async function newVisit(parts: FormParts): Promise<VisitState> {
	const [{ VisitState }, photoTools] = await Promise.all([
		import('$lib/state/visit.svelte'),
		newPhotoTools(parts)
	]);
	return new VisitState({
		...formPorts(parts),
		journal: parts.visitJournal,
		photoTools,
		saved: () => saved(parts)
	});
}

/** What a person chooses of what was changed twice. Its code comes with the first. */
export async function newConflict({ db, wake }: FormParts): Promise<ConflictState> {
	const [{ ConflictState }, { readDispute }, { resolveDispute }] = await Promise.all([
		import('$lib/state/conflict.svelte'),
		import('$lib/store/dispute'),
		import('$lib/store/resolution')
	]);
	return new ConflictState({
		watchDispute: (owner, id, next) => watch(() => readDispute(db, owner, id), next, ignore),
		watchChoices: choicesOf(db),
		async resolve(owner, id, resolution) {
			await forgetChoices(db, owner, new Date());
			return resolveDispute(db, owner, id, resolution, await queueContext(db));
		},
		undo: (owner, id) => undoChoice(db, owner, id),
		wake,
		timer(ms, call) {
			const id = setTimeout(call, ms);
			return () => clearTimeout(id);
		}
	});
}

/** The choices a person can still take back. */
export function newChoices({ db }: FormParts): ChoicesState {
	return new ChoicesState({
		watchChoices: choicesOf(db),
		undo: (owner, id) => undoChoice(db, owner, id),
		forget: async (owner) => void (await forgetChoices(db, owner, new Date()))
	});
}

const ignore = () => undefined;

function choicesOf(db: CapitelleDatabase) {
	return (owner: string, next: (choices: Choice[]) => void) =>
		watch(() => listChoices(db, owner, new Date()), next, ignore);
}

/** What every form about a record reaches outside itself. */
function formPorts({ db, remote, session, vocabulary }: FormParts) {
	return {
		db,
		owner: () => session.owner,
		vocabulary: () => {
			if (!vocabulary.index) throw new Error('no vocabulary');
			return vocabulary.index;
		},
		queueContext: () => queueContext(db),
		linkable: (query: LinkableQuery) => linkableRecords(db, session.owner, query),
		async findRecord(id: string): Promise<DraftBase | null> {
			const here = (await readRecord(db, session.owner, id))?.record;
			const found = here ?? (await recordForMe(remote, id).catch(() => null));
			const record = found ?? (await fetchRecord(fetcher, id));
			return record && baseOf(record);
		},
		async photoAddress(record_id: string, photo: DraftPhoto): Promise<string | null> {
			// Who is not signed in only corrects what is published, and sees what everyone sees.
			if (!session.sender) return `/photos/${photo.id}`;
			return photoUrl(remote, photoPath({ ...photo, record_id })).catch(() => null);
		}
	};
}

/** What handles photos, as the person chose to have them. Its code comes with the first form. */
async function newPhotoTools({ db, session }: FormParts): Promise<PhotoTools> {
	const [{ blurPhoto, preparePhoto }, { readHeading }, { photoChoices }] = await Promise.all([
		import('$lib/device/photo'),
		import('$lib/device/heading'),
		import('$lib/store/photo-choices')
	]);
	return {
		prepare: preparePhoto,
		blur: blurPhoto,
		choices: () => photoChoices(db, session.owner),
		heading: readHeading
	};
}

/** Something was saved for good: it may leave, and must stay until then. */
function saved({ storage, wake }: FormParts): void {
	wake();
	void storage.saved();
	void askBackgroundSync();
}

/** What a correction of a record starts from. A public copy does not say all, and nothing changes of what it hides. */
function baseOf(record: FullRecord | PublicRecord): DraftBase {
	const content = contentOf({
		...record,
		sensitivity:
			'sensitivity' in record ? record.sensitivity : record.blurred ? 'blurred' : 'public'
	});
	return { version: record.version, record: { ...content, photos: record.photos } };
}

/** Keeps what makes the next record quicker. */
async function remember(
	{ db, session, vocabulary }: FormParts,
	{ concept, geometry, properties }: Draft
): Promise<void> {
	if (!concept || !geometry || !vocabulary.index) return;
	await rememberHabits(db, session.owner, {
		concept,
		place: centreOf(geometry),
		answers: sharedAnswers(vocabulary.index, concept, properties)
	});
}
