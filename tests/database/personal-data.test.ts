import { beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import {
	addObservation,
	addPhoto,
	create,
	decide,
	given,
	givenPublished,
	publicRecord,
	push,
	pushOne,
	update,
	upload
} from './support/operations.ts';
import { onEveryEngine, type World } from './support/world.ts';

interface Column {
	relation: string;
	person: string;
}

/** Every column of ours that names an account, as the catalogue knows it. */
const personalColumns = (world: World) =>
	world.db.query<Column & { action: string }>(
		`select n.nspname || '.' || c.relname as relation, a.attname as person, f.confdeltype as action
		from pg_constraint f
		join pg_class c on c.oid = f.conrelid join pg_namespace n on n.oid = c.relnamespace
		join pg_attribute a on a.attrelid = c.oid and a.attnum = any (f.conkey)
		where f.contype = 'f' and f.confrelid in ('public.profiles'::regclass, 'auth.users'::regclass)
			and n.nspname in ('public', 'private')
		order by 1, 2`
	);

async function allTables(world: World): Promise<string[]> {
	const tables = await world.db.query<{ name: string }>(
		`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where n.nspname in ('public', 'private', 'auth', 'storage') and c.relkind = 'r'
			and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`
	);
	return tables.map(({ name }) => name);
}

interface Page {
	rows: Record<string, unknown>[];
	next: string | null;
}

const section = (world: World, name: string, after: string | null = null) =>
	world.rpc<Page>('author', 'my_data', { p_section: name, p_after: after });

onEveryEngine('everything about me', (world) => {
	let own: string;
	beforeAll(async () => {
		own = await given(world(), 'author', {
			properties: { state: 'stone', keeper: 'Mon voisin', name: { text: 'A', lang: 'fr' } }
		});
		await given(world(), 'other');
		const photo = addPhoto(own);
		await pushOne(world(), 'author', photo);
		await upload(world(), photo);
		await pushOne(world(), 'author', addObservation(own));
	});

	test('no column names a person without being listed, with what the export says of it', async () => {
		const known = await world().db.query<Column>(
			'select relation, person from private.personal_data'
		);
		const name = ({ relation, person }: Column) => `${relation}.${person}`;
		const listed = new Set(known.map(name));
		const found = (await personalColumns(world())).map(name);
		expect(found.filter((column) => !listed.has(column))).toEqual([]);
		// And none that is gone.
		expect([...listed].filter((column) => !found.includes(column))).toEqual([]);
	});

	test('what names another person beside one’s own is left out of the export', async () => {
		const all = await personalColumns(world());
		const sections = await world().db.query<Column & { section: string; hidden: string[] }>(
			'select section, relation, person, hidden from private.personal_data where told'
		);
		const others = sections.flatMap(({ section: name, relation, person, hidden }) =>
			all
				.filter((column) => column.relation === relation && column.person !== person)
				.filter((column) => !hidden.includes(column.person))
				.map((column) => `${name}: ${column.person}`)
		);
		expect(others).toEqual([]);
	});

	test('each of them is emptied or goes with the account, none keeps it from going', async () => {
		const kept = (await personalColumns(world())).filter(({ action }) => !'cn'.includes(action));
		expect(kept).toEqual([]);
	});

	test('the export tells one’s own, of every kind, and nobody else’s', async () => {
		const head = await world().rpc<{
			account: { email: string };
			sections: { section: string; why: string }[];
		}>('author', 'my_data');
		expect(head.account.email).toBe('author@test.example');
		expect(head.sections.every(({ why }) => why.length > 10)).toBe(true);
		for (const { section: name } of head.sections) {
			const { rows } = await section(world(), name);
			for (const person of ['other', 'moderator', 'administrator'] as const)
				expect(JSON.stringify(rows), name).not.toContain(world().ids[person]);
		}
		const records = await section(world(), 'records');
		expect(records.rows).toMatchObject([
			{ id: own, properties: { keeper: 'Mon voisin' }, geometry: { type: 'Point' } }
		]);
		expect((await section(world(), 'photos')).rows).toHaveLength(1);
		expect((await section(world(), 'visits')).rows).toHaveLength(2);
		expect((await section(world(), 'operations')).rows).toHaveLength(3);
	});

	test('a long list comes in pages, without losing or repeating a row', async () => {
		const batch = Array.from({ length: 200 }, () => create());
		await push(world(), 'author', batch);
		const first = await section(world(), 'records');
		expect(first.rows).toHaveLength(200);
		const second = await section(world(), 'records', first.next);
		expect(second).toMatchObject({ next: null });
		const ids = [...first.rows, ...second.rows].map((row) => row['id']);
		expect(new Set(ids).size).toBe(201);
	});

	test('asking for it is written down, and told to the person', async () => {
		const log = await world().rpc<{ kind: string; own: boolean }[]>('author', 'my_access_log');
		expect(log[0]).toMatchObject({ kind: 'data_exported', own: true });
	});

	test('a section that is none, or a name that would be SQL, is refused', async () => {
		for (const name of ['nothing', 'records; drop table public.records', "records' --"])
			await expect(section(world(), name)).rejects.toMatchObject({ code: 'PT404' });
		expect(
			(await section(world(), 'records', `' or true --`)).rows.every(
				(row) => row['author_id'] === world().ids.author
			)
		).toBe(true);
		await expect(world().rpc('anon', 'my_data')).rejects.toMatchObject({ code: '42501' });
	});
});

onEveryEngine('deleting an account', (world) => {
	const go = (choice: string, email = 'author@test.example') =>
		world().rpc<{ removed: number }>('author', 'delete_my_account', {
			p_choice: choice,
			p_email: email
		});
	const secret = 'Chez-Marguerite-derrière-le-four';
	let published: string;
	let waiting: string;
	let foreign: string;
	let photo: ReturnType<typeof addPhoto>;

	beforeAll(async () => {
		published = await givenPublished(world());
		waiting = await given(world(), 'author', {
			properties: { state: 'stone', keeper: secret }
		});
		photo = addPhoto(waiting, { caption: secret });
		await pushOne(world(), 'author', photo);
		const file = await upload(world(), photo);
		await world().db.query(
			'update storage.objects set owner = $2::uuid, owner_id = $3 where name = $1',
			[file, world().ids.author, world().ids.author]
		);
		await world().rpc('moderator', 'save_filter', {
			p_filter: { id: newId(), name: 'x', filter: { author: world().ids.author } }
		});
		foreign = await given(world(), 'other');
		await pushOne(world(), 'moderator', update(waiting, 1, { 'properties.note': [null, 'Vu.'] }));
	});

	test('a wrong address, an unknown choice or nobody change nothing', async () => {
		await expect(go('keep', 'other@test.example')).rejects.toMatchObject({
			code: 'PT400',
			message: 'wrong_confirmation'
		});
		await expect(go('keep', '')).rejects.toMatchObject({ message: 'wrong_confirmation' });
		await expect(go('everything')).rejects.toMatchObject({ message: 'not_in_list' });
		await expect(
			world().rpc('anon', 'delete_my_account', { p_choice: 'keep', p_email: '' })
		).rejects.toMatchObject({ code: '42501' });
		expect(await world().rpc('author', 'my_account')).toMatchObject({ id: world().ids.author });
	});

	test('the last who administers everything hands over first', async () => {
		expect(await world().rpc('administrator', 'deletion_preview')).toMatchObject({
			sole_administrator: true
		});
		await expect(
			world().rpc('administrator', 'delete_my_account', {
				p_choice: 'keep',
				p_email: 'administrator@test.example'
			})
		).rejects.toMatchObject({ code: 'PT409', message: 'last_administrator' });
	});

	test('the preview counts what would stay and what would go', async () => {
		expect(await world().rpc('author', 'deletion_preview')).toEqual({
			published: 1,
			unpublished: 1,
			photos: 1,
			sole_administrator: false
		});
	});

	test('what was never published is erased for good, the rest stays without a name', async () => {
		const { author } = world().ids;
		expect(await go('remove', ' Author@Test.example ')).toEqual({ removed: 1 });
		expect(await publicRecord(world(), published)).toMatchObject({ author_name: null });
		// Every text of the database, but for the catalogue of words.
		for (const name of await allTables(world())) {
			const [row] = await world().db.query<{ text: string | null }>(
				`select string_agg(to_jsonb(t)::text, '') as text from ${name} t where to_jsonb(t)::text like $1 or to_jsonb(t)::text like $2 or to_jsonb(t)::text like $3`,
				[`%${author}%`, '%author@test.example%', `%${secret}%`]
			);
			expect(row?.text ?? null, name).toBeNull();
		}
		const [gone] = await world().db.query(
			'select deleted_at is not null as deleted, properties, commune_insee from public.records where id = $1',
			[waiting]
		);
		// At its commune still, so that the devices of its moderators are told.
		expect(gone).toEqual({ deleted: true, properties: {}, commune_insee: '99001' });
		expect(await world().db.query('select name from private.files_to_remove')).toEqual([
			{ name: `${waiting}/${photo.photo.sha256}.jpg` }
		]);
		expect(await world().rpc('other', 'record_for_me', { p_record_id: foreign })).toMatchObject({
			id: foreign
		});
	});

	test('its token is worth nothing any more', async () => {
		for (const name of ['my_account', 'my_data', 'deletion_preview'])
			await expect(world().rpc('author', name), name).rejects.toMatchObject({ code: 'PT401' });
		await expect(push(world(), 'author', [create()])).rejects.toMatchObject({ code: 'PT401' });
	});

	test('history is as closed as before to everything else', async () => {
		const write = (set: string, id: string) =>
			world().db.query(`update public.record_history set ${set} where record_id = $1`, [id]);
		await expect(write(`changes = '{}'`, published)).rejects.toMatchObject({ code: '42501' });
		await expect(write(`reason = 'x'`, waiting)).rejects.toMatchObject({ code: '42501' });
		await expect(write('version = 9', waiting)).rejects.toMatchObject({ code: '42501' });
	});

	test('with « keep » what waits stays in the queue, without a name', async () => {
		const id = await given(world(), 'other');
		await world().rpc('other', 'delete_my_account', {
			p_choice: 'keep',
			p_email: 'other@test.example'
		});
		expect(await world().rpc('moderator', 'record_for_me', { p_record_id: id })).toMatchObject({
			status: 'submitted',
			author_id: null,
			author_name: null
		});
	});
});

onEveryEngine('what is kept for a time', (world) => {
	const words = 'Ma-voisine-Huguette';
	const run = async () => {
		const [row] = await world().db.query<{ done: Record<string, number> }>(
			'select private.run_retention() as done'
		);
		return row!.done;
	};

	test('what was refused long ago loses its content, once; what is younger or published does not', async () => {
		const [old, young] = [await given(world(), 'author'), await given(world(), 'author')];
		const shown = await givenPublished(world());
		for (const id of [old, young])
			await world().rpc('moderator', 'decide', {
				p_record_id: id,
				p_proposal_id: null,
				p_version: 1,
				p_decision: 'reject',
				p_reason: 'Déjà là.'
			});
		const age = (id: string, days: number) =>
			world().db.query(
				`update public.records set updated_at = now() - make_interval(days => $2) where id = $1`,
				[id, days]
			);
		await age(old, 1100);
		await age(young, 1000);
		await age(shown, 4000);
		expect(await run()).toMatchObject({ refused_records: 1 });
		expect(await run()).toMatchObject({ refused_records: 0 });
		const held = await world().db.query<{ id: string }>(
			`select id from public.records where properties <> '{}'`
		);
		expect(held.map(({ id }) => id).sort()).toEqual([young, shown].sort());
	});

	test('what waits for an answer is kept until it came, and then all that was said goes with it', async () => {
		const id = await given(world(), 'author', { properties: { state: 'stone', note: words } });
		await decide(world(), 'moderator', id, 'reject', { reason: words });
		const { changes: _, ...stamp } = update(id, 1, {});
		const appeal = { ...stamp, kind: 'appeal', base_version: null, changes: {}, note: words };
		expect((await pushOne(world(), 'author', appeal)).problems ?? []).toEqual([]);
		await world().rpc('author', 'suggest_word', {
			p_suggestion: {
				...{ id: newId(), theme: 'kilns', kind: 'concept', text: 'Fornet', lang: 'oc' },
				...{ note: words, recordId: id }
			}
		});
		const age = () =>
			world().db.query(
				`update public.records set updated_at = now() - interval '1100 days' where id = $1`,
				[id]
			);
		await age();
		expect(await run()).toMatchObject({ refused_records: 0 });
		await world().db.exec(`update public.appeals set status = 'refused'`);
		await age();
		expect(await run()).toMatchObject({ refused_records: 1 });
		for (const name of await allTables(world()))
			expect(
				await world().db.query(`select from ${name} t where to_jsonb(t)::text like $1`, [
					`%${words}%`
				]),
				name
			).toEqual([]);
	});

	test('logs end with their time, and not before', async () => {
		await world().rpc('author', 'my_data');
		await expect(world().db.query('delete from private.access_log')).rejects.toMatchObject({
			code: '42501'
		});
		await expect(
			world().db.query(`update private.access_log set kind = 'nothing'`)
		).rejects.toMatchObject({ code: '42501' });
		await world().db.exec(`
			insert into private.access_log (kind, at) values ('old_one', now() - interval '4 years');
			insert into private.security_log (kind, at) values ('old_one', now() - interval '400 days'), ('new_one', now());
			insert into private.rate_counts (key, action, minute, count) values ('u:x', 'operations', now() - interval '3 days', 5);
		`);
		expect(await run()).toMatchObject({ access_log: 1, security_log: 1, rate_counts: 1 });
		expect(
			await world().db.query(`select kind from private.security_log where kind like '%_one'`)
		).toEqual([{ kind: 'new_one' }]);
	});

	test('what devices sent is forgotten after its time, and still answered the same', async () => {
		const operation = create();
		const [first] = await push(world(), 'author', [operation]);
		await world().db.query(
			`update public.operations_applied set at = now() - interval '3 years' where op_id = $1`,
			[operation.op_id]
		);
		await run();
		const [row] = await world().db.query<{ operation: unknown }>(
			'select operation from public.operations_applied where op_id = $1',
			[operation.op_id]
		);
		expect(row!.operation).toEqual({ kind: 'create' });
		expect(await push(world(), 'author', [operation])).toMatchObject([
			{ result: 'already', version: first!.version, status: 'submitted' }
		]);
	});
});
