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
	charter_acceptances: {
		rows: 'user_id = $author',
		select: { ...same('none'), anon: 'denied', author: 'reached' },
		insert: { ...same('denied'), author: 'reached' },
		insertSql: `insert into public.charter_acceptances (user_id, version) values ($author, 'test-2') returning 1`,
		update: nobody,
		delete: nobody
	},
	charter_versions: { rows: `version = 'test-1'`, select: everybody, ...readOnly },
	collection_members: { rows: `collection = 'kilns/warm'`, select: everybody, ...readOnly },
	collections: { rows: `id = 'kilns/warm'`, select: everybody, ...readOnly },
	communes: { rows: `insee = '99001'`, select: nobody, ...readOnly },
	concept_labels: { rows: `concept = 'kilns/lime'`, select: everybody, ...readOnly },
	concept_notes: { rows: `concept = 'kilns/lime'`, select: everybody, ...readOnly },
	concept_relations: { rows: `subject = 'kilns/lime'`, select: everybody, ...readOnly },
	concept_schemes: { rows: `id = 'kilns'`, select: everybody, ...readOnly },
	concepts: { rows: `id = 'kilns/lime'`, select: everybody, ...readOnly },
	field_definitions: { rows: `id = 'kilns/state'`, select: everybody, ...readOnly },
	form_versions: { rows: 'true', select: nobody, ...readOnly },
	memberships: {
		rows: 'user_id = $trusted',
		select: { ...same('none'), anon: 'denied', trusted: 'reached', administrator: 'reached' },
		...readOnly
	},
	moderation_decisions: {
		rows: 'record_id = $waiting',
		select: { ...same('none'), anon: 'denied', moderator: 'reached', administrator: 'reached' },
		...readOnly
	},
	operations_applied: { rows: 'record_id = $waiting', select: nobody, ...readOnly },
	observations: { rows: 'record_id = $waiting', select: nobody, ...readOnly },
	organisations: { rows: `name = 'Les Fours'`, select: everybody, ...readOnly },
	photos: { rows: 'record_id = $waiting', select: ofTheRecord, ...readOnly },
	profiles: {
		rows: 'id = $author',
		select: { ...same('none'), anon: 'denied', author: 'reached', administrator: 'reached' },
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
	record_history: { rows: 'record_id = $waiting', select: ofTheRecord, ...readOnly },
	records: { rows: 'id = $waiting', select: ofTheRecord, ...readOnly },
	territories: { rows: `id = 'test-inside'`, select: everybody, ...readOnly },
	territory_communes: { rows: `territory = 'test-inside'`, select: everybody, ...readOnly },
	themes: { rows: `id = 'kilns'`, select: everybody, ...readOnly },
	vocabulary_batches: { rows: `id = $batch`, select: nobody, ...readOnly },
	vocabulary_changes: { rows: `batch = $batch`, select: nobody, ...readOnly },
	vocabulary_suggestions: { rows: `id = $suggestion`, select: nobody, ...readOnly }
};

/** The first column that everyone who reads the table may read. */
export const readableColumn: Record<string, string> = {
	collections: 'id',
	proposals: 'id',
	record_history: 'id'
};

/** `ok`, `null` (an answer that says nothing), or the code of the refusal. */
type Answer = string;
export interface FunctionRights {
	sql: string;
	answers: Record<Who, Answer>;
}

const answers = (answer: Answer, more: Partial<Record<Who, Answer>> = {}): Record<Who, Answer> => ({
	anon: '42501',
	author: answer,
	other: answer,
	trusted: answer,
	moderator: answer,
	outsider: answer,
	administrator: answer,
	...more
});

export const functionRights: Record<string, FunctionRights> = {
	concept_use: {
		sql: `public.concept_use('https://example.org/kilns/lime')`,
		answers: answers('PT403', { moderator: 'ok', outsider: 'ok', administrator: 'ok' })
	},
	confirm_photo: {
		sql: 'public.confirm_photo($photo)',
		answers: answers('PT404', { author: 'ok' })
	},
	decide: {
		sql: `public.decide($waiting, null, 1, 'accept', null)`,
		answers: answers('PT404', { author: 'PT403', moderator: 'ok', administrator: 'ok' })
	},
	form_history: {
		sql: `public.form_history('kilns')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	form_rights: { sql: 'public.form_rights()', answers: answers('ok') },
	decide_word: {
		sql: `public.decide_word($suggestion, 'reject')`,
		// Words have no territory: who moderates the theme anywhere decides.
		answers: answers('PT404', {
			author: 'PT403',
			moderator: 'ok',
			outsider: 'ok',
			administrator: 'ok'
		})
	},
	edit_vocabulary: {
		sql: `public.edit_vocabulary('kilns', '[]')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	grant_role: {
		sql: `public.grant_role($other, 'moderator')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	import_add: {
		sql: `public.import_add($import, '[]')`,
		answers: answers('PT404', { administrator: 'ok' })
	},
	import_apply: {
		sql: 'public.import_apply($import)',
		answers: answers('PT404', { administrator: 'ok' })
	},
	import_begin: {
		sql: `public.import_begin('{"id": "kilns", "uri": "https://example.org/kilns/", "titles": [], "kind": "thesaurus", "other": []}')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	import_drop: {
		sql: 'public.import_drop($import)',
		answers: answers('PT404', { administrator: 'null' })
	},
	moderation_queue: { sql: 'public.moderation_queue()', answers: answers('ok') },
	my_account: { sql: 'public.my_account()', answers: answers('ok') },
	my_receipts: { sql: 'public.my_receipts()', answers: answers('ok') },
	preview_form: {
		sql: `public.preview_form('kilns', '[]')`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	pull_changes: { sql: 'public.pull_changes()', answers: answers('ok', { anon: 'ok' }) },
	push_operations: { sql: `public.push_operations('[]')`, answers: answers('ok') },
	record_for_me: {
		sql: 'public.record_for_me($waiting)',
		answers: answers('null', { author: 'ok', moderator: 'ok', administrator: 'ok' })
	},
	record_trail: {
		sql: 'public.record_trail($waiting)',
		answers: answers('PT404', { author: 'ok', moderator: 'ok', administrator: 'ok' })
	},
	revoke_role: {
		sql: 'public.revoke_role($membership)',
		answers: answers('PT403', { administrator: 'null' })
	},
	save_form: {
		sql: `public.save_form('kilns', '[]', 1)`,
		answers: answers('PT403', { administrator: 'ok' })
	},
	scheme_lines: {
		sql: `public.scheme_lines('kilns')`,
		answers: answers('ok', { anon: 'ok' })
	},
	skos_concept: {
		sql: `public.skos_concept('kilns/lime')`,
		answers: answers('ok', { anon: 'ok' })
	},
	skos_scheme: { sql: `public.skos_scheme('kilns')`, answers: answers('ok', { anon: 'ok' }) },
	suggest_word: {
		sql: `public.suggest_word('{"id": "00000000-0000-7000-8000-000000000001", "theme": "kilns", "concept": null, "kind": "concept", "text": "x", "lang": "oc", "note": "", "recordId": null}')`,
		answers: answers('ok')
	},
	undo_vocabulary: {
		// Who edits nothing anywhere does not even learn that there was such a change.
		sql: 'public.undo_vocabulary($batch)',
		answers: answers('PT404', { moderator: 'PT403', outsider: 'PT403', administrator: 'ok' })
	},
	scheme_stamp: {
		sql: `public.scheme_stamp('kilns')`,
		answers: answers('ok', { anon: 'ok' })
	},
	vocabulary: { sql: 'public.vocabulary()', answers: answers('ok', { anon: 'ok' }) },
	vocabulary_history: {
		sql: `public.vocabulary_history('kilns')`,
		answers: answers('PT403', { moderator: 'ok', outsider: 'ok', administrator: 'ok' })
	},
	vocabulary_schemes: {
		sql: 'public.vocabulary_schemes()',
		answers: answers('ok', { anon: 'ok' })
	},
	word_suggestions: { sql: 'public.word_suggestions()', answers: answers('ok') }
};

/** Every privilege that reaches beyond select, as `relation.column role privilege`. */
export const writePrivileges = [
	'charter_acceptances.user_id authenticated INSERT',
	'charter_acceptances.version authenticated INSERT',
	'profiles.display_name authenticated UPDATE',
	'profiles.language authenticated UPDATE',
	'profiles.name_shown authenticated UPDATE',
	'profiles.pseudonym authenticated UPDATE'
];
