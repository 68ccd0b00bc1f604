import type {
	DecisionAsked,
	DecisionTaken,
	ReviewFilter,
	ReviewItem,
	ReviewKind,
	ReviewPage
} from '../../../src/lib/domain/review.ts';
import type { FullRecord } from '../../../src/lib/domain/record.ts';
import type { Who, World } from './world.ts';

/** The queue of somebody under a filter. */
export function queue(world: World, who: Who, filter: ReviewFilter = {}, more: object = {}) {
	return world.rpc<ReviewPage>(who, 'review_queue', { p_filter: filter, ...more });
}

/** What waits about one record. */
export async function waiting(world: World, record: string): Promise<ReviewItem[]> {
	return (await queue(world, 'administrator', { record }, { p_limit: 100 })).items;
}

/** The one item of a kind that waits about a record. Fails the test when there is none. */
export async function theItem(world: World, record: string, kind: ReviewKind): Promise<ReviewItem> {
	const found = (await waiting(world, record)).find((item) => item.kind === kind);
	if (!found) throw new Error(`no ${kind} waits`);
	return found;
}

type Asked = Partial<DecisionAsked> & Pick<DecisionAsked, 'decision'>;

/** Decides on a record itself. */
export function decideOn(
	world: World,
	who: Who,
	record: string,
	asked: Asked,
	kind: ReviewKind = 'new'
): Promise<DecisionTaken> {
	const p_decision = { kind, item_id: record, version: 1, reason: null, ...asked };
	return world.rpc<DecisionTaken>(who, 'review_decide', { p_decision });
}

/** Takes a decision back. */
export function undo(world: World, who: Who, { id }: DecisionTaken): Promise<FullRecord | null> {
	return world.rpc<FullRecord | null>(who, 'undo_decision', { p_decision_id: id });
}

/** The problems that a call was refused for, as `code field`. */
export async function refusal(call: Promise<unknown>): Promise<string[]> {
	try {
		await call;
		return [];
	} catch (error) {
		const { detail, message } = error as { detail?: string; message: string };
		if (!detail) return [message];
		const problems = JSON.parse(detail) as { code: string; field: string | null }[];
		return problems.map(({ code, field }) => (field ? `${code} ${field}` : code));
	}
}
