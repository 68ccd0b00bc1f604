import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { ReadableStream as WebStream } from 'node:stream/web';

/** What the storage API keeps about a stored file (same keys as on hosted Supabase). */
interface ObjectMetadata {
	cacheControl: string;
	contentLength: number;
	size: number;
	mimetype: string;
	lastModified: Date;
	eTag: string;
	httpStatusCode: number;
}

/** A name is written into its folder: without this a power cut can take the file back after its receipt. */
async function flushFolder(folder: string): Promise<void> {
	// Windows opens no folder, and writes names by itself.
	const handle = await open(folder, 'r').catch(() => null);
	await handle?.sync().catch(() => undefined);
	await handle?.close();
}

type Body = WebStream | ReadableStream | Uint8Array;

const typesByExtension: Record<string, string> = { '.jpg': 'image/jpeg', '.webp': 'image/webp' };

/**
 * Keeps objects as plain files under `{folder}/{bucket}/{key}`, so that a copy of the folder is a
 * backup. A file appears whole or not at all: it is written beside, flushed, then renamed.
 */
export class FolderStorage {
	readonly driver = null;
	readonly #folder: string;
	readonly #maxBytes: number;

	/** @param maxBytes larger bodies are refused while they are read, whatever their header says */
	constructor(folder: string, maxBytes: number) {
		this.#folder = folder;
		this.#maxBytes = maxBytes;
	}

	async uploadObject(
		bucket: string,
		key: string,
		_version: string | undefined,
		body: Body
	): Promise<ObjectMetadata> {
		const path = this.#path(bucket, key);
		const waiting = join(this.#folder, '.incoming', randomUUID());
		await mkdir(dirname(waiting), { recursive: true });
		await mkdir(dirname(path), { recursive: true });
		try {
			await this.#write(waiting, body);
			await rename(waiting, path);
			await flushFolder(dirname(path));
		} catch (error) {
			await rm(waiting, { force: true });
			throw error;
		}
		return this.headObject(bucket, key);
	}

	async getObject(bucket: string, key: string) {
		const metadata = await this.headObject(bucket, key);
		const body = Readable.toWeb(createReadStream(this.#path(bucket, key)));
		return { metadata, httpStatusCode: 200, body };
	}

	async headObject(bucket: string, key: string): Promise<ObjectMetadata> {
		const path = this.#path(bucket, key);
		const { size, mtime } = await stat(path);
		return {
			cacheControl: 'no-cache',
			contentLength: size,
			size,
			mimetype: typesByExtension[extname(path)] ?? 'application/octet-stream',
			lastModified: mtime,
			eTag: `"${createHash('sha256').update(`${key} ${size} ${mtime.getTime()}`).digest('hex').slice(0, 32)}"`,
			httpStatusCode: 200
		};
	}

	async copyObject(
		bucket: string,
		key: string,
		_version: string | undefined,
		toBucket: string,
		toKey: string
	) {
		const target = this.#path(toBucket, toKey);
		await mkdir(dirname(target), { recursive: true });
		await copyFile(this.#path(bucket, key), target);
		return this.headObject(toBucket, toKey);
	}

	async deleteObject(bucket: string, key: string): Promise<void> {
		await rm(this.#path(bucket, key), { force: true });
	}

	async deleteObjects(bucket: string, keys: string[]): Promise<void> {
		for (const key of keys) await this.deleteObject(bucket, key);
	}

	privateAssetUrl(): Promise<string> {
		return Promise.reject(new Error('files of the embedded backend have no address of their own'));
	}

	/** Fails when the folder cannot be written to; used by /health. */
	async check(): Promise<void> {
		const probe = join(this.#folder, '.incoming', randomUUID());
		await mkdir(dirname(probe), { recursive: true });
		await this.#write(probe, new Uint8Array([1]));
		await rm(probe);
		await readdir(this.#folder);
	}

	/** Each segment is checked: no empty one, no leading dot, so nothing can leave the folder. */
	#path(bucket: string, key: string): string {
		const segments = [bucket, ...key.split('/')];
		if (segments.every((segment) => /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}$/.test(segment))) {
			return join(this.#folder, ...segments);
		}
		throw new Error(`unusable object name: ${JSON.stringify(key.slice(0, 200))}`);
	}

	async #write(path: string, body: Body): Promise<void> {
		const file = await open(path, 'wx', 0o600);
		try {
			let written = 0;
			const chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array> =
				body instanceof Uint8Array ? [body] : Readable.fromWeb(body as WebStream);
			for await (const chunk of chunks) {
				written += chunk.byteLength;
				if (written > this.#maxBytes) throw new Error(`file over ${this.#maxBytes} bytes`);
				await file.write(chunk);
			}
			await file.sync();
		} finally {
			await file.close();
		}
	}
}
