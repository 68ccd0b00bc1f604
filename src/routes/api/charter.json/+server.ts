import { checkedEachTime, guarded } from '$lib/backend/public/answer.ts';
import { readJson } from '$lib/backend/public/source.ts';
import type { RequestHandler } from './$types';

/** Versions of the charter that are, were or will be in force, latest first; drafts are nobody's. */
export const GET: RequestHandler = ({ locals }) =>
	guarded(async () => {
		const versions = await readJson<unknown[]>(
			locals.api,
			`/rest/v1/charter_versions?select=version,text,in_force_from&in_force_from=not.is.null&order=in_force_from.desc,version.desc`
		);
		return Response.json({ versions }, { headers: { 'cache-control': checkedEachTime } });
	});
