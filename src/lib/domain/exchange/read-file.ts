import { ImportFileError, importLimits } from './import-error.ts';
import type { ImportedFile } from './imported.ts';
import { GpxReader } from './read-gpx.ts';
import { readGeoJson } from './read-geojson.ts';

/** Streams come in pieces of whatever size; these tell how far it is. */
const pieceBytes = 256 * 1024;

/**
 * Reads the places of a file, by what is in it and not by its name. It comes in pieces, and a GPX that is refused
 * is not read to its end.
 * @param onProgress told the share that was read, 0 to 1
 * @throws ImportFileError
 */
export async function readImportFile(
	file: Blob,
	onProgress: (share: number) => void = () => undefined
): Promise<ImportedFile> {
	if (file.size === 0) throw new ImportFileError('empty');
	if (file.size > importLimits.file)
		throw new ImportFileError('too_large', Math.round(importLimits.file / 1024 / 1024));
	const start = new Uint8Array(await file.slice(0, 4096).arrayBuffer());
	const encoding = encodingOf(start);
	const opening = decoderOf(encoding, false)
		.decode(start)
		.replace(/^\ufeff/, '')
		.trimStart();
	const isXml = opening.startsWith('<');
	if (!isXml && !/^[{[]/.test(opening)) throw new ImportFileError('format');
	// Before a single element is read.
	if (isXml && /<!DOCTYPE/i.test(opening)) throw new ImportFileError('entities');
	const read = isXml
		? await readXml(file, encoding, onProgress)
		: readGeoJson(await readText(file, encoding, onProgress));
	const { places, aside } = read;
	if (places.length + aside.unsound + aside.over === 0) throw new ImportFileError('nothing');
	return read;
}

async function readXml(
	file: Blob,
	encoding: string,
	onProgress: (share: number) => void
): Promise<ImportedFile> {
	const reader = new GpxReader();
	await eachPiece(file, encoding, onProgress, (piece) => reader.write(piece));
	return reader.done();
}

async function readText(
	file: Blob,
	encoding: string,
	onProgress: (share: number) => void
): Promise<string> {
	const pieces: string[] = [];
	await eachPiece(file, encoding, onProgress, (piece) => void pieces.push(piece));
	return pieces.join('');
}

async function eachPiece(
	file: Blob,
	encoding: string,
	onProgress: (share: number) => void,
	take: (piece: string) => void
): Promise<void> {
	const decoder = decoderOf(encoding, true);
	for (let from = 0; from < file.size; from += pieceBytes) {
		const bytes = await file.slice(from, from + pieceBytes).arrayBuffer();
		const isLast = from + pieceBytes >= file.size;
		take(decoded(decoder, bytes, !isLast));
		onProgress(Math.min(1, (from + pieceBytes) / file.size));
	}
}

function decoded(decoder: TextDecoder, bytes: ArrayBuffer, stream: boolean): string {
	try {
		return decoder.decode(bytes, { stream });
	} catch {
		throw new ImportFileError('encoding', decoder.encoding);
	}
}

function decoderOf(encoding: string, fatal: boolean): TextDecoder {
	try {
		return new TextDecoder(encoding, { fatal });
	} catch {
		throw new ImportFileError('encoding', encoding);
	}
}

/** UTF-8, UTF-16 with or without its mark, or what an XML declaration says. */
function encodingOf(bytes: Uint8Array): string {
	const [first, second] = bytes;
	if ((first === 0xff && second === 0xfe) || (second === 0 && first !== 0)) return 'utf-16le';
	if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be';
	const start = String.fromCharCode(...bytes.subarray(0, 200));
	const [, said] =
		/^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(start) ?? [];
	return said ?? 'utf-8';
}
