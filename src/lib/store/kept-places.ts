import { withDatabase, writeIfRoom, type CapitelleDatabase } from './database.ts';

/** A place that was found elsewhere and gone to, kept to be found again without a network. */
export interface KeptPlace {
	label: string;
	lon: number;
	lat: number;
}

/** Where a person went is theirs: kept under this and their id, and forgotten with their habits. */
export const placesKey = 'found_places';
const placesMost = 50;
const keyOf = (owner: string) => `${placesKey}:${owner}`;

/** The places this person went to, last first. */
export async function keptPlaces(db: CapitelleDatabase, owner: string): Promise<KeptPlace[]> {
	const row = await withDatabase(db, () => db.meta.get(keyOf(owner)));
	return (row?.value as KeptPlace[] | undefined) ?? [];
}

/** Keeps a place on top of the others, if there is room; the oldest of too many goes. */
export async function keepPlace(
	db: CapitelleDatabase,
	owner: string,
	place: KeptPlace
): Promise<void> {
	await writeIfRoom(db, [db.meta], async () => {
		const others = (await keptPlaces(db, owner)).filter(({ label }) => label !== place.label);
		await db.meta.put({ key: keyOf(owner), value: [place, ...others].slice(0, placesMost) });
	});
}
