import type { Operation } from '../operation.ts';

/** Who makes a change, when, and how its identifier is made: passed in, so that actions stay pure. */
export interface ActionContext {
	newId: () => string;
	/** ISO 8601 with offset, by the device's clock. */
	device_time: string;
	device_id: string;
	app_version: string;
	/** Version of the form the answers were given to, where there are answers. */
	form_version?: number | undefined;
}

/** The part of an operation that does not depend on its kind. */
export function stamp(
	context: ActionContext
): Pick<
	Operation,
	'op_id' | 'device_time' | 'device_id' | 'app_version' | 'schema_version' | 'form_version'
> {
	return {
		op_id: context.newId(),
		device_time: context.device_time,
		device_id: context.device_id,
		app_version: context.app_version,
		schema_version: 1,
		...(context.form_version === undefined ? {} : { form_version: context.form_version })
	};
}
