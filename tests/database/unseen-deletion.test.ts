import { describe, expect, test } from 'vitest';
import type { Operation } from '../../src/lib/domain/operation.ts';
import {
	addObservation,
	addPhoto,
	decide,
	given,
	givenPublished,
	pushOne,
	recordFor,
	remove,
	removePhoto,
	update
} from './support/operations.ts';
import { onEveryEngine } from './support/world.ts';

/** The same operation as another phone would send it. */
const elsewhere = <T extends Operation>(operation: T): T => ({
	...operation,
	device_id: 'device-2'
});

/** Seen before the record was made: such a visit completes the past and leaves the version. */
const earlier = { observed_at: '2026-04-01T09:00:00+02:00', note: 'déjà là' };

onEveryEngine('deleting what was added to unseen', (world) => {
	test('a visit and a photo of another phone are a choice, asked once (fault-10)', async () => {
		const id = await given(world(), 'author');
		await pushOne(world(), 'author', elsewhere(addPhoto(id)));
		await pushOne(world(), 'author', elsewhere(addObservation(id, earlier)));
		const answer = await pushOne(world(), 'author', remove(id, 1));
		const own = { name: 'Joana', own: true, at: expect.any(String) as string };
		expect(answer).toMatchObject({
			result: 'conflict',
			version: 1,
			disputed: ['observations', 'photos'],
			server: { id }
		});
		expect(answer.disputed_by).toEqual({ observations: own, photos: own });
		expect(await recordFor(world(), 'author', id)).not.toBeNull();
		await pushOne(world(), 'author', elsewhere(addPhoto(id)));
		expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({ disputed: ['photos'] });
		expect(await pushOne(world(), 'author', remove(id, 1))).toMatchObject({
			result: 'applied',
			version: 2
		});
	});

	test('a stranger’s accepted visit is; one that waits or was refused tells the author nothing', async () => {
		const id = await givenPublished(world());
		await world().db.query(
			`insert into public.memberships (user_id, role, theme) values ($1, 'trusted', 'kilns') on conflict do nothing`,
			[world().ids.author]
		);
		const visits = [0, 1, 2].map(() => addObservation(id, earlier));
		for (const visit of visits) await pushOne(world(), 'other', visit);
		const [accepted, refused] = visits.map(({ observation }) => observation.id);
		await decide(world(), 'moderator', id, 'reject', { observation: refused!, reason: 'non' });
		await decide(world(), 'moderator', id, 'accept', { observation: accepted! });
		const answer = await pushOne(world(), 'author', remove(id, 1));
		expect(answer).toMatchObject({ result: 'conflict', disputed: ['observations'] });
		expect(answer.server!.observations.map((visit) => visit.id)).toContain(accepted);
		await world().db.query('delete from public.memberships where user_id = $1', [
			world().ids.author
		]);
		// What is only proposed takes nothing away.
		expect(await pushOne(world(), 'author', elsewhere(remove(id, 1)))).toMatchObject({
			result: 'applied',
			proposal: true
		});
	});

	test('what came with the record, is gone again, or was on this very phone is not asked about', async () => {
		const id = await given(world(), 'author');
		const photo = addPhoto(id);
		await pushOne(world(), 'author', photo);
		const away = elsewhere(addPhoto(id));
		await pushOne(world(), 'author', away);
		await pushOne(world(), 'author', elsewhere(removePhoto(id, away.photo.id)));
		expect(await pushOne(world(), 'moderator', remove(id, 1))).toMatchObject({ result: 'applied' });
		const own = await given(world(), 'author');
		await pushOne(world(), 'author', addObservation(own, earlier));
		expect(await pushOne(world(), 'author', remove(own, 1))).toMatchObject({ result: 'applied' });
	});
});

onEveryEngine('an answer given again', (world) => {
	const old = { text: 'Lo Forn', lang: 'oc' };
	const named = (text: string) => ({ text, lang: 'oc' });
	const dispute = async (who: 'author' | 'moderator', other: 'author' | 'moderator') => {
		const id = await given(world(), 'author');
		await pushOne(world(), other, update(id, 1, { 'properties.name': [old, named('M')] }));
		const operation = update(id, 1, { 'properties.name': [old, named('X')] });
		const answer = await pushOne(world(), who, operation);
		expect(answer).toMatchObject({ result: 'conflict', server: { id } });
		return { operation, answer };
	};
	const show = (who: 'author' | 'moderator', name_shown: string) =>
		world().db.query('update public.profiles set name_shown = $2 where id = $1', [
			world().ids[who],
			name_shown
		]);

	describe('names nobody who chose since', () => {
		test('to be shown no more', async () => {
			await world().db.query(
				`update public.profiles set display_name = 'Mireille', name_shown = 'real' where id = $1`,
				[world().ids.moderator]
			);
			const { operation, answer } = await dispute('author', 'moderator');
			expect(answer.disputed_by!['properties.name']!.name).not.toBeNull();
			expect(await pushOne(world(), 'author', operation)).toEqual({ ...answer, result: 'already' });
			await show('moderator', 'none');
			const again = await pushOne(world(), 'author', operation);
			expect(again.disputed_by).toEqual({
				'properties.name': { ...answer.disputed_by!['properties.name'], name: null }
			});
			await show('moderator', 'real');
		});

		test('to be shown no more, as the author of the record', async () => {
			const { operation, answer } = await dispute('moderator', 'author');
			expect(answer.server!.author_name).not.toBeNull();
			const [before] = await world().db.query<{ name_shown: string }>(
				'select name_shown from public.profiles where id = $1',
				[world().ids.author]
			);
			await show('author', 'none');
			expect(await pushOne(world(), 'moderator', operation)).toMatchObject({
				disputed_by: { 'properties.name': { name: null } },
				server: { author_name: null }
			});
			await show('author', before!.name_shown);
		});
	});

	test('holds nothing that only a moderator may read once they are none', async () => {
		const id = await givenPublished(world());
		await pushOne(world(), 'administrator', update(id, 1, { 'properties.note': [null, 'a'] }));
		const operation = update(id, 1, { 'properties.note': [null, 'b'] });
		expect(await pushOne(world(), 'moderator', operation)).toMatchObject({
			result: 'conflict',
			server: { author_id: world().ids.author }
		});
		const revoked = (value: 'now()' | 'null') =>
			world().db.query(
				`update public.memberships set revoked_at = ${value} where user_id = $1 and role = 'moderator'`,
				[world().ids.moderator]
			);
		await revoked('now()');
		// They proposed something since: the public part is theirs to read.
		await pushOne(world(), 'moderator', update(id, 2, { 'properties.lit': [null, true] }));
		expect(await pushOne(world(), 'moderator', operation)).toMatchObject({
			result: 'already',
			server: null,
			disputed_by: { 'properties.note': { name: null } }
		});
		await revoked('null');
	});
});
