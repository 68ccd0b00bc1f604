import { answers, type FunctionRights } from './answers.ts';

/** What people, their data, what is sent and what is told answer. */
export const peopleRights: Record<string, FunctionRights> = {
	access_log: { sql: 'public.access_log()', answers: answers('PT403', { administrator: 'ok' }) },
	account_blocks_list: {
		sql: 'public.account_blocks_list()',
		answers: answers('PT403', { administrator: 'ok' })
	},
	answer_block_appeal: {
		// It was not appealed against.
		sql: `public.answer_block_appeal($block, 'Non.')`,
		answers: answers('PT403', { administrator: 'PT404' })
	},
	appeal_block: {
		sql: `public.appeal_block('Pardon.')`,
		answers: answers('PT409', { outsider: 'null' })
	},
	block_account: {
		sql: `public.block_account($author, 'Publicité.')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	decide_report: {
		sql: `public.decide_report($report, 'keep')`,
		answers: answers('PT404', { moderator: 'null', administrator: 'null' })
	},
	delete_my_account: {
		sql: `public.delete_my_account('keep', 'somebody@else.example')`,
		answers: answers('PT400')
	},
	deletion_preview: { sql: 'public.deletion_preview()', answers: answers('ok') },
	lift_block: {
		sql: 'public.lift_block($block)',
		answers: answers('PT403', { administrator: 'null' })
	},
	lift_quarantine: {
		sql: 'public.lift_quarantine($outsider)',
		answers: answers('PT403', { administrator: 'null' })
	},
	quarantines_list: {
		sql: 'public.quarantines_list()',
		answers: answers('PT403', { administrator: 'ok' })
	},
	my_access_log: { sql: 'public.my_access_log()', answers: answers('ok') },
	my_standing: { sql: 'public.my_standing()', answers: answers('ok') },
	my_data: { sql: 'public.my_data()', answers: answers('ok') },
	preview_account_revert: {
		sql: `public.preview_account_revert($author, 'Publicité.')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	report_content: {
		sql: `public.report_content(jsonb_build_object('id', '00000000-0000-7000-8000-00000000000e', 'record_id', $published::text, 'kind', 'person'))`,
		answers: answers('ok', { anon: 'ok' })
	},
	reports_of_record: {
		sql: 'public.reports_of_record($published)',
		answers: answers('PT404', { moderator: 'ok', administrator: 'ok' })
	},
	security_log: {
		sql: 'public.security_log()',
		answers: answers('PT403', { administrator: 'ok' })
	},
	accept_invitation: {
		sql: `public.accept_invitation('never-made')`,
		answers: answers('PT404')
	},
	confirm_photo: {
		sql: 'public.confirm_photo($photo)',
		answers: answers('PT404', { author: 'ok' })
	},
	drop_push: {
		sql: `public.drop_push('https://push.example.org/x')`,
		answers: answers('null')
	},
	decide_request: {
		sql: `public.decide_request('00000000-0000-4000-8000-000000000001', true)`,
		answers: answers('PT404')
	},
	find_person: {
		sql: `public.find_person('nobody@test.example')`,
		answers: answers('PT403', { administrator: 'null' })
	},
	grant_holding: {
		sql: `public.grant_holding($organisation, 'moderator')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	grant_role: {
		sql: `public.grant_role($other, 'moderator')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	invite_member: {
		sql: 'public.invite_member($organisation)',
		answers: answers('PT403', { administrator: 'ok' })
	},
	membership_history: {
		sql: 'public.membership_history($organisation)',
		answers: answers('PT403', { administrator: 'ok' })
	},
	keep_push: {
		sql: `public.keep_push('https://push.example.org/x', '${'A'.repeat(87)}', '${'A'.repeat(22)}')`,
		answers: answers('null')
	},
	my_account: { sql: 'public.my_account()', answers: answers('ok') },
	remove_my_password: { sql: 'public.remove_my_password()', answers: answers('null') },
	my_receipts: { sql: 'public.my_receipts()', answers: answers('ok') },
	organisation_page: {
		sql: 'public.organisation_page($organisation)',
		answers: answers('ok', { anon: 'ok' })
	},
	people_overview: {
		sql: 'public.people_overview()',
		answers: answers('PT403', { administrator: 'ok' })
	},
	my_subscriptions: { sql: 'public.my_subscriptions()', answers: answers('ok') },
	pull_changes: { sql: 'public.pull_changes()', answers: answers('ok', { anon: 'ok' }) },
	push_operations: { sql: `public.push_operations('[]')`, answers: answers('ok') },
	read_invitation: {
		sql: `public.read_invitation('never-made')`,
		answers: answers('PT404', { anon: 'PT404' })
	},
	record_for_me: {
		sql: 'public.record_for_me($waiting)',
		answers: answers('null', { author: 'ok', moderator: 'ok', administrator: 'ok' })
	},
	request_to_join: {
		sql: 'public.request_to_join($organisation)',
		// Who is blocked asks nothing of anybody.
		answers: answers('ok', { author: 'PT409', outsider: 'PT403' })
	},
	revoke_holding: {
		sql: `public.revoke_holding('00000000-0000-4000-8000-000000000001')`,
		answers: answers('PT403')
	},
	revoke_invitation: {
		sql: `public.revoke_invitation('00000000-0000-4000-8000-000000000001')`,
		answers: answers('PT404')
	},
	revoke_role: {
		sql: 'public.revoke_role($membership)',
		answers: answers('PT403', { administrator: 'null' })
	},
	save_organisation: {
		sql: `public.save_organisation('Les Fours', 'association')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	set_member: {
		sql: `public.set_member($organisation, $other, 'manager')`,
		answers: answers('PT403', { administrator: 'PT404' })
	},
	set_pace: { sql: `public.set_pace($suggestion, 'weekly')`, answers: answers('ok') },
	set_mail_off: { sql: 'public.set_mail_off(true)', answers: answers('ok') },
	subscribe: { sql: `public.subscribe('theme', 'kilns')`, answers: answers('ok') },
	sync_notices: { sql: 'public.sync_notices()', answers: answers('ok') },
	unsubscribe: { sql: 'public.unsubscribe($suggestion)', answers: answers('ok') },
	unsubscribe_by_link: {
		// Nobody signs in to unsubscribe: the link is what counts, and this one is forged.
		sql: `public.unsubscribe_by_link($author || '.all.' || repeat('0', 64), true)`,
		answers: answers('PT404', { anon: 'PT404' })
	},
	withdraw_request: {
		sql: `public.withdraw_request('00000000-0000-4000-8000-000000000001')`,
		answers: answers('PT404')
	}
};
