import { answers, type FunctionRights } from './answers.ts';

/** What vocabularies and forms answer. */
export const wordRights: Record<string, FunctionRights> = {
	concept_use: {
		sql: `public.concept_use('https://example.org/kilns/lime')`,
		answers: answers('PT403', { moderator: 'ok', outsider: 'ok', administrator: 'ok' })
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
	preview_form: {
		sql: `public.preview_form('kilns', '[]')`,
		answers: answers('PT403', { administrator: 'ok' })
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
		// `outsider` is blocked.
		answers: answers('ok', { outsider: 'PT403' })
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
