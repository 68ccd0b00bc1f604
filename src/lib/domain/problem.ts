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
	| 'photo_empty'
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
	/** The rules of this theme and place keep this account from sending it there. */
	| 'not_allowed_here'
	/** A moderator's own contribution, where the rules want another to accept it. */
	| 'own_work'
	/** The charter in force (`version`) has to be accepted before anything is sent. */
	| 'charter_required'
	| 'wrong_status'
	| 'reason_required'
	| 'version_changed'
	/** A decision can no longer be taken back. */
	| 'too_late'
	/** Not decided together with others. */
	| 'one_by_one'
	| 'not_unique'
	/** `id`: the account that may not read it, or is not there. */
	| 'mention_not_allowed'
	| 'last_administrator'
	| 'too_many'
	| 'already_member'
	| 'invitation_unknown'
	| 'invitation_used'
	| 'invitation_revoked'
	| 'invitation_expired'
	| 'invitation_for_other'
	/** Sends nothing until the block is lifted; `reason`: why, in the words of who blocked it. */
	| 'account_blocked'
	/** `wait`: seconds. */
	| 'too_often'
	/** What had to be typed to confirm is not what was asked. */
	| 'wrong_confirmation'
	| 'not_signed_in';

/** One typed error. `field` is an attribute path as in {@link ./operation.ts Operation.changes}, or null for the whole. */
export interface Problem {
	code: ProblemCode;
	field: string | null;
	/** What is allowed, for the sentence: `max`, `min`, `unit`, `kinds`, `allowed`… */
	params?: Record<string, string | number>;
}
