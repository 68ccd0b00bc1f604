import type { Operation, OperationAnswer, PullAnswer } from '$lib/domain/operation.ts';
import type { WordProposal } from '$lib/domain/vocabulary/proposal.ts';
import type { Connection } from '$lib/domain/connection.ts';
import type { PhotoConfirmation } from '$lib/remote/photos.ts';
import type { PullRequest } from '$lib/remote/operations.ts';
import type { Exclusive } from '$lib/remote/ports.ts';
import type { WordDecision } from '$lib/remote/suggestions.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';

/** The server, as the sync sees it. Every call may throw a RemoteError. */
export interface SyncRemote {
	push(operations: Operation[], account_id: string): Promise<OperationAnswer[]>;
	pull(request: PullRequest): Promise<PullAnswer>;
	uploadPhoto(
		file: Blob,
		path: string,
		account_id: string,
		progress?: (sent: number) => void
	): Promise<void>;
	confirmPhoto(photo_id: string, account_id: string): Promise<PhotoConfirmation>;
	suggestWord(proposal: WordProposal, account_id: string): Promise<void>;
	wordDecisions(account_id: string): Promise<WordDecision[]>;
}

/** A photo on its way. `over`: sent, refused or to be tried again; what is kept of it says which. */
export interface PhotoProgress {
	photo_id: string;
	phase: 'sending' | 'checking' | 'over';
	/** Bytes that left; not what arrived. Null where this cannot be told. */
	sent: number | null;
}

/** Everything the sync needs from outside, so that it runs in a page, a service worker and a test. */
export interface SyncPorts {
	db: CapitelleDatabase;
	remote: SyncRemote;
	exclusive: Exclusive;
	/** ms since 1970. */
	now: () => number;
	/** Between 0 and 1. */
	random: () => number;
	/** False when the device itself says that there is no network; true says little. Absent: nobody says. */
	online?: (() => boolean) | undefined;
	/** By what the device is connected; `unknown` when nobody says. */
	connection?: (() => Connection) | undefined;
	/** Drops what is kept to be shown of records that are public no more. */
	forgetRecords?: ((record_ids: readonly string[]) => Promise<void>) | undefined;
	/** Told of each photo under way. */
	photoProgress?: ((progress: PhotoProgress) => void) | undefined;
}

/**
 * Why a drain ended before the queue was empty. Nothing is lost in any of them.
 * `sign_in_needed`: the session is over; `charter_needed`: the charter in force has to be accepted;
 * `account_blocked`: the account is blocked. Only the person, or who blocked it, can end these.
 */
export type Stop =
	| 'offline'
	| 'sign_in_needed'
	| 'charter_needed'
	| 'account_blocked'
	| 'rate_limited'
	| 'server_down';

/** Whether only the person can end the wait: trying again by itself is of no use. */
export function waitsForPerson(stop: Stop | null): boolean {
	return stop === 'sign_in_needed' || stop === 'charter_needed' || stop === 'account_blocked';
}
