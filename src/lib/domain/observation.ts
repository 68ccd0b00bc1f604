import type { FieldValue } from './fields/types.ts';

/**
 * One dated visit: what was seen of an object that day. The object (what and where it is) belongs to the
 * record; what changes from one visit to the next (condition, threats) belongs here. The first visit is the
 * one during which the record was made.
 */
export interface PublicObservation {
	id: string;
	/** The visit during which the record was made. */
	first: boolean;
	/** ISO 8601 with the offset of the device. */
	observed_at: string;
	/** Answers to the fields that are asked at each visit; nothing else. */
	properties: Record<string, FieldValue>;
	note: string | null;
	author_name: string | null;
}

/** A visit as its author, the author of the record, or a moderator reads it. */
export interface Observation extends PublicObservation {
	status: 'pending' | 'accepted' | 'rejected';
	/** The moderator's, when it was rejected. */
	reason: string | null;
	/** Made by whoever reads this. */
	own: boolean;
	created_at: string;
}

/** What a device sends of a visit. */
export interface NewObservation {
	/** UUIDv7 of the device, never changed. */
	id: string;
	observed_at: string;
	properties: Record<string, FieldValue>;
	note: string | null;
}
