import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { packedBody } from './packing';

const long = JSON.stringify({ words: 'capitèla de Pol '.repeat(100) });

afterEach(() => vi.unstubAllGlobals());

describe('the body of a request', () => {
	test('that is long goes packed, and is the same once unpacked', async () => {
		const { body, headers } = await packedBody(long, true);
		expect(headers).toEqual({ 'content-encoding': 'gzip' });
		const packed = new Uint8Array(body as ArrayBuffer);
		expect(packed.byteLength).toBeLessThan(long.length / 6);
		expect(gunzipSync(packed).toString('utf8')).toBe(long);
	});

	test.each([
		['short', '{"words":"capitèla"}', true],
		['for a server that unpacks nothing', long, false],
		['a file', new Blob([long]), true]
	])('that is %s goes as it is', async (_what, body, unpacks) => {
		expect(await packedBody(body, unpacks)).toEqual({ body, headers: {} });
	});

	test.each([
		['has none of it', undefined],
		['fails at once', refusing],
		['fails on the way', brokenStream]
	])('goes as it is where the packing of the browser %s', async (_how, stream) => {
		vi.stubGlobal('CompressionStream', stream);
		expect(await packedBody(long, true)).toEqual({ body: long, headers: {} });
	});
});

function refusing(): never {
	throw new TypeError('gzip');
}

function brokenStream(): TransformStream {
	return new TransformStream({
		transform: () => Promise.reject(new DOMException('The I/O read operation failed'))
	});
}
