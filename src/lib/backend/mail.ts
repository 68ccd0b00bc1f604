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

function transportOf(settings: MailSettings) {
	const { protocol, hostname, port, username, password } = new URL(settings.url);
	const secure = protocol === 'smtps:';
	return createTransport(
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
}

/** Sends codes through a real mail server. A refusal by that server reaches the person as an error. */
export function smtpDriver(settings: MailSettings): MailDriver {
	const transport = transportOf(settings);
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

/** A mail of the application, ready to leave. */
export interface Letter {
	to: string;
	subject: string;
	text: string;
	html: string;
	headers: Record<string, string>;
	/** The same when it is tried again. */
	messageId: string;
}

export interface MailSender {
	/** @throws MailRefused when the server will not take this mail; any other error when it cannot be asked */
	send(letter: Letter): Promise<void>;
}

/** The mail server took the connection and refused this mail for good. */
export class MailRefused extends Error {
	override name = 'MailRefused';
}

/** Sends the application's mails through a real mail server. */
export function smtpSender(settings: MailSettings): MailSender {
	const transport = transportOf(settings);
	return {
		async send(letter) {
			try {
				// As an object: a text would be read as a list, and a comma make two of one.
				await transport.sendMail({ ...letter, to: { name: '', address: letter.to } });
			} catch (error) {
				const {
					code,
					responseCode = 0,
					message
				} = error as {
					code?: string;
					responseCode?: number;
					message: string;
				};
				// Of the address or of what it says; a refused password concerns the whole server.
				const ofThisMail = code === 'EENVELOPE' || code === 'EMESSAGE';
				// Without a code it never left: no mail server would have the address.
				if (ofThisMail && (responseCode === 0 || responseCode >= 500))
					throw new MailRefused(message, { cause: error });
				throw error;
			}
		}
	};
}

/** A mail that was kept instead of sent. */
export interface KeptMail {
	to: string;
	subject: string;
	text: string;
	at: string;
}

/** Keeps the latest mails for /boite: this machine only, no mail server. Newest first. */
export function boxSender(kept: KeptMail[], now: () => Date = () => new Date()): MailSender {
	return {
		send({ to, subject, text }) {
			kept.unshift({ to, subject, text, at: now().toISOString() });
			kept.length = Math.min(kept.length, 30);
			return Promise.resolve();
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
