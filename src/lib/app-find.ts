import { unpackCommunes } from '$lib/domain/find/communes';
import { centreOf } from '$lib/domain/geometry';
import { noFilter } from '$lib/domain/record-filter';
import { indexVocabulary, type VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { findAddresses, geocoderOf } from '$lib/remote/geocoder';
import { FindState } from '$lib/state/find.svelte';
import { siteReader } from '$lib/state/public-records';
import { readAccount } from '$lib/store/accounts';
import { openDatabase, type CapitelleDatabase } from '$lib/store/database';
import { readFindable, type FindableRecord } from '$lib/store/findable';
import { keepPlace, keptPlaces } from '$lib/store/kept-places';
import { anonymous } from '$lib/store/types';
import { readVocabulary } from '$lib/store/vocabulary';

const fetcher: typeof fetch = (input, init) => fetch(input, init);

/** Of the records that this site finds, those among which the nearest are shown. */
const siteMost = 30;

/** Wires the box that finds places and records, in what this device keeps. */
export function newFind(db: CapitelleDatabase): FindState {
	return wired(db, null);
}

/**
 * The same for a public page, which loads it when the person comes to the box, and with it the local database: a
 * visitor's device may keep no record, so this site is asked as well.
 * @param names of the concepts, where the device keeps no vocabulary
 */
export function newPublicFind(names: VocabularyIndex): FindState {
	return wired(openDatabase(), names);
}

function wired(db: CapitelleDatabase, names: VocabularyIndex | null): FindState {
	const owner = async () => (await readAccount(db))?.id ?? anonymous;
	let geocoder: Promise<string | null> | null = null;
	return new FindState({
		async vocabulary() {
			const vocabulary = await readVocabulary(db).catch(() => null);
			return vocabulary ? indexVocabulary(vocabulary) : names;
		},
		records: async (take) => readFindable(db, await owner(), take),
		siteRecords: names && siteRecords,
		communes: async () => unpackCommunes(await (await fetcher('/api/communes.json')).json()),
		keptPlaces: async () => keptPlaces(db, await owner()),
		keepPlace: async (place) => keepPlace(db, await owner(), place),
		async addresses(text, near) {
			geocoder ??= geocoderOf(fetcher, Date.now());
			// A failed reading is no answer: asked again the next time.
			geocoder.catch(() => (geocoder = null));
			const base = await geocoder;
			return base ? findAddresses(fetcher, base, { text, near, now: Date.now() }) : null;
		},
		online: () => navigator.onLine,
		now: Date.now
	});
}

async function siteRecords(word: string): Promise<FindableRecord[]> {
	// Words on their way to others are not worth the room of pages that were read.
	const site = siteReader((input, init) => fetch(input, { ...init, cache: 'no-store' }));
	const { records } = await site.list({ ...noFilter, q: word, limit: siteMost });
	return records.map(({ id, theme, concept, title, commune, geometry }) => {
		const [lon, lat] = centreOf(geometry);
		const nom = commune?.nom ?? null;
		return {
			...{ id, theme, concept, title, commune: nom, lon, lat },
			...{ properties: {}, whose: 'public' }
		};
	});
}
