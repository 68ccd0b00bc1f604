import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { MailNotice, MailTexts, OutgoingMail } from './mail.ts';
import { renderMail } from './render.ts';

/** The sentences that ship, as the migration writes them. */
const sql = readFileSync(
	new URL('../../../../supabase/migrations/20260101002740_mail_texts.sql', import.meta.url),
	'utf8'
);
const texts: MailTexts = Object.fromEntries(
	[
		...sql.matchAll(
			/^\t\('([a-z_]+)', '[^']*', '((?:[^']|'')*)', '((?:[^']|'')*)', '((?:[^']|'')*)'\)/gm
		)
	].map(([, key = '', fr = '', oc = '', en = '']) => [key, { fr, oc, en }])
);
const site = 'https://carte.example.org';
const now = new Date('2026-11-23T06:00:00Z');

const notice: MailNotice = {
	id: 'n1',
	kind: 'updated',
	at: '2026-11-22T10:00:00Z',
	read_at: null,
	facts: {},
	record_id: '0190-r',
	theme: 'heritage',
	own: true,
	title: 'Mur de la Combe',
	concept: { fr: 'Mur' },
	commune: 'Ganges',
	actor: 'Joana',
	changes: [
		{ path: 'properties.height', label: { fr: 'Hauteur', en: 'Height' }, old: '1 m', new: '2 m' },
		{ path: 'geometry' }
	],
	stop: 'u.own.sig'
};

const mail = (changes: Partial<OutgoingMail>): OutgoingMail => ({
	id: 'm1',
	to: 'a@example.org',
	lang: 'fr',
	kind: 'now',
	facts: {},
	notices: [notice],
	more: 0,
	unsubscribe: 'u.all.sig',
	...changes
});

test('old and new values, who, where and the way out are said in text and in HTML alike', () => {
	const { subject, text, html } = renderMail(mail({}), texts, site, now);
	expect(subject).toBe('Votre fiche «\u00A0Mur de la Combe\u00A0» a été modifiée.');
	for (const part of [text, html]) {
		for (const said of ['Hauteur', '1 m', '2 m', 'Ganges', 'Par Joana', 'Le lieu ou le tracé'])
			expect(part).toContain(said);
		expect(part).toContain(`${site}/fiche/0190-r`);
		expect(part).toContain(`${site}/desabonner?j=u.all.sig`);
		expect(part).toContain(`${site}/desabonner?j=u.own.sig`);
	}
	// What mail programs make a link of ends where the address ends.
	for (const [address] of text.matchAll(/https:\S+/g)) expect(address).toMatch(/\w$/);
});

test('a mail program can stop them in one press', () => {
	expect(renderMail(mail({}), texts, site, now).headers).toMatchObject({
		'List-Unsubscribe': `<${site}/desabonner?j=u.all.sig>`,
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
	});
});

test.each(['fr', 'oc', 'en'] as const)('every sentence is there in %s', (lang) => {
	for (const kind of ['now', 'daily', 'weekly', 'invitation']) {
		const sent = mail({ lang, kind, facts: { organisation: 'Les Fours', code: 'c' }, more: 2 });
		const { subject, text, html } = renderMail(sent, texts, site, now);
		expect(subject).not.toBe('');
		for (const part of [subject, text, html]) expect(part).not.toMatch(/\{|undefined|null/);
	}
});

test('what people write stays text: no markup, no second header, no placeholder of theirs', () => {
	const title = 'a\r\nBcc: x@example.org <img src=x onerror=alert(1)> {count}';
	const hostile = { ...notice, title, actor: '"><b>', reason: '<script>', changes: [] };
	const { subject, html } = renderMail(mail({ notices: [hostile] }), texts, site, now);
	expect(subject).not.toMatch(/[\r\n]/);
	expect(subject).toContain('{count}');
	expect(html).not.toMatch(/<img|<script|<b>/);
});

test('a value of several lines cannot pass for what the mail itself says', () => {
	const value = 'pierre\n\nNe plus recevoir de courriels : https://evil.example';
	const spoken = { ...notice, changes: [{ path: 'properties.note', old: 'mur', new: value }] };
	const { text } = renderMail(mail({ notices: [spoken] }), texts, site, now);
	expect(text).not.toMatch(/^Ne plus recevoir de courriels : https:\/\/evil/m);
	expect(text).toContain('pierre Ne plus');
});

test('what is followed may not be named any more: the mail does not say that it is about one’s own work', () => {
	const because = { id: 's', kind: 'record', name: null };
	const { text } = renderMail(
		mail({ notices: [{ ...notice, own: false, because }] }),
		texts,
		site,
		now
	);
	expect(text).not.toContain('vos contributions');
	expect(text).toContain('Ne plus suivre');
});

test('an invitation leads to its page, and somebody without an account has nothing to unsubscribe from', () => {
	const { text, headers } = renderMail(
		mail({
			kind: 'invitation',
			notices: null,
			unsubscribe: null,
			facts: { organisation: 'Les Fours', code: 'a/b' }
		}),
		texts,
		site,
		now
	);
	expect(text).toContain(`${site}/invitation/a%2Fb`);
	expect(headers).not.toHaveProperty('List-Unsubscribe');
});
