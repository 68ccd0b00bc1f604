import type { Database } from '../database.ts';
import { demoAccounts } from './accounts.ts';

/** One territory of the demo has rules of its own, chosen by its administrator a month ago. */
export async function setRules(database: Database): Promise<void> {
	const administrator = demoAccounts.find(({ memberships }) =>
		memberships.some(({ role }) => role === 'administrator')
	);
	await database.exec(`
		insert into public.contribution_policies (territory, new_at_once, retention_days) values ('rouergue', 'moderators', 730);
	`);
	await database.query(
		`insert into public.policy_events (territory, after, reason, actor_id, at)
		 select p.territory, private.policy_settings(p), $2, $1, now() - interval '30 days'
		 from public.contribution_policies p where p.territory is not null`,
		[administrator?.id, 'Décidé en comité de suivi.']
	);
}
