import { checkHealth } from '$lib/backend/health';
import { startBackend } from '$lib/backend/running';
import type { RequestHandler } from './$types';

/** For a supervisor: 200 when database and storage work, 503 with the reason when not. */
export const GET: RequestHandler = async () => {
	const health = await checkHealth(await startBackend(process.env));
	return Response.json(health, {
		status: health.ok ? 200 : 503,
		headers: { 'cache-control': 'no-store' }
	});
};
