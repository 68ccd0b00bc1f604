import { expect, test } from 'vitest';
import { newId } from '../../../src/lib/domain/ids.ts';
import { given } from '../support/operations.ts';
import { onEveryEngine, type World } from '../support/world.ts';

const marker = 'taken-from-outside';
const someone = '00000000-0000-4000-8000-00000000dead';

/** What only the server says, on everything that is given as one object. */
const stray = {
	author_id: someone,
	owner_id: someone,
	edited_by: someone,
	user_id: someone,
	status: marker,
	state: marker,
	role: marker,
	at: '1999-01-01T00:00:00Z',
	created_at: '1999-01-01T00:00:00Z',
	decided_at: '1999-01-01T00:00:00Z',
	is_admin: marker,
	nothing: { deep: marker }
};

/** Every function that takes an object, with one that is sound but for what was added to it. */
function attempts(record: string): [string, Record<string, unknown>][] {
	const policy = {
		contribute: 'everyone',
		new_at_once: 'trusted',
		edits_at_once: 'trusted',
		visits_at_once: 'trusted',
		edit_published: 'everyone',
		decisions_needed: 1
	};
	const text = { fr: 'Mot', oc: 'Mot', en: 'Word' };
	const decision = { kind: 'new', item_id: record, version: 1, decision: 'accept' };
	const batch = { decision: 'reject', reason: 'x', items: [{ kind: 'new', item_id: record }] };
	return [
		['set_policy', { p_theme: 'kilns', p_territory: null, p_settings: { ...policy, ...stray } }],
		[
			'preview_policy',
			{ p_theme: 'kilns', p_territory: null, p_settings: { ...policy, ...stray } }
		],
		['save_charter_draft', { p_version: '9', p_text: { ...text, ...stray } }],
		['save_mail_text', { p_key: 'footer', p_texts: { ...text, ...stray } }],
		[
			'suggest_word',
			{
				p_suggestion: {
					id: newId(),
					theme: 'kilns',
					kind: 'concept',
					text: 'x',
					lang: 'oc',
					...stray
				}
			}
		],
		[
			'save_territory',
			{ p_id: 'test-new', p_name: { ...text, ...stray }, p_communes: ['99001'], p_write: true }
		],
		[
			'import_communes',
			{ p_communes: [{ insee: '99003', nom: 'Ici', departement: '99', ...stray }], p_write: true }
		],
		[
			'save_theme',
			{
				p_theme: 'kilns',
				p_title: { ...text, ...stray },
				p_description: { ...text, ...stray },
				p_licence: 'lov2'
			}
		],
		['save_basemaps', { p_basemaps: [{ id: 'a', shown: true, opacity: 1, ...stray }] }],
		['report_content', { p_report: { id: newId(), record_id: record, kind: 'person', ...stray } }],
		[
			'save_reason_template',
			{
				p_template: {
					id: newId(),
					theme: 'kilns',
					decision: 'reject',
					title: text,
					text,
					position: 0,
					...stray
				}
			}
		],
		[
			'save_filter',
			{ p_filter: { id: newId(), name: 'x', filter: { theme: 'kilns' }, position: 0, ...stray } }
		],
		['save_filter', { p_filter: { id: newId(), name: 'x', filter: { theme: 'kilns', ...stray } } }],
		['review_queue', { p_filter: { theme: 'kilns', ...stray } }],
		[
			'review_batch_preview',
			{ p_batch: { ...batch, ...stray, items: [{ ...batch.items[0], ...stray }] } }
		],
		['review_decide', { p_decision: { ...decision, ...stray } }],
		[
			'save_form',
			{
				p_theme: 'kilns',
				p_base_version: 1,
				p_fields: [{ key: 'stray_field', type: 'text', label: text, ...stray }]
			}
		],
		[
			'edit_vocabulary',
			{ p_scheme: 'kilns', p_edits: [{ kind: 'concept', action: 'create', ...stray }] }
		],
		['import_begin', { p_scheme: { id: 'stray', uri: 'https://example.org/stray/', ...stray } }]
	];
}

/** Where a text stands, in all the tables of ours. */
async function found(world: World, needle: string): Promise<string[]> {
	const tables = await world.db.query<{ name: string }>(
		`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'private') and c.relkind = 'r'
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`
	);
	const names: string[] = [];
	for (const { name } of tables)
		if (
			(
				await world.db.query(`select from ${name} t where to_jsonb(t)::text like $1 limit 1`, [
					`%${needle}%`
				])
			).length
		)
			names.push(name);
	return names;
}

onEveryEngine('facts nobody asked for', (world) => {
	test('every function that takes an object is tried', async () => {
		const taking = await world().db.query<{ name: string }>(
			`select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace
				and 'jsonb'::regtype = any (p.proargtypes) and has_function_privilege('authenticated', p.oid, 'execute')
				and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`
		);
		const tried = new Set(attempts(newId()).map(([name]) => name));
		// Operations are tried in forging; the rest only reads, or goes the way of one of these.
		const elsewhere = [
			'push_operations',
			'preview_form',
			'import_add',
			'decide_word',
			'review_counts'
		];
		expect(
			taking
				.map(({ name }) => name)
				.filter((name) => !tried.has(name))
				.sort()
		).toEqual(elsewhere.sort());
	});

	test('are refused or left out, and never kept', async () => {
		const record = await given(world(), 'author');
		for (const [name, args] of attempts(record)) {
			const refused = await world()
				.rpc('administrator', name, args)
				.then(
					() => null,
					(error: { code: string }) => error.code
				);
			if (refused !== null) expect(refused, name).toMatch(/^PT4/);
		}
		for (const needle of [marker, someone, '1999-01-01'])
			expect(await found(world(), needle), needle).toEqual([]);
	});
});
