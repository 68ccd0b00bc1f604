import { startBackend } from '$lib/backend/running';
import type { RequestHandler } from './$types';

/** What any client needs to find the data interface. Nothing in it is secret. */
export const GET: RequestHandler = async ({ url }) => {
	const { backend, settings, version, pushKey } = await startBackend(process.env);
	const embedded = backend.kind === 'embedded';
	return Response.json(
		{
			supabaseUrl: embedded ? url.origin : backend.url,
			publishableKey: backend.publishableKey,
			version,
			// Null: addresses are not asked for.
			geocoder: settings.geocoder,
			// Null: devices are not woken.
			pushKey,
			// Beside the code by e-mail.
			providers: settings.provider
				? [{ id: settings.provider.id, name: settings.provider.name }]
				: [],
			embedded,
			// A hosted project does not unpack what it is sent.
			unpacks: embedded
		},
		// Read by other sites' maps too; short, because an address that moved must be noticed.
		{ headers: { 'cache-control': 'public, max-age=60', 'access-control-allow-origin': '*' } }
	);
};
