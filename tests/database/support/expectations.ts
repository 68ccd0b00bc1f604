import type { FunctionRights } from './answers.ts';
import { siteRights } from './rights-administration.ts';
import { peopleRights } from './rights-people.ts';
import { deskRights } from './rights-review.ts';
import { wordRights } from './rights-words.ts';
import type { Who } from './world.ts';

/**
 * What each person may do with each table, view and function. The scene: `author` made one record
 * inside the territory of `trusted` and `moderator`; it waits, with a photo, a proposal-free history
 * and a decision. `outsider` moderates elsewhere. A second record of `author` is published.
 *
 * `denied`: no right at all (42501). `none`: the statement runs and touches nothing of the scene.
 * `reached`: it reaches the rows named by the scene. `impossible`: a view that nobody can write.
 */
export type Right = 'denied' | 'none' | 'reached' | 'impossible';
export type ByPerson = Record<Who, Right>;

export interface TableRights {
	/** Rows of the scene to look for, as a condition. */
	rows: string;
	select: ByPerson;
	insert: ByPerson;
	update: ByPerson;
	delete: ByPerson;
	/** A statement where the table takes one; without it, a bare insert. */
	insertSql?: string;
	updateSql?: string;
}

const same = (right: Right): ByPerson => ({
	anon: right,
	author: right,
	other: right,
	trusted: right,
	moderator: right,
	outsider: right,
	administrator: right
});
const nobody = same('denied');
const everybody = same('reached');
const readOnly = { insert: nobody, update: nobody, delete: nobody };
const unwritable = {
	insert: same('impossible'),
	update: same('impossible'),
	delete: same('impossible')
};

/** Records, and what belongs to them: the author, the moderator of the place, the administrator. */
const ofTheRecord: ByPerson = {
	anon: 'denied',
	author: 'reached',
	other: 'none',
	trusted: 'none',
	moderator: 'reached',
	outsider: 'none',
	administrator: 'reached'
};

export const tableRights: Record<string, TableRights> = {
	account_blocks: {
		rows: 'user_id = $outsider',
		select: { ...same('none'), anon: 'denied', outsider: 'reached' },
		...readOnly
	},
	appeals: {
		rows: 'author_id = $author',
		select: { ...same('none'), anon: 'denied', author: 'reached' },
		...readOnly
	},
	basemap_settings: { rows: `id = 'plan'`, select: everybody, ...readOnly },
	charter_acceptances: {
		rows: 'user_id = $author',
		select: { ...same('none'), anon: 'denied', author: 'reached' },
		// Accepted already: allowed, and once.
		insert: { ...same('denied'), author: 'none' },
		insertSql: `insert into public.charter_acceptances (user_id, version)
			select $author, version from public.charter_versions where version not like 'test%' on conflict do nothing returning 1`,
		update: nobody,
		delete: nobody
	},
	charter_versions: { rows: `version = 'test-1'`, select: everybody, ...readOnly },
	collection_members: { rows: `collection = 'kilns/warm'`, select: everybody, ...readOnly },
	collections: { rows: `id = 'kilns/warm'`, select: everybody, ...readOnly },
	comment_mentions: { rows: 'true', select: nobody, ...readOnly },
	comment_photos: { rows: 'true', select: nobody, ...readOnly },
	comments: { rows: 'true', select: nobody, ...readOnly },
	communes: { rows: `insee = '99001'`, select: nobody, ...readOnly },
	concept_labels: { rows: `concept = 'kilns/lime'`, select: everybody, ...readOnly },
	concept_notes: { rows: `concept = 'kilns/lime'`, select: everybody, ...readOnly },
	concept_relations: { rows: `subject = 'kilns/lime'`, select: everybody, ...readOnly },
	concept_schemes: { rows: `id = 'kilns'`, select: everybody, ...readOnly },
	concepts: { rows: `id = 'kilns/lime'`, select: everybody, ...readOnly },
	contribution_policies: { rows: 'theme is null', select: everybody, ...readOnly },
	field_definitions: { rows: `id = 'kilns/state'`, select: everybody, ...readOnly },
	form_versions: { rows: 'true', select: nobody, ...readOnly },
	membership_events: { rows: 'true', select: nobody, ...readOnly },
	mail_texts: {
		rows: `key = 'open'`,
		select: { ...same('none'), anon: 'denied', administrator: 'reached' },
		...readOnly
	},
	memberships: {
		rows: 'user_id = $trusted',
		select: { ...same('none'), anon: 'denied', trusted: 'reached' },
		...readOnly
	},
	moderation_decisions: {
		rows: 'record_id = $waiting',
		select: { ...same('none'), anon: 'denied', moderator: 'reached', administrator: 'reached' },
		...readOnly
	},
	notice_settings: { rows: 'user_id = $author', select: nobody, ...readOnly },
	notices: { rows: 'user_id = $author', select: nobody, ...readOnly },
	operations_applied: { rows: 'record_id = $waiting', select: nobody, ...readOnly },
	observations: { rows: 'record_id = $waiting', select: nobody, ...readOnly },
	organisation_holdings: { rows: 'true', select: nobody, ...readOnly },
	organisation_invitations: { rows: 'true', select: nobody, ...readOnly },
	organisation_members: { rows: 'true', select: nobody, ...readOnly },
	organisation_requests: { rows: 'true', select: nobody, ...readOnly },
	organisations: { rows: `name = 'Les Fours'`, select: everybody, ...readOnly },
	photos: { rows: 'record_id = $waiting', select: ofTheRecord, ...readOnly },
	policy_events: { rows: 'true', select: nobody, ...readOnly },
	profiles: {
		rows: 'id = $author',
		select: { ...same('none'), anon: 'denied', author: 'reached' },
		insert: nobody,
		update: { ...same('none'), anon: 'denied', author: 'reached' },
		updateSql: `update public.profiles set pseudonym = 'X' where id = $author returning id`,
		delete: nobody
	},
	proposals: {
		rows: 'record_id = $published',
		// `other` made it; the author of the record may know that it exists.
		select: { ...ofTheRecord, other: 'reached' },
		...readOnly
	},
	public_communes: {
		rows: `insee = '99001'`,
		select: everybody,
		...readOnly,
		updateSql: `update public.public_communes set nom = 'X' returning 1`
	},
	published_history: { rows: 'record_id = $published', select: everybody, ...unwritable },
	published_links: { rows: 'record_id = $published', select: everybody, ...unwritable },
	published_observations: { rows: 'record_id = $published', select: everybody, ...unwritable },
	published_photos: { rows: 'record_id = $published', select: everybody, ...unwritable },
	published_records: { rows: 'id = $published', select: everybody, ...unwritable },
	quarantines: {
		rows: 'user_id = $outsider',
		select: { ...same('none'), anon: 'denied', outsider: 'reached' },
		...readOnly
	},
	record_history: { rows: 'record_id = $waiting', select: ofTheRecord, ...readOnly },
	records: { rows: 'id = $waiting', select: ofTheRecord, ...readOnly },
	moderation_batches: { rows: 'moderator_id = $moderator', select: nobody, ...readOnly },
	reason_templates: { rows: 'true', select: nobody, ...readOnly },
	saved_filters: {
		rows: 'owner_id = $author',
		select: { ...same('none'), anon: 'denied', author: 'reached' },
		...readOnly
	},
	review_items: {
		rows: 'record_id = $published',
		// What waits is for who decides on it, not for who wrote it.
		select: { ...same('none'), anon: 'denied', moderator: 'reached', administrator: 'reached' },
		...readOnly
	},
	subscriptions: { rows: 'user_id = $author', select: nobody, ...readOnly },
	territories: { rows: `id = 'test-inside'`, select: everybody, ...readOnly },
	territory_communes: { rows: `territory = 'test-inside'`, select: everybody, ...readOnly },
	themes: { rows: `id = 'kilns'`, select: everybody, ...readOnly },
	vocabulary_batches: { rows: `id = $batch`, select: nobody, ...readOnly },
	vocabulary_changes: { rows: `batch = $batch`, select: nobody, ...readOnly },
	vocabulary_suggestions: { rows: `id = $suggestion`, select: nobody, ...readOnly }
};

/** The first column that everyone who reads the table may read. */
export const readableColumn: Record<string, string> = {
	account_blocks: 'id',
	quarantines: 'id',
	collections: 'id',
	mail_texts: 'key',
	appeals: 'id',
	moderation_decisions: 'id',
	photos: 'id',
	proposals: 'id',
	record_history: 'id'
};

export const functionRights: Record<string, FunctionRights> = {
	...deskRights,
	...wordRights,
	...siteRights,
	...peopleRights
};

/** Every privilege that reaches beyond select, as `relation.column role privilege`. */
export const writePrivileges = [
	'charter_acceptances.user_id authenticated INSERT',
	'charter_acceptances.version authenticated INSERT',
	'profiles.display_name authenticated UPDATE',
	'profiles.language authenticated UPDATE',
	'profiles.languages authenticated UPDATE',
	'profiles.name_shown authenticated UPDATE',
	'profiles.pseudonym authenticated UPDATE'
];
