import type { Problem, ProblemCode } from '$lib/domain/problem';
import { m } from '$lib/i18n/paraglide/messages';

type Params = NonNullable<Problem['params']>;
type Sentence = (params: Params) => string;

const kindNames: Record<string, () => string> = {
	point: m.problems_kind_point,
	line: m.problems_kind_line,
	polygon: m.problems_kind_polygon
};

/** A bound with its unit, when the problem names one: « 50 m ». */
function withUnit(value: string | number, params: Params): string {
	return params['unit'] === undefined ? String(value) : `${value}\u00a0${params['unit']}`;
}

function outOfRange(params: Params): string {
	const { min, max } = params;
	if (min !== undefined && max !== undefined)
		return m.problems_out_of_range_between({ min, max: withUnit(max, params) });
	if (min !== undefined) return m.problems_out_of_range_min({ min: withUnit(min, params) });
	if (max !== undefined) return m.problems_out_of_range_max({ max: withUnit(max, params) });
	return m.problems_out_of_range();
}

function geometryKind(params: Params): string {
	const kinds = String(params['kinds'] ?? params['allowed'] ?? '')
		.split(/[^a-z]+/)
		.flatMap((kind) => kindNames[kind]?.() ?? []);
	return kinds.length > 0
		? m.problems_geometry_kind_allowed({ kinds: kinds.join(', ') })
		: m.problems_geometry_kind();
}

/** One sentence per code; the compiler refuses a code without one. */
const sentences: Record<ProblemCode, Sentence> = {
	required: () => m.problems_required(),
	wrong_type: () => m.problems_wrong_type(),
	too_long: ({ max }) =>
		max === undefined ? m.problems_too_long() : m.problems_too_long_max({ max }),
	out_of_range: outOfRange,
	bad_format: ({ example }) =>
		example === undefined ? m.problems_bad_format() : m.problems_bad_format_example({ example }),
	not_in_list: () => m.problems_not_in_list(),
	unknown_field: () => m.problems_unknown_field(),
	unknown_theme: () => m.problems_unknown_theme(),
	unknown_concept: () => m.problems_unknown_concept(),
	concept_not_usable: () => m.problems_concept_not_usable(),
	geometry_missing: () => m.problems_geometry_missing(),
	geometry_malformed: () => m.problems_geometry_malformed(),
	geometry_kind: geometryKind,
	geometry_empty: () => m.problems_geometry_empty(),
	geometry_not_finite: () => m.problems_geometry_not_finite(),
	geometry_outside_world: () => m.problems_geometry_outside_world(),
	geometry_self_intersects: () => m.problems_geometry_self_intersects(),
	geometry_too_many_vertices: ({ max }) =>
		max === undefined
			? m.problems_geometry_too_many_vertices()
			: m.problems_geometry_too_many_vertices_max({ max }),
	photo_not_an_image: () => m.problems_photo_not_an_image(),
	photo_too_large: (params) =>
		params['max'] === undefined
			? m.problems_photo_too_large()
			: m.problems_photo_too_large_max({ max: withUnit(params['max'], params) }),
	photo_too_many: ({ max }) =>
		max === undefined ? m.problems_photo_too_many() : m.problems_photo_too_many_max({ max }),
	photo_format: ({ format }) => m.problems_photo_format({ format: format ?? '' }),
	photo_empty: () => m.pictures_problem_empty(),
	photo_damaged: () => m.problems_photo_damaged(),
	operation_malformed: () => m.problems_operation_malformed(),
	batch_too_large: () => m.problems_batch_too_large(),
	record_not_found: () => m.problems_record_not_found(),
	record_deleted: () => m.problems_record_deleted(),
	record_held: () => m.problems_record_held(),
	already_leaving: () => m.problems_already_leaving(),
	not_allowed: () => m.problems_not_allowed(),
	not_allowed_here: () => m.problems_not_allowed_here(),
	own_work: () => m.problems_own_work(),
	charter_required: () => m.problems_charter_required(),
	wrong_status: () => m.problems_wrong_status(),
	reason_required: () => m.problems_reason_required(),
	version_changed: () => m.problems_version_changed(),
	too_late: () => m.problems_too_late(),
	one_by_one: () => m.problems_one_by_one(),
	not_unique: () => m.problems_not_unique(),
	mention_not_allowed: ({ name }) =>
		name === undefined ? m.talk_mention_refused() : m.talk_mention_refused_named({ name }),
	last_administrator: () => m.people_problem_last_administrator(),
	too_many: () => m.people_problem_too_many(),
	already_member: () => m.people_problem_already_member(),
	invitation_unknown: () => m.people_problem_invitation_unknown(),
	invitation_used: () => m.people_problem_invitation_used(),
	invitation_revoked: () => m.people_problem_invitation_revoked(),
	invitation_expired: () => m.people_problem_invitation_expired(),
	invitation_for_other: () => m.people_problem_invitation_for_other(),
	account_blocked: ({ reason }) => m.privacy_problem_blocked({ reason: reason ?? '' }),
	too_often: () => m.privacy_problem_too_often(),
	wrong_confirmation: () => m.privacy_problem_confirmation(),
	not_signed_in: () => m.problems_not_signed_in()
};

/** What is wrong and what to do about it, in the person's language; `field` is left to the place it is shown. */
export function problemText(problem: Problem): string {
	// A newer server may send a code this version has never heard of.
	const sentence: Sentence | undefined = sentences[problem.code];
	return sentence ? sentence(problem.params ?? {}) : m.problems_failure_unknown();
}

const attributes: Record<string, () => string> = {
	theme: m.problems_attribute_theme,
	concept: m.problems_attribute_concept,
	geometry: m.problems_attribute_geometry,
	position: m.problems_attribute_position,
	sensitivity: m.problems_attribute_sensitivity,
	observed_at: m.problems_attribute_observed_at,
	photos: m.problems_attribute_photos,
	observations: m.visits_timeline,
	note: m.problems_attribute_note,
	'comment.body': m.talk_body,
	'comment.mentions': m.talk_mentions
};

/** Name of an attribute that every record has; null for a `properties.<key>`, whose label is in the vocabulary. */
export function attributeText(path: string): string | null {
	return attributes[path]?.() ?? null;
}

/**
 * The sentence with what it is about in front, for lists of problems shown away from the form.
 * `label` gives the label of a `properties.<key>`; null when the vocabulary has none.
 */
export function problemTextWithField(
	problem: Problem,
	label: (path: string) => string | null = () => null
): string {
	const field =
		problem.field === null ? null : (attributeText(problem.field) ?? label(problem.field));
	const sentence = problemText(problem);
	return field === null ? sentence : m.problems_in_field({ field, sentence });
}
