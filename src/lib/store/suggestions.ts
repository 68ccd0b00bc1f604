import {
	proposalProblems,
	type ProposalStatus,
	type WordProposal
} from '$lib/domain/vocabulary/proposal.ts';
import { withDatabase, write, type CapitelleDatabase } from './database.ts';
import { dueAt, isDue } from './due.ts';
import { StoreError } from './errors.ts';
import { countItems } from './items.ts';
import { onTheirWay } from './talk-rows.ts';
import type { ItemRow, SuggestionRow } from './types.ts';

/**
 * Keeps a word for sending; from here on it is safe without network. The same id again replaces what has
 * not reached the server yet.
 * @throws StoreError with what to mend
 */
export async function queueSuggestion(
	db: CapitelleDatabase,
	owner: string,
	proposal: WordProposal,
	now: Date
): Promise<void> {
	const tidy = tidied(proposal);
	const problems = proposalProblems(tidy);
	if (problems.length > 0) throw new StoreError(problems);
	await write(db, [db.suggestions], async () => {
		const before = await db.suggestions.get(tidy.id);
		if (before?.state === 'received') return;
		await db.suggestions.put({
			...tidy,
			owner,
			made_at: before?.made_at ?? now.toISOString(),
			state: 'queued',
			attempts: 0,
			next_at: 0,
			problems: [],
			status: 'pending',
			reason: null
		});
	});
}

/** Without what was pasted along and nobody sees: the server refuses it. */
function tidied(proposal: WordProposal): WordProposal {
	return {
		...proposal,
		text: proposal.text.replace(/\p{Cc}+/gu, ' ').trim(),
		note: proposal.note.replace(/[^\P{Cc}\n]/gu, '').trim()
	};
}

/** The owner's words, newest first. */
export async function listSuggestions(
	db: CapitelleDatabase,
	owner: string
): Promise<SuggestionRow[]> {
	const rows = await withDatabase(db, () => db.suggestions.where({ owner }).toArray());
	return rows.sort((a, b) => b.made_at.localeCompare(a.made_at));
}

/** How much is in each state, records, words and what was said of records together, for the one-line summary of the queue. */
export async function countQueue(
	db: CapitelleDatabase,
	owner: string
): Promise<Record<ItemRow['state'], number>> {
	const [items, words, said] = await Promise.all([
		countItems(db, owner),
		listSuggestions(db, owner),
		onTheirWay(db, owner)
	]);
	const count = (state: SuggestionRow['state']) =>
		words.filter((word) => word.state === state).length;
	return {
		...items,
		waiting: items.waiting + count('queued') + said.filter((row) => row.state === 'waiting').length,
		received: items.received + count('received'),
		parked: items.parked + count('parked') + said.filter((row) => row.state === 'parked').length
	};
}

/** Puts a word that was refused back in the queue, as it is: the vocabulary may know its concept by now. */
export async function resendSuggestion(
	db: CapitelleDatabase,
	owner: string,
	id: string
): Promise<void> {
	await write(db, [db.suggestions], async () => {
		const row = await db.suggestions.get(id);
		if (row?.owner !== owner || row.state !== 'parked') return;
		await db.suggestions.put({ ...row, state: 'queued', attempts: 0, next_at: 0, problems: [] });
	});
}

/** Takes a word off the list: given up before it left, or read once it was decided. */
export async function removeSuggestion(
	db: CapitelleDatabase,
	owner: string,
	id: string
): Promise<void> {
	await write(db, [db.suggestions], async () => {
		const row = await db.suggestions.get(id);
		if (row?.owner === owner) await db.suggestions.delete(id);
	});
}

/** Words that may go now, oldest first. */
export async function suggestionsToSend(
	db: CapitelleDatabase,
	owner: string,
	now: number
): Promise<SuggestionRow[]> {
	const rows = await listSuggestions(db, owner);
	return rows.filter((row) => row.state === 'queued' && isDue(row, now)).reverse();
}

/** When a word may next be tried (ms since 1970), or null when none waits. */
export async function suggestionsDue(
	db: CapitelleDatabase,
	owner: string,
	now: number
): Promise<number | null> {
	const rows = await listSuggestions(db, owner);
	const times = rows.filter(({ state }) => state === 'queued').map((row) => dueAt(row, now));
	return times.length > 0 ? Math.min(...times) : null;
}

/** Notes what came of a try; a word removed meanwhile stays removed. */
export async function updateSuggestion(
	db: CapitelleDatabase,
	id: string,
	changes: Partial<Pick<SuggestionRow, 'state' | 'attempts' | 'next_at' | 'problems'>>
): Promise<void> {
	await withDatabase(db, () => db.suggestions.update(id, changes));
}

/** Whether something may still become of the owner's words: a decision, or the vocabulary taking them in. */
export async function awaitsDecision(db: CapitelleDatabase, owner: string): Promise<boolean> {
	const rows = await listSuggestions(db, owner);
	return rows.some(
		({ state, status }) => state === 'received' && (status === 'pending' || status === 'accepted')
	);
}

/** Writes what was decided of the words this device knows. */
export async function applyDecisions(
	db: CapitelleDatabase,
	owner: string,
	decided: { id: string; status: ProposalStatus; reason: string | null }[]
): Promise<void> {
	await write(db, [db.suggestions], async () => {
		for (const { id, status, reason } of decided) {
			const row = await db.suggestions.get(id);
			if (row?.owner !== owner || row.state === 'parked') continue;
			await db.suggestions.put({ ...row, state: 'received', status, reason });
		}
	});
}
