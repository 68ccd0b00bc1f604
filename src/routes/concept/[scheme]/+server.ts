import { redirect } from '@sveltejs/kit';
import { schemePath } from '$lib/domain/vocabulary/pages.ts';
import type { RequestHandler } from './$types';

/** The address of a scheme, when addresses begin with this site's: its page is elsewhere. */
export const GET: RequestHandler = ({ params }) => redirect(303, schemePath(params.scheme));
