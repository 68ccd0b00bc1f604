import { createTransport } from 'nodemailer';
import type { MailSettings } from './settings.ts';

/** The message as the auth server hands it over. */
interface OutgoingMail {
	to: string;
	subject: string;
	html?: string;
}

export interface MailDriver {
	send(message: OutgoingMail): Promise<void>;
}

/** Subject template: it carries the code, so that a phone shows it without opening the message. */
export const codeSubject = 'Capitelle : votre code {{ .Token }}';

/** Finds the code in a subject made from {@link codeSubject}. */
function codeIn(subject: string): string {
	return /\d{6}/.exec(subject)?.[0] ?? '';
}

function plainText(code: string): string {
	return [
		`Votre code pour vous connecter à Capitelle : ${code}`,
		'Il est valable une heure. Si vous n’avez rien demandé, ignorez ce message.',
		'',
		`Vòstre còdi per vos connectar a Capitelle : ${code}. Es valable una ora.`,
		`Your code to sign in to Capitelle: ${code}. It is valid for one hour.`,
		''
	].join('\n');
}

/** Sends codes through a real mail server. A refusal by that server reaches the person as an error. */
export function smtpDriver(settings: MailSettings): MailDriver {
	const { protocol, hostname, port, username, password } = new URL(settings.url);
	const secure = protocol === 'smtps:';
	const transport = createTransport(
		{
			host: hostname,
			port: Number(port) || (secure ? 465 : 587),
			secure,
			...(username
				? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }
				: {}),
			// Credentials never travel unencrypted: without TLS from the start, STARTTLS is demanded.
			requireTLS: username !== '',
			connectionTimeout: 10_000,
			socketTimeout: 20_000
		},
		{ from: settings.from }
	);
	return {
		async send({ to, subject, html }) {
			await transport.sendMail({
				to,
				subject,
				text: plainText(codeIn(subject)),
				...(html ? { html } : {})
			});
		}
	};
}

/** Hands codes to the terminal and to /boite instead of sending them: this machine only, no mail server. */
export function boxDriver(deliver: (email: string, code: string) => void): MailDriver {
	return {
		send({ to, subject }) {
			deliver(to, codeIn(subject));
			return Promise.resolve();
		}
	};
}
