import { engines, type Actor, type TestDatabase } from '../../support/database.ts';
import { describe, afterAll, beforeAll } from 'vitest';
import { vocabularySql } from './vocabulary.ts';

/** Everyone the rules tell apart. `author` and `other` are plain contributors. */
const people = ['author', 'other', 'trusted', 'moderator', 'outsider', 'administrator'] as const;
type Person = (typeof people)[number];
export type Who = Person | 'anon';
export const everyone: readonly Who[] = ['anon', ...people];

/** A point in the commune that `trusted` and `moderator` answer for, and one in that of `outsider`. */
export const inside = { type: 'Point' as const, coordinates: [3.5, 43.5] };
export const outside = { type: 'Point' as const, coordinates: [5.5, 43.5] };

/** Two square communes, each a territory of its own; the made-up theme; people with their roles. */
const placesSql = `
insert into public.communes (insee, nom, departement, outline, origin) values
	('99001', 'Dedans', '99', extensions.st_multi(extensions.st_makeenvelope(3, 43, 4, 44, 4326)), 'test'),
	('99002', 'Dehors', '99', extensions.st_multi(extensions.st_makeenvelope(5, 43, 6, 44, 4326)), 'test');
insert into public.territories (id, name) values ('test-inside', '{"fr": "Dedans"}'), ('test-outside', '{"fr": "Dehors"}');
insert into public.territory_communes values ('test-inside', '99001'), ('test-outside', '99002');
insert into public.organisations (name) values ('Les Fours');
insert into public.charter_versions values ('test-1', '{"fr": "Soyez justes."}', '2020-01-01');
`;

export interface Outcome {
	rows: Record<string, unknown>[];
	/** SQLSTATE when it failed. */
	code: string | null;
	/** The problem code of an RPC, or Postgres's words. */
	message: string | null;
	detail: string | null;
}

export interface World {
	db: TestDatabase;
	ids: Record<Person, string>;
	actor(who: Who): Actor;
	/** Calls a function of `public` as somebody. */
	rpc<T>(who: Who, name: string, args?: Record<string, unknown>): Promise<T>;
	/** Reads as somebody. */
	read<Row = Record<string, unknown>>(who: Who, sql: string, values?: unknown[]): Promise<Row[]>;
	/** Runs one statement as somebody, tells what came of it, and leaves no trace. */
	attempt(who: Who, sql: string, values?: unknown[]): Promise<Outcome>;
}

async function openWorld(db: TestDatabase): Promise<World> {
	await db.exec(placesSql);
	await db.exec(vocabularySql());
	const ids = {} as Record<Person, string>;
	for (const person of people) ids[person] = await db.addUser(`${person}@test.example`);
	await db.query(
		`insert into public.memberships (user_id, role, theme, territory) values
			($1, 'trusted', null, 'test-inside'), ($2, 'moderator', null, 'test-inside'),
			($3, 'moderator', null, 'test-outside'), ($4, 'administrator', null, null)`,
		[ids.trusted, ids.moderator, ids.outsider, ids.administrator]
	);
	await db.query(
		`update public.profiles set display_name = 'Jeanne Four', pseudonym = 'Joana', name_shown = 'pseudonym' where id = $1`,
		[ids.author]
	);
	const actor = (who: Who): Actor =>
		who === 'anon' ? { role: 'anon' } : { role: 'authenticated', user: ids[who] };
	return {
		db,
		ids,
		actor,
		rpc: (who, name, args) => db.as(actor(who)).rpc(name, args),
		read: (who, sql, values) => db.as(actor(who)).query(sql, values),
		attempt: (who, sql, values) => attempt(db, actor(who), sql, values)
	};
}

async function attempt(
	db: TestDatabase,
	actor: Actor,
	sql: string,
	values: unknown[] = []
): Promise<Outcome> {
	const sub = actor.role === 'authenticated' ? actor.user : '';
	await db.exec('begin');
	try {
		await db.query(
			`select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', $2, true), set_config('role', $3, true)`,
			[JSON.stringify(sub ? { role: actor.role, sub } : { role: actor.role }), sub, actor.role]
		);
		return { rows: await db.query(sql, values), code: null, message: null, detail: null };
	} catch (error) {
		const { code, message, detail } = error as { code: string; message: string; detail?: string };
		return { rows: [], code, message, detail: detail ?? null };
	} finally {
		await db.exec('rollback');
	}
}

/** The same tests on every engine of this machine, each with a world of its own. */
export function onEveryEngine(title: string, tests: (world: () => World) => void): void {
	for (const engine of engines()) {
		describe(`${title} (${engine.name})`, () => {
			let world: World;
			beforeAll(async () => {
				const db = await engine.open();
				world = await openWorld(db).catch(async (error: unknown) => {
					await db.close();
					throw error;
				});
			});
			afterAll(() => world?.db.close());
			tests(() => world);
		});
	}
}
