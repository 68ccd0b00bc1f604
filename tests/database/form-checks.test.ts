import { expect, test } from 'vitest';
import type { FieldDefinition } from '../../src/lib/domain/fields/types.ts';
import { checkForm } from '../../src/lib/domain/forms/check.ts';
import type { Problem } from '../../src/lib/domain/problem.ts';
import { indexVocabulary } from '../../src/lib/domain/vocabulary/graph.ts';
import type { Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import { aField } from '../support/vocabulary-parts.ts';
import { onEveryEngine, type World } from './support/world.ts';

const field = (more: Partial<FieldDefinition> = {}) => aField('kilns/extra', more);
const row = (more: Partial<FieldDefinition> = {}) =>
	aField('kilns/extra.part', { key: 'part', ...more });
const group = (...fields: FieldDefinition[]) => field({ kind: 'group', fields });
const long = (length: number) => ({ fr: 'x'.repeat(length) });

/** Forms with what is wrong about their last question, as `<attribute>: <code>`. */
const broken: [title: string, expected: string, fields: FieldDefinition[]][] = [
	['no name', 'label: required', [field({ label: { fr: ' ' } })]],
	['a name without end', 'label: bad_format', [field({ label: long(201) })]],
	['a name with a signal', 'label: bad_format', [field({ label: { fr: 'a', en: 'b\u0007' } })]],
	['help without end', 'help: bad_format', [field({ help: long(1001) })]],
	['a heading without end', 'group: bad_format', [field({ group: long(201) })]],
	['a key with capitals', 'key: bad_format', [field({ key: 'Extra' })]],
	['a key of every object', 'key: bad_format', [field({ key: 'constructor' })]],
	['a key without end', 'key: too_long', [field({ key: 'x'.repeat(61) })]],
	['one key twice', 'key: not_unique', [field(), field()]],
	['a choice of nothing', 'scheme: required', [field({ kind: 'choice' })]],
	['a text of a list', 'scheme: bad_format', [field({ scheme: 'stuff' })]],
	[
		'a branch of no list',
		'branch: unknown_concept',
		[field({ kind: 'species', branch: 'stuff/stone' })]
	],
	[
		'a branch elsewhere',
		'branch: unknown_concept',
		[field({ kind: 'choice', scheme: 'stuff', branch: 'kilns/lime' })]
	],
	['a text to a theme', 'linkTheme: bad_format', [field({ linkTheme: 'kilns' })]],
	[
		'a link to no theme',
		'linkTheme: unknown_theme',
		[field({ kind: 'record_link', linkTheme: 'none' })]
	],
	['rows of nothing', 'fields: required', [group()]],
	['a text with rows', 'fields: bad_format', [field({ fields: [row()] })]],
	['too many rows', 'min: out_of_range', [{ ...group(row()), min: 101 }]],
	['half a row', 'max: out_of_range', [{ ...group(row()), max: 1.5 }]],
	['rows in rows', 'fields[0].kind: not_in_list', [group(row({ kind: 'group', fields: [row()] }))]],
	['a row without a name', 'fields[0].label: required', [group(row({ label: { fr: '' } }))]],
	['one key twice in a row', 'fields[1].key: not_unique', [group(row(), row())]],
	[
		'a condition out of the row',
		'fields[0].showWhen: unknown_field',
		[field({ key: 'other' }), group(row({ showWhen: { field: 'other', in: ['x'] } }))]
	],
	['bounds the wrong way', 'max: out_of_range', [field({ kind: 'integer', min: 5, max: 4 })]],
	['a bound beyond', 'min: wrong_type', [field({ kind: 'decimal', min: 1e16 })]],
	['an empty unit', 'unit: bad_format', [field({ kind: 'measure', unit: '' })]],
	['a unit without end', 'unit: bad_format', [field({ kind: 'measure', unit: 'x'.repeat(21) })]],
	['no characters', 'maxLength: out_of_range', [field({ maxLength: 0 })]],
	['half a character', 'maxLength: out_of_range', [field({ maxLength: 2.5 })]],
	[
		'a pattern only one side reads',
		'pattern: bad_format',
		[field({ kind: 'identifier', pattern: '\\d+' })]
	],
	[
		'a condition on nothing',
		'showWhen: unknown_field',
		[field({ showWhen: { field: 'none', in: ['x'] } })]
	],
	[
		'a condition on itself',
		'showWhen: unknown_field',
		[field({ showWhen: { field: 'extra', in: ['x'] } })]
	],
	[
		'a condition that never holds',
		'showWhen: bad_format',
		[field({ key: 'other' }), field({ showWhen: { field: 'other', in: [] } })]
	],
	[
		'a picture of elsewhere',
		'example: bad_format',
		[field({ example: { src: 'https://example.org/a.jpg', alt: { fr: 'a' } } })]
	],
	[
		'a picture nobody hears of',
		'example: bad_format',
		[field({ example: { src: '/photos/a', alt: { fr: '' } } })]
	],
	[
		'a picture by a double slash',
		'example: bad_format',
		[field({ example: { src: '//example.org/a', alt: { fr: 'a' } } })]
	],
	['a start that is no answer', 'default: wrong_type', [field({ kind: 'integer', default: 'x' })]],
	[
		'a start out of bounds',
		'default: out_of_range',
		[field({ kind: 'integer', max: 3, default: 4 })]
	],
	[
		'a start off the list',
		'default: not_in_list',
		[field({ kind: 'choice', scheme: 'stuff', default: 'butter' })]
	],
	['a concept of nowhere', 'concept: unknown_concept', [field({ concept: 'kilns/none' })]]
];

const sound: [title: string, fields: FieldDefinition[]][] = [
	['nothing', []],
	['a text', [field({ maxLength: 10_000, help: { fr: 'Deux\nlignes', oc: '' } })]],
	['a choice with a start', [field({ kind: 'choice', scheme: 'stuff', default: 'stone' })]],
	[
		'rows with a condition',
		[group(row(), row({ key: 'more', showWhen: { field: 'part', in: ['x', 1, true] } }))]
	],
	['bounds that touch', [field({ kind: 'measure', min: 2, max: 2, unit: 'm²' })]],
	['a picture', [field({ example: { src: '/photos/a-b.jpg?s=1', alt: { fr: 'Un mur' } } })]],
	['one key for two concepts', [field({ concept: 'kilns/lime' }), field()]]
];

/** The same form before both judges: the database and the code of the app. */
async function judge(world: World, fields: FieldDefinition[]) {
	const [row] = await world.db.query<{ problems: Problem[] }>(
		`select private.form_problems('kilns', $1::jsonb) as problems`,
		[JSON.stringify(fields)]
	);
	const vocabulary = await world.rpc<Vocabulary>('administrator', 'vocabulary');
	const app = checkForm(fields, 'kilns', indexVocabulary(vocabulary));
	return { server: row!.problems, app };
}

onEveryEngine('the checks of a form', (world) => {
	test.each(sound)('let %s pass', async (_title, fields) => {
		expect(await judge(world(), fields)).toEqual({ server: [], app: [] });
	});

	test.each(broken)('find %s: %s', async (_title, expected, fields) => {
		const { server, app } = await judge(world(), fields);
		expect(app.map(({ field, code }) => `${field}: ${code}`)).toEqual([
			`fields[${fields.length - 1}].${expected}`
		]);
		expect(app).toEqual(server);
	});
});
