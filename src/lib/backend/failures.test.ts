import { expect, test } from 'vitest';
import { Failures } from './failures.ts';

const asked = { method: 'POST', url: new URL('http://x/rest/v1/rpc/pull_changes?secret=1') };
const said = (text: string) => new TextEncoder().encode(text).buffer;

test('what the server could not answer is kept by its place and its words, without what was asked', () => {
	const failures = new Failures();
	const body = said('{"code": "XX000", "message": "relation is broken"}');
	expect(failures.of(asked, { status: 500, body })).toEqual([
		'POST /rest/v1/rpc/pull_changes',
		'500 relation is broken'
	]);
	expect(failures.of(asked, { status: 503, body: null })?.[1]).toBe('503');
	expect(failures.of(asked, { status: 502, body: said('<html>') })?.[1]).toBe('502');
	expect(failures.of(asked, { status: 409, body })).toBeNull();
	expect(failures.thrown('GET', '/fiche/[id]', new Error('no such thing'))).toEqual([
		'GET /fiche/[id]',
		'no such thing'
	]);
});

test('a flood of them writes a few', () => {
	const failures = new Failures();
	const kept = Array.from({ length: 200 }, () => failures.of(asked, { status: 500, body: null }));
	expect(kept.filter((one) => one !== null).length).toBeLessThan(40);
});
