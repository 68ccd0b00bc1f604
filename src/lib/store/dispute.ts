import {
	applyChanges,
	contentOf,
	type Changes,
	type RecordContent
} from '$lib/domain/actions/content.ts';
import { outcomeOf } from '$lib/domain/actions/outcome.ts';
import {
	deletedPath,
	disputedFields,
	foldChanges,
	settledChanges,
	valueAt,
	withOwnProposal,
	type DisputedField,
	type Sides
} from '$lib/domain/dispute.ts';
import type { OperationAnswer } from '$lib/domain/operation.ts';
import { withDatabase, type CapitelleDatabase } from './database.ts';
import { readRecordRows, type RecordRows } from './items.ts';
import type { ItemRow, OutboxRow } from './types.ts';
import { isOfVisit } from './visit-rows.ts';

/** Who changed something (`own`: this person, elsewhere) and when (ISO 8601); null when nobody said. */
type Who = NonNullable<OperationAnswer['disputed_by']>[string] | null;

/** What one person and somebody else changed both, for the person to choose. */
export interface Dispute {
	record_id: string;
	/**
	 * `fields`: both changed the same things. `their_deletion`: the record that was corrected is deleted.
	 * `my_deletion`: the record to be deleted was changed meanwhile.
	 */
	kind: 'fields' | 'their_deletion' | 'my_deletion';
	/** Of the record as it now is: a choice is made on what was shown, or not at all. */
	version: number;
	title: string | null;
	/** What the person wants the record to be. */
	mine: RecordContent;
	/** As it now is; of a deleted one, as this device last knew it. */
	theirs: RecordContent;
	/** `theirs` is what everyone may read, not all of it. */
	partly: boolean;
	/** Path by path: what to choose (`fields`), what the person changed, or what the others did. */
	fields: (DisputedField & { by: Who })[];
	/** Paths that only the person changed: they go along with the choice. */
	undisputed: string[];
	/** Who deleted it; else who changed it last. */
	by: Who;
	/** Photos and visits that wait behind the choice. */
	photos: number;
	visits: number;
}

type Parked = OutboxRow & { answer: OperationAnswer };

/** The rows of a record in dispute, and what they say. */
export interface DisputeRows extends RecordRows {
	item: ItemRow;
	kind: Dispute['kind'];
	parked: Parked;
	/** The person's changes of content not taken yet: what is disputed, and what waits behind it. */
	content: OutboxRow[];
	sides: Sides;
	version: number;
}

function isDisputed(row: OutboxRow): row is Parked {
	return row.state === 'parked' && row.answer !== null && outcomeOf(row.answer) === 'conflict';
}

function kindOf({ op, answer }: Parked): Dispute['kind'] {
	if (op.kind === 'delete') return 'my_deletion';
	return answer.disputed.includes(deletedPath) ? 'their_deletion' : 'fields';
}

/** What another device of the same person proposed moves no version, and is theirs to keep or to replace. */
function shown(
	content: RecordContent,
	proposal: ItemRow['proposal'],
	{ disputed_by = {}, server }: OperationAnswer
): RecordContent {
	if (!proposal || proposal.own === false) return content;
	const partly = server?.author_id === null;
	return withOwnProposal(content, { proposed: proposal.changes, by: disputed_by, partly });
}

/** What is in dispute among the rows of a record, or null; rows of another owner are not looked at. */
export function disputeIn(rows: RecordRows, owner: string): DisputeRows | null {
	const { item, operations } = rows;
	const parked = operations.find(isDisputed);
	if (!item || item.owner !== owner || !parked) return null;
	const { op, answer } = parked;
	const kind = kindOf(parked);
	// A pull may have brought a newer version since: the choice is between that one and the person's own.
	const told = answer.server && shown(contentOf(answer.server), answer.server.proposal, answer);
	const newer = item.known && item.known.version > (answer.server?.version ?? 0);
	const current = item.known && shown(item.known.content, item.proposal, answer);
	const theirs = (newer ? current : told) ?? current ?? item.content;
	const known = (newer ? item.known?.version : answer.server?.version) ?? answer.version ?? 1;
	const content = operations.filter(
		(row) => row.state !== 'sent' && (row.op.kind === 'create' || row.op.kind === 'update')
	);
	return {
		...rows,
		item,
		kind,
		parked,
		content,
		version: kind === 'their_deletion' ? (answer.version ?? known) : known,
		sides: {
			mine: foldChanges(content.map((row) => row.op.changes)),
			theirs,
			judged: {
				disputed: answer.disputed,
				paths: Object.keys(op.changes),
				content: told ?? theirs
			}
		}
	};
}

function fieldsOf({ kind, sides, parked }: DisputeRows): DisputedField[] {
	if (kind === 'fields') return disputedFields(sides);
	const paths = kind === 'my_deletion' ? parked.answer.disputed : Object.keys(sides.mine);
	return paths
		.filter((path) => path !== deletedPath)
		.map((path) => ({
			path,
			mine: sides.mine[path]?.new ?? null,
			theirs: valueAt(sides.theirs, path)
		}));
}

/** Who last changed a path; nobody's name stands beside a value that came after it was said. */
function whoOf({ sides, parked }: DisputeRows, path: string): Who {
	const by = parked.answer.disputed_by?.[path] ?? null;
	const current = valueAt(sides.theirs, path);
	return saidOf(path, current, valueAt(sides.judged.content, path)) ? by : null;
}

function saidOf(path: string, a: unknown, b: unknown): boolean {
	return path === deletedPath || JSON.stringify(a) === JSON.stringify(b);
}

function latest(answer: OperationAnswer): Who {
	const all = Object.values(answer.disputed_by ?? {});
	return all.reduce<Who>((last, each) => (last && last.at >= each.at ? last : each), null);
}

function describe(rows: DisputeRows): Dispute {
	const { item, kind, version, sides, parked, operations } = rows;
	const fields = fieldsOf(rows);
	const asked = new Set(fields.map(({ path }) => path));
	const all = Object.fromEntries([...asked].map((path) => [path, 'theirs' as const]));
	const undisputed: Changes = kind === 'fields' ? settledChanges(sides, all) : {};
	return {
		record_id: item.record_id,
		kind,
		version,
		title: item.title,
		mine: applyChanges(sides.theirs, sides.mine),
		theirs: sides.theirs,
		partly: parked.answer.server?.author_id === null,
		fields: fields.map((field) => ({ ...field, by: whoOf(rows, field.path) })),
		undisputed: Object.keys(undisputed).filter((path) => path !== deletedPath),
		by: latest(parked.answer),
		photos: operations.filter(({ op }) => op.kind === 'add_photo' && !isOfVisit(op)).length,
		visits: operations.filter(({ op }) => op.kind === 'add_observation').length
	};
}

/** What this owner has to choose about a record, or null when nothing of theirs is in dispute there. */
export async function readDispute(
	db: CapitelleDatabase,
	owner: string,
	record_id: string
): Promise<Dispute | null> {
	return withDatabase(db, async () => {
		const rows = disputeIn(await readRecordRows(db, record_id), owner);
		return rows && describe(rows);
	});
}
