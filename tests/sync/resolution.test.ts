import { describe, expect, test } from 'vitest';
import type { Geometry } from '$lib/domain/record.ts';
import type { Picks } from '$lib/domain/dispute.ts';
import { forgetChoices, listChoices, undoChoice } from '$lib/store/choices.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { readDispute } from '$lib/store/dispute.ts';
import { listItems, readItem } from '$lib/store/items.ts';
import { takeOperations } from '$lib/store/sending.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import { resend } from '$lib/store/parked.ts';
import { resolveDispute } from '$lib/store/resolution.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, openOn, syncOf, wall } from './support/device.ts';
import { receivedWall, type Phone } from './support/dispute.ts';
import { killAt, Killed } from './support/kill.ts';

const ana = 'ana';
const moderator = 'Jean Peyrot';

/** Both change the name; the moderator the note too, the author the height. */
async function inDispute(): Promise<Phone> {
	const phone = await receivedWall(ana, { name: 'Mur', note: 'à voir' });
	phone.server.edit(
		phone.id,
		{ 'properties.name': 'Mur du Coulet', 'properties.note': 'vu' },
		moderator
	);
	await phone.correct({ properties: { name: 'Mur de Rouvière', note: 'à voir', height: 2 } });
	await phone.send();
	return phone;
}

async function choose(phone: Phone, picks: Picks): Promise<boolean> {
	const { version } = (await readDispute(phone.db, ana, phone.id))!;
	return resolveDispute(phone.db, ana, phone.id, { version, picks }, context);
}

const onServer = ({ server, id }: Phone) => server.records.get(id)!.record;
const here = ({ db, id }: Phone) => readItem(db, ana, id);

describe('the same field changed twice', () => {
	test('is shown with both values, by whom and when; what nobody disputes is told apart', async () => {
		const phone = await inDispute();
		expect(await readDispute(phone.db, ana, phone.id)).toMatchObject({
			kind: 'fields',
			version: 2,
			fields: [
				{
					path: 'properties.name',
					mine: 'Mur de Rouvière',
					theirs: 'Mur du Coulet',
					by: { name: moderator }
				}
			],
			undisputed: ['properties.height'],
			mine: { properties: { name: 'Mur de Rouvière', note: 'vu', height: 2 } },
			theirs: { properties: { name: 'Mur du Coulet', note: 'vu' } }
		});
		expect(await readDispute(phone.db, 'somebody else', phone.id)).toBeNull();
	});

	test.each([
		['mine', 'Mur de Rouvière'],
		['theirs', 'Mur du Coulet']
	] as const)('%s, as chosen, with what nobody disputes', async (side, name) => {
		const phone = await inDispute();
		expect(await choose(phone, { 'properties.name': side })).toBe(true);
		expect((await here(phone))?.state).toBe('waiting');
		await phone.send();
		const wanted = { name, note: 'vu', height: 2 };
		expect(onServer(phone).properties).toEqual(wanted);
		expect(await here(phone)).toMatchObject({ state: 'received', properties: wanted });
	});

	test('asks again about a path that was not chosen', async () => {
		const phone = await inDispute();
		await expect(choose(phone, {})).rejects.toMatchObject({
			problems: [{ code: 'required', field: 'properties.name' }]
		});
		expect(await here(phone)).toMatchObject({ state: 'parked', disputed: ['properties.name'] });
	});

	test('a place goes with how it was found', async () => {
		const phone = await receivedWall(ana, { name: 'Mur' });
		const point = (lon: number): Geometry => ({ type: 'Point', coordinates: [lon, 43.8] });
		phone.server.edit(
			phone.id,
			{ geometry: point(3.72), position: { method: 'map', accuracy_m: null } },
			moderator
		);
		await phone.correct({
			geometry: point(3.71),
			position: { method: 'gps', accuracy_m: 3 },
			properties: { name: 'Mur haut' }
		});
		await phone.send();
		const { fields } = (await readDispute(phone.db, ana, phone.id))!;
		expect(fields.map(({ path }) => path)).toEqual(['geometry']);
		await choose(phone, { geometry: 'theirs' });
		await phone.send();
		expect(onServer(phone)).toMatchObject({
			geometry: point(3.72),
			position: { method: 'map' },
			properties: { name: 'Mur haut' }
		});
	});

	test('of a list that both added to, nothing is lost whatever is chosen of the rest', async () => {
		const phone = await receivedWall(ana, { name: 'Mur', risks: ['ivy', 'road'] });
		phone.server.edit(
			phone.id,
			{ 'properties.name': 'Autre', 'properties.risks': ['ivy', 'road', 'fire'] },
			moderator
		);
		await phone.correct({ properties: { name: 'Mien', risks: ['ivy', 'flood'] } });
		await phone.send();
		await choose(phone, { 'properties.name': 'theirs' });
		await phone.send();
		const wanted = { name: 'Autre', risks: ['ivy', 'fire', 'flood'] };
		expect(onServer(phone).properties).toEqual(wanted);
		expect((await here(phone))?.properties).toEqual(wanted);
	});

	test('sent again as it is means mine in everything', async () => {
		const phone = await inDispute();
		await resend(phone.db, ana, phone.id);
		await phone.send();
		expect(onServer(phone).properties).toEqual({ name: 'Mur de Rouvière', note: 'vu', height: 2 });
	});

	test('a choice on what was shown is not made on what came since', async () => {
		const phone = await inDispute();
		const looked = (await readDispute(phone.db, ana, phone.id))!;
		phone.server.edit(phone.id, { 'properties.name': 'Mur encore' }, 'Une autre');
		const scope = { owner: ana, theme: null, bbox: null };
		await pull(
			syncOf(
				phone.db,
				phone.server.as(() => ana)
			),
			scope
		);
		const picks: Picks = { 'properties.name': 'mine' };
		const { version } = looked;
		expect(await resolveDispute(phone.db, ana, phone.id, { version, picks }, context)).toBe(false);
		expect(await readDispute(phone.db, ana, phone.id)).toMatchObject({
			fields: [{ path: 'properties.name', theirs: 'Mur encore', by: null }]
		});
		expect(await choose(phone, picks)).toBe(true);
	});
});

describe('a correction begun before the choice and saved after it', () => {
	test.each(['mine', 'theirs'] as const)(
		'loses nothing of %s, and undoes nothing',
		async (side) => {
			const phone = await inDispute();
			const begun = (await draftOfItem(phone.db, ana, phone.id, context))!;
			await choose(phone, { 'properties.name': side });
			const properties = { ...begun.properties, mouths: 3 };
			await queueRecord(phone.db, { ...begun, properties }, context);
			await phone.send();
			// The form that was saved last showed the person's own name, whatever was chosen before.
			const wanted = { name: 'Mur de Rouvière', note: 'vu', height: 2, mouths: 3 };
			expect(onServer(phone).properties).toEqual(wanted);
			expect(await here(phone)).toMatchObject({ state: 'received', properties: wanted });
		}
	);

	test('finds what was refused and sent again in between', async () => {
		const phone = await receivedWall(ana, { name: 'Mur' });
		phone.server.refusedConcepts.set('stones/old', {
			code: 'concept_not_usable',
			field: 'concept'
		});
		await phone.correct({ concept: 'stones/old' });
		await phone.send();
		const begun = (await draftOfItem(phone.db, ana, phone.id, context))!;
		phone.server.refusedConcepts.clear();
		await resend(phone.db, ana, phone.id);
		await queueRecord(phone.db, { ...begun, properties: { name: 'Mur haut' } }, context);
		await phone.send();
		expect(onServer(phone)).toMatchObject({
			concept: 'stones/old',
			properties: { name: 'Mur haut' }
		});
	});
});

describe('a record edited again while its first change is in flight (fault-08)', () => {
	test('both changes stand on the side of the person, and nothing of the others is undone unseen', async () => {
		const phone = await receivedWall(ana, { name: 'Mur', note: 'à voir', height: 1 });
		phone.server.edit(
			phone.id,
			{ 'properties.name': 'Autre', 'properties.height': 9, 'properties.note': 'vu' },
			moderator
		);
		await phone.correct({ properties: { name: 'Mien', note: 'à voir', height: 1 } });
		await takeOperations(phone.db, ana, Date.now(), { operations: 1, bytes: 1 });
		await phone.correct({ properties: { name: 'Mien', note: 'à voir', height: 2 } });
		await phone.send();
		const { fields } = (await readDispute(phone.db, ana, phone.id))!;
		expect(fields.map(({ path, mine, theirs }) => [path, mine, theirs])).toEqual([
			['properties.name', 'Mien', 'Autre'],
			['properties.height', 2, 9]
		]);
		await choose(phone, { 'properties.name': 'theirs', 'properties.height': 'mine' });
		await phone.send();
		expect(onServer(phone).properties).toEqual({ name: 'Autre', note: 'vu', height: 2 });
		expect(await here(phone)).toMatchObject({
			state: 'received',
			properties: { name: 'Autre', note: 'vu', height: 2 }
		});
	});
});

describe('edit against delete (fault-10)', () => {
	async function deletedThere(): Promise<Phone> {
		const phone = await receivedWall(ana, { name: 'Mur' });
		phone.server.remove(phone.id, moderator);
		await phone.correct({ properties: { name: 'Mur haut' } }, ['a']);
		await phone.send();
		return phone;
	}

	test('says who deleted it, and what waits behind the choice', async () => {
		const phone = await deletedThere();
		expect(await readDispute(phone.db, ana, phone.id)).toMatchObject({
			kind: 'their_deletion',
			by: { name: moderator },
			fields: [{ path: 'properties.name', mine: 'Mur haut', theirs: 'Mur' }],
			photos: 1
		});
	});

	test('brought back, it has the changes and the photos that waited', async () => {
		const phone = await deletedThere();
		await choose(phone, { deleted: 'mine' });
		await phone.send();
		expect(phone.server.records.get(phone.id)?.deleted).toBe(false);
		expect(onServer(phone)).toMatchObject({ properties: { name: 'Mur haut' } });
		expect(onServer(phone).photos).toHaveLength(1);
		expect(await here(phone)).toMatchObject({
			state: 'received',
			photos: { total: 1, received: 1 }
		});
	});

	test('of a value that was changed before it was deleted, nobody loses theirs unseen', async () => {
		const phone = await receivedWall(ana, { name: 'Mur' });
		phone.server.edit(phone.id, { 'properties.name': 'Mur du Coulet' }, moderator);
		phone.server.remove(phone.id, moderator);
		await phone.correct({ properties: { name: 'Mur haut', height: 2 } });
		await phone.send();
		await choose(phone, { deleted: 'mine' });
		await phone.send();
		expect(await readDispute(phone.db, ana, phone.id)).toMatchObject({
			kind: 'fields',
			fields: [{ path: 'properties.name', mine: 'Mur haut', theirs: 'Mur du Coulet' }],
			undisputed: ['properties.height']
		});
		await choose(phone, { 'properties.name': 'theirs' });
		await phone.send();
		expect(phone.server.records.get(phone.id)).toMatchObject({
			deleted: false,
			record: { properties: { name: 'Mur du Coulet', height: 2 } }
		});
	});

	test('given up, it leaves the list; taken back, nothing was lost', async () => {
		const phone = await deletedThere();
		await choose(phone, { deleted: 'theirs' });
		expect(await listItems(phone.db, ana)).toEqual([]);
		expect(await listChoices(phone.db, ana, context.now)).toMatchObject([
			{ record_id: phone.id, leaves: false }
		]);
		await phone.send();
		expect(await undoChoice(phone.db, ana, phone.id)).toBe(true);
		expect(await here(phone)).toMatchObject({ state: 'parked', disputed: ['deleted'] });
		await choose(phone, { deleted: 'mine' });
		await phone.send();
		expect(onServer(phone).photos[0]?.received_at).not.toBeNull();
	});

	test('a file given up is let go a day later, not before', async () => {
		const phone = await deletedThere();
		await choose(phone, { deleted: 'theirs' });
		const in2Hours = new Date(context.now.getTime() + 2 * 3600_000);
		await forgetChoices(phone.db, ana, in2Hours);
		expect(await phone.db.files.count()).toBe(1);
		const tomorrow = new Date(context.now.getTime() + 25 * 3600_000);
		expect(await listChoices(phone.db, ana, tomorrow)).toEqual([]);
		await forgetChoices(phone.db, ana, tomorrow);
		expect(await phone.db.files.count()).toBe(0);
		expect(await undoChoice(phone.db, ana, phone.id)).toBe(false);
	});
});

describe('delete against edit (fault-10)', () => {
	async function changedThere(): Promise<Phone> {
		const phone = await receivedWall(ana, { name: 'Mur' });
		phone.server.edit(phone.id, { 'properties.note': 'le seul du causse' }, moderator);
		await queueDeletion(phone.db, ana, phone.id, context);
		await phone.send();
		return phone;
	}

	test('shows what was changed and by whom before anything is deleted', async () => {
		const phone = await changedThere();
		expect(await readDispute(phone.db, ana, phone.id)).toMatchObject({
			kind: 'my_deletion',
			by: { name: moderator },
			fields: [{ path: 'properties.note', theirs: 'le seul du causse' }]
		});
		expect(phone.server.records.get(phone.id)?.deleted).toBe(false);
	});

	test('deleted all the same, it is gone here and there', async () => {
		const phone = await changedThere();
		await choose(phone, { deleted: 'mine' });
		await phone.send();
		expect(phone.server.records.get(phone.id)?.deleted).toBe(true);
		expect(await listItems(phone.db, ana)).toEqual([]);
	});

	test('kept, it is what the others made of it', async () => {
		const phone = await changedThere();
		await choose(phone, { deleted: 'theirs' });
		await phone.send();
		expect(phone.server.records.get(phone.id)?.deleted).toBe(false);
		expect(await here(phone)).toMatchObject({
			state: 'received',
			deleting: false,
			properties: { name: 'Mur', note: 'le seul du causse' }
		});
	});
});

describe('a choice taken back', () => {
	test('before it left: the dispute is as it was, and nothing was sent', async () => {
		const phone = await inDispute();
		const before = await readDispute(phone.db, ana, phone.id);
		await choose(phone, { 'properties.name': 'theirs' });
		expect(await listChoices(phone.db, ana, context.now)).toMatchObject([
			{ record_id: phone.id, leaves: true }
		]);
		expect(await undoChoice(phone.db, ana, phone.id)).toBe(true);
		expect(await readDispute(phone.db, ana, phone.id)).toEqual(before);
		await phone.send();
		expect(onServer(phone).version).toBe(2);
	});

	test('is too late once it left, and once the record was changed again', async () => {
		const sent = await inDispute();
		await choose(sent, { 'properties.name': 'mine' });
		await sent.send();
		expect(await listChoices(sent.db, ana, context.now)).toEqual([]);
		expect(await undoChoice(sent.db, ana, sent.id)).toBe(false);
		expect((await here(sent))?.state).toBe('received');

		const changed = await inDispute();
		await choose(changed, { 'properties.name': 'mine' });
		await changed.correct({ properties: { name: 'Encore un' } });
		expect(await undoChoice(changed.db, ana, changed.id)).toBe(false);
		await changed.send();
		expect(onServer(changed).properties['name']).toBe('Encore un');
	});

	test('is for the account that made it alone', async () => {
		const phone = await inDispute();
		await choose(phone, { 'properties.name': 'mine' });
		expect(await listChoices(phone.db, 'bo', context.now)).toEqual([]);
		expect(await undoChoice(phone.db, 'bo', phone.id)).toBe(false);
	});
});

test('one record in dispute holds up no other, and can be repaired (fault-12)', async () => {
	const phone = await inDispute();
	const other = wall(ana);
	await queueRecord(phone.db, other, context);
	await phone.send();
	expect(phone.server.records.get(other.id)).toBeDefined();
	const draft = (await draftOfItem(phone.db, ana, phone.id, context))!;
	expect(draft.properties['name']).toBe('Mur de Rouvière');
	await phone.correct({ properties: { ...draft.properties, name: 'Mur d’ici' } });
	await phone.send();
	expect(onServer(phone).properties).toEqual({ name: 'Mur d’ici', note: 'vu', height: 2 });
});

describe.each(['before', 'after'] as const)('a page killed %s the choice is written', (moment) => {
	test('finds the dispute whole, or the choice', async () => {
		const phone = await inDispute();
		const { version } = (await readDispute(phone.db, ana, phone.id))!;
		killAt(phone.db, 1, moment);
		const picks: Picks = { 'properties.name': 'theirs' };
		const choosing = resolveDispute(phone.db, ana, phone.id, { version, picks }, context);
		await expect(choosing).rejects.toBeInstanceOf(Killed);
		phone.db.close();
		const again = openOn(phone.disk);
		const item = await readItem(again, ana, phone.id);
		expect(item?.state).toBe(moment === 'before' ? 'parked' : 'waiting');
		expect(await listChoices(again, ana, context.now)).toHaveLength(moment === 'before' ? 0 : 1);
	});
});
