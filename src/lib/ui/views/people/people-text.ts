import type { RoleName } from '$lib/domain/account';
import type {
	MemberRole,
	MembershipEvent,
	MembershipEventKind,
	OrganisationKind,
	Scope,
	Territory,
	ToldScope
} from '$lib/domain/organisation';
import { pick } from '$lib/domain/text';
import type { Language } from '$lib/domain/language';
import type { VocabularyIndex } from '$lib/domain/vocabulary/graph';
import { m } from '$lib/i18n/paraglide/messages';
import { roleText } from '$lib/ui/wording/role';

/** What names the places and themes of a role: the vocabulary of the device and the territories of the server. */
export interface Naming {
	index: VocabularyIndex | null;
	territories: Territory[];
	lang: Language;
}

const kinds: Record<OrganisationKind, () => string> = {
	commune: m.people_kind_commune,
	epci: m.people_kind_epci,
	syndicate: m.people_kind_syndicate,
	association: m.people_kind_association,
	department: m.people_kind_department,
	other: m.people_kind_other
};

/** What sort of organisation it is, in the reader's language. */
export function kindText(kind: OrganisationKind): string {
	return kinds[kind]();
}

/** A person as they chose to be named. */
export function nameText(name: string | null): string {
	return name ?? m.people_no_name();
}

/** What one is in an organisation. */
export function memberText(role: MemberRole): string {
	return role === 'manager' ? m.people_manager() : m.people_member();
}

function themeText(id: string | null, { index, lang }: Naming): string {
	if (id === null) return m.people_all_themes();
	const theme = index?.themes.get(id);
	return theme ? pick(theme.title, lang) : id;
}

function territoryText(id: string, { territories, lang }: Naming): string {
	const found = territories.find((territory) => territory.id === id);
	return found ? pick(found.name, lang) : id;
}

/** Where a role holds: « Petit patrimoine, Pays de Lunel ». */
export function scopeText(scope: Scope, naming: Naming): string {
	const territory =
		scope.territory === null ? m.people_everywhere() : territoryText(scope.territory, naming);
	return m.people_scope({ theme: themeText(scope.theme, naming), territory });
}

/** The same of what the functions in force say, in few words. */
export function toldText(told: ToldScope[], naming: Naming): string {
	return told
		.map(({ theme, everywhere, territories, communes }) => {
			const places = everywhere
				? [m.people_everywhere()]
				: territories.map((id) => territoryText(id, naming));
			if (communes > 0) places.push(m.people_communes_more({ count: communes }));
			return m.people_scope({ theme: themeText(theme, naming), territory: places.join(', ') });
		})
		.join(' · ');
}

type EventText = (words: { person: string; role: string; scope: string }) => string;
const events: Record<MembershipEventKind, EventText> = {
	organisation_created: () => m.people_event_organisation_created(),
	organisation_changed: () => m.people_event_organisation_changed(),
	member_added: ({ person }) => m.people_event_member_added({ person }),
	member_removed: ({ person }) => m.people_event_member_removed({ person }),
	manager_made: ({ person }) => m.people_event_manager_made({ person }),
	manager_unmade: ({ person }) => m.people_event_manager_unmade({ person }),
	role_granted: (words) => m.people_event_role_granted(words),
	role_revoked: (words) => m.people_event_role_revoked(words),
	holding_granted: ({ role, scope }) => m.people_event_holding_granted({ role, scope }),
	holding_revoked: ({ role, scope }) => m.people_event_holding_revoked({ role, scope }),
	invitation_made: () => m.people_event_invitation_made(),
	invitation_revoked: () => m.people_event_invitation_revoked(),
	invitation_used: ({ person }) => m.people_event_invitation_used({ person }),
	join_requested: ({ person }) => m.people_event_join_requested({ person }),
	join_withdrawn: ({ person }) => m.people_event_join_withdrawn({ person }),
	join_refused: ({ person }) => m.people_event_join_refused({ person })
};

const isMemberRole = (role: RoleName | MemberRole): role is MemberRole =>
	role === 'member' || role === 'manager';

/** One line of the history, with who did it when that is another person. */
export function eventText(event: MembershipEvent, naming: Naming): string {
	const { role } = event;
	const what = events[event.kind]({
		person: nameText(event.person),
		role: role === null ? '' : isMemberRole(role) ? memberText(role) : roleText(role),
		scope: scopeText(event, naming)
	});
	if (event.by_me) return m.people_history_by({ what, actor: m.people_you() });
	return event.actor === null ? what : m.people_history_by({ what, actor: event.actor });
}
