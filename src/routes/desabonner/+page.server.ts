import { fail } from '@sveltejs/kit';
import type { LocalizedText } from '$lib/domain/language';
import type { ApiFetch } from '$lib/backend/access';
import type { Actions, PageServerLoad } from './$types';

/** What a link of a mail would stop, as the database tells it. */
interface Stop {
	scope: 'all' | 'own' | 'subscription';
	/** Of what is followed; null when it is followed no more. */
	name: LocalizedText | null;
	done: boolean;
}

/** Null: the link is none of ours. @throws when the database cannot be asked */
async function ask(api: ApiFetch, url: URL, act: boolean): Promise<Stop | null> {
	const answer = await api('/rpc/unsubscribe_by_link', {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ p_token: (url.searchParams.get('j') ?? '').slice(0, 300), p_do: act })
	});
	if (answer.status === 404) return null;
	if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
	return (await answer.json()) as Stop;
}

/** Looking changes nothing: scanners of mails follow every link. */
export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	try {
		return { stop: await ask(locals.api, url, false), unanswered: false };
	} catch {
		return { stop: null, unanswered: true };
	}
};

/** Pressed on the page, or by a mail program on its own (RFC 8058): both send the link back, nothing else counts. */
export const actions: Actions = {
	default: async ({ locals, url }) => {
		try {
			const stop = await ask(locals.api, url, true);
			return stop ? { done: true } : fail(404, { done: false });
		} catch {
			return fail(503, { done: false });
		}
	}
};
