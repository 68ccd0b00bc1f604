import { photoPath } from '$lib/domain/photo-path.ts';
import type { Problem } from '$lib/domain/problem.ts';
import { sha256 } from '$lib/domain/sha256.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { readPhotoFile } from '$lib/store/photos.ts';
import {
	countPhotoAttempt,
	delayPhoto,
	parkPhoto,
	recordPhotoReceived
} from '$lib/store/receipts.ts';
import { operationsToSend, photosToSend } from '$lib/store/sending.ts';
import type { PhotoRow } from '$lib/store/types.ts';
import { pauseMs } from './backoff.ts';
import { pauseDrain } from './pause.ts';
import { photosHeld } from './photo-saver.ts';
import type { PhotoProgress, Stop, SyncPorts } from './ports.ts';

/** More would share a thin link without being faster, and lose more when it is cut. */
const parallel = 2;
/** Requests lost or failed one after the other before the network, or the server, is held to be down. */
const failuresBeforeStop = 3;
/** Tries of one photo within a run, so that one that always breaks does not keep the others waiting. */
const triesInRun = 3;

export interface PhotosSent {
	stop: Stop | null;
	/** Files the server confirmed. */
	received: number;
	/** Something was saved meanwhile: it goes first, and the rest of the photos after it. */
	interrupted: boolean;
}

/** What a failed request means for the photo: to be tried again in this run, later, or not by itself. */
type Next = 'again' | 'later' | 'parked';

/** One run over the photos that may go now, a few at a time. */
class Run {
	readonly #ports: SyncPorts;
	readonly #owner: string;
	readonly #rows: PhotoRow[];
	readonly #tries = new Map<string, number>();
	/** Since the last request that succeeded. */
	#failures = 0;
	/** Photos left for another run because the network lost them. */
	#lost = 0;
	#stop: Stop | null = null;
	#received = 0;
	#interrupted = false;
	/** This device failing: said once the other photo under way is settled, lock still held. */
	#broken: unknown = null;

	constructor(ports: SyncPorts, owner: string, rows: PhotoRow[]) {
		this.#ports = ports;
		this.#owner = owner;
		this.#rows = rows;
	}

	async toTheEnd(): Promise<PhotosSent> {
		await Promise.all(Array.from({ length: parallel }, () => this.#work()));
		if (this.#broken) throw this.#broken;
		return {
			stop: this.#stop ?? (this.#lost > 0 ? 'offline' : null),
			received: this.#received,
			interrupted: this.#interrupted
		};
	}

	async #work(): Promise<void> {
		try {
			while (await this.#goesOn()) {
				const row = this.#rows.shift();
				if (!row) return;
				await this.#try(row);
			}
		} catch (error) {
			this.#broken ??= error;
		}
	}

	/** Asked before each photo: minutes may have passed since the last, and the person left home. */
	async #goesOn(): Promise<boolean> {
		if (this.#stop || this.#broken || this.#interrupted || this.#rows.length === 0) return false;
		const { db, now } = this.#ports;
		const [waiting] = await operationsToSend(db, this.#owner, now(), { operations: 1, bytes: 1 });
		if (waiting) this.#interrupted = true;
		else if (await photosHeld(this.#ports)) {
			const free = this.#rows.filter((row) => row.anyway);
			this.#rows.splice(0, this.#rows.length, ...free);
		}
		return !this.#interrupted;
	}

	async #try(row: PhotoRow): Promise<void> {
		const tries = (this.#tries.get(row.id) ?? 0) + 1;
		this.#tries.set(row.id, tries);
		try {
			if (await this.#send(row)) this.#received += 1;
			this.#failures = 0;
		} catch (error) {
			if (!(error instanceof RemoteError)) throw error;
			if ((await this.#failed(row, error)) !== 'again') return;
			if (tries < triesInRun && !this.#stop)
				this.#rows.push({ ...row, attempts: row.attempts + 1 });
			else this.#lost += 1;
		} finally {
			this.#tell(row, 'over');
		}
	}

	/** Whether the server has the file now; when not, what becomes of it is written down. */
	async #send(row: PhotoRow): Promise<boolean> {
		const { db } = this.#ports;
		// An earlier try may have succeeded without our hearing of it: ask before sending megabytes again.
		if (row.attempts > 0 && (await this.#confirm(row)) === true) return true;
		const file = await intactFile(this.#ports, row);
		if (!file) {
			await parkPhoto(db, row.id, [{ code: 'photo_damaged', field: 'photos' }]);
			return false;
		}
		await countPhotoAttempt(db, row.id);
		const refusals = await this.#upload(row, file);
		const confirmed = await this.#confirm(row);
		if (confirmed === true) return true;
		if (refusals.length === 0) await this.#later(row);
		else await parkPhoto(db, row.id, confirmed ? [confirmed] : refusals);
		return false;
	}

	/** Sends the file unless it is there; the reason when the server will not take it. */
	async #upload(row: PhotoRow, file: Blob): Promise<Problem[]> {
		const path = photoPath({ ...row.facts, record_id: row.record_id });
		this.#tell(row, 'sending', null);
		try {
			await this.#ports.remote.uploadPhoto(file, path, row.owner, (sent) =>
				this.#tell(row, 'sending', Math.min(sent, row.facts.bytes))
			);
			return [];
		} catch (error) {
			if (!(error instanceof RemoteError) || error.kind !== 'refused') throw error;
			// Perhaps because it is already there: the confirmation tells.
			return error.problems;
		}
	}

	/** Whether the server confirmed the file; writes the receipt when it did. */
	async #confirm(row: PhotoRow): Promise<Problem | true | null> {
		this.#tell(row, 'checking');
		const answer = await this.#ports.remote.confirmPhoto(row.id, row.owner);
		if (!answer.received) return answer.reason ?? null;
		await recordPhotoReceived(this.#ports.db, row.id, new Date(this.#ports.now()).toISOString());
		return true;
	}

	/** What a failed request means: for this photo, and for the ones after it. */
	async #failed(row: PhotoRow, error: RemoteError): Promise<Next> {
		switch (error.kind) {
			case 'unauthorized':
				this.#stop = 'sign_in_needed';
				return 'later';
			case 'rate_limited':
				return this.#pause(error);
			case 'offline':
			case 'not_json':
				this.#count('offline');
				return 'again';
			case 'refused':
				await parkPhoto(this.#ports.db, row.id, error.problems);
				return 'parked';
			case 'server':
				if (error.retryAfterS !== null) return this.#pause(error);
				this.#count('server_down');
				break;
			case 'timeout':
				this.#count('offline');
		}
		await this.#later(row);
		return 'later';
	}

	/** One lost request is ordinary on a bad link; several in a row are no link. */
	#count(stop: Stop): void {
		if (++this.#failures >= failuresBeforeStop) this.#stop ??= stop;
	}

	async #pause(error: RemoteError): Promise<Next> {
		await pauseDrain(this.#ports, error);
		this.#stop = 'rate_limited';
		return 'later';
	}

	#later({ id, attempts }: PhotoRow): Promise<void> {
		const { db, now, random } = this.#ports;
		return delayPhoto(db, id, now() + pauseMs(attempts + 1, random()));
	}

	#tell({ id }: PhotoRow, phase: PhotoProgress['phase'], sent: number | null = null): void {
		this.#ports.photoProgress?.({ photo_id: id, phase, sent });
	}
}

/** The file as it was announced; null when this device lost or damaged it: other bytes must not leave. */
async function intactFile({ db }: SyncPorts, { id, facts }: PhotoRow): Promise<Blob | null> {
	const file = await readPhotoFile(db, id);
	if (file?.size !== facts.bytes) return null;
	return (await sha256(await file.arrayBuffer())) === facts.sha256 ? file : null;
}

/**
 * Sends the files of photos the server already knows about, a few at a time, each on its own: one that
 * fails holds up neither the others nor its record. Only call it under the drain's lock.
 */
export async function sendPhotos(ports: SyncPorts, owner: string): Promise<PhotosSent> {
	const held = await photosHeld(ports);
	const rows = await photosToSend(ports.db, owner, ports.now(), held);
	return new Run(ports, owner, rows).toTheEnd();
}
