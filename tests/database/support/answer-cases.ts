import fc from 'fast-check';
import type { FieldDefinition } from '../../../src/lib/domain/fields/types.ts';
import { keyArb, trees } from './form-cases.ts';

type Answers = Record<string, unknown>;

/** Signs that two engines may count, trim, fold or match differently. */
const oddSigns = fc.constantFrom(
	...['\u00a0', '\u1680', '\u2003', '\u2028', '\u202f', '\u3000', '\ufeff', '\u0085', '\u200b'],
	...['\t', '\n', '\r', '\u0001', '\u007f', '\u009f'],
	...['🧱', 'é', 'e\u0301', '\u0130', '\u0661', '\u212a', '\u017f', '"', '\\', "'"]
);
const anySign = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...'abZ019 -_.@/:') },
	{ weight: 1, arbitrary: oddSigns },
	{ weight: 1, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }) }
);
const anyText = fc.array(anySign, { maxLength: 34 }).map((signs) => signs.join(''));
const words = fc.oneof(
	anyText,
	fc.constantFrom('x', 'oak', 'Lo Forn', '🧱', '🧱a', '\u2028', ' ', '\u00a0', '', 'AB1234')
);

const digits = (count: number) =>
	fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
const two = (max: number) => fc.nat(max).map((value) => String(value).padStart(2, '0'));
const oneDate = fc
	.tuple(
		fc.oneof(
			digits(4),
			digits(3).map((d) => `${d}X`),
			digits(2).map((d) => `${d}XX`)
		),
		fc.constantFrom('', '', '-', 'Y'),
		fc.option(fc.oneof(two(26), fc.constant('XX'))),
		fc.option(fc.oneof(two(33), fc.constant('XX'))),
		fc.constantFrom('', '', '?', '~', '%', '!')
	)
	.map(
		([year, sign, month, day, mark]) =>
			[sign + year, month, month === null ? null : day].filter((part) => part !== null).join('-') +
			mark
	);
const dated = fc.oneof(
	oneDate,
	fc.tuple(oneDate, oneDate).map((ends) => ends.join('/')),
	oneDate.map((end) => `${end}/${end}`),
	fc.tuple(fc.constantFrom('', '..'), oneDate).map((ends) => ends.join('/')),
	fc.tuple(oneDate, fc.constantFrom('', '..', '/')).map((ends) => ends.join('/')),
	fc.integer({ min: -999_999_999, max: 999_999_999 }).map((year) => `Y${year}`),
	fc.constantFrom(
		'2024-02-29/2024-02-29',
		'2024-03/2024-02',
		'/',
		'../..',
		'',
		'\u0661\u0668\u0665\u0660',
		`${'🧱'.repeat(21)}`
	)
);
const day = fc.oneof(
	fc.tuple(digits(4), two(13), two(32)).map((parts) => parts.join('-')),
	fc.constantFrom(
		'2024-02-29',
		'2023-02-29',
		'1900-02-29',
		'0000-02-29',
		'2024-2-9',
		'\u0662024-01-01'
	)
);
const host = fc.oneof(
	fc.constantFrom(
		'a.fr',
		`${'x'.repeat(63)}.fr`,
		`${'x'.repeat(64)}.fr`,
		'b-c.été.org',
		'a..b',
		'1.2',
		'localhost'
	),
	fc
		.array(fc.oneof(fc.constantFrom('a', 'xn--', ''), anyText), { minLength: 1, maxLength: 3 })
		.map((parts) => parts.join('.'))
);
const address = fc
	.tuple(
		fc.constantFrom(
			...['https://', 'https://', 'https://'],
			'http://',
			'HTTPS://',
			'http\u017f://',
			'ftp://',
			'javascript:',
			'//',
			''
		),
		fc.constantFrom('', '', 'me@', 'me:you@'),
		host,
		fc.constantFrom('', '', ':80', ':99999', ':123456', ':'),
		fc.constantFrom('', '/', '/a b', '/é?q#f', '?q', '#f', '\\x')
	)
	.map((parts) => parts.join(''));
const mail = fc
	.tuple(
		fc.oneof(fc.constantFrom('a', 'a.b+c', "o'x", ''), anyText),
		fc.constantFrom('@', '@', '@', '', '@@'),
		host
	)
	.map((parts) => parts.join(''));
const numbers = fc.oneof(
	fc.integer({ min: -4, max: 8 }),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.double({ min: -4, max: 8, noNaN: true }),
	fc.constantFrom(
		...[
			1e15, -1e15, 0.1, 0.30000000000000004, 1e-7, 1e21, 1e300, 1.75e308, -1.7976931348623157e308
		],
		...[5e-324, 9_007_199_254_740_991, 9_007_199_254_740_992, 1.5, 99_999_999, 1e8]
	)
);
const id = fc.oneof(
	fc.uuid(),
	fc.uuid().map((text) => text.toUpperCase()),
	fc.uuid().map((text) => `{${text}}`)
);
/** Values of the field's list, withdrawn ones too, and others. */
const listed = ({ scheme }: FieldDefinition) =>
	fc.oneof(
		{
			weight: 8,
			arbitrary: fc.constantFrom(...(scheme === 'stuff' ? ['stone', 'brick', 'mud'] : trees))
		},
		{
			weight: 1,
			arbitrary: fc.constantFrom('gold', '', 'trees/oak', '../kilns/lime', 'Oak', 'stone')
		}
	);
const code = fc.oneof(
	fc.constant(null),
	fc.constantFrom(66832, 0, -1, 1.5, 1e8, 99_999_999, '66832'),
	numbers
);

/** Whatever JSON can say. */
const hostile = fc.oneof(
	fc.jsonValue({ depthSize: 'small', maxDepth: 3 }),
	fc.constantFrom<unknown>(
		null,
		[],
		{},
		[[]],
		[null],
		[{}],
		{ __proto__: null },
		'[]',
		'null',
		true,
		0,
		''
	)
);

/** Answers as the kind wants them, or just beside. */
function near(field: FieldDefinition): fc.Arbitrary<unknown> {
	switch (field.kind) {
		case 'text':
		case 'long_text':
			return words;
		case 'local_text':
			return fc.record(
				{ text: fc.oneof(words, hostile), lang: fc.constantFrom('fr', 'oc', 'xx', 3), html: words },
				{ requiredKeys: ['text', 'lang'] }
			);
		case 'boolean':
			return fc.constantFrom(true, false, 'true', 1);
		case 'integer':
		case 'decimal':
			return fc.oneof(numbers, numbers.map(String));
		case 'measure':
			return fc.record(
				{
					value: fc.oneof(numbers, hostile),
					estimated: fc.constantFrom(true, false, 'no'),
					unit: words
				},
				{ requiredKeys: ['value', 'estimated'] }
			);
		case 'date':
			return day;
		case 'edtf':
			return dated;
		case 'choice':
		case 'hierarchical_choice':
			return listed(field);
		case 'multiple_choice':
			return fc.array(
				fc.oneof({ weight: 30, arbitrary: listed(field) }, { weight: 1, arbitrary: hostile }),
				{ maxLength: 4 }
			);
		case 'species':
			return fc.record(
				{ code, name: fc.oneof(fc.constant('Quercus ilex'), words, hostile), rank: words },
				{ requiredKeys: ['code', 'name'] }
			);
		case 'record_link':
			return id;
		case 'identifier':
			return fc.oneof(words, matching(field.pattern));
		case 'email':
			return mail;
		case 'url':
			return address;
		case 'group':
			return fc.oneof(
				{ weight: 1, arbitrary: fc.constantFrom(Array(100).fill({}), Array(101).fill({})) },
				{
					weight: 20,
					arbitrary: fc.array(
						fc.oneof(
							{ weight: 8, arbitrary: rowArb(field.fields) },
							{ weight: 1, arbitrary: hostile }
						),
						{
							maxLength: 5
						}
					)
				}
			);
	}
}

/** Texts that a pattern was made for; `stringMatching` does not know every notation, then any text will do. */
function matching(pattern: string | null): fc.Arbitrary<string> {
	if (pattern === null) return words;
	try {
		return fc.stringMatching(new RegExp(`^(?:${pattern})$`, 'u'), { maxLength: 20 });
	} catch {
		return words;
	}
}

function rowArb(fields: readonly FieldDefinition[]): fc.Arbitrary<Answers> {
	const asked = Object.fromEntries(fields.map((field) => [field.key, valueArb(field)]));
	return fc
		.tuple(
			fc.record(asked, { requiredKeys: [] }),
			fc.option(
				fc.dictionary(fc.oneof(keyArb, fc.constantFrom('__proto__', 'constructor', 'x')), hostile, {
					maxKeys: 2
				}),
				{
					freq: 3
				}
			)
		)
		.map(([answers, more]) => ({ ...more, ...answers }));
}

function valueArb(field: FieldDefinition): fc.Arbitrary<unknown> {
	return fc.oneof({ weight: 6, arbitrary: near(field) }, { weight: 1, arbitrary: hostile });
}

/** Answers of a record to a form: right, nearly right, hostile, for no question at all, or no answers at all. */
export function answersArb(fields: readonly FieldDefinition[]): fc.Arbitrary<unknown> {
	return fc
		.oneof({ weight: 20, arbitrary: rowArb(fields) }, { weight: 1, arbitrary: hostile })
		.map(storable);
}

/** Any JSON that PostgreSQL can hold. */
export const jsonArb = fc.oneof(hostile, numbers, words).map(storable);

/** PostgreSQL's JSON holds neither U+0000 nor half a character: no such value ever reaches it. */
function storable(value: unknown): unknown {
	const json = JSON.stringify(value)
		.replace(/\\u0000/g, '')
		.replace(/(?<!\\)((?:\\\\)*)\\ud[89a-f][0-9a-f]{2}/gi, '$1');
	return JSON.parse(json) as unknown;
}
