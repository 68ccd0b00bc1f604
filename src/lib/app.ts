import { version } from '$app/environment';
import { contentOf } from '$lib/domain/actions/content';
import { photoPath } from '$lib/domain/photo-path';
import type { FullRecord, PublicRecord } from '$lib/domain/record';
import type { DraftBase } from '$lib/store/types';
import type { CaptureState } from '$lib/state/capture.svelte';
import type { ContributionsState } from '$lib/state/contributions.svelte';
import type { DeskState } from '$lib/state/desk.svelte';
import type { SessionState } from '$lib/state/session.svelte';
import type { SyncStatusState } from '$lib/state/sync-status.svelte';
import type { VocabularyState } from '$lib/state/vocabulary.svelte';
import { appUpdate } from '$lib/state/app-update.svelte';

/**
 * The composition root: the one place where the local database, the server, the device and the screens'
 * states meet. Nothing is loaded, opened or asked for before {@link getApp}; the public pages never call it
 * for somebody who only reads.
 */
export interface App {
	readonly session: SessionState;
	/** Themes, concepts and fields; null index until something was read. */
	readonly vocabulary: VocabularyState;
	readonly syncStatus: SyncStatusState;
	readonly desk: DeskState;
	/** Sends what waits and fetches what changed, now or after the round under way. */
	wake(): Promise<void>;
	/** A new form; one per screen. */
	capture(): Promise<CaptureState>;
	/** A new list; one per screen. */
	contributions(): Promise<ContributionsState>;
	/** Concepts recorded lately on this device, newest first. */
	recentConcepts(): Promise<string[]>;
	/** Where the last record was made, longitude and latitude, or null. */
	lastPlace(): Promise<[number, number] | null>;
}

/** Between pulls when nothing else happens. */
const idleMs = 5 * 60_000;
const recentKey = 'recent_concepts';
const lastPlaceKey = 'last_place';

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
	const [
		{ openDatabase },
		{ watch },
		meta,
		accounts,
		{ countItems },
		vocabularyStore,
		{ connect },
		{ startEngine },
		auth,
		account,
		moderation,
		{ fetchVocabulary },
		{ photoUrl },
		network,
		worker,
		states
	] = await Promise.all([
		import('$lib/store/database'),
		import('$lib/store/live'),
		import('$lib/store/meta'),
		import('$lib/store/accounts'),
		import('$lib/store/items'),
		import('$lib/store/vocabulary'),
		import('$lib/sync/connect'),
		import('$lib/sync/engine'),
		import('$lib/remote/auth'),
		import('$lib/remote/account'),
		import('$lib/remote/moderation'),
		import('$lib/remote/vocabulary'),
		import('$lib/remote/photos'),
		import('$lib/device/network'),
		import('$lib/device/worker'),
		loadStates()
	]);
	const db = openDatabase({ onOutdated: () => appUpdate.applied(() => location.reload()) });
	const fetcher: typeof fetch = (input, init) => fetch(input, init);
	const { remote, sync } = connect(db, {
		fetch: fetcher,
		locks: navigator.locks,
		now: Date.now,
		random: Math.random
	});
	// A query that fails (a closed connection) is left as it is: the next start reads again.
	const ignore = () => undefined;

	const session = new states.SessionState({
		sendCode: (email) => auth.sendCode(remote, email),
		verifyCode: (email, code) => auth.verifyCode(remote, email, code),
		signOut: () => auth.signOut(remote),
		storedSession: () => remote.session.account(),
		myAccount: () => account.myAccount(remote),
		updateProfile: (id, changes) => account.updateProfile(remote, id, changes),
		acceptCharter: (id, version) => account.acceptCharter(remote, id, version),
		saveAccount: (value) => accounts.saveAccount(db, value),
		watchAccount: (next) => watch(() => accounts.readAccount(db), next, ignore),
		adopt: (id) => accounts.adoptAnonymous(db, id),
		signedIn: () => void engine.wake()
	});
	const vocabulary = new states.VocabularyState({
		read: () => vocabularyStore.readVocabulary(db),
		save: (value) => vocabularyStore.saveVocabulary(db, value),
		fetch: (etag) => fetchVocabulary(fetcher, etag)
	});
	const syncStatus = new states.SyncStatusState({
		watchCounts: (owner, next) => watch(() => countItems(db, owner), next, ignore)
	});
	const desk = new states.DeskState({
		queue: (page) => moderation.moderationQueue(remote, page),
		decide: (request) => moderation.decide(remote, request),
		recordForMe: (id) => moderation.recordForMe(remote, id),
		photoUrl: (photo) => photoUrl(remote, photoPath(photo))
	});
	const engine = startEngine({
		...sync,
		owner: async () => session.sender,
		idleMs,
		changed: (status) => {
			if (status.stop === 'sign_in_needed') session.expired();
			syncStatus.engine(status);
		},
		sources: [network.onNetworkBack, network.onPageShown, worker.onWorkerWake],
		timer: (ms, call) => {
			const id = setTimeout(call, ms);
			return () => clearTimeout(id);
		}
	});

	await session.start();
	states.linkFrame(session, syncStatus);
	await vocabulary.load();
	void engine.wake();

	const queueContext = async () => ({
		device_id: await meta.deviceId(db),
		app_version: version,
		now: new Date()
	});
	return {
		session,
		vocabulary,
		syncStatus,
		desk,
		wake: () => engine.wake(),
		recentConcepts: async () => (await meta.readMeta<string[]>(db, recentKey)) ?? [],
		lastPlace: async () => (await meta.readMeta<[number, number]>(db, lastPlaceKey)) ?? null,
		async capture() {
			const [
				{ CaptureState },
				gps,
				{ preparePhoto },
				{ keepStorage },
				{ readRecord },
				{ centreOf }
			] = await Promise.all([
				import('$lib/state/capture.svelte'),
				import('$lib/device/gps'),
				import('$lib/device/photo'),
				import('$lib/device/quota'),
				import('$lib/store/replica'),
				import('$lib/domain/geometry')
			]);
			return new CaptureState({
				db,
				owner: () => session.owner,
				vocabulary: () => {
					if (!vocabulary.index) throw new Error('no vocabulary');
					return vocabulary.index;
				},
				queueContext,
				async findRecord(id): Promise<DraftBase | null> {
					const here = (await readRecord(db, session.owner, id))?.record;
					const record = here ?? (await moderation.recordForMe(remote, id).catch(() => null));
					return record && baseOf(record);
				},
				preparePhoto,
				watchPosition: gps.watchPosition,
				mayLocate: gps.mayLocate,
				saved(draft) {
					void keepStorage();
					void worker.askBackgroundSync();
					void engine.wake();
					if (!draft.concept || !draft.geometry) return;
					const { concept, geometry } = draft;
					void meta.writeMeta(db, lastPlaceKey, centreOf(geometry));
					void meta.readMeta<string[]>(db, recentKey).then((recent = []) => {
						const others = recent.filter((id) => id !== concept);
						return meta.writeMeta(db, recentKey, [concept, ...others].slice(0, 20));
					});
				}
			});
		},
		async contributions() {
			const [{ ContributionsState }, { listItems }, parked, outbox, { deleteDraft }, photos] =
				await Promise.all([
					import('$lib/state/contributions.svelte'),
					import('$lib/store/items'),
					import('$lib/store/parked'),
					import('$lib/store/outbox'),
					import('$lib/store/drafts'),
					import('$lib/store/photos')
				]);
			return new ContributionsState({
				watchItems: (owner, next) => watch(() => listItems(db, owner), next, ignore),
				resend: (owner, id) => parked.resend(db, owner, id),
				remove: (owner, id) => parked.removeItem(db, owner, id),
				queueDeletion: async (owner, id) =>
					outbox.queueDeletion(db, owner, id, await queueContext()),
				discardDraft: (id) => deleteDraft(db, id),
				async thumbnail(id) {
					const blob = await photos.readRecordThumbnail(db, id);
					return blob && URL.createObjectURL(blob);
				},
				wake: () => void engine.wake()
			});
		}
	};
}

/** The states every screen shares. */
async function loadStates() {
	const [session, vocabulary, syncStatus, desk, frame] = await Promise.all([
		import('$lib/state/session.svelte'),
		import('$lib/state/vocabulary.svelte'),
		import('$lib/state/sync-status.svelte'),
		import('$lib/state/desk.svelte'),
		import('$lib/state/frame-link.svelte')
	]);
	return { ...session, ...vocabulary, ...syncStatus, ...desk, ...frame };
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

/**
 * What every page does once it is idle: keeps the app installed, and goes on sending for somebody who
 * left something. A first-time reader loads nothing more.
 */
export function accompany(returning: boolean): void {
	const idle = globalThis.requestIdleCallback ?? ((call: () => void) => setTimeout(call, 1500));
	idle(() => {
		if (returning) void getApp().catch(() => undefined);
		// In development files are served one by one: there is nothing to install.
		if (import.meta.env.PROD) void keepInstalled();
	});
}

async function keepInstalled(): Promise<void> {
	const { followWorker } = await import('$lib/device/worker');
	await followWorker({
		onWaiting: (apply) => appUpdate.ready(apply),
		onTakenOver: () => appUpdate.applied(() => location.reload())
	});
}
