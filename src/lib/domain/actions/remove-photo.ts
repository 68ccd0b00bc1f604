import type { Operation } from '../operation.ts';
import { stamp, type ActionContext } from './context.ts';

/** Takes a photo away from a record the server already knows. */
export function removePhoto(
	record_id: string,
	base_version: number,
	photo_id: string,
	context: ActionContext
): Operation {
	return {
		...stamp(context),
		kind: 'remove_photo',
		record_id,
		base_version,
		changes: {},
		photo: { id: photo_id }
	};
}
