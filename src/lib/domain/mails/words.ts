import { nameOf, placeOf, sentenceOf, type NoticeChange, type NoticePlace } from '../notices.ts';
import type {
	MailItem,
	MailLanguage,
	MailNotice,
	MailTexts,
	MailWords,
	OutgoingMail
} from './mail.ts';

/** Day and month as the language writes them; Occitan, whose months no runtime knows, in numbers. */
function day(iso: string, lang: MailLanguage, zone?: string): string {
	const date = new Date(iso);
	if (Number.isNaN(date.getTime())) return iso;
	return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'fr', {
		dateStyle: lang === 'oc' ? 'short' : 'long',
		...(zone ? { timeZone: zone } : {})
	}).format(date);
}

/** Puts values where a sentence has placeholders; one that has none is left out. */
function fill(text: string, values: Readonly<Record<string, string>>): string {
	// Once over the sentence: a value that looks like a placeholder stays a value.
	return text.replace(/\{([a-z_]+)\}/g, (_, name: string) => values[name] ?? '');
}

/** One line without line ends or control characters: for subjects, where they would begin another header. */
function oneLine(text: string): string {
	return text
		.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
		.replace(/ {2,}/g, ' ')
		.trim();
}

/** A mail in words of its reader's language. `zone`: where days are counted. */
export function mailWords(
	mail: OutgoingMail,
	texts: MailTexts,
	site: string,
	now: Date,
	zone = 'Europe/Paris'
): MailWords {
	const { lang } = mail;
	const say = (key: string, values: Record<string, string> = {}) =>
		fill(texts[key]?.[lang] ?? texts[key]?.fr ?? '', values);
	if (mail.kind === 'invitation') return invitation(mail, say, site);

	const items = (mail.notices ?? []).map((notice) => item(notice, lang, texts, say, site, zone));
	const date = day(now.toISOString(), lang, zone);
	const subject =
		mail.kind !== 'now'
			? say(`subject_${mail.kind}`, { date })
			: items.length === 1 && mail.more === 0
				? say('subject_one', { what: items[0]?.sentence ?? '' })
				: say('subject_many', { count: String(items.length + mail.more) });
	const links = [{ href: `${site}/avis/reglages`, text: say('settings') }];
	if (mail.unsubscribe)
		links.push({ href: stopAddress(site, mail.unsubscribe), text: say('unsubscribe') });
	return {
		lang,
		subject: oneLine(subject),
		lead: say(`lead_${mail.kind}`),
		items,
		more: mail.more > 0 ? say('more', { count: String(mail.more) }) : null,
		button: { href: `${site}/avis`, text: say('open_all') },
		footer: say('footer'),
		links,
		before: say('before'),
		after: say('after'),
		nothing: say('nothing')
	};
}

/** The page that stops mails, for a signed token. */
export function stopAddress(site: string, token: string): string {
	return `${site}/desabonner?j=${encodeURIComponent(token)}`;
}

type Say = (key: string, values?: Record<string, string>) => string;

function item(
	notice: MailNotice,
	lang: MailLanguage,
	texts: MailTexts,
	say: Say,
	site: string,
	zone: string
): MailItem {
	const known = (key: string) => texts[key] !== undefined;
	const title = oneLine(nameOf(notice, lang) ?? say('unnamed'));
	const { because } = notice;
	const place = placeOf(notice);
	const name = because?.name ? (because.name[lang] ?? because.name.fr) : null;
	const changes = notice.changes ?? [];
	const valued = changes.filter((change) => change.old !== undefined || change.new !== undefined);
	const silent = changes.filter((change) => !valued.includes(change) && change.path !== 'geometry');
	return {
		sentence: say(sentenceOf(notice, known), { title }),
		under: [
			notice.commune,
			day(notice.at, lang, zone),
			notice.actor ? say('by', { name: oneLine(notice.actor) }) : null
		]
			.filter(Boolean)
			.join(' · '),
		reason: notice.reason ? say('reason', { reason: notice.reason }) : null,
		changes: valued.map((change) => ({
			label: labelOf(change, lang),
			before: valueOf(change.old, change.kind, lang),
			after: valueOf(change.new, change.kind, lang)
		})),
		remarks: [
			...(changes.some(({ path }) => path === 'geometry') ? [say('moved')] : []),
			...silent.map((change) => `${labelOf(change, lang)}. ${say('field_changed')}`)
		],
		href: `${site}${place.href}`,
		open: say(opens[place.what]),
		because: name
			? say('because', { name: oneLine(name) })
			: notice.theme === undefined || because
				? ''
				: say('because_own'),
		stop: { href: stopAddress(site, notice.stop), text: say(because ? 'stop' : 'stop_own') }
	};
}

const opens: Record<NoticePlace['what'], string> = {
	record: 'open',
	talk: 'open_talk',
	mine: 'open_mine',
	account: 'open_account',
	desk: 'open_desk',
	nowhere: 'open_all'
};

function labelOf({ label, path }: NoticeChange, lang: MailLanguage): string {
	return label ? (label[lang] ?? label.fr) : path;
}

function valueOf(
	text: string | undefined,
	kind: string | undefined,
	lang: MailLanguage
): string | null {
	if (text === undefined) return null;
	// On one line: in plain text a value of several could pass for what the mail itself says.
	return kind === 'date' ? day(text, lang, 'UTC') : oneLine(text);
}

function invitation(mail: OutgoingMail, say: Say, site: string): MailWords {
	const organisation = oneLine(text(mail.facts['organisation']));
	const href = `${site}/invitation/${encodeURIComponent(text(mail.facts['code']))}`;
	return {
		lang: mail.lang,
		subject: oneLine(say('invitation_subject', { organisation })),
		lead: say('invitation_lead', { organisation }),
		items: [],
		more: null,
		button: { href, text: say('invitation_open') },
		footer: say('invitation_footer'),
		links: [],
		before: '',
		after: '',
		nothing: ''
	};
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
