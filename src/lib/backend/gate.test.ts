import { describe, expect, test } from 'vitest';
import { Gate, maxBodyBytes } from './gate.ts';
import { Limiter } from './limits.ts';

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).buffer;
const at = (path: string) => new URL(path, 'http://127.0.0.1:3000');

describe('the gate before the embedded backend', () => {
	test.each([
		['POST', '/auth/v1/signup'],
		['POST', '/auth/v1/recover'],
		['POST', '/auth/v1/magiclink'],
		['GET', '/auth/v1/verify?token=x&type=magiclink'],
		['GET', '/auth/v1/authorize?provider=github'],
		['POST', '/auth/v1/admin/users']
	])('%s %s is not served: an address could be taken without proof', (method, path) => {
		expect(new Gate().check(method, at(path), json({ email: 'a@b.fr' }), '10.0.0.1')?.status).toBe(
			404
		);
	});

	test('guessing a password is slowed down for an address, from wherever', () => {
		const gate = new Gate(new Limiter(() => 0));
		const attempt = (i: number) =>
			gate.check(
				'POST',
				at('/auth/v1/token?grant_type=password'),
				json({ email: 'a@b.fr', password: String(i) }),
				`10.0.1.${i}`
			);
		const passed = Array.from({ length: 40 }, (_, i) => attempt(i)).filter((told) => told === null);
		expect(passed).toHaveLength(10);
	});

	test('a session can be continued, and begun in no other way than those', () => {
		const gate = new Gate();
		expect(
			gate.check('POST', at('/auth/v1/token?grant_type=id_token'), json({}), 'a')?.status
		).toBe(400);
		expect(
			gate.check('POST', at('/auth/v1/token?grant_type=refresh_token'), json({}), 'a')
		).toBeNull();
	});

	test.each([
		'?grant_type=refresh_token&grant_type=password',
		// The library finds the plain one first, wherever it stands.
		'?grant%5Ftype=refresh_token&grant_type=password',
		'?grant_type=pkce&x=1',
		'?grant_type=password#x&grant_type=pkce'
	])('a password is not tried past its limit with %s', (search) => {
		const gate = new Gate(new Limiter(() => 0));
		const body = json({ email: 'a@b.fr', password: 'x' });
		const attempts = Array.from({ length: 12 }, () =>
			gate.check('POST', at(`/auth/v1/token${search}`), body, 'a')
		);
		expect(attempts.at(-1)?.status).toBeGreaterThanOrEqual(400);
	});

	test.each([
		['/auth/v1/verify', { token_hash: 'a'.repeat(64), type: 'magiclink' }],
		['/auth/v1/otp', { create_user: false }],
		['/auth/v1/otp', { options: { shouldCreateUser: false } }]
	])(
		'%s is not asked with %o: it would be tried without limit, or tell who has an account',
		(path, more) => {
			const body = json({ email: 'a@b.fr', ...more });
			expect(new Gate().check('POST', at(path), body, 'a')?.status).toBe(400);
		}
	);

	test('data and files pass', () => {
		const gate = new Gate();
		expect(gate.check('GET', at('/rest/v1/published_records'), null, 'a')).toBeNull();
		expect(
			gate.check('POST', at('/storage/v1/object/photos/x'), new ArrayBuffer(10), 'a')
		).toBeNull();
	});

	test('a body over the limit does not', () => {
		const body = new ArrayBuffer(maxBodyBytes + 1);
		expect(new Gate().check('POST', at('/rest/v1/rpc/push_operations'), body, 'a')?.status).toBe(
			413
		);
	});

	test('guessing codes is slowed down for an address, from wherever', async () => {
		let now = 0;
		const gate = new Gate(new Limiter(() => now));
		const attempt = (i: number) =>
			gate.check(
				'POST',
				at('/auth/v1/verify'),
				json({ email: ' A@b.fr', token: '000000', type: 'email' }),
				`10.0.0.${i}`
			);
		const passed = Array.from({ length: 50 }, (_, i) => attempt(i)).filter(
			(answer) => answer === null
		).length;
		expect(passed).toBe(10);
		const refused = attempt(51)!;
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await refused.json()).toMatchObject({ error_code: 'over_request_rate_limit' });
		now += 60_000;
		expect(attempt(52)).toBeNull();
		expect(attempt(53)?.status).toBe(429);
	});

	test('codes are not sent without end, to one address nor from one place', () => {
		const gate = new Gate(new Limiter(() => 0));
		const ask = (email: string, from: string) =>
			gate.check('POST', at('/auth/v1/otp'), json({ email }), from);
		const toOne = Array.from({ length: 20 }, (_, i) => ask('a@b.fr', `10.0.0.${i}`));
		expect(toOne.filter((answer) => answer === null)).toHaveLength(6);
		const fromOne = Array.from({ length: 100 }, (_, i) => ask(`p${i}@b.fr`, '10.1.0.1'));
		expect(fromOne.filter((answer) => answer === null)).toHaveLength(60);
	});

	test('asking for a code without an address is refused', () => {
		for (const body of [null, json({}), json({ email: 3 }), new TextEncoder().encode('{').buffer]) {
			expect(new Gate().check('POST', at('/auth/v1/otp'), body, 'a')?.status).toBe(400);
		}
	});
});

test('the limiter forgets the oldest keys rather than grow', () => {
	const limiter = new Limiter(() => 0, 2);
	const once = { burst: 1, everyS: 60 };
	expect(['a', 'b', 'c'].map((key) => limiter.take(key, once))).toEqual([0, 0, 0]);
	expect(limiter.take('c', once)).toBe(60);
	expect(limiter.take('a', once)).toBe(0);
});
