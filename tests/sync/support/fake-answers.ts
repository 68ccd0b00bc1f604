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
	const { version, status } = record;
	const server = result === 'merged' ? structuredClone(record) : null;
	return { ...nothing, op_id, result, version, status, server };
}

export function refused({ op_id }: Operation, code: Problem['code']): OperationAnswer {
	const problems: Problem[] = [{ code, field: null }];
	return { ...nothing, op_id, result: 'refused', version: null, status: null, problems };
}

/** Who last changed a path, in which version. */
export interface LastChange {
	name: string | null;
	at: string;
	version: number;
}

export function conflict(
	op: Operation,
	{ record, deleted, changed }: { record: FullRecord; deleted: boolean; changed: LastChanges }
): OperationAnswer {
	const since = [...changed].filter(([, { version }]) => version > (op.base_version ?? 0));
	const paths = deleted
		? ['deleted']
		: op.kind === 'delete'
			? since.map(([path]) => path)
			: disputed(op, record);
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
		server: deleted ? null : structuredClone(record)
	};
}

/** By path; `deleted` for the record itself. */
export type LastChanges = Map<string, LastChange>;
