import type { MailItem, MailTexts, MailWords, OutgoingMail, RenderedMail } from './mail.ts';
import { mailWords, stopAddress } from './words.ts';

/**
 * A mail as it leaves: subject, plain text and HTML that say the same, and the headers by which a mail program
 * offers to stop such mails in one press (RFC 8058).
 *
 * @param site address of the application, without a slash at the end
 * @param now its day stands in the subject of a digest
 */
export function renderMail(
	mail: OutgoingMail,
	texts: MailTexts,
	site: string,
	now: Date
): RenderedMail {
	const words = mailWords(mail, texts, site, now);
	return {
		subject: words.subject,
		text: plainText(words),
		html: html(words),
		headers: mail.unsubscribe
			? {
					'List-Unsubscribe': `<${stopAddress(site, mail.unsubscribe)}>`,
					'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
					'Auto-Submitted': 'auto-generated'
				}
			: { 'Auto-Submitted': 'auto-generated' }
	};
}

function plainText(words: MailWords): string {
	const items = words.items.map((item) =>
		[
			item.sentence,
			item.under,
			item.reason,
			...item.changes.map(
				({ label, before, after }) =>
					`  ${label}\n    ${words.before}\u00A0: ${before ?? words.nothing}\n    ${words.after}\u00A0: ${after ?? words.nothing}`
			),
			...item.remarks.map((remark) => `  ${remark}`),
			`${item.open}\u00A0: ${item.href}`,
			// The address comes last: a bracket behind it would be taken for a part of it.
			`${item.because ? `${item.because} · ` : ''}${item.stop.text}\u00A0: ${item.stop.href}`
		]
			.filter(Boolean)
			.join('\n')
	);
	return [
		words.lead,
		...items,
		words.more,
		`${words.button.text}\n${words.button.href}`,
		['-- ', words.footer, ...words.links.map(({ href, text }) => `${text}\u00A0: ${href}`)].join(
			'\n'
		),
		''
	]
		.filter((part) => part !== null)
		.join('\n\n');
}

/** Everything people wrote passes here: a mail holds no markup but ours. */
function safe(text: string): string {
	return text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		.replace(/"/g, '&quot;')
		.replace(/'/g, '&#39;')
		.replace(/\n/g, '<br>');
}

const ink = '#23211c';
const muted = '#5f5a4f';
const accent = '#1f5c4d';
const font = 'font-family:system-ui,-apple-system,Segoe UI,Roboto,sans-serif';

function link(href: string, text: string, style: string): string {
	return `<a href="${safe(href)}" style="${style}">${safe(text)}</a>`;
}

function block(item: MailItem, words: MailWords): string {
	const cell = `padding:6px 10px 6px 0;text-align:left;vertical-align:top;font-size:15px;line-height:1.4`;
	const rows = item.changes
		.map(
			({ label, before, after }) =>
				`<tr><th scope="row" colspan="2" style="${cell};padding-bottom:0;color:${muted};font-weight:600">${safe(label)}</th></tr>` +
				`<tr><td style="${cell};width:50%;color:${muted};border-bottom:1px solid #e6e0d2;overflow-wrap:anywhere"><span style="font-size:13px">${safe(words.before)}</span><br>${before === null ? safe(words.nothing) : `<s>${safe(before)}</s>`}</td>` +
				`<td style="${cell};width:50%;border-bottom:1px solid #e6e0d2;overflow-wrap:anywhere"><span style="font-size:13px;color:${muted}">${safe(words.after)}</span><br>${after === null ? safe(words.nothing) : `<strong>${safe(after)}</strong>`}</td></tr>`
		)
		.join('');
	return [
		`<div style="margin:0 0 16px;padding:16px;background:#ffffff;border:1px solid #e6e0d2;border-radius:10px">`,
		`<h2 style="margin:0 0 4px;font-size:18px;line-height:1.3;color:${ink};overflow-wrap:anywhere">${safe(item.sentence)}</h2>`,
		`<p style="margin:0 0 8px;font-size:14px;color:${muted}">${safe(item.under)}</p>`,
		item.reason
			? `<p style="margin:0 0 12px;padding:8px 12px;border-left:4px solid ${accent};background:#fbf9f4;overflow-wrap:anywhere">${safe(item.reason)}</p>`
			: '',
		rows
			? `<table style="width:100%;margin:0 0 12px;border-collapse:collapse;table-layout:fixed">${rows}</table>`
			: '',
		...item.remarks.map((remark) => `<p style="margin:0 0 8px">${safe(remark)}</p>`),
		`<p style="margin:8px 0 0">${link(item.href, item.open, `display:inline-block;padding:10px 0;color:${accent};font-weight:700`)}</p>`,
		`<p style="margin:4px 0 0;font-size:13px;color:${muted}">${item.because ? `${safe(item.because)} · ` : ''}${link(item.stop.href, item.stop.text, `color:${muted}`)}</p>`,
		`</div>`
	].join('');
}

function html(words: MailWords): string {
	return [
		`<!doctype html><html lang="${words.lang}"><head><meta charset="utf-8">`,
		`<meta name="viewport" content="width=device-width,initial-scale=1">`,
		`<meta name="color-scheme" content="light"><title>${safe(words.subject)}</title></head>`,
		`<body style="margin:0;padding:0;background:#f4efe4;color:${ink};${font};font-size:16px;line-height:1.5">`,
		`<div style="max-width:600px;margin:0 auto;padding:20px 12px">`,
		`<p style="margin:0 4px 12px;font-size:20px;font-weight:700;color:${accent}">Capitelle</p>`,
		`<p style="margin:0 4px 16px">${safe(words.lead)}</p>`,
		...words.items.map((item) => block(item, words)),
		words.more ? `<p style="margin:0 4px 16px">${safe(words.more)}</p>` : '',
		`<p style="margin:0 0 24px">${link(words.button.href, words.button.text, `display:inline-block;padding:12px 20px;border-radius:8px;background:${accent};color:#ffffff;font-weight:700;text-decoration:none`)}</p>`,
		`<p style="margin:0 4px;font-size:14px;color:${muted}">${safe(words.footer)}</p>`,
		words.links.length > 0
			? `<p style="margin:8px 4px;font-size:14px">${words.links
					.map(({ href, text }) =>
						link(href, text, `display:inline-block;padding:8px 12px 8px 0;color:${muted}`)
					)
					.join(' ')}</p>`
			: '',
		`</div></body></html>`
	].join('');
}
