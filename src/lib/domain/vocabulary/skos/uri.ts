import { skosLimits } from './limits.ts';
import { relativeBase } from './namespaces.ts';

/** Characters that no address may hold as they are (IRIREF of Turtle, RFC 3987), and halves of pairs. */
const forbidden = /[\p{Cc}\s<>"{}|^`\\]|\p{Surrogate}/u;
const absolute = /^[a-z][a-z0-9+.-]*:./i;
/** Addresses become links on public pages. */
const active = /^(javascript|data|vbscript):/i;

/** True for a whole address that every format and the database can carry (`private.is_uri`). */
export function isSoundUri(uri: string): boolean {
	return (
		uri.length <= skosLimits.uriLength &&
		absolute.test(uri) &&
		!forbidden.test(uri) &&
		!active.test(uri) &&
		!uri.startsWith(relativeBase)
	);
}

/** An address as its file wrote it: relative ones without the base lent to them. */
export function asWritten(uri: string): string {
	return uri.startsWith(relativeBase) ? uri.slice(relativeBase.length) : uri;
}

/** An address that a file can carry, whatever it is: one bad address must not make a file unreadable. */
export function safeUri(uri: string): string {
	return forbidden.test(uri)
		? uri.replace(new RegExp(forbidden, 'gu'), (found) => encodeURIComponent(wellFormed(found)))
		: uri;
}

const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\ufffd');

/** Hosts that mean another machine for everyone who reads the address. */
const localHost =
	/^https?:\/\/(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]|[^./:]+[:/]|[^/]*\.(local|localhost|internal)[:/])/i;

/** True for an address that names somebody's own machine or network. */
export function isLocalUri(uri: string): boolean {
	return localHost.test(uri);
}
