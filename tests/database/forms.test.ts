import { beforeAll, expect, test } from 'vitest';
import type { FieldDefinition } from '../../src/lib/domain/fields/types.ts';
import type { Problem } from '../../src/lib/domain/problem.ts';
import type { FullRecord } from '../../src/lib/domain/record.ts';
import type { Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import { create, pushOne, publicRecord } from './support/operations.ts';
import { onEveryEngine, type World } from './support/world.ts';

interface FormVersion {
	version: number;
	by: string | null;
	fields: FieldDefinition[];
}

const vocabularyOf = (world: World) => world.rpc<Vocabulary>('administrator', 'vocabulary');
const formOf = async (world: World) =>
	(await vocabularyOf(world)).fields.filter(({ theme }) => theme === 'kilns');
const versionOf = async (world: World) =>
	(await vocabularyOf(world)).themes.find(({ id }) => id === 'kilns')?.formVersion ?? 0;
const save = (world: World, fields: unknown, base: number) =>
	world.rpc<{ version: number }>('administrator', 'save_form', {
		p_theme: 'kilns',
		p_fields: fields,
		p_base_version: base
	});
const mine = (world: World, id: string) =>
	world.rpc<FullRecord>('author', 'record_for_me', { p_record_id: id });
const with_ = (form: FieldDefinition[], key: string, more: Partial<FieldDefinition>) =>
	form.map((field) => (field.key === key ? { ...field, ...more } : field));
const problemsOf = async (attempt: Promise<unknown>): Promise<Problem[]> =>
	attempt.then(
		() => [],
		(error: { detail?: string }) => JSON.parse(error.detail ?? '[]') as Problem[]
	);

onEveryEngine('forms', (world) => {
	let shipped: FieldDefinition[];
	let waiting: string;
	beforeAll(async () => {
		shipped = await formOf(world());
		const operation = create({ properties: { state: 'stone', ref: 'AB1234' } });
		waiting = operation.record_id;
		await pushOne(world(), 'author', operation);
	});
	const tightened = () =>
		with_(with_(shipped, 'note', { required: true }), 'ref', { pattern: '[0-9]+' });

	test('what a form would flag is told before it is published, and nothing changes', async () => {
		const answer = await world().rpc('administrator', 'preview_form', {
			p_theme: 'kilns',
			p_fields: tightened()
		});
		expect(answer).toEqual({ problems: [], flagged: 1, of: 1 });
		expect(await formOf(world())).toEqual(shipped);
		expect((await mine(world(), waiting)).flags).toEqual([]);
	});

	test('publishing raises the version, keeps the form before, and only flags what was recorded', async () => {
		expect(await save(world(), tightened(), 1)).toEqual({ version: 2 });
		expect(await versionOf(world())).toBe(2);
		const record = await mine(world(), waiting);
		expect(record).toMatchObject({ status: 'submitted', version: 1, form_version: 1 });
		expect(record.flags).toEqual([
			{ code: 'required', field: 'properties.note' },
			{ code: 'bad_format', field: 'properties.ref' }
		]);
		const history = await world().rpc<FormVersion[]>('administrator', 'form_history', {
			p_theme: 'kilns'
		});
		expect(history.map(({ version, fields }) => [version, fields.length])).toEqual([
			[2, shipped.length],
			[1, shipped.length]
		]);
		expect(history[1]?.fields).toEqual(shipped);
	});

	test('who published a form is named as they chose to be shown', async () => {
		const name = async (shown: string) => {
			await world().db.query(
				`update public.profiles set display_name = 'Anne Admin', pseudonym = 'Aneta', name_shown = $2 where id = $1`,
				[world().ids.administrator, shown]
			);
			const history = await world().rpc<FormVersion[]>('administrator', 'form_history', {
				p_theme: 'kilns'
			});
			return history.find(({ version }) => version === 2)?.by;
		};
		expect([await name('real'), await name('pseudonym'), await name('none')]).toEqual([
			'Anne Admin',
			'Aneta',
			null
		]);
	});

	test('what a phone queued with the form before is taken, flagged, and published without the flags', async () => {
		const old = { ...create({ properties: { state: 'stone', ref: 'CD5678' } }), form_version: 1 };
		expect(await pushOne(world(), 'trusted', old)).toMatchObject({
			result: 'applied',
			status: 'published'
		});
		const full = await world().rpc<FullRecord>('moderator', 'record_for_me', {
			p_record_id: old.record_id
		});
		expect(full.form_version).toBe(1);
		expect(full.flags.map(({ field }) => field)).toEqual(['properties.note', 'properties.ref']);
		expect(JSON.stringify(await publicRecord(world(), old.record_id))).not.toContain('flags');

		const now = { ...create({ properties: { state: 'stone', ref: 'CD5678' } }), form_version: 2 };
		expect(await pushOne(world(), 'author', now)).toMatchObject({
			result: 'refused',
			problems: [
				{ code: 'required', field: 'properties.note' },
				{ code: 'bad_format', field: 'properties.ref' }
			]
		});
		// Who says nothing of a form is judged by the one in force.
		const silent = create({ properties: { state: 'stone' } });
		expect(await pushOne(world(), 'author', silent)).toMatchObject({ result: 'refused' });
	});

	test('a correction elsewhere, with either form, leaves what was right before; mending it takes the flag away', async () => {
		const correct = (version: number, key: string, value: unknown) => ({
			...create(),
			kind: 'update',
			record_id: waiting,
			base_version: version,
			form_version: 2,
			changes: { [`properties.${key}`]: { old: null, new: value } }
		});
		expect(await pushOne(world(), 'author', correct(1, 'mouths', 2))).toMatchObject({
			result: 'applied'
		});
		expect((await mine(world(), waiting)).flags).toHaveLength(2);
		await pushOne(world(), 'author', correct(2, 'note', 'Une pierre est tombée.'));
		const record = await mine(world(), waiting);
		expect(record.flags.map(({ field }) => field)).toEqual(['properties.ref']);
		expect(record.form_version).toBe(2);
	});

	test('an edit proposed with the form before can still be accepted', async () => {
		const made = { ...create({ properties: { state: 'stone' } }), form_version: 1 };
		await pushOne(world(), 'trusted', made);
		const proposed = {
			...create(),
			kind: 'update',
			record_id: made.record_id,
			base_version: 1,
			form_version: 1,
			changes: { 'properties.ref': { old: null, new: 'EF9012' } }
		};
		expect(await pushOne(world(), 'author', proposed)).toMatchObject({ proposal: true });
		const seen = await world().rpc<FullRecord>('moderator', 'record_for_me', {
			p_record_id: made.record_id
		});
		await world().rpc('moderator', 'decide', {
			p_record_id: made.record_id,
			p_proposal_id: seen.proposal?.id,
			p_version: seen.version,
			p_decision: 'accept'
		});
		expect(await publicRecord(world(), made.record_id)).toMatchObject({
			properties: { ref: 'EF9012' }
		});
	});

	test('saving the same again publishes nothing; saving over somebody else’s form is refused', async () => {
		expect(await save(world(), await formOf(world()), 2)).toEqual({ version: 2 });
		expect(await problemsOf(save(world(), shipped, 1))).toEqual([
			{ code: 'version_changed', field: null, params: { version: 2 } }
		]);
	});

	test('restoring an old form is saving it again, and takes the flags away', async () => {
		expect(await save(world(), shipped, 2)).toEqual({ version: 3 });
		expect((await mine(world(), waiting)).flags).toEqual([]);
		expect(await formOf(world())).toEqual(shipped);
	});

	test('what people edited is not overwritten by what ships; what nobody edited follows it', async () => {
		const ship = (fields: unknown) =>
			world().db.query(`select private.ship_form('kilns', $1::jsonb)`, [JSON.stringify(fields)]);
		await ship(tightened());
		expect(await formOf(world())).toEqual(shipped);
		await world().db.query(`update public.themes set form_edited_at = null where id = 'kilns'`);
		await ship(tightened());
		await ship(tightened());
		expect(await versionOf(world())).toBe(4);
		expect(await save(world(), shipped, 4)).toEqual({ version: 5 });
	});

	test('a question taken away hides its answers from everyone at once, and gives them back with it', async () => {
		const made = create({ properties: { state: 'stone', heat: 900 } });
		await pushOne(world(), 'trusted', made);
		const heat = async () =>
			(
				(await publicRecord(world(), made.record_id)) as
					{ properties: { heat?: number } } | undefined
			)?.properties.heat;
		expect(await heat()).toBe(900);
		await save(world(), with_(shipped, 'heat', { isPublic: false }), await versionOf(world()));
		expect(await heat()).toBeUndefined();
		await save(
			world(),
			shipped.filter(({ key }) => key !== 'heat'),
			await versionOf(world())
		);
		expect(await heat()).toBeUndefined();
		await save(world(), shipped, await versionOf(world()));
		expect(await heat()).toBe(900);
	});

	const note = { key: 'note', kind: 'text', label: { fr: 'Note' } };
	test.each<[string, string, unknown]>([
		['no list', 'fields: wrong_type', { note }],
		['no definition', 'fields[1]: wrong_type', [note, 'note']],
		['an attribute nobody knows', 'fields[0].colour: unknown_field', [{ ...note, colour: 'red' }]],
		['no key', 'fields[0].key: required', [{ ...note, key: undefined }]],
		['a key that is none', 'fields[0].key: bad_format', [{ ...note, key: 'État' }]],
		['a key of the language', 'fields[0].key: bad_format', [{ ...note, key: 'constructor' }]],
		['a kind nobody knows', 'fields[0].kind: not_in_list', [{ ...note, kind: 'colour' }]],
		['no label', 'fields[0].label: required', [{ ...note, label: { en: 'Note' } }]],
		['the same key twice', 'fields[1].key: not_unique', [note, note]],
		['a choice of nothing', 'fields[0].scheme: required', [{ ...note, kind: 'choice' }]],
		[
			'an unknown list',
			'fields[0].scheme: not_in_list',
			[{ ...note, kind: 'choice', scheme: 'x' }]
		],
		[
			'a branch of another list',
			'fields[0].branch: unknown_concept',
			[{ ...note, kind: 'choice', scheme: 'stuff', branch: 'kilns/any' }]
		],
		[
			'a concept of another theme',
			'fields[0].concept: unknown_concept',
			[{ ...note, concept: 'stuff/mud' }]
		],
		[
			'bounds the wrong way round',
			'fields[0].max: out_of_range',
			[{ ...note, kind: 'decimal', min: 2, max: 1 }]
		],
		[
			'a pattern only one side reads',
			'fields[0].pattern: bad_format',
			[{ ...note, kind: 'identifier', pattern: '\\d+' }]
		],
		[
			'a pattern nobody reads',
			'fields[0].pattern: bad_format',
			[{ ...note, kind: 'identifier', pattern: '(' }]
		],
		[
			'a condition on no question',
			'fields[0].showWhen: unknown_field',
			[{ ...note, showWhen: { field: 'x', in: ['y'] } }]
		],
		[
			'a condition on itself',
			'fields[0].showWhen: unknown_field',
			[{ ...note, showWhen: { field: 'note', in: ['y'] } }]
		],
		[
			'a default that is no answer',
			'fields[0].default: out_of_range',
			[{ ...note, kind: 'integer', max: 3, default: 4 }]
		],
		[
			'a picture from elsewhere',
			'fields[0].example: bad_format',
			[{ ...note, example: { src: '//evil.example/x.png', alt: { fr: 'x' } } }]
		],
		['a group of nothing', 'fields[0].fields: required', [{ ...note, kind: 'group' }]],
		[
			'a group in a group',
			'fields[0].fields[0].kind: not_in_list',
			[{ ...note, kind: 'group', fields: [{ ...note, kind: 'group', fields: [note] }] }]
		],
		[
			'a wrong question of a row',
			'fields[0].fields[1].kind: not_in_list',
			[{ ...note, kind: 'group', fields: [note, { ...note, key: 'x', kind: 'y' }] }]
		]
	])('%s is refused, and says where', async (_title, expected, fields) => {
		const before = await formOf(world());
		const problems = await problemsOf(save(world(), fields, await versionOf(world())));
		expect(problems.map(({ code, field }) => `${field}: ${code}`)).toEqual([expected]);
		const preview = await world().rpc<{ problems: Problem[] }>('administrator', 'preview_form', {
			p_theme: 'kilns',
			p_fields: fields
		});
		expect(preview.problems).toEqual(problems);
		expect(await formOf(world())).toEqual(before);
	});

	test('only administrators of the whole theme', async () => {
		const args = { p_theme: 'kilns', p_fields: shipped, p_base_version: await versionOf(world()) };
		for (const who of ['author', 'trusted', 'moderator'] as const) {
			expect(await problemsOf(world().rpc(who, 'save_form', args))).toEqual([
				{ code: 'not_allowed', field: null }
			]);
			expect(await world().rpc(who, 'form_rights')).toEqual([]);
		}
		expect(await world().rpc<string[]>('administrator', 'form_rights')).toContain('kilns');
	});
});
