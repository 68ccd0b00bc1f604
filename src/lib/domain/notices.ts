import type { LocalizedText } from './language.ts';

/** How fast mails come. */
export type Pace = 'now' | 'daily' | 'weekly' | 'never';
export const paces: readonly Pace[] = ['now', 'daily', 'weekly', 'never'];

/** What can be followed beside one's own work; a person is named by one of their published records. */
export type FollowKind = 'record' | 'area' | 'theme' | 'concept' | 'person';

/** One thing a person follows. */
export interface Subscription {
	id: string;
	kind: FollowKind;
	/** Null for a person: the account behind a name is told to nobody. */
	target: string | null;
	/** Null when the reader may not know its name any more. */
	name: LocalizedText | null;
	mail: Pace;
}

/** What a person follows, and how. */
export interface Following {
	/** No mail about contributions at all. */
	mail_off: boolean;
	/** About one's own work. */
	own: Pace;
	subscriptions: Subscription[];
}

/** One field of a change, in words of the reader's language. A place is never among them. */
export interface NoticeChange {
	/** `properties.<key>`, `geometry`, `concept`, … */
	path: string;
	label?: LocalizedText;
	/** Kind of the field. */
	kind?: string;
	/** Absent: there was nothing, or nothing that fits a line. */
	old?: string;
	new?: string;
}

/** Something a person is told of, as they may read it now. */
export interface Notice {
	id: string;
	kind: string;
	/** ISO 8601. */
	at: string;
	/** ISO 8601; null while it was not looked at. */
	read_at: string | null;
	/** Ids and codes that belong to the kind. */
	facts: Record<string, unknown>;
	/** The subscription that brought it; absent for one's own work. */
	because?: { id: string; kind: string; name: LocalizedText | null };
	/** What follows is there when it is about a record. Null: it was deleted. */
	record_id?: string | null;
	theme?: string;
	/** It is about the reader's own record, correction or visit. */
	own?: boolean;
	/** Its place is told to nobody but its author and moderators. */
	hidden?: boolean;
	title?: string | null;
	concept?: LocalizedText | null;
	commune?: string | null;
	/** Who did it, as they choose to be named. */
	actor?: string | null;
	/** What a moderator wrote to the author. */
	reason?: string | null;
	changes?: NoticeChange[];
}

/**
 * The name of the sentence that says what happened, or one that fits anything.
 * @param known whether there is such a sentence
 */
export function sentenceOf(notice: Notice, known: (key: string) => boolean): string {
	const key = `${notice.own ? 'own' : 'other'}_${notice.kind}`;
	const named = [key, notice.kind].find(known);
	return named ?? (notice.theme === undefined ? 'something_else' : 'something');
}

/** How the record is called: by its title, else by what it is; null when nothing may be said. */
export function nameOf(notice: Notice, lang: 'fr' | 'oc' | 'en'): string | null {
	const { title, concept } = notice;
	return title || (concept ? (concept[lang] ?? concept.fr) : null) || null;
}

const ofTalk = new Set(['commented', 'mentioned', 'closed']);
const ofPublic = new Set(['published', 'updated', 'observed', 'restored', 'photo_added']);

/** Where a notice leads: what is there, and its address from the root of the site. */
export interface NoticePlace {
	what: 'record' | 'talk' | 'mine' | 'account' | 'desk' | 'nowhere';
	href: string;
}

/** Where a notice leads. What is not public is only found among one's own. */
export function placeOf({ kind, record_id, own }: Notice): NoticePlace {
	if (/^(role|join)_/.test(kind)) return { what: 'account', href: '/compte' };
	if (!record_id) return { what: 'nowhere', href: '/avis' };
	if (kind === 'appealed') return { what: 'desk', href: '/moderation' };
	if (ofTalk.has(kind)) return { what: 'talk', href: `/fiche/${record_id}/discussion` };
	if (own && !ofPublic.has(kind)) return { what: 'mine', href: '/contributions' };
	return { what: 'record', href: `/fiche/${record_id}` };
}
