import type { Language } from '../language.ts';
import type { Problem } from '../problem.ts';

/** A word that a contributor misses: another name of a concept, or something that no concept says. */
export interface WordProposal {
	/** UUIDv7, made on the device: the server takes a suggestion once however often it arrives. */
	id: string;
	theme: string;
	/** Id of the concept that a label names; null for a new concept. */
	concept: string | null;
	kind: 'label' | 'concept';
	text: string;
	lang: Language;
	/** What it is, who says so, where; empty when nothing was said. */
	note: string;
	/** The record being written when the word was missed, or null. */
	recordId: string | null;
}

/** What the people in charge made of it: `accepted` waits for an editor to put it in. */
export type ProposalStatus = 'pending' | 'accepted' | 'applied' | 'rejected';

/** The most a word and a note may hold, in characters. */
export const wordMost = 120;
export const noteMost = 1000;

/** What keeps a suggestion from being sent; the server asks for the same. */
export function proposalProblems(proposal: WordProposal): Problem[] {
	const problems: Problem[] = [];
	const { kind, concept, text, note } = proposal;
	if (text.trim() === '') problems.push({ code: 'required', field: 'text' });
	if (text.length > wordMost)
		problems.push({ code: 'too_long', field: 'text', params: { max: wordMost } });
	if (note.length > noteMost)
		problems.push({ code: 'too_long', field: 'note', params: { max: noteMost } });
	if (kind === 'label' && concept === null) problems.push({ code: 'required', field: 'concept' });
	return problems;
}
