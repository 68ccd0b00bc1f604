import {
	newCapture,
	newChoices,
	newConflict,
	newVisit,
	openPhotos,
	openStorage,
	queueContext
} from '$lib/app-forms';
import { onConnectionChange, ownNetwork } from '$lib/device/connection';
import { onNetworkBack, onPageShown } from '$lib/device/network';
import { sendFile } from '$lib/device/send-file';
import { handFile } from '$lib/device/hand-file';
import { handOverWhenHidden, onWorkerWake } from '$lib/device/worker';
import { photoPath } from '$lib/domain/photo-path';
import { acceptCharter, myAccount, updateProfile } from '$lib/remote/account';
import { sendCode, signOut, verifyCode } from '$lib/remote/auth';
import type { Remote } from '$lib/remote/client';
import { decide, moderationQueue, recordForMe } from '$lib/remote/moderation';
import { photoUrl } from '$lib/remote/photos';
import { myReceipts } from '$lib/remote/receipts';
import { fetchVocabulary } from '$lib/remote/vocabulary';
import { appUpdate } from '$lib/state/app-update.svelte';
import type { CaptureState } from '$lib/state/capture.svelte';
import type { ChoicesState } from '$lib/state/choices.svelte';
import type { ConflictState } from '$lib/state/conflict.svelte';
import { ContributionsState } from '$lib/state/contributions.svelte';
import { DeskState } from '$lib/state/desk.svelte';
import type { FormDeskState } from '$lib/state/form-desk.svelte';
import { linkFrame } from '$lib/state/frame-link.svelte';
import type { PhotoSendingState } from '$lib/state/photo-sending.svelte';
import { ReceiptsState } from '$lib/state/receipts.svelte';
import { RescueState } from '$lib/state/rescue.svelte';
import { SessionState } from '$lib/state/session.svelte';
import type { StorageState } from '$lib/state/storage.svelte';
import { SyncStatusState } from '$lib/state/sync-status.svelte';
import { VocabularyState } from '$lib/state/vocabulary.svelte';
import type { VisitState } from '$lib/state/visit.svelte';
import type { VocabularyDesk } from '$lib/state/vocabulary-desk.svelte';
import {
	adoptAnonymous,
	adoptFormer,
	readAccount,
	renewAccount,
	saveAccount
} from '$lib/store/accounts';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { leaveDevice } from '$lib/store/departure';
import { deleteDraft } from '$lib/store/drafts';
import { lastPlace, recentConcepts } from '$lib/store/habits';
import { listItems } from '$lib/store/items';
import { TypingJournal, VisitJournal, type Shelf } from '$lib/store/journal';
import { watch } from '$lib/store/live';
import { readReceipts, saveReceipts } from '$lib/store/server-count';
import { queueDeletion } from '$lib/store/outbox';
import { removeItem, resend } from '$lib/store/parked';
import { readRecordThumbnail } from '$lib/store/photos';
import {
	countQueue,
	listSuggestions,
	removeSuggestion,
	resendSuggestion
} from '$lib/store/suggestions';
import { removeVisit } from '$lib/store/visits';
import { readVocabulary, saveVocabulary } from '$lib/store/vocabulary';
import { connect } from '$lib/sync/connect';
import { startEngine, type EnginePorts } from '$lib/sync/engine';

/**
 * The composition root: the one place where the local database, the server, the device and the screens'
 * states meet. Nothing is opened or asked for before {@link getApp}. Public pages load this module only
 * for somebody who has something to send or an account.
 */
export interface App {
	readonly session: SessionState;
	/** Themes, concepts and fields; null index until something was read. */
	readonly vocabulary: VocabularyState;
	readonly syncStatus: SyncStatusState;
	/** Photos on their way, and whether they wait for Wi-Fi. */
	readonly photos: PhotoSendingState;
	readonly desk: DeskState;
	/** How much room there is left, and what keeps what is in it. */
	readonly storage: StorageState;
	/** Sends what waits and fetches what changed, now or after the round under way. */
	wake(): Promise<void>;
	/** A new form; one per screen. Its code comes with the first. */
	capture(): Promise<CaptureState>;
	/** A new form of a visit; one per screen. Its code comes with the first. */
	visit(): Promise<VisitState>;
	/** A new list; one per screen. */
	contributions(): ContributionsState;
	/** What to choose where something was changed twice; one per screen. Its code comes with the first. */
	conflict(): Promise<ConflictState>;
	/** The choices that can still be taken back; one per screen. */
	choices(): ChoicesState;
	/** The queue as a file, out and back in; one per screen. */
	rescue(): RescueState;
	/** How much the server has of the person, by its own count; one per screen. */
	receipts(): ReceiptsState;
	/** The vocabularies as those in charge see them. Its code comes with the first. */
	vocabularyDesk(): Promise<VocabularyDesk>;
	/** The forms as those in charge see them. Its code comes with the first. */
	formDesk(): Promise<FormDeskState>;
	/** Concepts this person recorded lately on this device, newest first. */
	recentConcepts(): Promise<string[]>;
	/** Where this person last saved a record, longitude and latitude, or null. */
	lastPlace(): Promise<[number, number] | null>;
}

/** Between pulls when nothing else happens. */
const idleMs = 5 * 60_000;

/** A query that fails (a closed connection) is left as it is: the next start reads again. */
const ignore = () => undefined;
const fetcher: typeof fetch = (input, init) => fetch(input, init);

let app: Promise<App> | null = null;

/** The app of this page, composed at the first call. A failed start is tried again at the next call. */
export function getApp(): Promise<App> {
	app ??= compose().catch((error: unknown) => {
		app = null;
		throw error;
	});
	return app;
}

async function compose(): Promise<App> {
	const db = openDatabase({
		onOutdated: () => appUpdate.applied(() => location.reload()),
		onBlocked: () => appUpdate.blocked()
	});
	void db.open().then(() => appUpdate.opened(), ignore);
	const storage = openStorage(db);
	const photos = openPhotos(db, () => void engine.wake());
	const { remote, sync } = connect(db, {
		fetch: fetcher,
		sendFile,
		...ownNetwork,
		photoProgress: (progress) => {
			photos.progressed(progress);
			syncStatus.photo(progress);
		},
		locks: navigator.locks,
		now: Date.now,
		random: Math.random
	});
	const session = openSession(db, remote, () => void engine.wake());
	const vocabulary = new VocabularyState({
		read: () => readVocabulary(db),
		save: (value) => saveVocabulary(db, value),
		fetch: (etag) => fetchVocabulary(fetcher, etag)
	});
	const syncStatus = new SyncStatusState({
		watchCounts: (owner, next) => watch(() => countQueue(db, owner), next, ignore)
	});
	const engine = startEngine({
		...sync,
		...wakes,
		owner: async () => session.sender,
		changed: (status) => {
			if (status.stop === 'sign_in_needed') session.expired();
			syncStatus.engine(status);
		}
	});

	const shelf = typingShelf();
	const journal = shelf && new TypingJournal(shelf);
	const visitJournal = shelf && new VisitJournal(shelf);
	await Promise.all([journal?.recover(db), visitJournal?.recover(db)]).catch(ignore);
	await session.start();
	linkFrame(session, syncStatus);
	await vocabulary.load();
	void engine.wake();
	handOverWhenHidden(() => session.sender !== null && syncStatus.waiting > 0);

	const parts: Parts = {
		db,
		journal,
		visitJournal,
		remote,
		session,
		storage,
		vocabulary,
		wake: () => void engine.wake()
	};
	return {
		session,
		storage,
		vocabulary,
		syncStatus,
		photos,
		desk: new DeskState({
			queue: (page) => moderationQueue(remote, page),
			decide: (request) => decide(remote, request),
			recordForMe: (id) => recordForMe(remote, id),
			photoUrl: (photo) => photoUrl(remote, photoPath(photo))
		}),
		wake: () => engine.wake(),
		capture: () => newCapture(parts),
		visit: () => newVisit(parts),
		contributions: () => newContributions(parts),
		conflict: () => newConflict(parts),
		choices: () => newChoices(parts),
		rescue: () => newRescue(parts),
		receipts: () =>
			new ReceiptsState({
				read: (owner) => readReceipts(db, owner),
				save: (owner, receipts) => saveReceipts(db, owner, receipts),
				fetch: (owner) => myReceipts(remote, owner)
			}),
		vocabularyDesk: async () =>
			(await import('./app-desks')).newVocabularyDesk({ ...parts, shelf: typingShelf() }),
		formDesk: async () =>
			(await import('./app-desks')).newFormDesk({ ...parts, shelf: typingShelf() }),
		recentConcepts: () => recentConcepts(db, session.owner),
		lastPlace: () => lastPlace(db, session.owner)
	};
}

/** What may be a good moment to send: the network back, the page shown again, the worker's word, time. */
const wakes: Pick<EnginePorts, 'sources' | 'timer' | 'idleMs'> = {
	idleMs,
	sources: [onNetworkBack, onConnectionChange, onPageShown, onWorkerWake],
	timer: (ms, call) => {
		const id = setTimeout(call, ms);
		return () => clearTimeout(id);
	}
};

/** What the screens' own states are made of. */
interface Parts {
	db: CapitelleDatabase;
	journal: TypingJournal | null;
	visitJournal: VisitJournal | null;
	remote: Remote;
	session: SessionState;
	storage: StorageState;
	vocabulary: VocabularyState;
	wake(): void;
}

function openSession(db: CapitelleDatabase, remote: Remote, signedIn: () => void): SessionState {
	return new SessionState({
		sendCode: (email) => sendCode(remote, email),
		verifyCode: (email, code) => verifyCode(remote, email, code),
		signOut: () => signOut(remote, () => leaveDevice(db)),
		storedSession: () => remote.session.account(),
		myAccount: () => myAccount(remote),
		updateProfile: (id, changes) => updateProfile(remote, id, changes),
		acceptCharter: (id, charter) => acceptCharter(remote, id, charter),
		saveAccount: (value) => saveAccount(db, value),
		renewAccount: (value) => renewAccount(db, value),
		watchAccount: (next) => watch(() => readAccount(db), next, ignore),
		adopt: async (account) => {
			await adoptAnonymous(db, account.id);
			await adoptFormer(db, account);
		},
		signedIn
	});
}

function newRescue({ db, session, wake }: Parts): RescueState {
	const place = () => ({ db, owner: session.owner, now: new Date() });
	return new RescueState({
		save: async (readme) => (await import('$lib/state/rescue-file')).saveRescue(place(), readme),
		restore: async (archive) =>
			(await import('$lib/state/rescue-file')).restoreRescue(place(), archive),
		hand: handFile,
		wake
	});
}

function newContributions({ db, wake }: Parts): ContributionsState {
	return new ContributionsState({
		watchWords: (owner, next) => watch(() => listSuggestions(db, owner), next, ignore),
		resendWord: (owner, id) => resendSuggestion(db, owner, id),
		removeWord: (owner, id) => removeSuggestion(db, owner, id),
		watchItems: (owner, next) => watch(() => listItems(db, owner), next, ignore),
		resend: (owner, id) => resend(db, owner, id),
		remove: async (owner, id) => removeItem(db, owner, id, await queueContext(db)),
		removeVisit: (owner, id) => removeVisit(db, owner, id),
		queueDeletion: async (owner, id) => queueDeletion(db, owner, id, await queueContext(db)),
		discardDraft: (id) => deleteDraft(db, id),
		async thumbnail(id) {
			const blob = await readRecordThumbnail(db, id);
			return blob && URL.createObjectURL(blob);
		},
		wake
	});
}

/** Null where the browser forbids it to keep anything. */
function typingShelf(): Shelf | null {
	try {
		return localStorage;
	} catch {
		return null;
	}
}
