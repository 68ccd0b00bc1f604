import type { Decision } from '$lib/domain/moderation.ts';
import { decide, moderationQueue } from '$lib/remote/moderation.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import type { Remote } from '$lib/remote/client.ts';
import type { Chance } from '../support/chance.ts';
import type { Backend } from './backend.ts';
import { nick } from './person.ts';

/** A moderator looks at the queue and decides about one thing. */
export async function moderate(
	desk: Remote,
	chance: Chance,
	say: (what: string) => void
): Promise<void> {
	const { items } = await moderationQueue(desk, { limit: 20 });
	if (items.length === 0) return;
	const { record, kind, observation } = chance.pick(items);
	const decisions: Decision[] = ['accept', 'accept', 'accept', 'reject'];
	if (kind !== 'observation') decisions.push('request_changes');
	const decision = chance.pick(decisions);
	say(`${decision} ${kind} ${nick(record.id)}`);
	const request = {
		record_id: record.id,
		proposal_id: kind === 'edit' ? record.proposal!.id : null,
		observation_id: kind === 'observation' ? observation!.id : null,
		version: record.version,
		decision,
		reason: decision === 'accept' ? null : 'Un doute'
	};
	try {
		await decide(desk, request);
	} catch (error) {
		// A proposal made on what is no longer so, or against the form, is theirs to make again.
		const codes = error instanceof RemoteError ? error.problems.map(({ code }) => code) : [];
		if (codes.length === 0) throw error;
		say(`not possible: ${codes.join(', ')}`);
	}
}

/** Everything that waits is published. */
export async function acceptEverything(desk: Remote, say: (what: string) => void): Promise<void> {
	const { items } = await moderationQueue(desk, { limit: 20 });
	for (const { record } of items) {
		const { id: record_id, version } = record;
		await decide(desk, { record_id, proposal_id: null, version, decision: 'accept', reason: null });
		say(nick(record_id));
	}
}

/** Somebody is given or loses the trust to publish, or the right to moderate. */
export async function changeRoles(
	backend: Backend,
	user_id: string,
	chance: Chance,
	say: (what: string) => void
): Promise<void> {
	const role = chance.pick(['trusted', 'trusted', 'moderator']);
	const [had] = await backend.sql(
		'delete from public.memberships where user_id = $1 and role = $2 returning role',
		[user_id, role]
	);
	say(had ? `no longer ${role}` : role);
	if (!had) await grant(backend, user_id, role);
}

export async function grant(backend: Backend, user_id: string, role: string): Promise<void> {
	const sql = 'insert into public.memberships (user_id, role) values ($1, $2)';
	await backend.sql(sql, [user_id, role]);
}

/** A word is retired, or comes back, while records that use it wait on devices. */
export async function changeVocabulary(
	backend: Backend,
	say: (what: string) => void
): Promise<void> {
	await backend.sql(
		`update public.concepts set deprecated = not deprecated where id = 'stones/hut'`
	);
	say('stones/hut is retired, or comes back');
}
