import { sameValue } from '$lib/domain/equal.ts';
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

/** Paths whose value is neither what the person saw nor what they want. */
export function disputed(op: Operation, record: FullRecord): string[] {
	const values: Record<string, unknown> = { ...record };
	for (const [key, value] of Object.entries(record.properties)) values[`properties.${key}`] = value;
	return Object.entries(op.changes)
		.filter(([path, change]) => {
			const current = values[path] ?? null;
			return !sameValue(current, change.old) && !sameValue(current, change.new);
		})
		.map(([path]) => path);
}

const nothing = { problems: [], disputed: [], server: null, proposal: false };

export function accepted(
	{ op_id }: Operation,
	record: FullRecord,
	result: 'applied' | 'merged'
): OperationAnswer {
	return { ...nothing, op_id, result, version: record.version, status: record.status };
}

export function refused({ op_id }: Operation, code: Problem['code']): OperationAnswer {
	const problems: Problem[] = [{ code, field: null }];
	return { ...nothing, op_id, result: 'refused', version: null, status: null, problems };
}

export function conflict(op: Operation, record: FullRecord): OperationAnswer {
	return {
		...nothing,
		op_id: op.op_id,
		result: 'conflict',
		version: record.version,
		status: record.status,
		disputed: disputed(op, record),
		server: structuredClone(record)
	};
}
