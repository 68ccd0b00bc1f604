import fc from 'fast-check';
import type { FieldDefinition, FieldKind } from '../../../src/lib/domain/fields/types.ts';
import { aField } from '../../support/vocabulary-parts.ts';

/** A list with levels, one value under two parents and one withdrawn, beside the lists of the made-up theme. */
export const treesSql = `
insert into public.concept_schemes (id, title, uri, kind, theme)
	values ('trees', '{"fr": "Arbres"}', 'https://example.org/trees/', 'list', 'kilns');
insert into public.concepts (id, scheme, notation, deprecated)
	select 'trees/' || n, 'trees', n, n = 'elm' from unnest('{broadleaf,conifer,oak,cork,pine,scots,elm}'::text[]) as n;
insert into public.concept_labels (concept, kind, lang, text) select id, 'pref', 'fr', notation from public.concepts where scheme = 'trees';
insert into public.concept_relations (subject, predicate, object) values
	('trees/oak', 'broader', 'trees/broadleaf'), ('trees/elm', 'broader', 'trees/broadleaf'), ('trees/pine', 'broader', 'trees/conifer'),
	('trees/scots', 'broader', 'trees/pine'), ('trees/cork', 'broader', 'trees/oak'), ('trees/cork', 'broader', 'trees/pine');`;

export const trees = ['broadleaf', 'conifer', 'oak', 'cork', 'pine', 'scots', 'elm'];
const kinds: FieldKind[] = [
	'text',
	'long_text',
	'local_text',
	'boolean',
	'integer',
	'decimal',
	'measure',
	'date',
	'edtf',
	'choice',
	'multiple_choice',
	'hierarchical_choice',
	'species',
	'record_link',
	'identifier',
	'email',
	'url'
];

/** Few keys, so that conditions meet the fields they are about, and definitions each other. */
const keys = ['a', 'b', 'c', 'd', 'state', 'to_string', 'value_of'];
export const keyArb = fc.constantFrom(...keys);
/** What conditions ask for, often enough what answers hold. */
const wanted = fc.constantFrom<string | number | boolean>(
	...['oak', 'pine', 'x', 'stone', ''],
	...[1, 0, -2.5],
	...[true, false]
);
const conditionArb = fc.record({
	field: keyArb,
	in: fc.array(wanted, { minLength: 1, maxLength: 4 })
});

const sign = fc.constantFrom(...'aZ09é-_ 🧱/', '\\.', '\\|', '\\u00e9', '[a-z]', '[^A-Z0-9-]', '.');
const times = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}', '{0,}');
const atom = fc.tuple(sign, times).map(([one, many]) => one + many);
/** Patterns in the notation that both engines read alike; most fit short texts. */
const pattern = fc.oneof(
	fc.array(atom, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
	fc
		.array(fc.array(atom, { maxLength: 3 }), { minLength: 1, maxLength: 3 })
		.map((branches) => `(?:${branches.map((parts) => parts.join('')).join('|')})+`),
	fc.constantFrom(
		'.',
		'.{2}',
		'[^a]',
		'[A-Z]{2}[0-9]{4}',
		'Q[1-9][0-9]{0,11}',
		'(PA|IA|EA)[0-9A-Z]{8}'
	)
);

const bound = fc.oneof(
	fc.integer({ min: -3, max: 6 }),
	fc.double({ min: -3, max: 6, noNaN: true }),
	fc.constantFrom(0, 1e15, -1e15, 0.1, 1e-7, 9_007_199_254_740_991)
);
const bounds = fc
	.tuple(fc.option(bound), fc.option(bound))
	.map(([a, b]) => (a !== null && b !== null && a > b ? { min: b, max: a } : { min: a, max: b }));
const rows = fc
	.tuple(fc.option(fc.nat(3)), fc.option(fc.integer({ min: 3, max: 5 })))
	.map(([min, max]) => ({ min, max }));

const list = fc.constantFrom(
	...[
		{ scheme: 'trees', branch: null },
		{ scheme: 'stuff', branch: null }
	],
	...trees.map((notation) => ({ scheme: 'trees', branch: `trees/${notation}` }))
);

/** What a definition has beside its key and place, as its kind allows. */
function partsOf(kind: FieldKind): fc.Arbitrary<Partial<FieldDefinition>> {
	const nothing = fc.constant({});
	switch (kind) {
		case 'choice':
		case 'multiple_choice':
		case 'hierarchical_choice':
			return list;
		case 'species':
			return fc.oneof(nothing, list);
		case 'integer':
		case 'decimal':
		case 'measure':
			return fc
				.tuple(bounds, fc.constantFrom(null, 'm', '°C'))
				.map(([range, unit]) => ({ ...range, unit }));
		case 'identifier':
			return fc.option(pattern).map((one) => ({ pattern: one }));
		case 'text':
		case 'long_text':
		case 'local_text':
			return fc.option(fc.integer({ min: 1, max: 30 })).map((maxLength) => ({ maxLength }));
		case 'email':
		case 'url':
			return fc.constantFrom(null, null, 12, 30).map((maxLength) => ({ maxLength }));
		default:
			return nothing;
	}
}

function fieldArb(
	kindArb: fc.Arbitrary<FieldKind>
): fc.Arbitrary<Partial<FieldDefinition> & { key: string }> {
	return kindArb.chain((kind) =>
		fc
			.tuple(
				fc.record({
					key: keyArb,
					kind: fc.constant(kind),
					required: fc.boolean(),
					showWhen: fc.option(conditionArb, { freq: 2 })
				}),
				partsOf(kind)
			)
			.map(([own, parts]) => ({ ...own, ...parts }))
	);
}

const single = fieldArb(fc.constantFrom(...kinds));
const group = fc
	.tuple(
		fieldArb(fc.constant('group')),
		rows,
		fc.uniqueArray(single, { minLength: 1, maxLength: 3, selector: ({ key }) => key })
	)
	.map(([own, count, fields]) => ({ ...own, ...count, fields }));

type Given = Omit<Partial<FieldDefinition>, 'fields'> & {
	key: string;
	fields?: (Partial<FieldDefinition> & { key: string })[];
};

/** Concepts of the made-up theme: of the whole, of two levels of one branch, and of another branch. */
const places = fc.constantFrom(null, 'kilns/any', 'kilns/lime', 'kilns/row');

/** A form of the made-up theme: every kind, inherited and asked twice, conditions that meet or not, in any order. */
export const formArb: fc.Arbitrary<FieldDefinition[]> = fc
	.uniqueArray(
		fc.tuple(fc.oneof({ weight: 4, arbitrary: single }, { weight: 1, arbitrary: group }), places),
		{ minLength: 1, maxLength: 7, selector: ([{ key }, concept]) => `${concept}/${key}` }
	)
	.map((given) =>
		given.map(([field, concept], place) => definition(field, concept, (place + 1) * 10))
	);

function definition(field: Given, concept: string | null, position: number): FieldDefinition {
	const id = `${concept ?? 'kilns'}/${field.key}`;
	const { fields = [], ...own } = field;
	return aField(id, {
		...own,
		theme: 'kilns',
		concept,
		position,
		fields: fields.map((one, place) =>
			aField(`${id}.${one.key}`, {
				...one,
				id: `${id}.${one.key}`,
				theme: 'kilns',
				concept,
				position: (place + 1) * 10
			})
		)
	});
}
