import { expect, test } from 'vitest';
import { given, push, create } from './support/operations.ts';
import { onEveryEngine } from './support/world.ts';

const ownFunctions = `from pg_proc p join pg_namespace n on n.oid = p.pronamespace
	where n.nspname in ('public', 'private') and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`;

onEveryEngine('schema', (world) => {
	test('every table of the exposed schema has row security', async () => {
		const open = await world().db.query(
			`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity`
		);
		expect(open).toEqual([]);
	});

	test('every function pins its search path, or is bound when it is made', async () => {
		const loose = await world().db.query(
			`select p.oid::regprocedure::text as name ${ownFunctions} and not coalesce(p.proconfig::text, '') like '%search_path=%' and (p.prosqlbody is null or p.prosecdef)`
		);
		expect(loose).toEqual([]);
	});

	test('every exposed view is a security barrier', async () => {
		const open = await world().db.query(
			`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm') and not coalesce(reloptions::text, '') like '%security_barrier%'`
		);
		expect(open).toEqual([]);
	});

	test('nothing of ours runs for everyone, and helpers only where a policy, a view or a check needs them', async () => {
		const rows = await world().db.query<{ name: string; role: string }>(
			`select p.proname as name, role ${ownFunctions.replace('where', "cross join unnest('{public,anon,authenticated}'::text[]) as role where n.nspname = 'private' and")} and has_function_privilege(role, p.oid, 'execute')`.replace(
				"n.nspname in ('public', 'private') and not",
				'not'
			)
		);
		const byRole = (role: string) =>
			rows
				.filter((row) => row.role === role)
				.map(({ name }) => name)
				.sort();
		expect(byRole('public')).toEqual([]);
		const shared = [
			'caller',
			'in_scope',
			'is_administrator',
			'is_editor',
			'is_public_photo',
			'may_read_comment_photo',
			'moderated_communes',
			'moderates_by_theme',
			'moderates_everything',
			'moderation_keys',
			'photo_credit',
			'photo_json',
			'public_paths',
			'public_position',
			'public_visit',
			'to_iso'
		];
		expect(byRole('anon')).toEqual(shared);
		expect(byRole('authenticated')).toEqual(
			[
				...shared,
				'current_charter',
				'has_control_characters',
				'may_read_photo',
				'may_read_visit',
				'may_upload_comment_photo',
				'may_upload_photo',
				'moderates_theme'
			].sort()
		);
	});

	test('the helpers’ schema is closed, and nobody may create', async () => {
		for (const role of ['anon', 'authenticated']) {
			const [row] = await world().db.query(
				`select has_schema_privilege($1, 'private', 'usage') as helpers, has_schema_privilege($1, 'public', 'create') as create_here, has_schema_privilege($1, 'extensions', 'create') as create_there`,
				[role]
			);
			expect(row).toEqual({ helpers: false, create_here: false, create_there: false });
		}
	});

	test('a table or function added without a word about rights is closed', async () => {
		await world().db.exec(
			'begin; create table public.forgotten (id int); create function public.forgotten() returns int language sql as $$ select 1 $$;'
		);
		const [row] = await world().db.query(
			`select has_table_privilege('anon', 'public.forgotten', 'select') as table_, has_function_privilege('authenticated', 'public.forgotten()', 'execute') as function_`
		);
		await world().db.exec('rollback');
		expect(row).toEqual({ table_: false, function_: false });
	});

	test('every foreign key to a table that grows has an index', async () => {
		const bare = await world().db.query(`
			select c.conrelid::regclass::text as table_, c.conname from pg_constraint c
			where c.contype = 'f' and c.connamespace = 'public'::regnamespace and c.confrelid::regclass::text in ('records', 'photos', 'proposals', 'public.records', 'public.photos', 'public.proposals')
				and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])`);
		expect(bare).toEqual([]);
	});

	test('history is only ever added to, even by the owner of the tables', async () => {
		const id = await given(world(), 'author');
		for (const sql of [
			`update public.record_history set kind = 'published' where record_id = '${id}'`,
			`delete from public.record_history where record_id = '${id}'`,
			'truncate public.record_history'
		]) {
			await expect(world().db.exec(sql), sql).rejects.toMatchObject({ code: '42501' });
		}
		await expect(
			world().db.exec(`delete from public.records where id = '${id}'`)
		).rejects.toBeTruthy();
	});

	test('an erased account leaves its records and their history, without its name', async () => {
		const user = await world().db.addUser('leaving@test.example');
		const operation = create();
		await world()
			.db.as({ role: 'authenticated', user })
			.rpc('push_operations', { p_batch: [operation] });
		await world().db.query('delete from auth.users where id = $1', [user]);
		const rows = await world().db.query(
			'select kind, actor_id from public.record_history where record_id = $1',
			[operation.record_id]
		);
		expect(rows).toEqual([{ kind: 'created', actor_id: null }]);
		// Its operation is still known, and is nobody's to repeat.
		expect(await push(world(), 'other', [operation])).toMatchObject([
			{ result: 'refused', problems: [{ field: 'op_id' }] }
		]);
	});

	test('a commune whose outline comes later takes the records that lie in it', async () => {
		const [id, version] = [
			await given(world(), 'author', { geometry: { type: 'Point', coordinates: [7.5, 43.5] } }),
			1
		];
		const commune = async () =>
			(
				await world().db.query('select commune_insee, version from public.records where id = $1', [
					id
				])
			)[0];
		expect(await commune()).toEqual({ commune_insee: null, version });
		await world().db.exec(`insert into public.communes (insee, nom, departement, outline, origin)
			values ('99003', 'Plus tard', '99', extensions.st_multi(extensions.st_makeenvelope(7, 43, 8, 44, 4326)), 'test')`);
		expect(await commune()).toEqual({ commune_insee: '99003', version });
		await world().db.exec(
			`update public.communes set outline = extensions.st_multi(extensions.st_makeenvelope(7, 43, 7.2, 44, 4326)) where insee = '99003'`
		);
		expect(await commune()).toEqual({ commune_insee: null, version });
	});
});
