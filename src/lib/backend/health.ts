import { anonymousApi } from './access.ts';
import type { Running } from './running.ts';

export interface Health {
	ok: boolean;
	/** `embedded` or `supabase`. */
	backend: string;
	versions: { app: string; postgres: string | null; postgis: string | null; schema: string | null };
	/** Why not, when not. */
	reason: string | null;
}

/** Asks database and file storage whether they work; never throws. */
export async function checkHealth(running: Running): Promise<Health> {
	const { backend, version } = running;
	const base = {
		backend: backend.kind === 'embedded' ? 'embedded' : 'supabase',
		versions: { app: version, postgres: null, postgis: null, schema: null }
	};
	try {
		if (backend.kind === 'embedded') {
			return {
				ok: true,
				...base,
				versions: { app: version, ...(await backend.client.health()) },
				reason: null
			};
		}
		await checkRemote(running);
		return { ok: true, ...base, reason: null };
	} catch (error) {
		return { ok: false, ...base, reason: error instanceof Error ? error.message : String(error) };
	}
}

async function checkRemote(running: Running): Promise<void> {
	const api = anonymousApi(running);
	const database = await api('/themes?select=id&limit=1');
	if (!database.ok) throw new Error(`database: HTTP ${database.status}`);
	const storage = await api('/storage/v1/bucket');
	if (storage.status >= 500) throw new Error(`storage: HTTP ${storage.status}`);
}
