import { expect, test } from 'vitest';
import { newId } from '$lib/domain/ids.ts';
import { listDrafts, saveDraft } from '$lib/store/drafts.ts';
import { addImported, removeImported } from '$lib/store/imports.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import type { Draft } from '$lib/store/types.ts';
import { context, newDisk, openOn, wall } from './support/device.ts';

const madeAt = '2026-11-22T10:00:00.000Z';
const imported = (title: string): Draft =>
	wall('ana', {
		id: newId(),
		title,
		position: { method: 'imported', accuracy_m: null },
		updated_at: madeAt
	});

test('a file taken twice brings its places once, saved or not; of what was worked on nothing is taken back', async () => {
	const db = openOn(newDisk());
	const first = [imported('a'), imported('b'), imported('c')];
	const { added } = await addImported(db, 'ana', first);
	expect(added).toHaveLength(3);
	await queueRecord(db, first[0]!, context);
	const again = await addImported(db, 'ana', [imported('a'), imported('b'), imported('d')]);
	expect(again).toMatchObject({ known: 2 });
	expect(again.added).toHaveLength(1);
	await saveDraft(db, { ...first[1]!, title: 'b, vu', updated_at: '2026-11-22T11:00:00.000Z' });
	expect(await removeImported(db, 'ana', added, madeAt)).toBe(1);
	const left = await listDrafts(db, 'ana');
	expect(left.map(({ title }) => title).sort()).toEqual(['b, vu', 'd']);
	// Nobody else's hand reaches them.
	expect(await removeImported(db, 'ben', again.added, madeAt)).toBe(0);
});
