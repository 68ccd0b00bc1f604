import type { SkosConcept } from '../../src/lib/domain/vocabulary/skos/types.ts';
import { engines, type TestDatabase } from '../support/database.ts';
import { aSkosConcept } from '../support/skos.ts';
import type { Figure, Report } from './figures.ts';

/** As many as PACTOLS and two of FISH's lists together hold, in thousands. */
const sizes = { one: 6000, two: 6000, three: 5000 };
const part = 500;

/** How long 17,000 concepts in three schemes take into the embedded database, and what is left of its speed. */
export async function run(): Promise<Report> {
	const [embedded] = engines();
	const db = await embedded!.open();
	try {
		return await measure(db);
	} finally {
		await db.close();
	}
}

async function measure(db: TestDatabase): Promise<Report> {
	const user = await db.addUser('bench@test.example');
	await db.query(`insert into public.memberships (user_id, role) values ($1, 'administrator')`, [
		user
	]);
	const rpc = (name: string, args: object = {}) =>
		db.as({ role: 'authenticated', user }).rpc<string>(name, args as Record<string, unknown>);
	const thesauri = Object.entries(sizes).map(([id, size]) => ({
		id,
		concepts: thesaurus(id, size)
	}));
	const importAll = async () => {
		for (const { id, concepts } of thesauri) {
			const p_scheme = { id, uri: base(id), titles: [], kind: 'reference', theme: null, other: [] };
			const p_import = await rpc('import_begin', { p_scheme, p_missing: 'deprecate' });
			for (let at = 0; at < concepts.length; at += part) {
				const p_concepts = JSON.stringify(concepts.slice(at, at + part));
				await rpc('import_add', { p_import, p_concepts });
			}
			await rpc('import_apply', { p_import });
		}
	};
	const bare = await time(() =>
		insertBare(
			db,
			thesauri.flatMap(({ concepts }) => concepts)
		)
	);
	const before = await time(() => rpc('vocabulary'));
	const first = await time(importAll);
	const figures: Figure[] = [
		{ name: 'import, checked and kept in history', value: first, unit: 'ms', budget: 60_000 },
		{ name: 'the same again', value: await time(importAll), unit: 'ms', budget: 60_000 },
		{ name: 'vocabulary() before', value: before, unit: 'ms' },
		{
			name: 'vocabulary() with them present',
			value: await time(() => rpc('vocabulary')),
			unit: 'ms',
			budget: 1000
		},
		{
			name: 'read a scheme of 6,000',
			value: await time(() => rpc('skos_scheme', { p_scheme: 'one' })),
			unit: 'ms',
			budget: 5000
		},
		{
			name: 'list of schemes',
			value: await time(() => rpc('vocabulary_schemes')),
			unit: 'ms',
			budget: 1000
		},
		{
			name: 'edit one concept',
			value: await time(() => rpc('edit_vocabulary', editOf(thesauri[0]!.concepts[77]!))),
			unit: 'ms',
			budget: 1000
		}
	];
	await db.exec(
		`update public.themes set scheme = 'one' where id = (select min(id) from public.themes)`
	);
	figures.push({
		name: 'vocabulary() when a theme uses 6,000 of them',
		value: await time(() => rpc('vocabulary')),
		unit: 'ms',
		budget: 5000
	});
	return {
		title: 'Vocabulary import',
		setting: `17,000 concepts in three schemes on PGlite: five labels, two notes, a parent, matches, one in four related`,
		figures,
		ratios: [{ name: 'import ÷ the same labels by bare INSERT, unchecked', value: first / bare }]
	};
}

const base = (id: string) => `https://big.example/${id}/`;

function thesaurus(id: string, size: number): SkosConcept[] {
	const uri = (at: number) => `${base(id)}${at}`;
	return Array.from({ length: size }, (_, at) => {
		const name = `mur de pierre numéro ${at}`;
		// Siblings, two by two: never broader nor narrower.
		const pair = at % 8 === 0 ? at + 4 : at % 8 === 4 ? at - 4 : null;
		return aSkosConcept(uri(at), {
			notations: [String(at)],
			labels: [
				{ kind: 'alt', lang: 'fr', text: `vieux ${name}`, status: 'known' },
				{ kind: 'hidden', lang: 'fr', text: `mal ${name}`, status: 'known' },
				{ kind: 'pref', lang: 'en', text: `wall ${at}`, status: 'known' },
				{ kind: 'pref', lang: 'fr', text: name, status: 'known' },
				{ kind: 'pref', lang: 'oc', text: `muralha ${at}`, status: 'known' }
			],
			notes: [
				{ kind: 'definition', lang: 'fr', text: `Une chose que l’on nomme ${name}, d’une phrase.` },
				{ kind: 'scopeNote', lang: 'en', text: `Use for wall ${at}.` }
			],
			broader: at === 0 ? [] : [uri(Math.floor((at - 1) / 12))],
			related: pair !== null && at > 20 && pair < size ? [uri(pair)] : [],
			matches: [
				{ relation: 'closeMatch', uri: `http://www.wikidata.org/entity/Q${at}` },
				...(at % 5 === 0
					? [{ relation: 'exactMatch' as const, uri: `http://vocab.getty.edu/aat/${id}${at}` }]
					: [])
			],
			isTop: at === 0
		});
	});
}

const editOf = (concept: SkosConcept) => ({
	p_scheme: 'one',
	p_edits: [
		{
			action: 'put',
			concept: {
				...concept,
				labels: [...concept.labels, { kind: 'alt', lang: 'ca', text: 'mur', status: 'known' }]
			}
		}
	]
});

/** Labels alone, into a table without a single rule: the least that any import must cost. */
async function insertBare(db: TestDatabase, concepts: readonly SkosConcept[]): Promise<void> {
	await db.exec('create temp table bare (uri text, kind text, lang text, text text)');
	for (const { uri, labels } of concepts) {
		for (const { kind, lang, text } of labels) {
			await db.query('insert into bare values ($1, $2, $3, $4)', [uri, kind, lang, text]);
		}
	}
}

async function time(work: () => Promise<unknown>): Promise<number> {
	const from = performance.now();
	await work();
	return performance.now() - from;
}
