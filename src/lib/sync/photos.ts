import { photoPath } from '$lib/domain/photo-path.ts';
import type { Problem } from '$lib/domain/problem.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { readPhotoFile } from '$lib/store/photos.ts';
import {
	countPhotoAttempt,
	delayPhoto,
	parkPhoto,
	recordPhotoReceived
} from '$lib/store/receipts.ts';
import { photosToSend } from '$lib/store/sending.ts';
import type { PhotoRow } from '$lib/store/types.ts';
import { pauseMs } from './backoff.ts';
import { pauseDrain } from './pause.ts';
import type { Stop, SyncPorts } from './ports.ts';

const parallel = 2;
const failuresBeforeStop = 3;

/** Sends the file unless it is there; the reason when the server will not take it. */
async function upload(ports: SyncPorts, row: PhotoRow): Promise<Problem[]> {
	const file = await readPhotoFile(ports.db, row.id);
	if (!file) return [{ code: 'photo_not_an_image', field: 'photos' }];
	const path = photoPath({ ...row.facts, record_id: row.record_id });
	try {
		await ports.remote.uploadPhoto(file, path, row.owner);
		return [];
	} catch (error) {
		if (!(error instanceof RemoteError) || error.kind !== 'refused') throw error;
		// Perhaps because it is already there: the confirmation tells.
		return error.problems;
	}
}

/** Whether the server confirmed the file; writes the receipt when it did. */
async function confirm(ports: SyncPorts, row: PhotoRow): Promise<Problem | true | null> {
	const answer = await ports.remote.confirmPhoto(row.id, row.owner);
	if (!answer.received) return answer.reason ?? null;
	const at = new Date(ports.now()).toISOString();
	await recordPhotoReceived(ports.db, row.id, at);
	return true;
}

async function sendOne(ports: SyncPorts, row: PhotoRow): Promise<void> {
	// An earlier try may have succeeded without our hearing of it: ask before sending megabytes again.
	if (row.attempts > 0 && (await confirm(ports, row)) === true) return;
	await countPhotoAttempt(ports.db, row.id);
	const refusals = await upload(ports, row);
	const confirmed = await confirm(ports, row);
	if (confirmed === true) return;
	if (refusals.length > 0) await parkPhoto(ports.db, row.id, confirmed ? [confirmed] : refusals);
	else await later(ports, row);
}

async function later(ports: SyncPorts, row: PhotoRow): Promise<void> {
	await delayPhoto(ports.db, row.id, ports.now() + pauseMs(row.attempts + 1, ports.random()));
}

/** What a failed request means: for this photo, and for the ones after it. */
async function failed(
	ports: SyncPorts,
	row: PhotoRow,
	error: RemoteError
): Promise<Stop | 'next' | 'failure'> {
	switch (error.kind) {
		case 'unauthorized':
			return 'sign_in_needed';
		case 'rate_limited':
			await pauseDrain(ports, error);
			return 'rate_limited';
		case 'offline':
		case 'not_json':
			return 'offline';
		case 'refused':
			await parkPhoto(ports.db, row.id, error.problems);
			return 'next';
		case 'timeout':
		case 'server':
			await later(ports, row);
			return 'failure';
	}
}

/**
 * Sends the files of photos the server already knows about, a few at a time, each on its own: one that
 * fails holds up neither the others nor its record. Only call it under the drain's lock.
 */
export async function sendPhotos(ports: SyncPorts, owner: string): Promise<Stop | null> {
	let stop: Stop | null = null;
	let failures = 0;
	let broken: unknown = null;
	const rows = await photosToSend(ports.db, owner, ports.now());
	const worker = async () => {
		for (let row = rows.shift(); row && !stop && !broken; row = rows.shift()) {
			try {
				await sendOne(ports, row);
				failures = 0;
			} catch (error) {
				if (!(error instanceof RemoteError)) {
					// This device failing: said once the other photo under way is settled, lock still held.
					broken = error;
					return;
				}
				const next = await failed(ports, row, error);
				if (next === 'failure' && ++failures >= failuresBeforeStop) stop = 'server_down';
				else if (next !== 'failure' && next !== 'next') stop = next;
			}
		}
	};
	await Promise.all(Array.from({ length: parallel }, worker));
	if (broken) throw broken;
	return stop;
}
