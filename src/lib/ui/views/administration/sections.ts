import type { Role } from '$lib/domain/account';
import { m } from '$lib/i18n/paraglide/messages';
import type { IconName } from '$lib/ui/shared/icons';

/** What a page of the administration asks of its reader; the server asks again. */
type Audience = 'moderator' | 'administrator' | 'site_administrator';

interface Section {
	/** Last part of its address. */
	slug: string;
	icon: IconName;
	audience: Audience;
	name(): string;
	help(): string;
}

const sections: Section[] = [
	{
		slug: 'membres',
		icon: 'user',
		audience: 'administrator',
		name: () => m.administration_members(),
		help: () => m.administration_members_help()
	},
	{
		slug: 'organisations',
		icon: 'frame',
		audience: 'administrator',
		name: () => m.administration_organisations(),
		help: () => m.administration_organisations_help()
	},
	{
		slug: 'regles',
		icon: 'check',
		audience: 'administrator',
		name: () => m.administration_rules(),
		help: () => m.administration_rules_help()
	},
	{
		slug: 'charte',
		icon: 'note',
		audience: 'site_administrator',
		name: () => m.policies_charter_title(),
		help: () => m.policies_charter_lead()
	},
	{
		slug: 'territoires',
		icon: 'polygon',
		audience: 'site_administrator',
		name: () => m.administration_territories(),
		help: () => m.administration_territories_help()
	},
	{
		slug: 'themes',
		icon: 'list',
		audience: 'administrator',
		name: () => m.administration_themes(),
		help: () => m.administration_themes_help()
	},
	{
		slug: 'fonds',
		icon: 'layers',
		audience: 'site_administrator',
		name: () => m.administration_basemaps(),
		help: () => m.administration_basemaps_help()
	},
	{
		slug: 'messages',
		icon: 'mail',
		audience: 'site_administrator',
		name: () => m.administration_messages(),
		help: () => m.administration_messages_help()
	},
	{
		slug: 'statistiques',
		icon: 'clock',
		audience: 'moderator',
		name: () => m.administration_statistics(),
		help: () => m.administration_statistics_help()
	},
	{
		slug: 'acces',
		icon: 'shield',
		audience: 'administrator',
		name: () => m.administration_access(),
		help: () => m.administration_access_help()
	},
	{
		slug: 'sante',
		icon: 'info',
		audience: 'site_administrator',
		name: () => m.administration_health(),
		help: () => m.administration_health_help()
	}
];

/** The pages a person of these roles has, in the order of the menu. */
export function sectionsFor(roles: Role[]): Section[] {
	return sections.filter(({ audience }) => roles.some((role) => serves(role, audience)));
}

/** What holds everywhere asks for a role that does. */
function serves({ role, theme, territory }: Role, audience: Audience): boolean {
	if (role === 'moderator') return audience === 'moderator';
	if (role !== 'administrator') return false;
	return audience !== 'site_administrator' || (theme === null && territory === null);
}

/** Address of a page. */
export function sectionHref(slug: string): string {
	return `/administration/${slug}`;
}

/** Whether an address of the administration is one that these roles open; the contents always is. */
export function mayOpen(path: string, roles: Role[]): boolean {
	const slug = path.split('/')[2];
	return !slug || sectionsFor(roles).some((section) => section.slug === slug);
}
