import { describe, expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import type { NewComment } from '$lib/domain/talk.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { restoreRescue, saveRescue } from '$lib/state/rescue-file.ts';
import { adoptFormer, saveAccount } from '$lib/store/accounts.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { countQueue } from '$lib/store/suggestions.ts';
import {
	listTalk,
	queueComment,
	queueSpeakUp,
	readTalkDraft,
	resendTalk,
	saveTalkDraft,
	takeBackTalk
} from '$lib/store/talk.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { context, newDisk, openOn, syncOf, wall } from './support/device.ts';
import { FakeServer, type Fault } from './support/fake-server.ts';

const ana = 'ana';

function word(body: string, more: Partial<NewComment> = {}): NewComment {
	return { id: newId(), body, visibility: 'participants', mentions: [], closes: false, ...more };
}

/** A device with a record that waits. */
async function device(fault?: Fault) {
	const server = new FakeServer();
	const db = openOn(newDisk());
	const draft = wall(ana);
	await queueRecord(db, draft, context);
	const remote = server.as(() => ana, fault);
	const sync = syncOf(db, remote);
	const record = draft.id;
	return {
		db,
		server,
		sync,
		record,
		say: (body: string, more?: Partial<NewComment>) =>
			queueComment(db, ana, record, word(body, more), [], context),
		pull: () => pull(sync, { owner: ana, theme: null, bbox: null }),
		said: () => (server.talk.get(record) ?? []).map(({ body }) => body),
		shown: async () =>
			(await listTalk(db, ana, record)).map(({ state, comment, way }) => [
				comment?.body ?? way?.op.comment?.body ?? way?.op.kind,
				state
			])
	};
}

describe('what is said of a record', () => {
	test('waits with it and leaves after it, once', async () => {
		const { db, sync, say, said, shown } = await device();
		await say('Je repasse demain.');
		expect(await countQueue(db, ana)).toMatchObject({ waiting: 2 });
		await drain(sync, ana);
		await drain(sync, ana);
		expect(said()).toEqual(['Je repasse demain.']);
		expect(await shown()).toEqual([['Je repasse demain.', 'told']]);
		expect(await countQueue(db, ana)).toMatchObject({ waiting: 0, parked: 0 });
	});

	test('answers what a moderator asked, without network in between', async () => {
		let cut = false;
		const { server, sync, say, said, pull, shown, record } = await device(() => {
			if (cut) throw new RemoteError('offline');
		});
		await drain(sync, ana);
		server.moderate(record, 'changes_requested', 'Quelle hauteur ?');
		server.say(record, { id: newId(), body: 'Quelle hauteur ?' });
		await pull();
		expect(await shown()).toEqual([['Quelle hauteur ?', 'told']]);
		cut = true;
		await say('Un mètre cinquante.');
		expect((await drain(sync, ana)).stop).toBe('offline');
		cut = false;
		await drain(sync, ana);
		await pull();
		expect(said()).toEqual(['Quelle hauteur ?', 'Un mètre cinquante.']);
		expect((await shown()).map(([body]) => body).sort()).toEqual([
			'Quelle hauteur ?',
			'Un mètre cinquante.'
		]);
	});

	test('whose answer was lost is asked for again and said once', async () => {
		let lost = false;
		const { sync, say, said, shown } = await device((call, moment) => {
			if (!lost || call !== 'push' || moment !== 'after') return;
			lost = false;
			throw new RemoteError('timeout');
		});
		await drain(sync, ana);
		lost = true;
		await say('Bonjour');
		const { next_at } = await drain(sync, ana);
		expect(await shown()).toEqual([['Bonjour', 'waiting']]);
		sync.clock.now = next_at!;
		await drain(sync, ana);
		expect(said()).toEqual(['Bonjour']);
		expect(await shown()).toEqual([['Bonjour', 'told']]);
	});

	test('that was refused is kept with the reason, goes back to be written, or is sent again', async () => {
		const { db, server, sync, say, said, record } = await device();
		server.refusedComments.set('Trop', { code: 'mention_not_allowed', field: 'comment.mentions' });
		await say('Trop');
		await say('Assez');
		await drain(sync, ana);
		expect(said()).toEqual(['Assez']);
		expect(await countQueue(db, ana)).toMatchObject({ parked: 1 });
		const refused = (await listTalk(db, ana, record)).find(({ state }) => state === 'parked')!;
		expect(refused.way?.problems).toMatchObject([{ code: 'mention_not_allowed' }]);
		await takeBackTalk(db, ana, refused.id);
		expect(await readTalkDraft(db, ana, record)).toMatchObject({ body: 'Trop' });
		await say('Trop');
		expect(await readTalkDraft(db, ana, record)).toBeUndefined();
		await drain(sync, ana);
		server.refusedComments.clear();
		server.answers.clear();
		const again = (await listTalk(db, ana, record)).find(({ state }) => state === 'parked')!;
		await resendTalk(db, ana, again.id);
		await drain(sync, ana);
		expect(said()).toEqual(['Assez', 'Trop']);
	});

	test('that may have arrived can no longer be taken back', async () => {
		const { db, sync, say, record } = await device((call, moment) => {
			if (call === 'push' && moment === 'after') throw new RemoteError('timeout');
		});
		await db.items.update(record, { status: 'submitted' });
		await db.operations.clear();
		await say('Bonjour');
		const [row] = await listTalk(db, ana, record);
		await drain(sync, ana);
		await expect(takeBackTalk(db, ana, row!.id)).rejects.toMatchObject({
			problems: [{ code: 'already_leaving' }]
		});
	});

	test('is not sent while the charter is not accepted, and leaves once it is', async () => {
		const { server, sync, say, said, shown, record } = await device();
		await drain(sync, ana);
		server.refusedComments.set('Bonjour', { code: 'charter_required', field: null });
		await say('Bonjour');
		expect((await drain(sync, ana)).stop).toBe('charter_needed');
		expect(await shown()).toEqual([['Bonjour', 'waiting']]);
		server.refusedComments.clear();
		server.answers.clear();
		await drain(sync, ana);
		expect(said()).toEqual(['Bonjour']);
		expect(server.records.has(record)).toBe(true);
	});

	test('leaves the device when it may no longer be read', async () => {
		const { server, sync, pull, shown, record } = await device();
		await drain(sync, ana);
		server.say(record, { id: newId(), body: 'Entre nous' });
		await pull();
		expect(await shown()).toHaveLength(1);
		server.hush(record);
		await pull();
		expect(await shown()).toEqual([]);
	});

	test('is for nobody else on a shared device: what is told goes, what waits stays unseen', async () => {
		const { db, server, sync, say, said, shown, pull, record } = await device();
		await saveAccount(db, { id: ana, email: 'ana@test.example' } as never);
		await drain(sync, ana);
		server.say(record, { id: newId(), body: 'Entre nous' });
		await pull();
		await say('À envoyer');
		await leaveDevice(db);
		expect(await shown()).toEqual([['À envoyer', 'waiting']]);
		expect(await listTalk(db, 'bela', record)).toEqual([]);
		await drain(
			syncOf(
				db,
				server.as(() => 'bela')
			),
			'bela'
		);
		expect(said()).toEqual(['Entre nous']);
		await drain(sync, ana);
		expect(said()).toEqual(['Entre nous', 'À envoyer']);
	});

	test('follows somebody whose account was made anew under the same address', async () => {
		const { db, say, record } = await device();
		await saveAccount(db, { id: ana, email: 'ana@test.example' } as never);
		await say('Bonjour');
		await leaveDevice(db);
		await adoptFormer(db, { id: 'ana-2', email: 'ana@test.example' });
		expect(await listTalk(db, 'ana-2', record)).toMatchObject([{ state: 'waiting' }]);
	});

	test('travels in the rescue file', async () => {
		const { db, say, record, server } = await device();
		await say('Bonjour');
		await queueSpeakUp(db, ana, record, 'withdraw', 'Doublon', context);
		const { file } = await saveRescue({ db, owner: ana, now: context.now }, 'readme');
		const other = openOn(newDisk());
		const place = { db: other, owner: ana, now: context.now };
		expect(await restoreRescue(place, file)).toMatchObject({ restored: 3, damaged: 0 });
		expect(await restoreRescue(place, file)).toMatchObject({ restored: 0, known: 3 });
		await drain(
			syncOf(
				other,
				server.as(() => ana)
			),
			ana
		);
		expect(server.talk.get(record)?.map(({ body }) => body)).toEqual(['Bonjour']);
		expect(server.records.get(record)?.record.status).toBe('withdrawn');
	});

	test('is kept while it is being written', async () => {
		const { db, record } = await device();
		const { id: _id, ...draft } = word('Je voulais di');
		await saveTalkDraft(db, ana, record, draft);
		expect(await readTalkDraft(db, ana, record)).toEqual(draft);
		expect(await readTalkDraft(db, 'bela', record)).toBeUndefined();
		await saveTalkDraft(db, ana, record, null);
		expect(await readTalkDraft(db, ana, record)).toBeUndefined();
	});
});

describe('a withdrawal', () => {
	test('made without network shows at once as asked for, and as done when it is', async () => {
		const { db, sync, record, shown } = await device();
		await queueSpeakUp(db, ana, record, 'withdraw', '', context);
		await queueSpeakUp(db, ana, record, 'withdraw', 'Doublon', context);
		expect(await shown()).toEqual([['withdraw', 'waiting']]);
		await drain(sync, ana);
		expect(await shown()).toEqual([]);
		expect((await readItem(db, ana, record))?.status).toBe('withdrawn');
	});

	test('that comes too late says so', async () => {
		const { db, server, sync, record, shown } = await device();
		await drain(sync, ana);
		server.moderate(record, 'archived', null);
		await queueSpeakUp(db, ana, record, 'withdraw', '', context);
		await drain(sync, ana);
		expect(await shown()).toEqual([['withdraw', 'parked']]);
	});

	test('an appeal says why', async () => {
		const { db, record } = await device();
		await expect(queueSpeakUp(db, ana, record, 'appeal', '', context)).rejects.toMatchObject({
			problems: [{ code: 'required', field: 'note' }]
		});
	});
});
