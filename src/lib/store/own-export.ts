import type { NewObservation } from '$lib/domain/observation.ts';
import type { FieldValue } from '$lib/domain/fields/types.ts';
import type { Geometry, Position } from '$lib/domain/record.ts';
import type { Sensitivity } from '$lib/domain/vocabulary/types.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';

/** One of the person's records as this device has it, for a file that leaves it. */
export interface OwnRecord {
	id: string;
	theme: string | null;
	concept: string | null;
	/** Null: begun, and not placed yet. */
	geometry: Geometry | null;
	position: Position | null;
	properties: Record<string, FieldValue>;
	sensitivity: Sensitivity | null;
	observed_at: string;
	title: string | null;
	/** `draft`: not saved. `visited`: somebody else's, which the person visited. Else as the list says. */
	state: 'draft' | 'visited' | 'waiting' | 'sending' | 'received' | 'parked';
	photos: number;
	/** The person's visits beside the first, those that are only begun too, oldest first. */
	visits: NewObservation[];
}

/**
 * The person's records, drafts and visits on this device, sent or not, in one reading; what is being removed is
 * left out. A correction that is only begun does not show: the record is as it was saved.
 */
export async function readOwnRecords(db: CapitelleDatabase, owner: string): Promise<OwnRecord[]> {
	const { items, drafts, visits, operations } = db;
	return withDatabase(db, () =>
		db.transaction('r', [items, drafts, visits, operations], async () => {
			const rows = await items.where({ owner }).toArray();
			const begun = await drafts.where({ owner }).toArray();
			const visiting = await visits.where({ owner }).toArray();
			const queued = await operations.where({ owner }).toArray();
			const seen = new Map<string, Map<string, NewObservation>>();
			const see = (record: string, visit: NewObservation) => {
				const of = seen.get(record) ?? new Map<string, NewObservation>();
				seen.set(record, of.set(visit.id, visit));
			};
			for (const { record_id, observations = [] } of rows)
				for (const { id, observed_at, properties, note } of observations)
					see(record_id, { id, observed_at, properties, note });
			for (const { record_id, op } of queued) if (op.observation) see(record_id, op.observation);
			for (const { record_id, id, observed_at, properties, note } of visiting)
				see(record_id, { id, observed_at, properties, note: note || null });

			const found = new Map<string, OwnRecord>();
			for (const { record_id, content, title, state, visited, photos, deleting } of rows) {
				if (deleting) continue;
				const shown = visited ? 'visited' : state;
				found.set(record_id, {
					...{ ...content, id: record_id, title, state: shown, photos: photos.total },
					visits: visitsIn(seen.get(record_id))
				});
			}
			for (const draft of begun) {
				if (rows.some(({ record_id }) => record_id === draft.id)) continue;
				const { id, theme, concept, geometry, position, properties } = draft;
				const { sensitivity, observed_at, title, photos } = draft;
				found.set(id, {
					...{ id, theme, concept, geometry, position, properties, sensitivity, observed_at },
					...{ title, state: 'draft', photos: photos.length, visits: visitsIn(seen.get(id)) }
				});
			}
			for (const { record_id, base, title } of visiting) {
				if (found.has(record_id) || rows.some((row) => row.record_id === record_id)) continue;
				const { photos, ...content } = base.record;
				found.set(record_id, {
					...{ ...content, id: record_id, title, state: 'visited', photos: photos.length },
					visits: visitsIn(seen.get(record_id))
				});
			}
			return [...found.values()];
		})
	);
}

function visitsIn(visits: ReadonlyMap<string, NewObservation> | undefined): NewObservation[] {
	return [...(visits?.values() ?? [])].sort(
		(a, b) => Date.parse(a.observed_at) - Date.parse(b.observed_at)
	);
}
