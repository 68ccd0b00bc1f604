import { answers, type FunctionRights } from './answers.ts';

/** What the desk and what is said and kept of a record answer. */
export const deskRights: Record<string, FunctionRights> = {
	decide: {
		sql: `public.decide($waiting, null, 1, 'accept', null)`,
		answers: answers('PT404', { author: 'PT403', moderator: 'ok', administrator: 'ok' })
	},
	moderation_queue: { sql: 'public.moderation_queue()', answers: answers('ok') },
	hide_comment: {
		sql: `public.hide_comment('00000000-0000-4000-8000-000000000001', 'Non')`,
		answers: answers('PT404')
	},
	record_talk: {
		sql: 'public.record_talk($waiting)',
		answers: answers('PT404', { anon: 'PT404', author: 'ok', moderator: 'ok', administrator: 'ok' })
	},
	record_trail: {
		sql: 'public.record_trail($waiting)',
		answers: answers('PT404', { author: 'ok', moderator: 'ok', administrator: 'ok' })
	},
	record_replaced_by: {
		sql: 'public.record_replaced_by($waiting)',
		answers: answers('null', { anon: 'null' })
	},
	review_author: {
		sql: `public.review_author('new', $waiting)`,
		answers: answers('PT404', { moderator: 'ok', administrator: 'ok' })
	},
	review_claim: {
		sql: `public.review_claim('new', $waiting)`,
		answers: answers('PT404', { moderator: 'ok', administrator: 'ok' })
	},
	review_counts: { sql: 'public.review_counts()', answers: answers('ok') },
	review_decide: {
		sql: `public.review_decide(jsonb_build_object('kind', 'new', 'item_id', $waiting, 'version', 1, 'decision', 'accept'))`,
		answers: answers('PT404', { author: 'PT403', moderator: 'ok', administrator: 'ok' })
	},
	review_item: {
		sql: `public.review_item('new', $waiting)`,
		answers: answers('null', { moderator: 'ok', administrator: 'ok' })
	},
	review_near: {
		sql: 'public.review_near($waiting)',
		answers: answers('PT404', { moderator: 'ok', administrator: 'ok' })
	},
	review_queue: { sql: 'public.review_queue()', answers: answers('ok') },
	review_release: { sql: `public.review_release('new', $waiting)`, answers: answers('null') },
	undo_decision: {
		// Of somebody else's decision not even its age is told.
		sql: `public.undo_decision('0')`,
		answers: answers('PT404')
	},
	reason_templates: {
		sql: 'public.reason_templates()',
		answers: answers('PT403', { moderator: 'ok', outsider: 'ok', administrator: 'ok' })
	},
	record_versions: {
		sql: 'public.record_versions($waiting)',
		answers: answers('PT404', { author: 'ok', moderator: 'ok', administrator: 'ok' })
	},
	remove_filter: { sql: 'public.remove_filter($waiting)', answers: answers('null') },
	remove_reason_template: {
		sql: `public.remove_reason_template('00000000-0000-7000-8000-0000000a0001')`,
		answers: answers('PT403', { moderator: 'null', outsider: 'null', administrator: 'null' })
	},
	restore_version: {
		sql: 'public.restore_version($waiting, 1, 1)',
		answers: answers('PT404', { author: 'PT403', moderator: 'ok', administrator: 'ok' })
	},
	review_batch_failures: {
		sql: 'public.review_batch_failures($waiting)',
		answers: answers('PT404')
	},
	review_batch_preview: {
		sql: `public.review_batch_preview('{"decision": "accept"}')`,
		answers: answers('PT403', { moderator: 'ok', outsider: 'ok', administrator: 'ok' })
	},
	review_batch_revert: { sql: 'public.review_batch_revert($waiting)', answers: answers('PT404') },
	review_batch_run: { sql: 'public.review_batch_run($waiting)', answers: answers('PT404') },
	review_batches: { sql: 'public.review_batches()', answers: answers('ok') },
	save_filter: {
		sql: `public.save_filter('{"id": "00000000-0000-7000-8000-000000000002", "name": "x", "filter": {}}')`,
		answers: answers('null')
	},
	save_reason_template: {
		sql: `public.save_reason_template('{"id": "00000000-0000-7000-8000-000000000003", "theme": "kilns", "decision": "reject", "title": {"fr": "x"}, "text": {"fr": "x"}}')`,
		answers: answers('PT403', { moderator: 'null', outsider: 'null', administrator: 'null' })
	},
	saved_filters: { sql: 'public.saved_filters()', answers: answers('ok') }
};
