import type { Changes, RecordContent } from '$lib/domain/actions/content';
import { centreOf } from '$lib/domain/geometry';
import type { Geometry, Status } from '$lib/domain/record';
import { pick } from '$lib/domain/text';
import { fieldsFor } from '$lib/domain/vocabulary/graph';
import { m } from '$lib/i18n/paraglide/messages';
import { attributeText } from '$lib/ui/wording/problem';
import { valueText, type Change, type Reading } from '../desk/facts';

const kinds: Record<string, () => string> = {
	created: m.talk_kind_created,
	updated: m.talk_kind_updated,
	deleted: m.talk_kind_deleted,
	restored: m.talk_kind_restored,
	photo_added: m.talk_kind_photo_added,
	photo_removed: m.talk_kind_photo_removed,
	proposed: m.talk_kind_proposed,
	published: m.talk_kind_published,
	changes_requested: m.talk_kind_changes_requested,
	rejected: m.talk_kind_rejected,
	archived: m.talk_kind_archived,
	withdrawn: m.talk_kind_withdrawn,
	submitted: m.talk_kind_submitted,
	appealed: m.talk_kind_appealed,
	appeal_rejected: m.talk_kind_appeal_rejected,
	merged: m.talk_kind_merged,
	transferred: m.talk_kind_transferred,
	undone: m.talk_kind_undone,
	observed: m.talk_kind_observed,
	observation_rejected: m.talk_kind_observation_rejected,
	proposal_rejected: m.talk_kind_proposal_rejected,
	proposal_changes_requested: m.talk_kind_proposal_changes_requested
};

/** What happened, in a word or two; a newer server may name what this version has never heard of. */
export function kindText(kind: string): string {
	return (kinds[kind] ?? m.talk_kind_other)();
}

const statuses: Record<Status, () => string> = {
	submitted: m.talk_status_submitted,
	changes_requested: m.talk_status_changes_requested,
	published: m.talk_status_published,
	rejected: m.talk_status_rejected,
	archived: m.talk_status_archived,
	withdrawn: m.talk_status_withdrawn
};

/** Where the record stood then. */
export function statusText(status: Status): string {
	return statuses[status]();
}

/** A shape with its middle in degrees: in words alone, one that was moved looks as it did. */
function placed(value: unknown, text: string | null): string | null {
	const isShape = typeof value === 'object' && value !== null && 'coordinates' in value;
	if (!isShape || text === null) return text;
	const middle = centreOf(value as Geometry).toReversed();
	return `${text} · ${middle.map((degrees) => degrees.toFixed(5)).join(', ')}`;
}

/** Changes in words, field by field; questions of both concepts when that changed too. */
export function changesText(
	changes: Changes,
	concepts: readonly RecordContent['concept'][],
	reading: Reading
): Change[] {
	const fields = [...new Set(concepts)].flatMap((concept) => fieldsFor(reading.index, concept));
	return Object.entries(changes).map(([path, { old, new: now }]) => {
		const field = fields.find(({ key }) => `properties.${key}` === path) ?? null;
		return {
			path,
			label: attributeText(path) ?? (field ? pick(field.label, reading.lang) : path),
			before: placed(old, valueText(path, old, field, reading)),
			after: placed(now, valueText(path, now, field, reading))
		};
	});
}
