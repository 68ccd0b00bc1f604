import type { MailLanguage, MailTexts, OutgoingMail } from '$lib/domain/mails/mail';
import { renderMail } from '$lib/domain/mails/render';
import { m } from '$lib/i18n/paraglide/messages';

/** A mail as somebody would receive it with these sentences: subject and plain text, about nobody's record. */
export function sampleMail(
	texts: MailTexts,
	lang: MailLanguage,
	site: string,
	now: Date
): { subject: string; text: string } {
	const say = { locale: lang };
	const title = m.administration_messages_sample_title({}, say);
	const about = {
		read_at: null,
		facts: {},
		record_id: '0',
		theme: 'x',
		stop: '…',
		hidden: false,
		commune: 'Sauve',
		title,
		at: now.toISOString(),
		actor: 'Joana'
	};
	const mail: OutgoingMail = {
		id: '0',
		to: '',
		lang,
		kind: 'daily',
		facts: {},
		notices: [
			{
				...about,
				id: '1',
				kind: 'changes_requested',
				own: true,
				reason: m.administration_messages_sample_reason({}, say)
			},
			{
				...about,
				id: '2',
				kind: 'updated',
				own: false,
				because: { id: '3', kind: 'record', name: { fr: title } },
				changes: [
					{
						path: 'properties.x',
						label: { fr: m.administration_messages_sample_field({}, say) },
						old: m.administration_messages_sample_before({}, say),
						new: m.administration_messages_sample_after({}, say)
					}
				]
			}
		],
		more: 0,
		unsubscribe: '…'
	};
	const { subject, text } = renderMail(mail, texts, site, now);
	return { subject, text };
}
