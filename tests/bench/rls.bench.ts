import { engines, type TestDatabase } from '../support/database.ts';
import type { Ratio, Report } from './figures.ts';
import { addRecords, settle, type ManyRecords } from './many-records.ts';

const records = 1_000_000;

/** A query, and the same with the moderator's communes written out: without rights it would not leave out the same. */
const communes = `commune_insee in (${Array.from({ length: 10 }, (_, n) => `'9900${n}'`).join(', ')})`;

/**
 * What is asked of the table itself, and of the view that everyone reads. Not a box on `geometry`: its operator
 * is not leakproof, so that PostgreSQL looks at rights first and leaves the index alone; screens ask by lon and lat.
 */
const asked = {
	'newest fifty': `select id, status from public.records order by changed_xid desc, id desc limit 50`,
	'one record': `select id, status, properties from public.records where id = (select max(id::text)::uuid from (select id from public.records order by changed_xid limit 1) x)`,
	'count by status': 'select status, count(*) from public.records group by status',
	'count of a commune': `select count(*) from public.records where commune_insee = '99007'`,
	'public page of a box': `select id, title from public.published_records where lon between 3.2 and 3.25 and lat between 43.2 and 43.25 limit 500`
};

/** What a moderator of ten communes in the hundred asks. */
const askedInPlace = {
	'count by status of ten communes': `select status, count(*) from public.records where ${communes} group by status`,
	'a commune, read whole': `select id, status, properties from public.records where commune_insee = '99007'`
};

/**
 * What asking for rights may add once, in ms, whatever is read: planning the policy, and one look at the reader's
 * roles. The budget is for what is beyond it; the whole is told beside.
 */
const once = 0.2;

/** The cost of row level security: the same query by whoever may read every row, and by the owner, to whom it does not apply. */
export async function run(): Promise<Report> {
	const postgres = engines().find(({ name }) => name.startsWith('PostgreSQL'));
	if (!postgres)
		return { title: 'Row level security', setting: 'no PostgreSQL here', figures: [], ratios: [] };
	const db = await postgres.open();
	try {
		const people = await settle(db);
		// What every row brings along is not what is measured.
		await db.exec('alter table public.records disable trigger user');
		await addRecords(db, people.author, records, 'published');
		await db.exec('alter table public.records enable trigger user');
		await db.exec('vacuum analyze public.records');
		return await measure(db, people);
	} finally {
		await db.close();
	}
}

async function measure(
	db: TestDatabase,
	{ administrator, author, moderator }: ManyRecords
): Promise<Report> {
	const ratios: Ratio[] = [];
	const figures: Report['figures'] = [];
	const compare = async (name: string, sql: string, readers: Record<string, string>) => {
		const voices = Object.entries(readers).map(
			([who, user]) => [who, db.as({ role: 'authenticated', user })] as const
		);
		const [bare, ...held] = await least([db, ...voices.map(([, voice]) => voice)], sql);
		figures.push({ name: `${name}, without`, value: bare!.ms, unit: 'ms' });
		for (const [i, [who]] of voices.entries()) {
			const { ms, plan } = held[i]!;
			figures.push({ name: `${name}, with, ${who}`, value: ms, unit: 'ms' });
			const added = `${((ms - bare!.ms) * 1000).toFixed(0)} µs more`;
			ratios.push(
				{ name: `${name}, with ÷ without, ${who} (${added})`, value: ms / bare!.ms },
				{
					name: `${name}, beyond ${once} ms once, ${who}`,
					value: Math.max(0, ms - once) / bare!.ms,
					budget: 1.3
				}
			);
			console.log([`EXPLAIN ${name}, ${who}`, ...plan].join('\n  '));
		}
	};
	for (const [name, sql] of Object.entries(asked))
		await compare(name, sql, { administrator, author });
	for (const [name, sql] of Object.entries(askedInPlace)) await compare(name, sql, { moderator });
	return {
		title: 'Row level security',
		setting: `${records} published records on PostgreSQL; an administrator, their author and a moderator of ten communes of the hundred, beside the owner; time in the database, planning included, the least of nine: what else the machine does is not what is measured`,
		figures,
		ratios
	};
}

interface Timed {
	ms: number;
	plan: string[];
}

/** The least time of nine of each, and its plan, as the database itself tells them: in turns, so that all meet the same machine. */
async function least(voices: Pick<TestDatabase, 'query'>[], sql: string): Promise<Timed[]> {
	const best = voices.map((): Timed => ({ ms: Infinity, plan: [] }));
	for (let i = 0; i < 9; i++)
		for (const [place, voice] of voices.entries()) {
			const rows = await voice.query<{ 'QUERY PLAN': string }>(
				`explain (analyze, costs off, timing off) ${sql}`
			);
			const plan = rows.map((row) => row['QUERY PLAN']);
			const ms = plan
				.map((line) => /^(?:Planning|Execution) Time: ([\d.]+) ms/.exec(line)?.[1] ?? '0')
				.reduce((sum, part) => sum + Number(part), 0);
			if (ms < best[place]!.ms) best[place] = { ms, plan };
		}
	return best;
}
