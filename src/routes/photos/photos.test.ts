import { expect, test } from 'vitest';
import { GET } from './[id]/+server.ts';

const id = '01890000-0000-7000-8000-000000000001';
const sha256 = 'a'.repeat(64);

/** A database in which the public sees one photo, until it is taken back. */
function source(there: { photo: boolean }) {
	return (path: string) =>
		Promise.resolve(
			path.startsWith('/rest/')
				? Response.json(there.photo ? [{ record_id: id, sha256, mime: 'image/jpeg' }] : [])
				: new Response('picture')
		);
}

const ask = (there: { photo: boolean }, headers: Record<string, string> = {}) =>
	GET({
		params: { id },
		request: new Request(`http://capitelle.test/photos/${id}`, { headers }),
		locals: { api: source(there) }
	} as never);

test('a photo that is taken back is given by no cache for long, and costs nothing while it is there', async () => {
	const there = { photo: true };
	const first = await ask(there);
	expect(await first.text()).toBe('picture');
	const [, seconds] = /max-age=(\d+)$/.exec(first.headers.get('cache-control')!) ?? [];
	expect(Number(seconds)).toBeLessThanOrEqual(3600);
	const again = { 'if-none-match': first.headers.get('etag')! };
	expect((await ask(there, again)).status).toBe(304);
	there.photo = false;
	await expect(ask(there, again)).rejects.toMatchObject({ status: 404 });
});
