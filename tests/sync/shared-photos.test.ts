import { describe, expect, test } from 'vitest';
import { incomingMost, keepIncoming, listIncoming } from '$lib/store/incoming.ts';
import { isFromAnotherSite, receiveShared } from '../../src/worker/share.ts';
import { newDisk, openOn } from './support/device.ts';
import { limitRoom } from './support/full-disk.ts';

const origin = 'https://capitelle.test';

/** What the system posts when an app shares these. */
function posted(files: File[], more: Record<string, string> = {}): Request {
	const body = new FormData();
	for (const file of files) body.append('photos', file);
	for (const [name, value] of Object.entries(more)) body.append(name, value);
	return new Request(`${origin}/partager`, { method: 'POST', body });
}
const photo = (name: string, bytes = 10) => new File([new Uint8Array(bytes)], name);

describe('what another app shares', () => {
	test('is in memory one file at a time, and what is too much is not even read', async () => {
		const db = openOn(newDisk());
		let open = 0;
		let most = 0;
		let read = 0;
		const handed = (name: string) => ({
			name,
			type: 'image/jpeg',
			async arrayBuffer() {
				read += 1;
				most = Math.max(most, (open += 1));
				await new Promise((resolve) => setTimeout(resolve, 1));
				queueMicrotask(() => (open -= 1));
				return new ArrayBuffer(1);
			}
		});
		const many = Array.from({ length: 500 }, (_, i) => handed(String(i)));
		expect(await keepIncoming(db, many, new Date())).toBe(500 - incomingMost);
		expect([read, most]).toEqual([incomingMost, 1]);
		const waiting = await listIncoming(db);
		expect(waiting.map(({ name }) => name)).toEqual(
			Array.from({ length: incomingMost }, (_, i) => String(i))
		);
	});

	test('is all there or, without room for all of it, not at all: it stays in the gallery', async () => {
		const db = openOn(newDisk());
		const room = limitRoom(db);
		await receiveShared(posted([photo('before', 10)]), db);
		room.left = 100;
		const answer = await receiveShared(posted([photo('a', 50), photo('b', 5000)]), db);
		expect(answer.headers.get('location')).toBe('/partager?etat=plein');
		expect((await listIncoming(db)).map(({ name }) => name)).toEqual(['before']);
	});

	test('leads to its screen whatever it is', async () => {
		const db = openOn(newDisk());
		const where = async (request: Request) => {
			const answer = await receiveShared(request, db);
			expect(answer.status).toBe(303);
			return answer.headers.get('location');
		};
		const heavy = photo('film.mp4');
		Object.defineProperty(heavy, 'size', { value: 1e9 });
		expect(await where(posted([]))).toBe('/partager');
		expect(await where(posted([], { photos: 'words', title: 'x' }))).toBe('/partager');
		const words = new Request(`${origin}/partager`, { method: 'POST', body: 'no form' });
		expect(await where(words)).toBe('/partager?etat=echec');
		const cut = new Request(`${origin}/partager`, {
			method: 'POST',
			body: '--x\r\nContent-Disposition: form-data; name="photos"; filename="a"\r\n\r\nhalf',
			headers: { 'content-type': 'multipart/form-data; boundary=x' }
		});
		expect(await where(cut)).toBe('/partager?etat=echec');
		expect(await listIncoming(db)).toEqual([]);
	});

	test.each([
		['the gallery', '', 'document', false],
		['an app that names itself', 'android-app://org.gallery/', 'document', false],
		['a page of our own', `${origin}/noter`, 'document', false],
		['a page of another site', 'https://evil.test/', 'document', true],
		['another port of this machine', 'https://capitelle.test:8443/', 'document', true],
		['a frame in another site', '', 'iframe', true]
	] as const)('from %s', (_from, referrer, destination, elsewhere) => {
		expect(isFromAnotherSite({ referrer, destination }, origin)).toBe(elsewhere);
	});
});
