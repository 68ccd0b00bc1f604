import { brotliDecompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { packed, unpacked } from './coding.ts';

const batch = JSON.stringify({ p_batch: Array.from({ length: 100 }, (_, i) => ({ op_id: i })) });

function sent(body: BodyInit, path = '/rest/v1/rpc/push_operations', coding = 'gzip') {
	const headers = { 'content-type': 'application/json', 'content-encoding': coding };
	return new Request(`http://a.test${path}`, { method: 'POST', headers, body });
}

describe('a packed request', () => {
	test('arrives as it was before', async () => {
		const request = (await unpacked(sent(gzipSync(batch)), 1e6)) as Request;
		expect(request.headers.get('content-encoding')).toBeNull();
		expect(await request.text()).toBe(batch);
	});

	test('that unpacks to more than is allowed is refused before it fills the memory', async () => {
		const bomb = gzipSync(Buffer.alloc(5_000_000));
		expect(await unpacked(sent(bomb), 1_000_000)).toMatchObject({ status: 413 });
	});

	test('that is not what it says is refused', async () => {
		expect(await unpacked(sent('{"p_batch":[]}'), 1e6)).toMatchObject({ status: 400 });
	});

	test('is touched nowhere else: a photo is what it is', async () => {
		const photo = sent(gzipSync(batch), '/storage/v1/object/photos/a.jpg');
		expect(await unpacked(photo, 1e6)).toBe(photo);
		const other = sent(batch, '/rest/v1/rpc/push_operations', 'br');
		expect(await unpacked(other, 1e6)).toBe(other);
	});
});

describe('an answer', () => {
	const asked = (accepted: string) =>
		new Request('http://a.test/', { headers: { 'accept-encoding': accepted } });

	test('is packed when it is long and its reader can unpack it', async () => {
		const said = await packed(asked('gzip, br'), Response.json(batch, { status: 201 }));
		expect([said.status, said.headers.get('content-encoding')]).toEqual([201, 'br']);
		expect(said.headers.get('vary')).toBe('accept-encoding');
		const bytes = Buffer.from(await said.arrayBuffer());
		expect(bytes.length).toBeLessThan(batch.length / 3);
		expect(JSON.parse(brotliDecompressSync(bytes).toString())).toBe(batch);
	});

	test('is left as it is otherwise', async () => {
		const short = await packed(asked('br'), Response.json({ a: 1 }));
		expect(short.headers.get('content-encoding')).toBeNull();
		expect(await short.json()).toEqual({ a: 1 });
		const plain = Response.json(batch);
		expect(await packed(asked('identity'), plain)).toBe(plain);
		const photo = new Response(batch, { headers: { 'content-type': 'image/jpeg' } });
		expect(await packed(asked('br'), photo)).toBe(photo);
	});
});
