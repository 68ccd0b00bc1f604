import type { Status } from './record.ts';

/** Who moves a status. What a moderator may, an administrator may; `system` takes back a decision or a batch. */
export type MovedBy = 'author' | 'moderator' | 'administrator' | 'system';

export interface StatusMove {
	from: Status;
	to: Status;
	by: MovedBy;
}

const rows: Record<Exclude<MovedBy, 'system'>, readonly (readonly [Status, Status])[]> = {
	author: [
		['changes_requested', 'submitted'],
		['withdrawn', 'submitted'],
		['published', 'submitted'],
		['submitted', 'withdrawn'],
		['changes_requested', 'withdrawn'],
		['rejected', 'withdrawn'],
		['submitted', 'published']
	],
	moderator: [
		['submitted', 'published'],
		['submitted', 'changes_requested'],
		['submitted', 'rejected'],
		['submitted', 'archived'],
		['changes_requested', 'published'],
		['changes_requested', 'changes_requested'],
		['changes_requested', 'rejected'],
		['changes_requested', 'archived'],
		['changes_requested', 'submitted'],
		['published', 'archived'],
		['archived', 'published'],
		['archived', 'changes_requested'],
		['rejected', 'published'],
		['rejected', 'changes_requested']
	],
	administrator: [['published', 'withdrawn']]
};

/** A decision is taken back: each of a moderator's moves, the other way round. */
const undone: StatusMove[] = rows.moderator.flatMap(([from, to]) =>
	from !== to ? [{ from: to, to: from, by: 'system' as const }] : []
);

/** Every move there is, the same as `private.status_moves` of the database. */
export const statusMoves: readonly StatusMove[] = [
	...(Object.entries(rows) as [Exclude<MovedBy, 'system'>, [Status, Status][]][]).flatMap(
		([by, moves]) => moves.map(([from, to]) => ({ from, to, by }))
	),
	...undone
];

/** Whether somebody acting as `by` may move a record; where it is, and which record, the server looks at. */
export function mayMove(from: Status, to: Status, by: MovedBy): boolean {
	return statusMoves.some(
		(move) =>
			move.from === from &&
			move.to === to &&
			(move.by === by || (by === 'administrator' && move.by === 'moderator'))
	);
}
