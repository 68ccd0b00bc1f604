import { fieldStates, type FieldStates } from '$lib/app-field';
import {
	newCapture,
	newChoices,
	newConflict,
	newVisit,
	openPhotos,
	openStorage
} from '$lib/app-forms';
import { newContributions, newRescue } from '$lib/app-lists';
import { openSession } from '$lib/app-session';
import { onConnectionChange, ownNetwork } from '$lib/device/connection';
import { onNetworkBack, onPageShown } from '$lib/device/network';
import { sendFile } from '$lib/device/send-file';
import { handOverWhenHidden, onWorkerWake } from '$lib/device/worker';
import type { Administration } from '$lib/app-administration';
import type { Remote } from '$lib/remote/client';
import { myReceipts } from '$lib/remote/receipts';
import { fetchVocabulary } from '$lib/remote/vocabulary';
import type { AccessDeskState } from '$lib/state/access-desk.svelte';
import type { AccountMeasures } from '$lib/state/account-measures.svelte';
import { appUpdate } from '$lib/state/app-update.svelte';
import type { PeopleStates } from '$lib/app-people';
import type { CaptureState } from '$lib/state/capture.svelte';
import type { ChoicesState } from '$lib/state/choices.svelte';
import type { ConflictState } from '$lib/state/conflict.svelte';
import type { ContributionsState } from '$lib/state/contributions.svelte';
import type { Desk } from '$lib/state/desk-parts';
import type { FollowingState } from '$lib/state/following.svelte';
import type { FormDeskState } from '$lib/state/form-desk.svelte';
import type { NoticesState } from '$lib/state/notices.svelte';
import type { HistoryState } from '$lib/state/history.svelte';
import { linkFrame } from '$lib/state/frame-link.svelte';
import type { CharterDeskState } from '$lib/state/charter-desk.svelte';
import type { PoliciesState } from '$lib/state/policies.svelte';
import type { MyDataState } from '$lib/state/my-data.svelte';
import type { PhotoSendingState } from '$lib/state/photo-sending.svelte';
import { ReceiptsState } from '$lib/state/receipts.svelte';
import type { ReportState } from '$lib/state/report.svelte';
import type { RescueState } from '$lib/state/rescue.svelte';
import type { SessionState } from '$lib/state/session.svelte';
import type { SpeakUpState } from '$lib/state/speak-up.svelte';
import type { StorageState } from '$lib/state/storage.svelte';
import { SyncStatusState } from '$lib/state/sync-status.svelte';
import { VocabularyState } from '$lib/state/vocabulary.svelte';
import type { VisitState } from '$lib/state/visit.svelte';
import type { TalkState } from '$lib/state/talk.svelte';
import type { VocabularyDesk } from '$lib/state/vocabulary-desk.svelte';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { lastPlace, recentConcepts } from '$lib/store/habits';
import { TypingJournal, VisitJournal, type Shelf } from '$lib/store/journal';
import { watch } from '$lib/store/live';
import { readReceipts, saveReceipts } from '$lib/store/server-count';
import { countQueue } from '$lib/store/suggestions';
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
	/** The moderation desk of the person signed in. Its code comes with the first. */
	desk(): Promise<Desk>;
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
	/** The pages of the administration. Their code comes with the first. */
	administration(): Promise<Administration>;
	/** What the person is told of; its code comes with the first. */
	notices(): Promise<NoticesState>;
	/** What the person follows and how they are told; one per screen. */
	following(): Promise<FollowingState>;
	/** The conversation on a record; one per screen. Its code comes with the first. */
	talk(): Promise<TalkState>;
	/** What the author of a record may ask for about it; one per screen. */
	speakUp(): Promise<SpeakUpState>;
	/** Every version of a record; one per screen. */
	history(): Promise<HistoryState>;
	/** The rules of contribution, and the versions of the charter; one per screen. Their code comes with the first. */
	policies(): Promise<PoliciesState>;
	/** People, organisations and invitations. Their code comes with the first. */
	people(): Promise<PeopleStates>;
	charterDesk(): Promise<CharterDeskState>;
	/** What the site holds about the person; one per screen. Its code comes with the first, as for the two below. */
	myData(): Promise<MyDataState>;
	/** Reporting a photo or a text of a record. */
	report(about: { record_id: string; photo_id: string | null }): Promise<ReportState>;
	/** Blocked accounts and logs, for administrators. */
	accessDesk(): Promise<AccessDeskState>;
	/** What can be done about one account. */
	accountMeasures(user_id: string | null, changed: () => void): Promise<AccountMeasures>;
	/** What a morning outside needs beside the forms. */
	readonly field: FieldStates;
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
		forgetRecords: (ids) =>
			import('$lib/device/forget-records').then(({ forgetRecords }) => forgetRecords(ids)),
		photoProgress: (progress) => {
			photos.progressed(progress);
			syncStatus.photo(progress);
		},
		locks: navigator.locks,
		now: Date.now,
		random: Math.random
	});
	const session = openSession(db, remote, () => {
		void engine.wake();
		void notices().catch(ignore);
	});
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
			// A version came into force since this device last asked.
			if (status.stop === 'charter_needed') void session.refresh().catch(ignore);
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
	const notices = once(async () => (await import('./app-notices')).openNotices(parts));
	// A first visitor has none, and loads nothing for them.
	if (session.account) void notices().catch(ignore);
	return {
		session,
		storage,
		vocabulary,
		syncStatus,
		photos,
		desk: async () => (await import('./app-desk')).deskOf(parts),
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
		administration: async () => (await import('./app-administration')).newAdministration(parts),
		notices,
		following: async () => (await import('./app-notices')).newFollowing(parts),
		talk: async () => (await import('./app-talk')).newTalk({ ...parts, wake: () => engine.wake() }),
		speakUp: async () =>
			(await import('./app-talk')).newSpeakUp({ ...parts, wake: () => engine.wake() }),
		history: async () => (await import('./app-history')).newHistory(parts),
		people: async () => (await import('./app-people')).newPeople(parts),
		policies: async () => (await import('./app-charter')).newPolicies(parts),
		charterDesk: async () => (await import('./app-charter')).newCharterDesk(parts),
		myData: async () => (await import('./app-privacy')).newMyData(parts),
		report: async (about) => (await import('./app-privacy')).newReport(parts, about),
		accessDesk: async () => (await import('./app-privacy')).newAccessDesk(parts),
		accountMeasures: async (user_id, changed) =>
			(await import('./app-privacy')).newAccountMeasures(parts, user_id, changed),
		field: fieldStates({ ...parts, pull: () => engine.wake() }),
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

/** Null where the browser forbids it to keep anything. */
function typingShelf(): Shelf | null {
	try {
		return localStorage;
	} catch {
		return null;
	}
}

/** Makes it at the first call, and answers with the same ever after; a failed start is tried again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | null = null;
	return () =>
		(made ??= make().catch((error: unknown) => {
			made = null;
			throw error;
		}));
}
