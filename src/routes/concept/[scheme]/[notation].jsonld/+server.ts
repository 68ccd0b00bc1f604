import { conceptAnswer } from '$lib/backend/public/skos-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals }) =>
	conceptAnswer(request, locals.api, params, 'jsonld');
