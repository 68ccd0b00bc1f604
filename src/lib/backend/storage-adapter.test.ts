import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderStorage } from './storage-adapter.ts';

let folder: string;
let storage: FolderStorage;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'capitelle-storage-'));
	storage = new FolderStorage(join(folder, 'storage'), 1000);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const bytes = new Uint8Array([1, 2, 3, 4]);

test('what is stored is read back, with its size and type', async () => {
	const stored = await storage.uploadObject('photos', 'a/b.webp', undefined, bytes);
	expect(stored).toMatchObject({ size: 4, contentLength: 4, mimetype: 'image/webp' });
	const { body } = await storage.getObject('photos', 'a/b.webp');
	expect(new Uint8Array(await new Response(body as BodyInit).arrayBuffer())).toEqual(bytes);
	expect(new Uint8Array(await readFile(join(folder, 'storage/photos/a/b.webp')))).toEqual(bytes);
});

test.each([
	'../secrets.json',
	'a/../../secrets.json',
	'/etc/passwd',
	'a//b.jpg',
	'.hidden',
	'a/.b',
	'a\\..\\b',
	'a/\0.jpg',
	'',
	'é.jpg'
])('the name %j cannot leave the folder', async (name) => {
	await expect(storage.uploadObject('photos', name, undefined, bytes)).rejects.toThrow(
		/unusable object name/
	);
	await expect(storage.getObject('photos', name)).rejects.toThrow(/unusable object name/);
	await expect(storage.deleteObject('photos', name)).rejects.toThrow(/unusable object name/);
	await expect(storage.uploadObject(name, 'a.jpg', undefined, bytes)).rejects.toThrow(
		/unusable object name/
	);
	expect(await readdir(folder)).toEqual([]);
});

test('an upload that breaks off leaves nothing, neither does one that is too large', async () => {
	const broken = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(bytes);
			controller.error(new Error('connection lost'));
		}
	});
	await expect(storage.uploadObject('photos', 'a/b.jpg', undefined, broken)).rejects.toThrow(
		'connection lost'
	);
	await expect(
		storage.uploadObject('photos', 'a/b.jpg', undefined, new Uint8Array(1001))
	).rejects.toThrow(/over 1000/);
	await expect(storage.headObject('photos', 'a/b.jpg')).rejects.toMatchObject({ code: 'ENOENT' });
	expect(await readdir(join(folder, 'storage/.incoming'))).toEqual([]);
});

test('removing what is not there is no error', async () => {
	await storage.deleteObjects('photos', ['x.jpg', 'y/z.jpg']);
	await storage.check();
});
