import type { Database } from '../database.ts';
import { demoAccounts } from './accounts.ts';

/**
 * What people of the demo were told of lately, as if the jobs had run all along: the last ten days, the older ones
 * read, and no mail left to send.
 */
export async function tellTheNews(database: Database): Promise<void> {
	const [contributor, , moderator] = demoAccounts;
	await database.query(
		`insert into public.subscriptions (user_id, kind, target, mail) values
			($1, 'area', 'garrigues', 'weekly'), ($2, 'area', 'garrigues', 'daily')`,
		[contributor?.id, moderator?.id]
	);
	await database.exec(`
		update private.notice_events e set at = h.at, due_at = h.at from public.record_history h where h.id = e.history_id;
		-- Roles and the like were given while the demo was made.
		delete from private.notice_events where history_id is null;
		delete from private.notice_events where at < now() - interval '10 days' or at > now();
		select private.spread_events(1000);
		update public.notices set mailed_at = at, created_at = at,
			read_at = case when at < now() - interval '3 days' then at + interval '1 day' end;
	`);
}
