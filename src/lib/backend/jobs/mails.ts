import type { MailTexts, OutgoingMail } from '../../domain/mails/mail.ts';
import { renderMail } from '../../domain/mails/render.ts';
import { MailRefused, type Letter } from '../mail.ts';
import type { ServerContext } from './context.ts';
import type { Job } from './run.ts';

/** In one run; the next comes soon. */
const atOnce = 50;

/**
 * Sends what waits in the queue, oldest first. A mail counts as sent once the mail server took it; when this
 * process dies in between, that one mail goes a second time, under the same Message-ID.
 */
export const sendMails: Job<ServerContext> = {
	name: 'send_mails',
	everyS: 15,
	async run({ query, mail, site }) {
		let sent = 0;
		let texts: MailTexts | null = null;
		for (; sent < atOnce; sent++) {
			const [claim] = await query<{ mail: OutgoingMail | null }>(
				'select private.claim_mail() as mail'
			);
			const next = claim?.mail;
			if (!next) break;
			texts ??= await readTexts(query);
			const finish = (error: string | null, final: boolean) =>
				query('select private.finish_mail($1, $2, $3)', [next.id, error, final]);
			const letter = put(next, texts, site);
			const failure =
				letter instanceof MailRefused ? letter : await mail.send(letter).then(() => null, asError);
			const refused = failure instanceof MailRefused;
			await finish(failure?.message ?? null, refused);
			// A server that is away is away for all of them: nothing is lost, and the next run asks again.
			if (failure && !refused) throw failure;
		}
		return String(sent);
	}
};

async function readTexts(query: ServerContext['query']): Promise<MailTexts> {
	const [row] = await query<{ texts: MailTexts }>(
		'select jsonb_object_agg(key, texts) as texts from public.mail_texts'
	);
	return row?.texts ?? {};
}

/** A mail that cannot be put into words is set aside like one that is refused: it holds up no other. */
function put(mail: OutgoingMail, texts: MailTexts, site: string): Letter | MailRefused {
	try {
		const rendered = renderMail(mail, texts, site, new Date());
		return { ...rendered, to: mail.to, messageId: messageId(mail.id, site) };
	} catch (error) {
		return new MailRefused(asError(error).message, { cause: error });
	}
}

function messageId(id: string, site: string): string {
	return `<${id}@${URL.parse(site)?.hostname ?? 'localhost'}>`;
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));
