import {
	nameOf,
	placeOf,
	sentenceOf,
	type Notice,
	type NoticeChange,
	type NoticePlace
} from '$lib/domain/notices';
import { pick } from '$lib/domain/text';
import { m } from '$lib/i18n/paraglide/messages';
import { dateText } from '$lib/ui/shared/dates';

type Lang = 'fr' | 'oc' | 'en';
type Sentence = (values: { title: string }) => string;

const sentences: Record<string, Sentence> = {
	own_published: m.notices_own_published,
	own_changes_requested: m.notices_own_changes_requested,
	own_rejected: m.notices_own_rejected,
	own_archived: m.notices_own_archived,
	own_appeal_rejected: m.notices_own_appeal_rejected,
	own_withdrawn: m.notices_own_withdrawn,
	own_updated: m.notices_own_updated,
	own_deleted: m.notices_own_deleted,
	own_restored: m.notices_own_restored,
	own_photo_added: m.notices_own_photo_added,
	own_observation_accepted: m.notices_own_observation_accepted,
	own_proposal_accepted: m.notices_own_proposal_accepted,
	own_observation_rejected: m.notices_own_observation_rejected,
	own_proposal_changes_requested: m.notices_own_proposal_changes_requested,
	own_proposal_rejected: m.notices_own_proposal_rejected,
	other_published: m.notices_other_published,
	other_updated: m.notices_other_updated,
	other_deleted: m.notices_other_deleted,
	other_restored: m.notices_other_restored,
	other_photo_added: m.notices_other_photo_added,
	other_observed: m.notices_other_observed,
	own_absorbed: m.notices_own_absorbed,
	own_merged: m.notices_own_merged,
	own_transferred: m.notices_own_transferred,
	other_merged: m.notices_other_merged,
	other_transferred: m.notices_other_transferred,
	other_archived: m.notices_other_archived,
	other_withdrawn: m.notices_other_withdrawn,
	undone: m.notices_undone,
	commented: m.notices_commented,
	mentioned: m.notices_mentioned,
	closed: m.notices_closed,
	appealed: m.notices_appealed,
	role_given: m.notices_role_given,
	role_revoked: m.notices_role_revoked,
	join_requested: m.notices_join_requested,
	join_accepted: m.notices_join_accepted,
	join_refused: m.notices_join_refused,
	report_handled: m.notices_report_handled,
	something: m.notices_something,
	something_else: m.notices_something_else
};

/** What happened, in one sentence. */
export function noticeText(notice: Notice, lang: Lang): string {
	const title = nameOf(notice, lang) ?? m.notices_unnamed();
	const key = sentenceOf(notice, (name) => name in sentences);
	return (sentences[key] ?? m.notices_something_else)({ title });
}

/** Commune, day, who, and why the person is told, in one line. */
export function underText(notice: Notice, lang: Lang): string {
	return [
		notice.commune,
		dateText(notice.at, lang, true),
		notice.actor ? m.notices_by({ name: notice.actor }) : null,
		becauseText(notice, lang)
	]
		.filter(Boolean)
		.join(' · ');
}

/** Why the person is told. */
function becauseText({ because, theme }: Notice, lang: Lang): string | null {
	if (!because) return theme === undefined ? null : m.notices_because_own();
	return m.notices_because({ name: because.name ? pick(because.name, lang) : m.notices_gone() });
}

/** A value of a change, or that there is none. */
export function valueText(change: NoticeChange, which: 'old' | 'new', lang: Lang): string {
	const text = change[which];
	if (text === undefined) return m.notices_nothing();
	return change.kind === 'date' ? dateText(text, lang) : text;
}

const ways: Record<NoticePlace['what'], (() => string) | null> = {
	record: m.notices_open,
	talk: m.notices_open_talk,
	mine: m.notices_open_mine,
	account: m.notices_open_account,
	desk: m.notices_open_desk,
	nowhere: null
};

/** Where it leads, and how the way is called; null when it leads nowhere else. */
export function wayOf(notice: Notice): { href: string; text: string } | null {
	const { what, href } = placeOf(notice);
	const text = ways[what]?.();
	return text === undefined ? null : { href, text };
}
