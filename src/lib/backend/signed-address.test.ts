import { expect, test } from 'vitest';
import { hostedSignedAddress } from './signed-address.ts';

const sign = new Request('http://server.test/storage/v1/object/sign/photos/a/b.jpg', {
	method: 'POST'
});

test('a signed address is given as a hosted project gives it', async () => {
	const answer = await hostedSignedAddress(
		sign,
		Response.json({ signedUrl: '/storage/v1/object/sign/photos/a/b.jpg?token=x' })
	);
	expect(await answer.json()).toEqual({ signedURL: '/object/sign/photos/a/b.jpg?token=x' });
});

test('a refusal to sign passes as it is', async () => {
	const refusal = Response.json({ message: 'Object not found' }, { status: 400 });
	expect(await hostedSignedAddress(sign, refusal)).toBe(refusal);
});

test('other answers of storage pass as they are', async () => {
	const answer = Response.json({ Key: 'photos/a/b.jpg' });
	const upload = new Request('http://server.test/storage/v1/object/photos/a/b.jpg', {
		method: 'POST'
	});
	expect(await hostedSignedAddress(upload, answer)).toBe(answer);
});
