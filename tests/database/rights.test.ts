import { beforeAll, expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import {
	functionRights,
	readableColumn,
	tableRights,
	writePrivileges,
	type ByPerson,
	type Right
} from './support/expectations.ts';
import {
	addPhoto,
	decide,
	given,
	givenPublished,
	pushOne,
	update,
	upload
} from './support/operations.ts';
import { everyone, onEveryEngine, type Outcome, type Who, type World } from './support/world.ts';

/** Builds the scene that expectations.ts tells, and gives its ids by name. */
async function setScene(world: World): Promise<Record<string, string>> {
	await world.db.exec(`insert into public.basemap_settings (id, position) values ('plan', 0)`);
	const ensemble = await givenPublished(world);
	const published = await givenPublished(world, {
		properties: { state: 'stone', part_of: ensemble }
	});
	const seen = addPhoto(published);
	await pushOne(world, 'trusted', seen);
	await upload(world, seen);
	await world.rpc('trusted', 'confirm_photo', { p_photo_id: seen.photo.id });
	await pushOne(world, 'other', update(published, 1, { 'properties.note': [null, 'x'] }));
	const waiting = await given(world, 'author');
	await decide(world, 'moderator', waiting, 'request_changes', { reason: 'Encore.' });
	const photo = addPhoto(waiting);
	await pushOne(world, 'author', photo);
	const [membership] = await world.db.query<{ id: string }>(
		`select id from public.memberships where user_id = $1`,
		[world.ids.trusted]
	);
	const [organisation] = await world.db.query<{ id: string }>(
		'select id from public.organisations'
	);
	const ofTheirs = { p_organisation_id: organisation!.id };
	await world.rpc('administrator', 'grant_holding', { ...ofTheirs, p_role: 'trusted' });
	await world.rpc('administrator', 'invite_member', ofTheirs);
	await world.rpc('author', 'request_to_join', ofTheirs);
	await world.db.query(
		'insert into public.organisation_members (organisation_id, user_id) values ($1, $2)',
		[organisation!.id, world.ids.author]
	);
	await world.db.query(
		`insert into public.appeals (record_id, author_id, text, of_status) values ($1, $2, 'x', 'archived')`,
		[published, world.ids.author]
	);
	await world.rpc('author', 'save_filter', { p_filter: { id: newId(), name: 'x', filter: {} } });
	await world.rpc('moderator', 'review_batch_preview', { p_batch: { decision: 'accept' } });
	const late = { uri: '', notation: 'late', labels: [] };
	const { batch } = await world.rpc<{ batch: string }>('administrator', 'edit_vocabulary', {
		p_scheme: 'kilns',
		p_edits: [{ action: 'put', concept: late }]
	});
	const kilns = { id: 'kilns', uri: 'https://example.org/kilns/', titles: [], kind: 'thesaurus' };
	const opened = await world.rpc<string>('administrator', 'import_begin', { p_scheme: kilns });
	const word = newId();
	await world.rpc('author', 'suggest_word', {
		p_suggestion: { id: word, theme: 'kilns', kind: 'concept', text: 'rafeta', lang: 'oc' }
	});
	await world.db.query(`select private.tell('something', null, null, $1)`, [
		JSON.stringify({ audience: [world.ids.author] })
	]);
	await world.rpc('author', 'subscribe', { p_kind: 'theme', p_target: 'kilns' });
	await world.rpc('author', 'set_mail_off', { p_off: false });
	await world.db.query(
		`insert into public.notices (user_id, event_id, at, mail) select $1, max(id), now(), 'never' from private.notice_events`,
		[world.ids.author]
	);
	const [block] = await world.db.query<{ id: string }>(
		`insert into public.account_blocks (user_id, reason) values ($1, 'Publicité.') returning id`,
		[world.ids.outsider]
	);
	await world.db.query('insert into public.quarantines (user_id, creates) values ($1, 101)', [
		world.ids.outsider
	]);
	await world.db.query(`insert into public.policy_events (reason) values ('Pour voir.')`);
	const said = newId();
	await world.db.query(
		`insert into public.comments (id, record_id, author_id, visibility, body) values ($1, $2, $3, 'moderators', 'x')`,
		[said, published, world.ids.moderator]
	);
	await world.db.query(
		'insert into public.comment_mentions (comment_id, user_id) values ($1, $2)',
		[said, world.ids.administrator]
	);
	await world.db.query(
		`insert into public.comment_photos (id, comment_id, place, sha256, bytes, mime, width, height)
		values ($1, $2, 0, $3, 1, 'image/jpeg', 1, 1)`,
		[newId(), said, 'a'.repeat(64)]
	);
	const report = newId();
	await world.rpc('anon', 'report_content', {
		p_report: { id: report, record_id: published, kind: 'person' }
	});
	return {
		...world.ids,
		block: block!.id,
		report,
		published,
		waiting,
		photo: photo.photo.id,
		membership: membership!.id,
		organisation: organisation!.id,
		batch,
		import: opened,
		suggestion: word
	};
}

/** Puts the scene's ids where a statement names them. */
const fill = (sql: string, scene: Record<string, string>) =>
	sql.replace(/\$([a-z]+)/g, (_, name: string) => {
		if (!scene[name]) throw new Error(`no ${name} in the scene`);
		return `'${scene[name]}'`;
	});

function rightOf({ code, rows }: Outcome): string {
	if (code === '42501') return 'denied';
	if (code === '55000' || code === '0A000') return 'impossible';
	if (code !== null) return code;
	return rows.length > 0 ? 'reached' : 'none';
}

onEveryEngine('rights', (world) => {
	let scene: Record<string, string>;
	beforeAll(async () => {
		scene = await setScene(world());
	});

	const rightsOf = async (sql: string): Promise<ByPerson> => {
		const rights = {} as Record<Who, Right>;
		for (const who of everyone)
			rights[who] = rightOf(await world().attempt(who, fill(sql, scene))) as Right;
		return rights;
	};

	test('every table and view has its expectation, and no other', async () => {
		const rows = await world().db.query<{ name: string }>(
			`select relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
				and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`
		);
		expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(tableRights).sort());
	});

	test('every function has its expectation, and no other', async () => {
		const rows = await world().db.query<{ name: string }>(
			`select proname as name from pg_proc p where pronamespace = 'public'::regnamespace
				and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`
		);
		expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(functionRights).sort());
	});

	test('the privileges to write are these, and no other', async () => {
		const rows = await world().db.query<{ privilege: string }>(
			`select c.relname || '.' || coalesce(a.attname, '*') || ' ' || r.rolname || ' ' || x.privilege_type as privilege
			from pg_class c
			cross join lateral (
				select null::name as attname, c.relacl as acl
				union all select attname, attacl from pg_attribute where attrelid = c.oid and attacl is not null
			) a
			cross join lateral aclexplode(a.acl) x
			left join pg_roles r on r.oid = x.grantee
			where c.relnamespace = 'public'::regnamespace and coalesce(r.rolname, 'anon') in ('anon', 'authenticated') and x.privilege_type <> 'SELECT'`
		);
		expect(rows.map(({ privilege }) => privilege).sort()).toEqual(writePrivileges);
	});

	for (const [table, rights] of Object.entries(tableRights)) {
		const column = readableColumn[table] ?? '*';
		test(`${table}: select`, async () => {
			// The scene is really there: the server itself finds it.
			expect(
				await world().db.query(fill(`select 1 from public.${table} where ${rights.rows}`, scene))
			).not.toEqual([]);
			expect(await rightsOf(`select ${column} from public.${table} where ${rights.rows}`)).toEqual(
				rights.select
			);
		});
		test(`${table}: insert`, async () => {
			expect(
				await rightsOf(rights.insertSql ?? `insert into public.${table} default values returning 1`)
			).toEqual(rights.insert);
		});
		test(`${table}: update`, async () => {
			// One column stands for all: the test above lists every privilege there is, column by column. The
			// embedded engine keeps some stack at each error, and holds only some three thousand of them.
			const [column] = await world().db.query<{ name: string }>(
				`select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = '' order by attnum limit 1`,
				[`public.${table}`]
			);
			const sql = rights.updateSql ?? `update public.${table} set ${column!.name} = null`;
			expect(await rightsOf(sql)).toEqual(rights.update);
		});
		test(`${table}: delete and truncate`, async () => {
			expect(
				await rightsOf(`delete from public.${table} where ${rights.rows} returning 1`)
			).toEqual(rights.delete);
			const view = table.startsWith('published_') || table === 'public_communes';
			if (!view)
				expect(Object.values(await rightsOf(`truncate public.${table} cascade`))).toEqual(
					everyone.map(() => 'denied')
				);
		});
	}

	test.each(Object.entries(functionRights))('%s: execute', async (_name, { sql, answers }) => {
		const got = {} as Record<Who, string>;
		for (const who of everyone) {
			const { code, rows } = await world().attempt(
				who,
				// What answers nothing is no JSON.
				fill(`select to_jsonb(${sql}) as value`, scene).replace(
					/to_jsonb\((public\.(revoke_role|import_drop|review_release|remove_filter|save_filter|remove_reason_template|save_reason_template|keep_push|drop_push|appeal_block|answer_block_appeal|decide_report|lift_block|lift_quarantine))/,
					'($1'
				)
			);
			got[who] = code ?? (rows[0]?.['value'] === null || rows[0]?.['value'] === '' ? 'null' : 'ok');
		}
		expect(got).toEqual(answers);
	});
});
