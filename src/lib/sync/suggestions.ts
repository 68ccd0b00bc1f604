import { RemoteError } from '$lib/remote/errors.ts';
import {
	applyDecisions,
	awaitsDecision,
	suggestionsToSend,
	updateSuggestion
} from '$lib/store/suggestions.ts';
import type { SuggestionRow } from '$lib/store/types.ts';
import type { WordProposal } from '$lib/domain/vocabulary/proposal.ts';
import { pauseMs } from './backoff.ts';
import { pauseDrain } from './pause.ts';
import type { Stop, SyncPorts } from './ports.ts';
import { stopOf } from './push.ts';

/** The word alone, without what only this device knows of its way. */
function wordOf(row: SuggestionRow): WordProposal {
	const { id, theme, concept, kind, text, lang, note, recordId } = row;
	return { id, theme, concept, kind, text, lang, note, recordId };
}

/**
 * Sends the owner's missing words, one at a time: they are few, and one that is refused holds up no other.
 * Only call it under the drain's lock.
 */
export async function sendSuggestions(ports: SyncPorts, owner: string): Promise<Stop | null> {
	for (const row of await suggestionsToSend(ports.db, owner, ports.now())) {
		try {
			await ports.remote.suggestWord(wordOf(row), owner);
			await updateSuggestion(ports.db, row.id, { state: 'received', problems: [] });
		} catch (error) {
			if (!(error instanceof RemoteError)) throw error;
			const stop = await failed(ports, row, error);
			if (stop) return stop;
		}
	}
	return null;
}

/** What a failed request means: for this word, and for the ones after it. */
async function failed(
	ports: SyncPorts,
	row: SuggestionRow,
	error: RemoteError
): Promise<Stop | null> {
	switch (error.kind) {
		case 'unauthorized':
			return 'sign_in_needed';
		case 'rate_limited':
			await pauseDrain(ports, error);
			return 'rate_limited';
		case 'offline':
		case 'not_json':
			return 'offline';
		case 'refused':
			if (stopOf(error.problems)) return stopOf(error.problems);
			await updateSuggestion(ports.db, row.id, { state: 'parked', problems: error.problems });
			return null;
		case 'timeout':
		case 'server': {
			const attempts = row.attempts + 1;
			const next_at = ports.now() + pauseMs(attempts, ports.random());
			await updateSuggestion(ports.db, row.id, { attempts, next_at });
			return null;
		}
	}
}

/**
 * Asks what was decided of the owner's words, when some wait for it. Not knowing yet is no failure: it is
 * asked again with the next round.
 */
export async function followSuggestions(ports: SyncPorts, owner: string): Promise<void> {
	if (!(await awaitsDecision(ports.db, owner))) return;
	try {
		await applyDecisions(ports.db, owner, await ports.remote.wordDecisions(owner));
	} catch (error) {
		if (!(error instanceof RemoteError)) throw error;
	}
}
