import { answers, forTheSite, type FunctionRights } from './answers.ts';

/** The rules as they are when nobody chose otherwise. */
const policySql = (name: string, theme: string) =>
	`public.${name}(${theme}, null, '{"contribute": "everyone", "new_at_once": "trusted", "edits_at_once": "trusted",
		"visits_at_once": "trusted", "edit_published": "everyone", "decisions_needed": 2, "retention_days": null}')`;

/** What the administration of the site answers. */
export const siteRights: Record<string, FunctionRights> = {
	announce_charter: {
		sql: `public.announce_charter('nothing')`,
		answers: answers('PT403', { administrator: 'PT404' })
	},
	charter_acceptance_counts: {
		sql: 'public.charter_acceptance_counts()',
		answers: answers('PT403', forTheSite)
	},
	policy_history: {
		sql: 'public.policy_history()',
		answers: answers('PT403', forTheSite)
	},
	preview_policy: {
		sql: policySql('preview_policy', 'null'),
		answers: answers('PT403', forTheSite)
	},
	save_charter_draft: {
		sql: `public.save_charter_draft('test-9', '{"fr": "Encore."}')`,
		answers: answers('PT403', { administrator: 'null' })
	},
	set_policy: {
		sql: policySql('set_policy', `'kilns'`),
		answers: answers('PT403', { administrator: 'null' })
	},
	take_back_charter: {
		sql: `public.take_back_charter('nothing')`,
		answers: answers('PT403', { administrator: 'PT404' })
	},
	contribution_statistics: {
		sql: 'public.contribution_statistics()',
		answers: answers('PT403', { moderator: 'ok', outsider: 'ok', administrator: 'ok' })
	},
	import_communes: {
		sql: `public.import_communes('[]')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	order_themes: {
		sql: `public.order_themes('{kilns}')`,
		// Not all of them.
		answers: answers('PT403', { administrator: 'PT400' })
	},
	save_basemaps: {
		sql: `public.save_basemaps('[]')`,
		answers: answers('PT403', { administrator: 'null' })
	},
	save_territory: {
		sql: `public.save_territory('test-new', '{"fr": "Neuf"}', '{99001}')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	save_theme: {
		sql: `public.save_theme('kilns', '{"fr": "Fours"}', '{"fr": "Des fours."}', 'lov2')`,
		answers: answers('PT403', { administrator: 'null' })
	},
	service_health: {
		sql: 'public.service_health()',
		answers: answers('PT403', { administrator: 'ok' })
	},
	territory_outline: {
		sql: `public.territory_outline('test-inside')`,
		answers: answers('ok', { anon: 'ok' })
	},
	territory_overview: {
		sql: 'public.territory_overview()',
		answers: answers('PT403', { administrator: 'ok' })
	},
	save_mail_text: {
		sql: `public.save_mail_text('open')`,
		answers: answers('PT403', { administrator: 'ok' })
	}
};
