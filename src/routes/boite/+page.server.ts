import { error } from '@sveltejs/kit';
import { readCodes } from '$lib/backend/box';
import { startBackend } from '$lib/backend/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ request, getClientAddress, setHeaders }) => {
	const codes = readCodes(await startBackend(process.env), {
		address: getClientAddress(),
		headers: request.headers
	});
	if (!codes) error(404);
	setHeaders({ 'cache-control': 'no-store' });
	return { codes };
};
