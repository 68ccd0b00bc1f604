import { Unzip, UnzipInflate, Zip, ZipPassThrough, strToU8 } from 'fflate';

/** One file of an archive. */
export interface ZipEntry {
	name: string;
	data: Uint8Array;
}

/** More than this of one file is not read: no photo and no list of ours is as large. Bytes. */
const entryMost = 64 * 1024 * 1024;

/** An archive that is none, or holds more than a device can take. */
export class ZipError extends Error {
	readonly code: 'not_a_zip' | 'too_large';

	constructor(code: ZipError['code']) {
		super(code);
		this.code = code;
		this.name = 'ZipError';
	}
}

/** A text as the bytes of a file, UTF-8. */
export function textEntry(name: string, text: string): ZipEntry {
	return { name, data: strToU8(text) };
}

/**
 * Writes files one after the other into an archive, stored as they are: photos are compressed already.
 * Only one of them is in memory at a time besides the archive.
 */
export async function writeZip(entries: AsyncIterable<ZipEntry>): Promise<Blob> {
	const parts: Blob[] = [];
	let failed: Error | null = null;
	const zip = new Zip((error, chunk) => {
		if (error) failed = error;
		// A Blob may be kept on disk by the browser; a growing array may not.
		else parts.push(new Blob([chunk as Uint8Array<ArrayBuffer>]));
	});
	for await (const { name, data } of entries) {
		const file = new ZipPassThrough(name);
		zip.add(file);
		file.push(data, true);
		if (failed) throw failed as Error;
	}
	zip.end();
	return new Blob(parts, { type: 'application/zip' });
}

/**
 * Reads an archive file by file, in its order, waiting for each to be dealt with. Files whose name is not
 * wanted are passed over without being unpacked.
 * @throws ZipError
 */
export async function readZip(
	archive: Blob,
	wanted: (name: string) => boolean,
	onEntry: (entry: ZipEntry) => Promise<void>
): Promise<void> {
	const done: ZipEntry[] = [];
	let seen = 0;
	const unzip = new Unzip((file) => {
		seen += 1;
		if (!wanted(file.name)) return;
		const chunks: Uint8Array[] = [];
		let bytes = 0;
		file.ondata = (error, chunk, final) => {
			if (error) throw new ZipError('not_a_zip');
			bytes += chunk.length;
			if (bytes > entryMost) throw new ZipError('too_large');
			chunks.push(chunk);
			if (final) done.push({ name: file.name, data: joined(chunks, bytes) });
		};
		file.start();
	});
	unzip.register(UnzipInflate);
	const reader = archive.stream().getReader();
	for (;;) {
		const { value, done: ended } = await reader.read();
		try {
			unzip.push(value ?? new Uint8Array(), ended);
		} catch (error) {
			throw error instanceof ZipError ? error : new ZipError('not_a_zip');
		}
		for (const entry of done.splice(0)) await onEntry(entry);
		if (ended) break;
	}
	if (seen === 0) throw new ZipError('not_a_zip');
}

function joined(chunks: Uint8Array[], bytes: number): Uint8Array {
	const whole = new Uint8Array(bytes);
	let at = 0;
	for (const chunk of chunks) {
		whole.set(chunk, at);
		at += chunk.length;
	}
	return whole;
}
