import { ZipError, readZip, textEntry, writeZip, type ZipEntry } from '$lib/device/zip';
import { localIso } from '$lib/domain/time';
import { traceGeometry, usualTolerance } from '$lib/domain/trace/shape';
import type { CapitelleDatabase } from '$lib/store/database';
import type { Draft } from '$lib/store/types';
import { readIncomingFile, restoreIncoming } from '$lib/store/incoming';
import {
	belongingTo,
	readRescueFile,
	readRescueRows,
	restorePhoto,
	restoreRows,
	type RescuedIncoming,
	type RescueRows,
	type RescuedPhoto,
	type RestoreCounts
} from '$lib/store/rescue';
import { checkRows, isObject } from './rescue-rows.ts';

/** Where a rescue file comes from or goes to. */
export interface RescuePlace {
	db: CapitelleDatabase;
	/** Whose queue it is. */
	owner: string;
	now: Date;
}

/** A rescue file, and how many photos could not be read any more. */
export interface RescueFile {
	file: Blob;
	name: string;
	unreadable: number;
}

/** What was taken back, and what was not: photos without a sound file, rows that make no sense. */
export interface Restored extends RestoreCounts {
	missingPhotos: number;
	damaged: number;
	/** Photos shared with another account: nobody’s here, they stay in the file. */
	leftShared: number;
}

/** A file that is no rescue file, or of a version that this app does not know. */
export class RescueError extends Error {
	readonly code: 'not_a_rescue_file' | 'newer_version' | 'too_large';

	constructor(code: RescueError['code']) {
		super(code);
		this.code = code;
		this.name = 'RescueError';
	}
}

const format = 'capitelle-rescue';
const version = 1;
const queueName = 'capitelle.json';

/**
 * Everything of one person that is not wholly received, as a ZIP: `releves.geojson` for any map software,
 * `photos/`, and `capitelle.json`, from which {@link restoreRescue} takes all back on any device.
 * @param readme what the file is, for whoever opens it
 */
export async function saveRescue(place: RescuePlace, readme: string): Promise<RescueFile> {
	const rows = await readRescueRows(place.db, place.owner);
	let unreadable = 0;
	async function* entries(): AsyncGenerator<ZipEntry> {
		yield textEntry(
			queueName,
			JSON.stringify({ format, version, made_at: localIso(place.now), rows })
		);
		yield textEntry('releves.geojson', JSON.stringify(asGeoJson(rows)));
		yield textEntry('lisez-moi.txt', readme);
		for (const photo of rows.photos) {
			const data = await readRescueFile(place.db, photo.id);
			if (data) yield { name: photoName(photo), data: new Uint8Array(data) };
			// The file of a received photo was let go on purpose.
			else if (photo.state !== 'received') unreadable += 1;
		}
		for (const shared of rows.incoming) {
			const data = await readIncomingFile(place.db, shared.id);
			if (data) yield { name: sharedName(shared), data: new Uint8Array(data) };
			else unreadable += 1;
		}
	}
	const file = await writeZip(entries());
	return { file, name: `capitelle-${place.now.toISOString().slice(0, 10)}.zip`, unreadable };
}

/**
 * Takes a rescue file back. Nothing that is here is changed; doing it twice is doing it once; what another
 * account made waits, unseen, for that account to sign in.
 * @throws RescueError, or an error for which `isStorageFull` is true: then what came in so far is sound, and
 * trying again goes on
 */
export async function restoreRescue(place: RescuePlace, archive: Blob): Promise<Restored> {
	const { rows, damaged } = await readQueue(archive);
	const photos = new Map(rows.photos.map((photo) => [photoName(photo), photo]));
	const shared = sharedWith(place.owner, rows);
	const sound = new Set<string>();
	let restoredShared = 0;
	await opening(
		archive,
		(name) => photos.has(name) || shared.has(name),
		async ({ name, data }) => {
			const bytes = data.slice().buffer;
			const handed = shared.get(name);
			if (handed) {
				if (await restoreIncoming(place.db, { ...handed, data: bytes })) restoredShared += 1;
				return;
			}
			const photo = photos.get(name);
			if (!photo || (await sha256(data)) !== photo.facts.sha256) return;
			await restorePhoto(place.db, place.owner, photo, bytes);
			sound.add(photo.id);
		}
	);
	const counts = await restoreRows(place.db, place.owner, rows);
	const missing = rows.photos.filter(({ id, state }) => state !== 'received' && !sound.has(id));
	const leftShared = rows.incoming.length - shared.size;
	const restored = counts.restored + restoredShared;
	return { ...counts, restored, missingPhotos: missing.length, damaged, leftShared };
}

async function readQueue(archive: Blob): Promise<{ rows: RescueRows; damaged: number }> {
	let text: string | null = null;
	await opening(
		archive,
		(name) => name === queueName,
		({ data }) => {
			text = new TextDecoder().decode(data);
			return Promise.resolve();
		}
	);
	if (text === null) throw new RescueError('not_a_rescue_file');
	const read = parsed(text);
	if (read['format'] !== format) throw new RescueError('not_a_rescue_file');
	if (read['version'] !== version) throw new RescueError('newer_version');
	const checked = checkRows(read['rows']);
	if (!checked) throw new RescueError('not_a_rescue_file');
	return checked;
}

async function opening(
	archive: Blob,
	wanted: (name: string) => boolean,
	onEntry: (entry: ZipEntry) => Promise<void>
): Promise<void> {
	try {
		await readZip(archive, wanted, onEntry);
	} catch (error) {
		if (!(error instanceof ZipError)) throw error;
		throw new RescueError(error.code === 'too_large' ? 'too_large' : 'not_a_rescue_file');
	}
}

function parsed(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (isObject(value)) return value;
	} catch {
		// Said below.
	}
	throw new RescueError('not_a_rescue_file');
}

function photoName({ id, facts }: RescuedPhoto): string {
	return `photos/${id}.${facts.mime === 'image/webp' ? 'webp' : 'jpg'}`;
}

const sharedName = ({ id }: RescuedIncoming) => `photos/partagees/${id}`;

/** Photos shared with whoever reads the file; another's are nobody's here, and stay in it. */
function sharedWith(account: string, { incoming }: RescueRows) {
	const own = incoming.filter((row) => belongingTo(row, account) === account);
	return new Map(
		own.map(({ owner: _owner, ...row }) => [sharedName({ ...row, owner: account }), row])
	);
}

async function sha256(data: Uint8Array): Promise<string> {
	const hash = await crypto.subtle.digest('SHA-256', data as Uint8Array<ArrayBuffer>);
	return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What was recorded, for any map software, should this app be gone. */
function asGeoJson({ drafts, items, photos, traces }: RescueRows): object {
	const written = new Map<
		string,
		Pick<Draft, 'theme' | 'concept' | 'geometry' | 'title' | 'observed_at' | 'properties'> & {
			state: string;
		}
	>();
	for (const draft of drafts) {
		const walked = traces.filter(({ record_id }) => record_id === draft.id);
		const geometry = draft.geometry ?? traceGeometry(walked, usualTolerance);
		written.set(draft.id, { ...draft, geometry, state: 'draft' });
	}
	for (const { record_id, content, title, state } of items)
		written.set(record_id, { ...content, title, state });
	return {
		type: 'FeatureCollection',
		features: [...written].map(([id, record]) => ({
			type: 'Feature',
			id,
			geometry: record.geometry,
			properties: {
				theme: record.theme,
				concept: record.concept,
				title: record.title,
				state: record.state,
				observed_at: record.observed_at,
				...record.properties,
				photos: photos.filter(({ record_id }) => record_id === id).map(photoName)
			}
		}))
	};
}
