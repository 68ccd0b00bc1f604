import type { LocalizedText } from '../language.ts';
import type { Notice } from '../notices.ts';

/** Languages of mails. */
export type MailLanguage = 'fr' | 'oc' | 'en';

/** A notice on its way into a mail, with what stops such mails. */
export interface MailNotice extends Notice {
	/** Signed; what `/desabonner` takes. */
	stop: string;
}

/** A mail as the queue hands it over: what its reader may know now, and nothing else. */
export interface OutgoingMail {
	id: string;
	to: string;
	lang: MailLanguage;
	/** `now`, `daily`, `weekly`, or `invitation`. */
	kind: string;
	facts: Record<string, unknown>;
	notices: MailNotice[] | null;
	/** How many notices are not in it. */
	more: number;
	/** Signed; stops every mail. Null for who has no account. */
	unsubscribe: string | null;
}

/** The sentences, by key, as administrators left them. */
export type MailTexts = Readonly<Record<string, LocalizedText>>;

export interface RenderedMail {
	subject: string;
	text: string;
	html: string;
	/** Headers of the mail beside the usual ones. */
	headers: Record<string, string>;
}

/** One notice in words. */
export interface MailItem {
	sentence: string;
	/** What stands under it: commune, day, who. */
	under: string;
	reason: string | null;
	/** Null: there was nothing. */
	changes: { label: string; before: string | null; after: string | null }[];
	/** What has changed without values to show. */
	remarks: string[];
	href: string;
	open: string;
	because: string;
	stop: { href: string; text: string };
}

/** A mail in words, before it becomes text and HTML. */
export interface MailWords {
	lang: MailLanguage;
	subject: string;
	lead: string;
	items: MailItem[];
	more: string | null;
	/** The one thing to press. */
	button: { href: string; text: string };
	footer: string;
	links: { href: string; text: string }[];
	before: string;
	after: string;
	nothing: string;
}
