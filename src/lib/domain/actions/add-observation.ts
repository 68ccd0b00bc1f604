import type { NewObservation } from '../observation.ts';
import type { Operation } from '../operation.ts';
import { stamp, type ActionContext } from './context.ts';

/** One more visit to a record: what was seen that day. The object's own fields are not touched. */
export function addObservation(
	record_id: string,
	base_version: number,
	observation: NewObservation,
	context: ActionContext
): Operation {
	return {
		...stamp(context),
		kind: 'add_observation',
		record_id,
		base_version,
		changes: {},
		observation
	};
}
