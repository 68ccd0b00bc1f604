import type { DeliveredCode } from './client.ts';
import type { KeptMail } from './mail.ts';
import type { Running } from './running.ts';
import { isLoopback } from './loopback.ts';

/** Who asks, as the web server sees them. */
export interface Caller {
	address: string;
	/** `host` is the name in the address bar: another name pointed at this machine by a hostile page is refused. */
	headers: Headers;
}

const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/** What was kept instead of sent, newest first. */
export interface Box {
	codes: DeliveredCode[];
	mails: readonly KeptMail[];
}

/**
 * The latest sign-in codes and mails, while no mail server is configured. Only for somebody at this machine:
 * the server listens to it alone, the request comes from it, under one of its names, through no proxy.
 * @returns null when they must not be shown
 */
export function readBox({ backend, settings, mails }: Running, caller: Caller): Box | null {
	if (backend.kind !== 'embedded' || settings.mail || !settings.local) return null;
	const address = caller.address.replace(/^::ffff:/, '');
	const name = URL.parse(`http://${caller.headers.get('host') ?? ''}`)?.hostname ?? '';
	if (!isLoopback(address) || !isLoopback(name)) return null;
	if (proxyHeaders.some((name) => caller.headers.has(name))) return null;
	return { codes: backend.client.codes, mails };
}
