import { changedElsewhere, disputed, type Changed } from './fake-merging.ts';
import type { NewObservation, Observation } from '$lib/domain/observation.ts';
import type { Operation, OperationAnswer } from '$lib/domain/operation.ts';
import type { Problem } from '$lib/domain/problem.ts';
import type { FullRecord } from '$lib/domain/record.ts';

export function visitOf(visit: NewObservation): Observation {
	return {
		...visit,
		first: false,
		status: 'accepted',
		reason: null,
		own: true,
		author_name: null,
		created_at: visit.observed_at
	};
}

const nothing = { problems: [], disputed: [], server: null, proposal: false };

export function accepted(
	{ op_id }: Operation,
	record: FullRecord,
	result: 'applied' | 'merged'
): OperationAnswer {
	const { version, status } = record;
	const server = result === 'merged' ? structuredClone(record) : null;
	return { ...nothing, op_id, result, version, status, server };
}

export function refused({ op_id }: Operation, code: Problem['code']): OperationAnswer {
	const problems: Problem[] = [{ code, field: null }];
	return { ...nothing, op_id, result: 'refused', version: null, status: null, problems };
}

export function conflict(op: Operation, found: Changed): OperationAnswer {
	const { record, deleted, changed } = found;
	// Who wants it back has seen that it is gone: what is left is a dispute about values.
	const isGone = deleted && !op.changes['deleted'];
	const changes = op.kind === 'delete' ? changedElsewhere(op, found) : disputed(op, found);
	const paths = isGone ? ['deleted'] : changes;
	return {
		...nothing,
		op_id: op.op_id,
		result: 'conflict',
		version: record.version,
		status: record.status,
		disputed: paths,
		disputed_by: Object.fromEntries(
			paths.flatMap((path) => {
				const last = changed.get(path);
				return last ? [[path, { name: last.name, at: last.at }]] : [];
			})
		),
		server: isGone ? null : structuredClone(record)
	};
}
