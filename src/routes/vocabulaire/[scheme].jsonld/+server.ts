import { schemeAnswer } from '$lib/backend/public/skos-answer.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ request, params, locals }) =>
	schemeAnswer(request, locals.api, params.scheme, 'jsonld');
