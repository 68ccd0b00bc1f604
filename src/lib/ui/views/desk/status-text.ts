import type { Status } from '$lib/domain/record';
import { m } from '$lib/i18n/paraglide/messages';

const texts: Record<string, () => string> = {
	submitted: m.desk_status_submitted,
	changes_requested: m.desk_status_changes_requested,
	published: m.desk_status_published,
	rejected: m.desk_status_rejected,
	archived: m.desk_status_archived,
	withdrawn: m.desk_status_withdrawn
};

/** What has become of a record, in a word. */
export function statusText(status: Status): string {
	return texts[status]?.() ?? status;
}
