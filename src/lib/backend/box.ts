import type { DeliveredCode } from './client.ts';
import type { Running } from './running.ts';
import { isLoopback } from './settings.ts';

/** Who asks, as the web server sees them. */
export interface Caller {
	address: string;
	/** `host` is the name in the address bar: another name pointed at this machine by a hostile page is refused. */
	headers: Headers;
}

const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];

/**
 * The latest sign-in codes, while no mail server is configured. Only for somebody at this machine:
 * the server listens to it alone, the request comes from it, under one of its names, through no proxy.
 * @returns null when they must not be shown
 */
export function readCodes({ backend, settings }: Running, caller: Caller): DeliveredCode[] | null {
	if (backend.kind !== 'embedded' || settings.mail || !settings.local) return null;
	const address = caller.address.replace(/^::ffff:/, '');
	const name = URL.parse(`http://${caller.headers.get('host') ?? ''}`)?.hostname ?? '';
	if (!isLoopback(address) || !isLoopback(name)) return null;
	if (proxyHeaders.some((name) => caller.headers.has(name))) return null;
	return backend.client.codes;
}
