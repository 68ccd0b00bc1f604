import { attributes, propertyPath, type Changes, type RecordContent } from './actions/content.ts';
import type { TrailEntry } from './moderation.ts';

/** Kinds of events that hold a wish, or what is beside the record: it says the same before and after. */
const beside = [
	'proposed',
	'proposal_changes_requested',
	'proposal_rejected',
	'observed',
	'observation_rejected'
];

/** What an event changed of what the record says of its object. */
export function contentChanges({ kind, changes }: Pick<TrailEntry, 'kind' | 'changes'>): Changes {
	if (beside.includes(kind)) return {};
	const isContent = (path: string) =>
		path.startsWith(propertyPath('')) || (attributes as readonly string[]).includes(path);
	return Object.fromEntries(Object.entries(changes).filter(([path]) => isContent(path)));
}

/**
 * What a record would say if an older content were taken up again: what was last seen there is the visits' to say,
 * not that day's.
 * @param visitKeys fields asked anew at each visit, of both concepts
 */
export function takenUpAgain(
	now: RecordContent,
	then: RecordContent,
	visitKeys: readonly string[]
): RecordContent {
	const own = (properties: RecordContent['properties'], seen: boolean) =>
		Object.entries(properties).filter(([key]) => visitKeys.includes(key) === seen);
	const properties = Object.fromEntries([
		...own(then.properties, false),
		...own(now.properties, true)
	]);
	return { ...then, properties };
}
