import { expect, test } from 'vitest';
import { securityHeaders } from './headers.ts';

const basemaps = {
	basemaps: [
		{
			layers: [
				{ url: 'https://data.geopf.fr/wmts?TILEMATRIX={z}' },
				{ url: 'https://{s}.tile.exemple.fr/{z}/{x}/{y}.png' }
			]
		},
		{ layers: [{ url: 'https://data.geopf.fr/wmts?LAYER=2' }, { url: '/tuiles/{z}/{x}/{y}.png' }] }
	]
};

test('data and images come from here, from the tile servers, and from the Supabase project when there is one', () => {
	const tiles = 'https://*.tile.exemple.fr https://data.geopf.fr';
	const alone = { remote: null, geocoder: null };
	expect(securityHeaders(alone, basemaps, false)['content-security-policy']).toBe(
		`connect-src 'self' ${tiles}; img-src 'self' data: blob: ${tiles}; frame-ancestors 'self'`
	);
	const remote = { url: 'http://127.0.0.1:54321/base', publishableKey: 'k' };
	expect(
		securityHeaders({ remote, geocoder: null }, basemaps, false)['content-security-policy']
	).toContain(`connect-src 'self' http://127.0.0.1:54321 ${tiles};`);
});

test('addresses may be asked for where the settings say, and pictures come from there no more than before', () => {
	const settings = { remote: null, geocoder: 'https://geo.exemple.fr/geocodage' };
	const policy = securityHeaders(settings, basemaps, false)['content-security-policy'];
	expect(policy).toMatch(/connect-src [^;]*https:\/\/geo[.]exemple[.]fr;/);
	expect(policy).not.toMatch(/img-src [^;]*geo[.]exemple[.]fr/);
});

test('HTTPS is demanded for ever only where it is served', () => {
	expect(securityHeaders({ remote: null, geocoder: null }, basemaps, true)).toHaveProperty(
		'strict-transport-security'
	);
	expect(securityHeaders({ remote: null, geocoder: null }, basemaps, false)).not.toHaveProperty(
		'strict-transport-security'
	);
});
