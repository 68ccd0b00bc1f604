import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { FieldDefinition } from '../../src/lib/domain/fields/types.ts';
import type { Problem } from '../../src/lib/domain/problem.ts';
import { storedBytes } from '../../src/lib/domain/fields/stored-size.ts';
import { validateProperties } from '../../src/lib/domain/validation.ts';
import { fieldsFor, indexVocabulary } from '../../src/lib/domain/vocabulary/graph.ts';
import type { Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import { answersArb, jsonArb } from './support/answer-cases.ts';
import { formArb, treesSql } from './support/form-cases.ts';
import { onEveryEngine, type World } from './support/world.ts';

/** The same cases at every run; another seed finds others. */
const runs = { seed: 20_260_101, numRuns: 120 };
/** Answers tried on each form: asking the database once for many is what makes this fast. */
const ANSWERS = 15;
const concepts = ['kilns/shy', 'kilns/row', 'kilns/any'];

/** A form, a concept it is asked of, and answers. */
const caseArb = formArb.chain((form) =>
	fc.record({
		form: fc.constant(form),
		concept: fc.constantFrom(...concepts),
		answers: fc.array(answersArb(form), { minLength: ANSWERS, maxLength: ANSWERS })
	})
);

/** What the server says of answers, by the same functions that judge an operation. */
async function served(
	world: World,
	form: readonly FieldDefinition[],
	concept: string,
	answers: unknown[]
): Promise<Problem[][]> {
	const rows = await world.db.query<{ problems: Problem[] }>(
		`select private.properties_problems(f.fields, a.value) as problems
		from (select private.fields_within(private.plain_form('kilns', $1::jsonb), $2) as fields offset 0) f,
			jsonb_array_elements($3::jsonb) with ordinality as a order by a.ordinality`,
		[JSON.stringify(form), concept, JSON.stringify(answers)]
	);
	return rows.map(({ problems }) => problems);
}

/** Told in the same order, with what is allowed. */
const told = (problems: Problem[]) =>
	problems
		.map(({ code, field, params = {} }) => {
			const allowed = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
			return `${field}: ${code} ${JSON.stringify(allowed)}`;
		})
		.sort();

onEveryEngine('one validation, two places', (world) => {
	let vocabulary: Vocabulary;
	beforeAll(async () => {
		await world().db.exec(treesSql);
		vocabulary = await world().rpc('administrator', 'vocabulary');
	});

	test('the app and the database say the same of every answer, with the same codes and bounds', async () => {
		const seen = new Map<string, number>();
		let right = 0;
		await fc.assert(
			fc.asyncProperty(caseArb, async ({ form, concept, answers }) => {
				const server = await served(world(), form, concept, answers);
				const index = indexVocabulary({ ...vocabulary, fields: form });
				const fields = fieldsFor(index, concept);
				const app = answers.map((one) => validateProperties(one, fields, index));
				for (const problems of server) {
					if (problems.length === 0) right++;
					for (const { code } of problems) seen.set(code, (seen.get(code) ?? 0) + 1);
				}
				expect(app.map(told)).toEqual(server.map(told));
			}),
			runs
		);
		// The cases are worth something: every code came up, and so did answers that are right.
		const codes = [
			'required',
			'wrong_type',
			'too_long',
			'out_of_range',
			'bad_format',
			'not_in_list',
			'unknown_field'
		];
		expect(codes.filter((code) => (seen.get(code) ?? 0) < 20)).toEqual([]);
		expect(right).toBeGreaterThan(50);
	});

	test('both measure answers alike, so that neither refuses for their size what the other takes', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(jsonArb, { minLength: 20, maxLength: 20 }), async (values) => {
				const rows = await world().db.query<{ bytes: number }>(
					`select octet_length(value::text) as bytes from jsonb_array_elements($1::jsonb) with ordinality order by ordinality`,
					[JSON.stringify(values)]
				);
				expect(values.map(storedBytes)).toEqual(rows.map(({ bytes }) => bytes));
			}),
			{ ...runs, numRuns: 40 }
		);
	});
});
