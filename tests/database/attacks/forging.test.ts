import { beforeAll, expect, test } from 'vitest';
import { newId } from '../../../src/lib/domain/ids.ts';
import type { Operation } from '../../../src/lib/domain/operation.ts';
import {
	addObservation,
	addPhoto,
	create,
	given,
	givenPublished,
	push,
	pushOne,
	update
} from '../support/operations.ts';
import { onEveryEngine, type Who } from '../support/world.ts';
import { fingerprint, logged } from './support.ts';

/** What only the server says of a record. */
const serverFacts: Record<string, unknown> = {
	author_id: '00000000-0000-4000-8000-000000000001',
	organisation_id: '00000000-0000-4000-8000-000000000002',
	status: 'published',
	version: 99,
	moderator_id: '00000000-0000-4000-8000-000000000003',
	decision: 'accept',
	published_at: '2020-01-01T00:00:00Z',
	commune_insee: '99002',
	public_geometry: { type: 'Point', coordinates: [0, 0] },
	flags: [],
	at: '2020-01-01T00:00:00Z',
	actor_id: '00000000-0000-4000-8000-000000000004',
	proposal_id: '00000000-0000-4000-8000-000000000005',
	role: 'administrator',
	__proto__x: {},
	constructor: {}
};

onEveryEngine('forging', (world) => {
	let published: string;
	let waiting: string;
	beforeAll(async () => {
		published = await givenPublished(world());
		waiting = await given(world(), 'author');
	});

	/** Each is refused, leaves a line with the person's name on it, and nothing else. */
	async function refusedWithoutTrace(who: Who, operations: unknown[]): Promise<void> {
		const before = await fingerprint(world());
		const last = (await logged(world())).at(-1)?.id ?? 0;
		for (const operation of operations) {
			const { result, problems } = await pushOne(world(), who, operation);
			expect(result, JSON.stringify(operation).slice(0, 300)).toBe('refused');
			expect(problems.length).toBeGreaterThan(0);
		}
		expect(await fingerprint(world())).toEqual(before);
		const lines = await logged(world(), last);
		expect(lines).toHaveLength(operations.length);
		for (const { kind, user_id } of lines)
			expect([kind, user_id]).toEqual(['operation_refused', world().ids[who as 'other']]);
	}

	const withFact =
		(make: () => Operation) =>
		([name, value]: [string, unknown]) => ({ ...make(), [name]: value });

	test('what is the server’s to say is not taken from an operation', async () => {
		const facts = Object.entries(serverFacts);
		await refusedWithoutTrace('other', facts.map(withFact(create)));
		await refusedWithoutTrace(
			'author',
			facts.map(withFact(() => update(waiting, 1, { 'properties.note': [null, 'x'] })))
		);
	});

	test('nor as an attribute of the record', async () => {
		const paths = [
			...Object.keys(serverFacts),
			'deleted',
			'title',
			'licence',
			'properties',
			'properties.',
			'properties.State',
			'properties.a.b',
			"properties.x'; drop table public.records; --",
			'geometry.coordinates'
		];
		await refusedWithoutTrace(
			'author',
			paths.map((path) => update(waiting, 1, { [path]: [null, serverFacts[path] ?? 'x'] }))
		);
	});

	test('nor of a photo, a visit or a comment', async () => {
		for (const name of [
			'added_by',
			'accepted_at',
			'received_at',
			'object_name',
			'record_id',
			'held_at'
		])
			expect(
				await pushOne(world(), 'author', addPhoto(waiting, { [name]: 'x' })),
				name
			).toMatchObject({
				result: 'refused'
			});
		for (const name of ['author_id', 'status', 'accepted_at', 'is_first', 'reason']) {
			const operation = addObservation(published);
			Object.assign(operation.observation, { [name]: 'accepted' });
			expect(await pushOne(world(), 'other', operation), name).toMatchObject({ result: 'refused' });
		}
		for (const name of ['author_id', 'hidden_at', 'created_at', 'author_role']) {
			const { changes: _, ...stamp } = update(published, 1, {});
			const comment = { id: newId(), body: 'x', visibility: 'public', mentions: [], closes: false };
			expect(
				await pushOne(world(), 'other', {
					...stamp,
					kind: 'add_comment',
					base_version: null,
					changes: {},
					comment: { ...comment, [name]: 'x' }
				}),
				name
			).toMatchObject({ result: 'refused' });
		}
		for (const table of ['photos', 'comments'])
			expect(await world().db.query(`select from public.${table}`)).toEqual([]);
	});

	test('kinds there are not, and moderation by operation', async () => {
		const { changes: _, ...stamp } = update(waiting, 1, {});
		await refusedWithoutTrace(
			'author',
			[
				'publish',
				'decide',
				'accept',
				'restore',
				'archive',
				'merge',
				'CREATE',
				'',
				null,
				7,
				['create']
			].map((kind) => ({ ...stamp, op_id: newId(), kind, changes: {} }))
		);
	});

	test('somebody else’s record, photo or operation', async () => {
		const hidden = await given(world(), 'author', {
			concept: 'kilns/secret',
			sensitivity: 'hidden'
		});
		const mine = create();
		await push(world(), 'author', [mine]);
		const before = await fingerprint(world());
		const withdraw = {
			...update(hidden, 1, {}),
			kind: 'withdraw',
			base_version: null,
			changes: {}
		};
		const attempts: unknown[] = [
			update(hidden, 1, { 'properties.note': [null, 'x'] }),
			{ ...update(hidden, 1, {}), kind: 'delete', changes: {} },
			addPhoto(hidden),
			addObservation(hidden),
			withdraw,
			// The same operation, by another: neither applied again nor answered as to its author.
			mine,
			{ ...create(), record_id: hidden }
		];
		for (const attempt of attempts) {
			const answer = await pushOne(world(), 'other', attempt);
			expect(['refused', 'conflict'], JSON.stringify(attempt).slice(0, 200)).toContain(
				answer.result
			);
			expect(answer.server).toBeNull();
		}
		expect(await fingerprint(world())).toEqual(before);
	});

	test('a batch that is none', async () => {
		const before = await fingerprint(world());
		for (const batch of [{}, 'x', 7, null, [null], [[]], ['x'], [7]]) {
			const answer = await world().attempt('author', 'select public.push_operations($1) as value', [
				JSON.stringify(batch)
			]);
			const refused =
				answer.code?.startsWith('PT4') ||
				JSON.stringify(answer.rows).includes('operation_malformed');
			expect(refused, JSON.stringify(batch)).toBe(true);
		}
		expect(await fingerprint(world())).toEqual(before);
	});

	test('a role taken back is gone at the next statement, and so is what it could read', async () => {
		const [role] = await world().db.query<{ id: string }>(
			`select id from public.memberships where user_id = $1 and revoked_at is null`,
			[world().ids.moderator]
		);
		const seen = () =>
			world().read('moderator', 'select from public.records where id = $1', [waiting]);
		const decide = () =>
			world().attempt('moderator', `select public.decide($1, null, 1, 'accept', null)`, [waiting]);
		expect(await seen()).toHaveLength(1);
		expect(await decide()).toMatchObject({ code: null });
		await world().rpc('administrator', 'revoke_role', { p_membership_id: role!.id });
		expect(await seen()).toEqual([]);
		expect(await decide()).toMatchObject({ code: 'PT404' });
		expect(await world().read('moderator', 'select from public.review_items')).toEqual([]);
		const told = await world().rpc<{ kind: string }[]>('moderator', 'my_access_log');
		expect(told[0]).toMatchObject({ kind: 'role_revoked' });
	});
});
