/** Whom a rule names; each level holds those after it too, save that `nobody` leaves out moderators as well. */
export type PolicyLevel = (typeof policyLevels)[number];
export const policyLevels = ['everyone', 'members', 'trusted', 'moderators', 'nobody'] as const;

/** What the rules say of contributing to a theme in a territory (`set_policy`). */
export interface PolicySettings {
	/** Who may send records and visits. */
	contribute: PolicyLevel;
	/** Whose new records are published without anybody's decision. */
	new_at_once: PolicyLevel;
	/** Whose corrections, deletions and photos of what is published need none. */
	edits_at_once: PolicyLevel;
	/** Whose visits need none. */
	visits_at_once: PolicyLevel;
	/** Who may correct what others published; an author may always ask it for their own. */
	edit_published: PolicyLevel;
	/** How many moderators must agree, 1 to 3. */
	decisions_needed: number;
	/** Days that what was refused or withdrawn is kept, 30 to 1095; null: as everywhere, three years. */
	retention_days: number | null;
}

/** Where rules hold; null means every theme, or everywhere. */
export interface PolicyScope {
	theme: string | null;
	territory: string | null;
}

export interface Policy extends PolicyScope, PolicySettings {
	id: string;
}

/** One change of the rules; without `before` there were none of their own, without `after` they were taken away. */
export interface PolicyEvent extends PolicyScope {
	id: number;
	before: PolicySettings | null;
	after: PolicySettings | null;
	reason: string | null;
	at: string;
	/** As they chose to be named, or null. */
	actor: string | null;
	by_me: boolean;
}

/** What a person may do that rules decide: the words of `private.policy_allows`. */
export type PolicyAct = 'contribute' | 'new' | 'visit' | 'edit' | 'edit_published';

/** People who could do something in more places, or in fewer; only those who show a name are named. */
interface PreviewedPeople {
	count: number;
	names: string[];
}

/** Whom rules would touch, among those who hold a role or contributed there. */
export type PolicyPreview = Record<
	PolicyAct,
	{
		/** How many of them can now, and could then. */
		now: number;
		then: number;
		gained: PreviewedPeople;
		lost: PreviewedPeople;
		/** Whether somebody signed in without any role can. */
		anyone: { now: boolean; then: boolean };
	}
>;
