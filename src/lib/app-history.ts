import { queueContext } from '$lib/app-forms';
import { contentOf } from '$lib/domain/actions/content';
import { correctRecord } from '$lib/domain/actions/correct-record';
import { takenUpAgain } from '$lib/domain/history';
import type { FullRecord } from '$lib/domain/record';
import type { RecordVersion } from '$lib/domain/review';
import { newId } from '$lib/domain/ids';
import { localIso } from '$lib/domain/time';
import { visitFields } from '$lib/domain/visit';
import type { Remote } from '$lib/remote/client';
import { RemoteError } from '$lib/remote/errors';
import { recordForMe, recordTrail } from '$lib/remote/moderation';
import { pushOperations } from '$lib/remote/operations';
import { recordVersions, restoreVersion } from '$lib/remote/review';
import { HistoryState, type RestoreAnswer } from '$lib/state/history.svelte';
import type { SessionState } from '$lib/state/session.svelte';
import type { VocabularyState } from '$lib/state/vocabulary.svelte';
import type { CapitelleDatabase } from '$lib/store/database';

/** What the history of a record is made of; the composition root gives it. */
export interface HistoryParts {
	db: CapitelleDatabase;
	remote: Remote;
	session: SessionState;
	vocabulary: VocabularyState;
	wake(): void;
}

/** Every version of a record, for its author and those who moderate its place. */
export function newHistory(parts: HistoryParts): HistoryState {
	const { db, remote } = parts;
	return new HistoryState({
		record: (id) => recordForMe(remote, id),
		trail: (id) => recordTrail(remote, id),
		versions: (id) => recordVersions(remote, id),
		isWaiting: async (id) => (await db.operations.where({ record_id: id }).count()) > 0,
		restore: (record, version) => restore(parts, record, version),
		isRefusal: (error) => error instanceof RemoteError && error.kind === 'refused',
		wake: () => parts.wake()
	});
}

/** Who moderates the place writes it again; its author corrects the record so that it says the same. */
async function restore(
	parts: HistoryParts,
	record: FullRecord,
	version: RecordVersion
): Promise<RestoreAnswer> {
	// Who moderates nowhere need not be refused first.
	if (!parts.session.account?.can_moderate) return correct(parts, record, version);
	try {
		const after = await restoreVersion(parts.remote, {
			record_id: record.id,
			version: version.version,
			base_version: record.version,
			reason: null
		});
		return { result: after.version > record.version ? 'done' : 'nothing', problems: [] };
	} catch (error) {
		if (!(error instanceof RemoteError) || error.kind !== 'refused') throw error;
		const mayNot = error.problems.some(({ code, field }) => code === 'not_allowed' && !field);
		if (!mayNot) return { result: 'refused', problems: error.problems };
		return correct(parts, record, version);
	}
}

async function correct(
	{ db, remote, vocabulary }: HistoryParts,
	record: FullRecord,
	{ content }: RecordVersion
): Promise<RestoreAnswer> {
	const { index } = vocabulary;
	const seen = [record.concept, content.concept].flatMap((concept) =>
		index ? visitFields(index, concept).map(({ key }) => key) : []
	);
	const now = contentOf(record);
	const context = await queueContext(db);
	const made = { ...context, newId, device_time: localIso(context.now) };
	const base = { version: record.version, content: now };
	const op = correctRecord(record.id, base, takenUpAgain(now, content, seen), made);
	const account = await remote.session.account();
	if (!op || account === null) return { result: 'nothing', problems: [] };
	const [answer] = await pushOperations(remote, [op], account);
	if (!answer) throw new RemoteError('not_json');
	if (answer.disputed.length > 0)
		return { result: 'refused', problems: [{ code: 'version_changed', field: null }] };
	if (answer.problems.length > 0) return { result: 'refused', problems: answer.problems };
	return { result: answer.proposal ? 'proposed' : 'done', problems: [] };
}
