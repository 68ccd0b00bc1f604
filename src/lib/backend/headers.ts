import type { Settings } from './settings.ts';

/** The part of `basemaps.json` that matters here. */
export interface BasemapsFile {
	basemaps: {
		id?: unknown;
		layers: { url: string; subdomains?: string; opacity?: number }[];
	}[];
}

/** `https://{s}.tile.example.org/{z}…` → `https://*.tile.example.org`: what a policy can say of it. */
function tileOrigins(file: BasemapsFile): string[] {
	const origins = file.basemaps
		.flatMap(({ layers }) => layers)
		.map(({ url }) => /^(https?:\/\/)(\{s\}\.)?([^/{}]+)/.exec(url))
		.map((match) => (match ? `${match[1]}${match[2] ? '*.' : ''}${match[3]}` : null));
	return [...new Set(origins.filter((origin) => origin !== null))].sort();
}

/**
 * Headers of every answer. The content policy here only says where data and images may come from,
 * which depends on the settings; the rest of it, with nonces, is in svelte.config.js. Browsers apply
 * both, so each only has to be right about its own part.
 */
export function securityHeaders(
	{ remote, geocoder }: Pick<Settings, 'remote' | 'geocoder'>,
	basemaps: BasemapsFile,
	https: boolean
): Record<string, string> {
	const elsewhere = [...(remote ? [new URL(remote.url).origin] : []), ...tileOrigins(basemaps)];
	const asked = [...new Set([...elsewhere, ...(geocoder ? [new URL(geocoder).origin] : [])])].join(
		' '
	);
	return {
		'content-security-policy': `connect-src 'self' ${asked}; img-src 'self' data: blob: ${elsewhere.join(' ')}; frame-ancestors 'self'`,
		'x-content-type-options': 'nosniff',
		// Tile servers ask to know which site uses them.
		'referrer-policy': 'strict-origin-when-cross-origin',
		'permissions-policy': 'geolocation=(self), camera=(self), microphone=(), payment=(), usb=()',
		'cross-origin-opener-policy': 'same-origin',
		...(https ? { 'strict-transport-security': 'max-age=31536000' } : {})
	};
}
