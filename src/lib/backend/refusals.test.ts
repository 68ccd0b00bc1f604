import { describe, expect, test } from 'vitest';
import { Limiter } from './limits.ts';
import { Refusals } from './refusals.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).buffer;
const asked = (path: string, authorization: string | null = null) => ({
	method: 'GET',
	url: new URL(`http://here.test${path}`),
	authorization
});
const token = (claims: unknown) =>
	`Bearer e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

describe('what is written down of refusals', () => {
	test('says what was tried, and in whose name', () => {
		const sub = '11111111-2222-4333-8444-555555555555';
		const answer = { status: 403, body: bytes({ code: '42501', message: 'denied' }) };
		expect(new Refusals().of(asked('/rest/v1/records?x=1', token({ sub })), answer, '::1')).toEqual(
			{
				kind: 'refused',
				user: sub,
				facts: { method: 'GET', path: '/rest/v1/records', status: 403, code: '42501' }
			}
		);
	});

	test.each([
		[200, '/rest/v1/rpc/my_account', '', null],
		[404, '/rest/v1/rpc/decide', 'PT404', null],
		[500, '/rest/v1/records', '', null],
		[400, '/auth/v1/token', 'refresh_token_not_found', null],
		[400, '/rest/v1/records', 'PGRST100', 'malformed_query'],
		[401, '/rest/v1/rpc/push_operations', '', 'not_signed_in'],
		[429, '/auth/v1/otp', 'over_email_send_rate_limit', 'too_often'],
		[403, '/auth/v1/verify', 'otp_expired', 'sign_in_refused'],
		[404, '/auth/v1/signup', 'not_found', 'sign_in_refused']
	])('%i at %s %s: %s', (status, path, code, kind) => {
		const line = new Refusals().of(asked(path), { status, body: bytes({ code }) }, '1.2.3.4');
		expect(line?.kind ?? null).toBe(kind);
	});

	test('keeps nothing of the request but its path: filters hold what people look for', () => {
		const line = new Refusals().of(
			asked('/rest/v1/records?properties->>keeper=eq.Marguerite'),
			{ status: 403, body: null },
			'1.2.3.4'
		);
		expect(JSON.stringify(line)).not.toContain('Marguerite');
	});

	test('believes no token that is none', () => {
		for (const said of ['Bearer x', 'Bearer a.b.c', token({ sub: "'; drop" }), token(7)])
			expect(
				new Refusals().of(asked('/rest/v1/x', said), { status: 401, body: null }, 'a')
			).toMatchObject({ user: null });
	});

	test('is not filled by whoever knocks without end', () => {
		const refusals = new Refusals(new Limiter(() => 0));
		const lines = Array.from({ length: 100 }, () =>
			refusals.of(asked('/rest/v1/x'), { status: 401, body: null }, 'one')
		).filter((line) => line !== null);
		expect(lines).toHaveLength(30);
		const others = Array.from({ length: 1000 }, (_, place) =>
			refusals.of(asked('/rest/v1/x'), { status: 401, body: null }, `other ${place}`)
		).filter((line) => line !== null);
		expect(others.length).toBeLessThan(300);
	});
});
