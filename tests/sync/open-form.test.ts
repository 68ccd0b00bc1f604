import { describe, expect, test } from 'vitest';
import type { Picks } from '$lib/domain/dispute.ts';
import { undoChoice } from '$lib/store/choices.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import { readDispute } from '$lib/store/dispute.ts';
import { saveDraft } from '$lib/store/drafts.ts';
import { readItem } from '$lib/store/items.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { resolveDispute } from '$lib/store/resolution.ts';
import { context } from './support/device.ts';
import { receivedWall, type Phone } from './support/dispute.ts';

const ana = 'ana';

/** Two fields in dispute, and a form open that shows what the person wanted of them. */
async function openOnDispute() {
	const phone = await receivedWall(ana, { name: 'Mur', note: 'a' });
	const theirs = { 'properties.name': 'Mur du Coulet', 'properties.note': 'vu' };
	phone.server.edit(phone.id, theirs, 'Jean');
	await phone.correct({ properties: { name: 'Mur de Rouvière', note: 'b' } });
	await phone.send();
	const form = (await draftOfItem(phone.db, ana, phone.id, context))!;
	await saveDraft(phone.db, form);
	return { ...phone, form };
}

async function choose({ db, id }: Phone, picks: Picks): Promise<void> {
	const { version } = (await readDispute(db, ana, id))!;
	expect(await resolveDispute(db, ana, id, { version, picks }, context)).toBe(true);
}

/** What the form showed, and a height, saved and sent. */
async function goOn(phone: Awaited<ReturnType<typeof openOnDispute>>) {
	const { db, form, id, server } = phone;
	const typed = { ...form, properties: { ...form.properties, height: 2 } };
	// It saves itself while it is typed in.
	await saveDraft(db, typed);
	await queueRecord(db, typed, context);
	await phone.send();
	const there = server.records.get(id)!.record.properties;
	return { there, here: (await readItem(db, ana, id))!.properties };
}

const shown = { name: 'Mur de Rouvière', note: 'b', height: 2 };

describe('a form open on a dispute that is settled meanwhile', () => {
	test('asks for what it shows, though it was given up elsewhere', async () => {
		const phone = await openOnDispute();
		await choose(phone, { 'properties.name': 'theirs', 'properties.note': 'theirs' });
		expect(await goOn(phone)).toEqual({ there: shown, here: shown });
	});

	test('asks for it when a part of it was given up, and the rest has left', async () => {
		const phone = await openOnDispute();
		await choose(phone, { 'properties.name': 'theirs', 'properties.note': 'mine' });
		await phone.send();
		expect(await goOn(phone)).toEqual({ there: shown, here: shown });
	});

	test('asks for it when the choice was taken back', async () => {
		const phone = await openOnDispute();
		await choose(phone, { 'properties.name': 'theirs', 'properties.note': 'theirs' });
		expect(await undoChoice(phone.db, ana, phone.id)).toBe(true);
		expect(await goOn(phone)).toEqual({ there: shown, here: shown });
	});
});
