import { expect, test } from 'vitest';
import { newId } from '../../../src/lib/domain/ids.ts';
import {
	addObservation,
	addPhoto,
	create,
	decide,
	givenPublished,
	pushOne,
	upload
} from '../support/operations.ts';
import { onEveryEngine, type Who, type World } from '../support/world.ts';
import { callable, readable } from './support.ts';

/** Counts of transactions and moments: they pass whether anything is there or not. */
const passing =
	/\d{4}-\d\d-\d\d[T ][\d:.]+(?:[+-]\d\d(?::?\d\d)?|Z)?|"cursor": ?"[^"]*"|"(?:epoch|next|id)": ?"?\d+"?/g;

/** All that a stranger can read or be answered, by every table and every function there is. */
async function everything(world: World, who: Who, ids: Record<string, string>) {
	const role = who === 'anon' ? 'anon' : 'authenticated';
	const told = new Map<string, string>();
	const ask = async (sql: string) => {
		const { rows, code, message, detail } = await world.attempt(who, sql);
		const text = JSON.stringify([rows, code, message, detail]).replaceAll('\\', '');
		told.set(sql, text.replace(passing, '…'));
	};
	for (const { relation, columns } of await readable(world, role)) {
		await ask(`select ${columns} from ${relation} t order by t::text`);
		await ask(`select count(*) from ${relation}`);
	}
	for (const call of await callable(world, role, ids)) await ask(`select ${call}::text as value`);
	return told;
}

onEveryEngine('what is hidden', (world) => {
	test('changes no answer, count or order of anything for who may not see it', async () => {
		const record = newId();
		const facts = {
			concept: 'kilns/secret',
			sensitivity: 'hidden',
			properties: { state: 'stone', note: 'Chez-Marguerite' }
		};
		const operation = create(facts, record);
		const photo = addPhoto(record);
		const visit = addObservation(record);
		await givenPublished(world());
		const ids = {
			record,
			photo: photo.photo.id,
			visit: visit.observation.id,
			theme: 'kilns',
			concept: 'kilns/secret',
			commune: '99001'
		};
		const strangers: Who[] = ['anon', 'other', 'outsider'];
		// What they were told of themselves has its id from now on.
		for (const who of ['other', 'outsider'] as const) await world().rpc(who, 'sync_notices');
		const before = new Map<Who, Map<string, string>>();
		for (const who of strangers) before.set(who, await everything(world(), who, ids));
		expect((await pushOne(world(), 'author', operation)).result).toBe('applied');
		await decide(world(), 'moderator', record, 'accept');
		await pushOne(world(), 'author', photo);
		await upload(world(), photo);
		await world().rpc('author', 'confirm_photo', { p_photo_id: photo.photo.id });
		await pushOne(world(), 'author', visit);
		for (const who of strangers) {
			const now = await everything(world(), who, ids);
			expect(now.size).toBeGreaterThan(20);
			for (const [sql, answer] of now)
				expect(answer, `${who} ${sql}`).toBe(before.get(who)!.get(sql));
		}
	});
});
