import { beforeAll, expect, test } from 'vitest';
import { newId } from '../../../src/lib/domain/ids.ts';
import { addObservation, addPhoto, given, givenPublished, pushOne } from '../support/operations.ts';
import { onEveryEngine, type Who } from '../support/world.ts';
import { callable, readable } from './support.ts';

const exact = { type: 'Point', coordinates: [3.123456, 43.654321] };
const secret = 'Chez-Marguerite';
const needles = new RegExp(`3\\.1234|43\\.6543|${secret}`);

onEveryEngine('a role taken back', (world) => {
	const ids: Record<string, string> = {};
	let calls: string[];
	const answer = async (who: Who, call: string) => {
		const { code, message, rows } = await world().attempt(who, `select ${call}::text as value`);
		return { code, message, rows };
	};

	beforeAll(async () => {
		const properties = { state: 'stone', note: secret };
		const facts = { concept: 'kilns/secret', sensitivity: 'hidden', geometry: exact, properties };
		const hidden = await givenPublished(world(), facts);
		const waiting = await given(world(), 'author', facts);
		const photo = addPhoto(hidden, { caption: secret });
		const visit = addObservation(hidden, { note: secret });
		await pushOne(world(), 'author', photo);
		await pushOne(world(), 'author', visit);
		Object.assign(ids, { hidden, waiting, photo: photo.photo.id, visit: visit.observation.id });
		Object.assign(ids, { author: world().ids.author, theme: 'kilns', nobody: newId() });
		calls = await callable(world(), 'authenticated', ids);
		const uuids = Object.values(ids).filter((id) => id.includes('-'));
		calls.push(
			...uuids.flatMap((id) => [
				...['review_item', 'review_author', 'review_claim', 'review_release'].flatMap((name) =>
					['new', 'edit', 'observation', 'appeal', 'report'].map(
						(kind) => `public.${name}('${kind}', '${id}')`
					)
				),
				...['accept', 'reject', 'request_changes'].map(
					(decision) =>
						`public.review_decide('{"kind": "new", "item_id": "${id}", "version": 1, "decision": "${decision}", "reason": "x"}')`
				),
				`public.decide('${id}', null, 1, 'accept', null)`,
				`public.restore_version('${id}', 1, 1)`,
				`public.review_batch_preview('{"decision": "reject", "reason": "x", "items": [{"kind": "new", "item_id": "${id}"}]}')`
			]),
			`public.review_batch_preview('{"decision": "reject", "reason": "x", "filter": {}}')`,
			`public.review_queue('{"text": "marguerite"}')`
		);
	});

	test('opens nothing more at the next statement than nobody’s role does, by any function there is', async () => {
		const opened = [];
		for (const call of calls)
			if (needles.test(JSON.stringify(await answer('moderator', call)))) opened.push(call);
		// It would be seen.
		expect(opened.length).toBeGreaterThan(5);
		const [role] = await world().db.query<{ id: string }>(
			`select id from public.memberships where user_id = $1 and revoked_at is null`,
			[world().ids.moderator]
		);
		await world().rpc('administrator', 'revoke_role', { p_membership_id: role!.id });
		for (const call of calls) {
			const now = await answer('moderator', call);
			expect(JSON.stringify(now), call).not.toMatch(needles);
			const stranger = await answer('other', call);
			expect([now.code, now.message], call).toEqual([stranger.code, stranger.message]);
		}
	});

	test('nor by any table, nor in what is told of them as their own', async () => {
		for (const { relation, columns } of await readable(world(), 'authenticated')) {
			const { rows } = await world().attempt('moderator', `select ${columns} from ${relation}`);
			expect(JSON.stringify(rows), relation).not.toMatch(needles);
		}
		const sections = await world().db.query<{ section: string }>(
			'select section from private.personal_data where told'
		);
		for (const { section } of sections) {
			const { rows } = await world().attempt('moderator', 'select public.my_data($1)::text', [
				section
			]);
			expect(JSON.stringify(rows), section).not.toMatch(needles);
		}
	});
});
