import { error } from '@sveltejs/kit';
import { readBox } from '$lib/backend/box';
import { startBackend } from '$lib/backend/running';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ request, getClientAddress, setHeaders }) => {
	const box = readBox(await startBackend(process.env), {
		address: getClientAddress(),
		headers: request.headers
	});
	if (!box) error(404);
	setHeaders({ 'cache-control': 'no-store' });
	return box;
};
