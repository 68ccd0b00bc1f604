import type { Remote } from '$lib/remote/client';
import type { AreasState } from '$lib/state/areas.svelte';
import type { Favourites } from '$lib/state/favourites.svelte';
import type { FindState } from '$lib/state/find.svelte';
import type { CaptureState } from '$lib/state/capture.svelte';
import type { ImportState } from '$lib/state/import.svelte';
import type { OutingsState } from '$lib/state/outings.svelte';
import type { SafetyState } from '$lib/state/safety.svelte';
import type { PhotoChoicesState } from '$lib/state/photo-choices.svelte';
import type { PocketState } from '$lib/state/pocket.svelte';
import type { SessionState } from '$lib/state/session.svelte';
import type { SharingState } from '$lib/state/sharing.svelte';
import type { StandingState } from '$lib/state/standing.svelte';
import type { VocabularyState } from '$lib/state/vocabulary.svelte';
import type { CapitelleDatabase } from '$lib/store/database';
import type { Bbox } from '$lib/store/grid';
import { watch } from '$lib/store/live';
import { listPacks } from '$lib/store/packs';
import type { ShapeAround } from '$lib/store/shapes-around';

/** What the screens of a morning outside are made of; the composition root gives it. */
interface FieldParts {
	db: CapitelleDatabase;
	remote: Remote;
	session: SessionState;
	vocabulary: VocabularyState;
	/** Fetches what changed; settled once it did, or could not. */
	pull(): Promise<void>;
}

/** What a morning outside needs beside the forms. Each one's code comes when it is asked for. */
export interface FieldStates {
	/** Outings and what was noted in them; one per screen. */
	outings(): Promise<OutingsState>;
	/** Concepts the person wants at hand; one per screen. */
	favourites(): Promise<Favourites>;
	/** Shapes of records within a box, but for the one that is drawn. */
	shapesAround(box: Bbox, except: string | null): Promise<ShapeAround[]>;
	/** The box that finds places and records; one per screen. */
	find(): Promise<FindState>;
	/** A file that becomes drafts; one per screen. */
	importing(): Promise<ImportState>;
	/** The person's records as a file; one per screen. */
	pocket(): Promise<PocketState>;
	/** Why everything the person sends waits; one per screen. */
	standing(): Promise<StandingState>;
	/** What the person was told to be careful about; one per form. */
	safety(): Promise<SafetyState>;
	/** Areas taken along; one for the page. */
	areas(): Promise<AreasState>;
	/** How the person's photos are kept and given; one per screen. */
	photoChoices(): Promise<PhotoChoicesState>;
	/** Photos that another app shared, and the form they go into; one per screen. */
	sharing(capture: () => Promise<CaptureState>): Promise<SharingState>;
}

/** A query that fails (a closed connection) is left as it is: the next start reads again. */
const ignore = () => undefined;

/** Wires what a morning outside needs. */
export function fieldStates(parts: FieldParts): FieldStates {
	let areas: Promise<AreasState> | null = null;
	const open = () =>
		(areas ??= import('./app-areas').then(({ openAreas }) => openAreas(parts.db, parts.pull)));
	// What was on its way when the page died goes on, on whatever screen the person is now.
	listPacks(parts.db).then(
		(packs) => packs.some(({ state }) => state === 'loading' || state === 'failed') && void open(),
		ignore
	);
	return {
		outings: () => newOutings(parts),
		favourites: () => newFavourites(parts),
		safety: () => newSafety(parts),
		areas: open,
		photoChoices: () => newPhotoChoices(parts),
		sharing: (capture) => newSharing(parts, capture),
		async shapesAround(box, except) {
			const { shapesAround } = await import('$lib/store/shapes-around');
			return shapesAround(parts.db, parts.session.owner, box, except);
		},
		find: async () => (await import('./app-find')).newFind(parts.db),
		importing: async () => (await import('./app-exchange')).newImport(parts),
		pocket: async () => (await import('./app-exchange')).newPocket(parts),
		standing: async () => (await import('./app-privacy')).newStanding(parts)
	};
}

async function newOutings({ db }: FieldParts): Promise<OutingsState> {
	const [{ OutingsState }, store, { listItems }] = await Promise.all([
		import('$lib/state/outings.svelte'),
		import('$lib/store/outings'),
		import('$lib/store/items')
	]);
	return new OutingsState({
		watchOutings: (owner, next) => watch(() => store.listOutings(db, owner), next, ignore),
		watchItems: (owner, next) => watch(() => listItems(db, owner), next, ignore),
		start: (owner, facts) => store.startOuting(db, owner, facts, new Date()),
		change: (owner, id, facts) => store.changeOuting(db, owner, id, facts),
		end: (owner, id) => store.endOuting(db, owner, id, new Date()),
		resume: (owner, id) => store.resumeOuting(db, owner, id, new Date()),
		remove: (owner, id) => store.deleteOuting(db, owner, id)
	});
}

async function newSafety({ db, session }: FieldParts): Promise<SafetyState> {
	const [{ SafetyState }, { noteReminders, seenReminders }] = await Promise.all([
		import('$lib/state/safety.svelte'),
		import('$lib/store/habits')
	]);
	const safety = new SafetyState({
		read: () => seenReminders(db, session.owner),
		note: (ids) => noteReminders(db, session.owner, ids)
	});
	await safety.load();
	return safety;
}

async function newPhotoChoices({ db, session }: FieldParts): Promise<PhotoChoicesState> {
	const [{ PhotoChoicesState }, { photoChoices, savePhotoChoices }] = await Promise.all([
		import('$lib/state/photo-choices.svelte'),
		import('$lib/store/photo-choices')
	]);
	return new PhotoChoicesState({
		read: () => photoChoices(db, session.owner),
		save: (choices) => savePhotoChoices(db, session.owner, choices)
	});
}

async function newSharing(
	{ db, session }: FieldParts,
	capture: () => Promise<CaptureState>
): Promise<SharingState> {
	const [{ SharingState }, { dropIncoming, listIncoming }, { listDrafts }] = await Promise.all([
		import('$lib/state/sharing.svelte'),
		import('$lib/store/incoming'),
		import('$lib/store/drafts')
	]);
	return new SharingState({
		list: () => listIncoming(db),
		drop: (ids) => dropIncoming(db, ids),
		drafts: () => listDrafts(db, session.owner),
		capture
	});
}

async function newFavourites({ db }: FieldParts): Promise<Favourites> {
	const [{ Favourites }, { favouriteConcepts, setFavourite }] = await Promise.all([
		import('$lib/state/favourites.svelte'),
		import('$lib/store/habits')
	]);
	return new Favourites({
		watch: (owner, next) => watch(() => favouriteConcepts(db, owner), next, ignore),
		set: (owner, concept, on) => setFavourite(db, owner, concept, on)
	});
}
