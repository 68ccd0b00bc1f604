import { describe, expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import type { WordProposal } from '$lib/domain/vocabulary/proposal.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import { adoptAnonymous } from '$lib/store/accounts.ts';
import { StoreError } from '$lib/store/errors.ts';
import {
	countQueue,
	listSuggestions,
	queueSuggestion,
	removeSuggestion,
	resendSuggestion
} from '$lib/store/suggestions.ts';
import { anonymous } from '$lib/store/types.ts';
import { drain } from '$lib/sync/drain.ts';
import { newDisk, openOn, syncOf } from './support/device.ts';
import { FakeServer, type Fault } from './support/fake-server.ts';

const ana = 'ana';
const now = new Date('2026-05-01T10:00:00Z');

function word(text: string, changes: Partial<WordProposal> = {}): WordProposal {
	return {
		id: newId(),
		theme: 'stones',
		concept: 'stones/hut',
		kind: 'label',
		text,
		lang: 'oc',
		note: '',
		recordId: null,
		...changes
	};
}

function device(server = new FakeServer(), fault?: Fault) {
	const db = openOn(newDisk());
	return {
		db,
		server,
		sync: syncOf(
			db,
			server.as(() => ana, fault)
		)
	};
}

describe('a missing word', () => {
	test('written without network and without an account leaves after signing in, once', async () => {
		const { db, server, sync } = device();
		const one = word(' cabanòta ');
		await queueSuggestion(db, anonymous, one, now);
		expect(await listSuggestions(db, ana)).toEqual([]);
		await adoptAnonymous(db, ana);
		await drain(sync, ana);
		await drain(sync, ana);
		expect([...server.words.values()]).toEqual([
			{ proposal: { ...one, text: 'cabanòta' }, times: 1 }
		]);
		expect((await listSuggestions(db, ana))[0]).toMatchObject({
			state: 'received',
			status: 'pending'
		});
	});

	test('whose answer was lost is sent again under the same name', async () => {
		let lost = true;
		const { db, server, sync } = device(new FakeServer(), (call, moment) => {
			if (call !== 'word' || moment !== 'after' || !lost) return;
			lost = false;
			throw new RemoteError('timeout');
		});
		await queueSuggestion(db, ana, word('cabanòta'), now);
		const first = await drain(sync, ana);
		expect(await countQueue(db, ana)).toMatchObject({ waiting: 1, received: 0 });
		expect(first.next_at).toBeGreaterThan(sync.clock.now);
		sync.clock.now = first.next_at!;
		await drain(sync, ana);
		expect(server.words.size).toBe(1);
		expect(await countQueue(db, ana)).toMatchObject({ waiting: 0, received: 1 });
	});

	test('waits for the network with the records, and says so', async () => {
		let cut = true;
		const { db, server, sync } = device(new FakeServer(), (call) => {
			if (cut && call === 'word') throw new RemoteError('offline');
		});
		await queueSuggestion(db, ana, word('cabanòta'), now);
		expect((await drain(sync, ana)).stop).toBe('offline');
		cut = false;
		expect((await drain(sync, ana)).stop).toBeNull();
		expect(server.words.size).toBe(1);
	});

	test('that the server refuses is kept with the reason, and the others go on', async () => {
		const { db, server, sync } = device();
		server.refusedWords.set('bad', { code: 'unknown_concept', field: 'concept' });
		await queueSuggestion(db, ana, word('bad'), now);
		await queueSuggestion(db, ana, word('good'), new Date(now.getTime() + 1000));
		await drain(sync, ana);
		const [good, bad] = await listSuggestions(db, ana);
		expect(good).toMatchObject({ text: 'good', state: 'received' });
		expect(bad).toMatchObject({ state: 'parked', problems: [{ code: 'unknown_concept' }] });
	});

	test('that was refused goes again when its author asks, and only then', async () => {
		const { db, server, sync } = device();
		server.refusedWords.set('cabanòta', { code: 'unknown_concept', field: 'concept' });
		const one = word('cabanòta');
		await queueSuggestion(db, ana, one, now);
		await drain(sync, ana);
		server.refusedWords.clear();
		await drain(sync, ana);
		await resendSuggestion(db, 'bela', one.id);
		expect(await listSuggestions(db, ana)).toMatchObject([{ state: 'parked' }]);
		await resendSuggestion(db, ana, one.id);
		expect(await listSuggestions(db, ana)).toMatchObject([{ state: 'queued', problems: [] }]);
		await drain(sync, ana);
		expect(await listSuggestions(db, ana)).toMatchObject([{ state: 'received' }]);
	});

	test('shows what was decided, with the words of who decided', async () => {
		const { db, server, sync } = device();
		const one = word('cabanòta');
		await queueSuggestion(db, ana, one, now);
		await drain(sync, ana);
		server.decisions.set(one.id, { id: one.id, status: 'rejected', reason: 'Déjà là.' });
		server.decisions.set('of-another', { id: 'of-another', status: 'accepted', reason: null });
		await drain(sync, ana);
		expect(await listSuggestions(db, ana)).toMatchObject([
			{ status: 'rejected', reason: 'Déjà là.' }
		]);
	});

	test('that was decided is not asked about again', async () => {
		let asked = 0;
		const { db, server, sync } = device(new FakeServer(), (call, moment) => {
			if (call === 'decisions' && moment === 'before') asked++;
		});
		const one = word('cabanòta');
		await queueSuggestion(db, ana, one, now);
		await drain(sync, ana);
		server.decisions.set(one.id, { id: one.id, status: 'applied', reason: null });
		await drain(sync, ana);
		const before = asked;
		await drain(sync, ana);
		expect(asked).toBe(before);
	});

	test('is not kept when it says nothing, too much, or names nothing', async () => {
		const { db } = device();
		for (const bad of [
			word('   '),
			word('x'.repeat(121)),
			word('x', { note: 'n'.repeat(1001) }),
			word('x', { concept: null })
		])
			await expect(queueSuggestion(db, ana, bad, now)).rejects.toThrow(StoreError);
		expect(await listSuggestions(db, ana)).toEqual([]);
	});

	test('can be taken back before it leaves, by its owner only', async () => {
		const { db, server, sync } = device();
		const one = word('cabanòta');
		await queueSuggestion(db, ana, one, now);
		await removeSuggestion(db, 'berta', one.id);
		expect(await listSuggestions(db, ana)).toHaveLength(1);
		await removeSuggestion(db, ana, one.id);
		await drain(sync, ana);
		expect(server.words.size).toBe(0);
	});
});
