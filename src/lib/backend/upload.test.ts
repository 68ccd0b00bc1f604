import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { prepareUpload } from './upload.ts';

const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]);
const hash = createHash('sha256').update(jpeg).digest('hex');
const address = (name: string) =>
	`http://127.0.0.1:3000/storage/v1/object/photos/01900000-0000-7000-8000-000000000000/${name}`;

function send(url: string, body: BodyInit, type?: string): Promise<Request | Response> {
	return prepareUpload(
		new Request(url, {
			method: 'POST',
			body,
			...(type ? { headers: { 'content-type': type } } : {})
		})
	);
}

function form(name: string, content: Uint8Array<ArrayBuffer>, type = 'image/jpeg'): FormData {
	const data = new FormData();
	data.append('cacheControl', '3600');
	data.append(name, new Blob([content], { type }), 'blob');
	return data;
}

test.each(['', 'file'])('a file wrapped in a form under %j is unwrapped', async (name) => {
	const passed = await send(address(`${hash}.jpg`), form(name, jpeg));
	if (passed instanceof Response) throw new Error(await passed.text());
	expect(passed.headers.get('content-type')).toBe('image/jpeg');
	expect(passed.headers.get('content-length')).toBe('7');
	expect(passed.headers.get('cache-control')).toBe('max-age=3600');
	expect(new Uint8Array(await passed.arrayBuffer())).toEqual(jpeg);
});

test('bytes that are no image, of another kind or of another hash are refused', async () => {
	const text = new TextEncoder().encode('<script>alert(1)</script>');
	const refusals = await Promise.all([
		send(address(`${createHash('sha256').update(text).digest('hex')}.jpg`), text, 'image/jpeg'),
		send(address(`${hash}.webp`), jpeg, 'image/webp'),
		send(address(`${'0'.repeat(64)}.jpg`), jpeg, 'image/jpeg'),
		send(address(`${hash}.jpg`), new FormData())
	]);
	expect(refusals.map((answer) => answer instanceof Response && answer.status)).toEqual([
		400, 400, 400, 400
	]);
});

test('the check cannot be walked around by another spelling or another way of writing', async () => {
	const other = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 9, 9, 9]);
	const right = new URL(address(`${hash}.jpg`)).pathname;
	const spellings = [
		right.replace('/photos', '/%70hotos'),
		right.replace(hash, `%${hash.charCodeAt(0).toString(16)}${hash.slice(1)}`),
		right.replace('/object', '/%6fbject'),
		right.replace('/storage', '//storage'),
		right.replace('/object/', '/object/upload/sign/'),
		right.replace(`/${hash}`, `%2f${hash}`),
		right.replace('/photos', '/%zzphotos'),
		'/storage/v1/upload/resumable'
	];
	for (const path of spellings) {
		const answer = await send(`http://127.0.0.1:3000${path}`, other, 'image/jpeg');
		expect(answer instanceof Response && answer.status, path).toBe(400);
	}
	const said = await send(address(`${hash}.jpg`), other, 'application/json');
	expect(said instanceof Response && said.status).toBe(400);
});

test('other requests pass untouched', async () => {
	const read = new Request(address(`${hash}.jpg`));
	expect(await prepareUpload(read)).toBe(read);
	const call = new Request('http://127.0.0.1:3000/rest/v1/rpc/x', { method: 'POST', body: '{}' });
	expect(await prepareUpload(call)).toBe(call);
	const question = address('x').replace('/photos', '/sign/photos');
	const headers = { 'content-type': 'application/json' };
	const sign = new Request(question, { method: 'POST', body: '{"expiresIn": 60}', headers });
	expect(await prepareUpload(sign)).toBe(sign);
});
