import { describe, expect, test } from 'vitest';
import { readDraft, saveDraft } from '$lib/store/drafts.ts';
import { readItem } from '$lib/store/items.ts';
import { TypingJournal, type Shelf } from '$lib/store/journal.ts';
import { queueRecord } from '$lib/store/outbox.ts';
import { anonymous, type Draft } from '$lib/store/types.ts';
import { context, newDisk, openOn, wall } from './support/device.ts';

/** What survives a page, without its events. */
function shelf(room = Infinity): Shelf & { size: () => number } {
	const values = new Map<string, string>();
	return {
		getItem: (key) => values.get(key) ?? null,
		setItem: (key, value) => {
			if (value.length > room) throw new DOMException('no room', 'QuotaExceededError');
			values.set(key, value);
		},
		removeItem: (key) => void values.delete(key),
		size: () => values.size
	};
}

const typed = (draft: Draft, title: string, at: string): Draft => ({
	...draft,
	title,
	updated_at: at
});

describe('the last keystrokes (fault-02)', () => {
	test('are back when the page died before the database had them', async () => {
		const disk = newDisk();
		const kept = shelf();
		const draft = typed(wall(anonymous), 'Mur', '2026-05-14T08:00:00.000Z');
		await saveDraft(openOn(disk), draft);
		new TypingJournal(kept).note(typed(draft, 'Mur de la Combe', '2026-05-14T08:00:01.000Z'));

		const db = openOn(disk);
		await new TypingJournal(kept).recover(db);
		expect((await readDraft(db, anonymous, draft.id))?.title).toBe('Mur de la Combe');
		expect(kept.size()).toBe(0);
	});

	test('never take the place of something newer', async () => {
		const db = openOn(newDisk());
		const kept = shelf();
		const draft = typed(wall(anonymous), 'Mur', '2026-05-14T08:00:00.000Z');
		new TypingJournal(kept).note(draft);
		await saveDraft(db, typed(draft, 'Mur du bas', '2026-05-14T08:00:09.000Z'));
		await new TypingJournal(kept).recover(db);
		expect((await readDraft(db, anonymous, draft.id))?.title).toBe('Mur du bas');
	});

	test('do not reopen a record that was saved since', async () => {
		const db = openOn(newDisk());
		const kept = shelf();
		const draft = wall(anonymous);
		new TypingJournal(kept).note({ ...draft, updated_at: '2020-01-01T00:00:00.000Z' });
		await queueRecord(db, draft, context);
		await new TypingJournal(kept).recover(db);
		expect(await readDraft(db, anonymous, draft.id)).toBeUndefined();
		expect((await readItem(db, anonymous, draft.id))?.draft).toBe(false);
	});

	test('are let go once the database has them, not when more was typed meanwhile', () => {
		const kept = shelf();
		const journal = new TypingJournal(kept);
		const first = wall(anonymous);
		const second = { ...first, title: 'plus long' };
		journal.note(first);
		journal.note(second);
		journal.forget(first);
		expect(kept.size()).toBe(1);
		journal.forget(second);
		expect(kept.size()).toBe(0);
	});

	test('are given up without noise when there is no room, or when what is kept cannot be read', async () => {
		const full = shelf(10);
		new TypingJournal(full).note(wall(anonymous));
		expect(full.size()).toBe(0);
		const broken = shelf();
		broken.setItem('capitelle.typing', '{"id":');
		await new TypingJournal(broken).recover(openOn(newDisk()));
		expect(broken.size()).toBe(0);
	});
});
