import type { PolicyAct, PolicyLevel, PolicyScope, PolicySettings } from '$lib/domain/policies';
import { m } from '$lib/i18n/paraglide/messages';

/** A name for each theme and territory that rules may name. */
export interface Names {
	theme(id: string): string;
	territory(id: string): string;
}

const levels: Record<PolicyLevel, () => string> = {
	everyone: m.policies_level_everyone,
	members: m.policies_level_members,
	trusted: m.policies_level_trusted,
	moderators: m.policies_level_moderators,
	nobody: m.policies_level_nobody
};

/** Whom a level names. */
export function levelText(level: PolicyLevel): string {
	return levels[level]();
}

/** The settings that name people, in the order of the form, with the act each decides. */
export const levelSettings = [
	{ key: 'contribute', act: 'contribute', label: m.policies_contribute },
	{ key: 'new_at_once', act: 'new', label: m.policies_new },
	{ key: 'visits_at_once', act: 'visit', label: m.policies_visit },
	{ key: 'edits_at_once', act: 'edit', label: m.policies_edit },
	{ key: 'edit_published', act: 'edit_published', label: m.policies_edit_published }
] as const satisfies { key: keyof PolicySettings; act: PolicyAct; label: () => string }[];

/** « Patrimoine rural, Rouergue ». */
export function scopeText({ theme, territory }: PolicyScope, names: Names): string {
	return m.policies_scope({
		theme: theme === null ? m.policies_every_theme() : names.theme(theme),
		territory: territory === null ? m.policies_everywhere() : names.territory(territory)
	});
}

/** How long what was refused or withdrawn is kept. */
function retentionText(days: number | null): string {
	return days === null ? m.policies_retention_none() : m.policies_retention_days({ days });
}

/** Label and value of each setting. */
export function settingLines(
	settings: PolicySettings
): { key: string; label: string; value: string }[] {
	return [
		...levelSettings.map(({ key, label }) => ({
			key,
			label: label(),
			value: levelText(settings[key])
		})),
		{
			key: 'decisions_needed',
			label: m.policies_decisions(),
			value: String(settings.decisions_needed)
		},
		{
			key: 'retention_days',
			label: m.policies_retention(),
			value: retentionText(settings.retention_days)
		}
	];
}
