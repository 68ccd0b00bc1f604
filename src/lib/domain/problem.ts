/**
 * What is wrong with a value, a record or a request. The same codes are raised by Postgres
 * (`private.validate_record`) and by the app before saving; the interface turns them into sentences.
 */
export type ProblemCode =
	| 'required'
	| 'wrong_type'
	| 'too_long'
	| 'out_of_range'
	| 'bad_format'
	| 'not_in_list'
	| 'unknown_field'
	| 'unknown_theme'
	| 'unknown_concept'
	| 'concept_not_usable'
	| 'geometry_missing'
	| 'geometry_malformed'
	| 'geometry_kind'
	| 'geometry_empty'
	| 'geometry_not_finite'
	| 'geometry_outside_world'
	| 'geometry_self_intersects'
	| 'geometry_too_many_vertices'
	| 'photo_not_an_image'
	| 'photo_too_large'
	| 'photo_too_many'
	| 'photo_format'
	| 'photo_damaged'
	| 'operation_malformed'
	| 'batch_too_large'
	| 'record_not_found'
	| 'record_deleted'
	/** Another account has something on it on this device that did not leave. */
	| 'record_held'
	/** It left this device and has no answer yet: it can no longer be taken back from here. */
	| 'already_leaving'
	| 'not_allowed'
	| 'wrong_status'
	| 'reason_required'
	| 'version_changed'
	| 'not_unique'
	| 'not_signed_in';

/** One typed error. `field` is an attribute path as in {@link ./operation.ts Operation.changes}, or null for the whole. */
export interface Problem {
	code: ProblemCode;
	field: string | null;
	/** What is allowed, for the sentence: `max`, `min`, `unit`, `kinds`, `allowed`… */
	params?: Record<string, string | number>;
}
