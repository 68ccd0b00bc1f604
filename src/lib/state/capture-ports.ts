import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import type { LinkableRecord } from '$lib/domain/record';
import type { LinkableQuery } from '$lib/store/linkable';
import type { Draft, DraftBase, DraftPhoto, QueueContext } from '$lib/store/types';
import type { Journal } from './autosave';
import type { PlacePorts } from './place-ports';
import type { PhotoTools } from './photo-tools';

export type { Draft, DraftPhoto };

/** What the form reaches outside itself. */
export interface CapturePorts extends PlacePorts {
	/** Account id, or the anonymous owner. */
	owner(): string;
	vocabulary(): VocabularyIndex;
	queueContext(): Promise<QueueContext>;
	/** A record that is not on this device's list: from the replica, else from the server; null when out of reach. */
	findRecord(id: string): Promise<DraftBase | null>;
	/** Holds the last keystrokes until the database has them. */
	journal: Journal<Draft> | null;
	photoTools: PhotoTools;
	/** Address of a picture the server has, as this person may see it; null when out of reach. */
	photoAddress(record_id: string, photo: DraftPhoto): Promise<string | null>;
	/** Where the last record was made, longitude and latitude, or null. */
	lastPlace(): Promise<[number, number] | null>;
	/** Records that a question about another record offers, nearest first. */
	linkable(query: LinkableQuery): Promise<LinkableRecord[]>;
	/** Something new to send that is no record. */
	wake(): void;
	/** Called once something was saved for good: ask to keep the storage, wake the drain. */
	saved(draft: Draft): void;
}
