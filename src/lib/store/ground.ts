import {
	applyChanges,
	contentOf,
	type Changes,
	type RecordContent
} from '$lib/domain/actions/content.ts';
import type { FullRecord } from '$lib/domain/record.ts';
import { withProposal, type RecordRows } from './items.ts';
import type { Draft, DraftBase, ItemRow, Known, OutboxRow } from './types.ts';

/** Version a record will have after its creation: what a change queued behind it is made on. */
export const firstVersion = 1;

const nothing = { properties: {} } as unknown as RecordContent;

/** What changes the record itself, not its photos or visits. */
function isContent({ op }: OutboxRow): boolean {
	return op.kind === 'create' || op.kind === 'update';
}

/**
 * What a draft opened now is made on, written down with it. A correction still waiting here may be older
 * than what a pull has brought since, and the person was shown its values: for those, the ground is what
 * they replaced, of the oldest version among them. So the server can tell what was changed unseen.
 */
export function groundOf(item: ItemRow, operations: OutboxRow[]): Pick<Draft, 'base' | 'behind'> {
	const waiting = operations.filter(isContent);
	const behind = waiting.map(({ op: { op_id, kind, changes } }) => ({ op_id, kind, changes }));
	return {
		base: item.known && baseOf(item.known, item.proposal, waiting),
		...(behind.length > 0 ? { behind } : {})
	};
}

function baseOf(known: Known, proposal: ItemRow['proposal'], waiting: OutboxRow[]): DraftBase {
	let { version } = known;
	const seen: Changes = {};
	for (const { op, answer } of waiting) {
		// Set aside with the server's record beside it, it was read with that one.
		const judged = answer?.server ?? null;
		version = Math.min(version, judged?.version ?? op.base_version ?? version);
		for (const [path, change] of Object.entries(op.changes)) {
			seen[path] ??= { old: null, new: judged ? valueOf(judged, path) : change.old };
		}
	}
	const content = applyChanges(withProposal(known, proposal), seen);
	return { version, record: { ...content, photos: known.photos } };
}

function valueOf(record: FullRecord, path: string): unknown {
	const key = path.replace(/^properties\./, '');
	const values: Record<string, unknown> = key === path ? { ...record } : record.properties;
	return values[key] ?? null;
}

/**
 * What the server has, or will have once it answered what already left: the ground of a correction.
 * @param settled of what waited when it was opened, what was settled otherwise since
 */
export function knownTo(
	draft: Draft,
	{ item, operations }: RecordRows,
	settled: readonly string[] = []
): Known | null {
	const left = operations.filter((row) => row.state === 'sent');
	const waiting = operations.filter((row) => row.state !== 'sent');
	const open = new Set(waiting.flatMap(namesOf));
	const sent = new Set(left.map((row) => row.op_id));
	// What was waiting then and is no longer here was taken.
	const here = new Set([...open, ...sent, ...settled]);
	const taken = (draft.behind ?? []).filter(({ op_id }) => !here.has(op_id));
	let known = draft.base ? fromBase(draft.base) : draft.behind ? null : proposed(item);
	for (const { kind, changes } of [...taken, ...left.map(({ op }) => op)]) {
		if (kind === 'create') {
			known = { version: firstVersion, content: applyChanges(nothing, changes), photos: [] };
		} else if (kind === 'update' && known) {
			known = { ...known, content: applyChanges(known.content, changes) };
		}
	}
	return known;
}

function fromBase({ version, record }: DraftBase): Known {
	return { version, content: contentOf(record), photos: record.photos };
}

function proposed(item: ItemRow | undefined): Known | null {
	return item?.known ? { ...item.known, content: withProposal(item.known, item.proposal) } : null;
}

/** Its identifier, and those of what it stands for. */
function namesOf({ op_id, instead_of = [] }: OutboxRow): string[] {
	return [op_id, ...instead_of];
}

/** The latest version of the record that this device has seen. */
export function newestKnown(known: Known | null, { base }: Draft): Known | null {
	return !base || (known && known.version >= base.version) ? known : fromBase(base);
}
