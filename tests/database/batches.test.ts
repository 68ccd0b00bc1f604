import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import type { Operation, OperationAnswer } from '../../src/lib/domain/operation.ts';
import { addPhoto, create, given, push, pushOne, remove, update } from './support/operations.ts';
import { onEveryEngine, outside, type Who, type World } from './support/world.ts';

/** Ways a place was found: right ones, and what a device that lies may say of one. */
const places = [
	{ method: 'averaged', accuracy_m: 2.4, samples: 24, spread_m: 3.1 },
	{ method: 'sighted', bearing: 359.9, distance_m: null },
	{ method: 'trace' },
	{ method: 'imported', accuracy_m: null },
	{ method: 'sighted', accuracy_m: 4, bearing: 361 },
	{ method: 'map', accuracy_m: null, distance_m: 80 },
	{ method: 'averaged', samples: 2.5 },
	{ method: 'gps', accuracy_m: '4' },
	{ method: 'gps', accuracy_m: null, lon: 3.5 },
	['gps'],
	'gps'
];

/** A day's queue: most of it plain, and everything that may stand between plain records. */
async function day(world: World): Promise<Operation[]> {
	const known = create();
	await pushOne(world, 'author', known);
	const [first, corrected, left, twice] = [create(), create(), create(), create()];
	const foreign = await given(world, 'other');
	const large = create({ properties: { state: 'stone', colour: 'red' } });
	return [
		first,
		known,
		create({ concept: 'kilns/none' }),
		corrected,
		update(corrected.record_id, 1, { 'properties.name': [null, { text: 'Forn', lang: 'oc' }] }),
		create({ geometry: outside }),
		create({ sensitivity: 'hidden' }),
		create({}, foreign),
		twice,
		twice,
		{ ...create({}, first.record_id), kind: 'create' },
		left,
		remove(left.record_id, 1),
		addPhoto(first.record_id),
		large,
		...places.map((position) => create({ position })),
		{ ...create(), base_version: 7 },
		{ ...create(), form_version: 999 },
		create({ properties: {} })
	];
}

const outcome = ({ op_id: _, server, ...rest }: OperationAnswer) => ({
	...rest,
	told: server !== null
});

/** What the database holds of these operations afterwards, without what is named anew each time. */
async function traces(world: World, operations: Operation[]): Promise<unknown[]> {
	const found: unknown[] = [];
	for (const { op_id, record_id } of operations) {
		const history = await world.db.query(
			`select kind, version, changes, status, parallel, device_time from public.record_history where op_id = $1 order by id`,
			[op_id]
		);
		const records = await world.db.query(
			`select r.theme, r.concept, r.position, r.properties, r.sensitivity, r.status, r.version, r.commune_insee, r.flags, r.licence,
					r.form_version, r.observed_offset, r.title, r.public_properties, (r.author_id = $2) as own,
					(select jsonb_agg(jsonb_build_array(o.is_first, o.status, o.properties)) from public.observations o where o.record_id = r.id) as visits
				 from public.records r where r.id = $1`,
			[record_id, world.ids.author]
		);
		const remembered = await world.db.query(
			`select operation - '{op_id,record_id,photo}'::text[] as operation, answer ->> 'result' as result
				 from public.operations_applied where op_id = $1`,
			[op_id]
		);
		found.push({ history, records, remembered });
	}
	return found;
}

onEveryEngine('a batch', (world) => {
	test('has the outcome of its operations one by one', async () => {
		const [together, alone] = [await day(world()), await day(world())];
		const answered = await push(world(), 'author', together);
		const single: OperationAnswer[] = [];
		for (const operation of alone) single.push(await pushOne(world(), 'author', operation));
		expect(answered.map((answer) => answer.op_id)).toEqual(together.map(({ op_id }) => op_id));
		expect(answered.map(outcome)).toEqual(single.map(outcome));
		const photoless = (operations: Operation[]) =>
			operations.filter(({ kind }) => kind !== 'add_photo');
		expect(await traces(world(), photoless(together))).toEqual(
			await traces(world(), photoless(alone))
		);
	});

	test('of somebody trusted is published at once, each record with its history', async () => {
		const operations = [create(), create({ geometry: outside }), create()];
		const answers = await push(world(), 'trusted', operations);
		expect(answers.map(({ status }) => status)).toEqual(['published', 'submitted', 'published']);
		const kinds: string[] = [];
		for (const { record_id } of operations) {
			const rows = await world().db.query<{ kind: string }>(
				'select kind from public.record_history where record_id = $1 order by id',
				[record_id]
			);
			kinds.push(rows.map(({ kind }) => kind).join(', '));
		}
		expect(kinds).toEqual(['created, published', 'created', 'created, published']);
	});

	test('sent again is answered word for word, and writes nothing twice', async () => {
		const operations = Array.from({ length: 5 }, () => create());
		const first = await push(world(), 'author', operations);
		const again = await push(world(), 'author', [...operations, create()]);
		expect(again.slice(0, 5)).toEqual(first.map((answer) => ({ ...answer, result: 'already' })));
		const [counted] = await world().db.query<{ n: number }>(
			'select count(*)::int as n from public.record_history where record_id = any($1)',
			[operations.map(({ record_id }) => record_id)]
		);
		expect(counted).toEqual({ n: 5 });
	});

	test('of another does not take an operation for its own', async () => {
		const stolen = create();
		await pushOne(world(), 'author', stolen);
		const asWho = (who: Who, operations: Operation[]) => push(world(), who, operations);
		const answers = await asWho('other', [
			create(),
			{ ...create(), op_id: stolen.op_id },
			create({}, stolen.record_id),
			{ ...create(), op_id: newId() }
		]);
		expect(answers.map(({ result }) => result)).toEqual([
			'applied',
			'refused',
			'refused',
			'applied'
		]);
	});
});
