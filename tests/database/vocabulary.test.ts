import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Vocabulary } from '../../src/lib/domain/vocabulary/types.ts';
import { vocabularyOf } from '../../src/lib/themes/compile.ts';
import { seedSql } from '../../src/cli/seed-sql.ts';
import { loadThemes } from '../../src/cli/themes.ts';
import { conceptOf, label } from './support/skos.ts';
import { onEveryEngine, type World } from './support/world.ts';

const seed = await readFile(new URL('../../supabase/seed.sql', import.meta.url), 'utf8');
const themes = await loadThemes();

const vocabulary = (world: World, who: 'anon' | 'administrator' = 'anon') =>
	world.rpc<Vocabulary>(who, 'vocabulary');

const shipped = 'https://w3id.org/capitelle/patrimoine/mur-cloture';

onEveryEngine('the vocabulary as it ships', (world) => {
	test('everything of the themes’ folders is there, as their editors wrote it', async () => {
		const told = await vocabulary(world(), 'administrator');
		const source = vocabularyOf(themes);
		const own = new Set(source.schemes.map(({ id }) => id));
		const concepts = new Map(told.concepts.map((concept) => [concept.id, concept]));
		for (const concept of source.concepts) {
			const { labels, matches, related, ...rest } = concepts.get(concept.id)!;
			const { labels: said, matches: matched, related: pairs, ...expected } = concept;
			expect(rest).toEqual(expected);
			expect(labels).toEqual(said);
			expect(matches).toEqual(expect.arrayContaining(matched));
			expect(related).toEqual(expect.arrayContaining(pairs));
		}
		expect(told.concepts.filter(({ scheme }) => own.has(scheme))).toHaveLength(
			source.concepts.length
		);
		const collections = told.collections.filter(({ scheme }) => own.has(scheme));
		expect(collections.map(({ id, members, isTrait }) => ({ id, members, isTrait }))).toEqual(
			source.collections
				.map(({ id, members, isTrait }) => ({ id, members, isTrait }))
				.sort((a, b) => (a.id < b.id && a.id.split('/')[0] !== b.id.split('/')[0] ? -1 : 0))
		);
		for (const scheme of source.schemes) expect(told.schemes).toContainEqual(scheme);
	});

	test('labels that are not sure are for editors', async () => {
		const unsure = (told: Vocabulary) =>
			told.concepts.flatMap(({ labels }) => labels).filter(({ status }) => status === 'unsure');
		expect(unsure(await vocabulary(world()))).toEqual([]);
		expect(unsure(await vocabulary(world(), 'administrator')).length).toBeGreaterThan(3);
	});

	test('the same content has the same etag, another has another', async () => {
		const { etag } = await vocabulary(world());
		expect((await vocabulary(world())).etag).toBe(etag);
		await world().db.exec(
			`update public.concept_labels set text = 'kilns/rows' where concept = 'kilns/row' and lang = 'fr'`
		);
		expect((await vocabulary(world())).etag).not.toBe(etag);
	});

	test('a new version of the project never overwrites what people edited', async () => {
		const before = await conceptOf(world(), shipped, 'patrimoine');
		const edited = {
			...before,
			labels: [label('pref', 'fr', 'mur rebaptisé')],
			broader: [],
			matches: []
		};
		await world().rpc('administrator', 'edit_vocabulary', {
			p_scheme: 'patrimoine',
			p_edits: [{ action: 'put', concept: edited }]
		});
		// The next version renames this one, and another that nobody touched.
		const next = seed
			.replaceAll('mur de clôture en pierre sèche', 'mur clos')
			.replaceAll('terrasse de culture', 'terrasse cultivée');
		expect(next).not.toBe(seed);
		await world().db.exec(next);
		expect(await conceptOf(world(), shipped, 'patrimoine')).toEqual(edited);
		const other = shipped.replace('mur-cloture', 'terrasse-culture');
		expect((await conceptOf(world(), other, 'patrimoine')).labels).toContainEqual(
			label('pref', 'fr', 'terrasse cultivée')
		);
		await world().db.exec(seed);
		expect((await conceptOf(world(), other, 'patrimoine')).labels).toContainEqual(
			label('pref', 'fr', 'terrasse de culture')
		);
	});

	test('a new version starts over a vocabulary that contradicts it, and leaves only the contradiction out', async () => {
		const uri = (id: string) => `https://w3id.org/capitelle/${id}`;
		const [trough, shelter] = ['patrimoine/abreuvoir', 'patrimoine/abri-sous-roche'];
		const put = async (id: string, related: string[]) =>
			world().rpc('administrator', 'edit_vocabulary', {
				p_scheme: 'patrimoine',
				p_edits: [
					{
						action: 'put',
						concept: { ...(await conceptOf(world(), uri(id), 'patrimoine')), related }
					}
				]
			});
		const shipping = (more: Record<string, { broader?: string; related?: string }>) =>
			seedSql(
				themes.map((theme) => ({
					...theme,
					concepts: theme.concepts.map((concept) => ({
						...concept,
						broader: [...concept.broader, more[concept.id]?.broader ?? []].flat(),
						related: [...concept.related, more[concept.id]?.related ?? []].flat()
					}))
				}))
			);
		const relatedTo = async (id: string) =>
			(await conceptOf(world(), uri(id), 'patrimoine')).related;

		const before = await conceptOf(world(), uri(shelter), 'patrimoine');
		await put(trough, [uri(shelter)]);
		await world().db.exec(
			shipping({
				[shelter]: { broader: trough },
				'patrimoine/lavoir': { related: 'patrimoine/four-pain' }
			})
		);
		expect(await conceptOf(world(), uri(shelter), 'patrimoine')).toEqual({
			...before,
			related: [uri(trough)]
		});
		const pair = [uri('patrimoine/four-pain')];
		expect(await relatedTo('patrimoine/lavoir')).toEqual(pair);

		// What people keep, or part, stays so when it was the other one that told it.
		const again = shipping({ 'patrimoine/lavoir': { related: 'patrimoine/four-pain' } });
		await put('patrimoine/four-pain', [uri('patrimoine/lavoir')]);
		await world().db.exec(again);
		expect(await relatedTo('patrimoine/lavoir')).toEqual(pair);
		await put('patrimoine/four-pain', []);
		await world().db.exec(again);
		expect(await relatedTo('patrimoine/lavoir')).toEqual([]);
	});

	test('addresses begin as the installation says, once and for all', async () => {
		const { db } = world();
		await db.exec('begin');
		await db.exec(
			`select set_config('capitelle.uri_base', 'https://ici.example/id/', true);
			 insert into public.concept_schemes (id, title) values ('ours', '{"fr": "x"}');
			 insert into public.concepts (id, scheme, notation) values ('ours/a', 'ours', 'a')`
		);
		await db.exec(seed);
		const rows = await db.query<{ uri: string }>(
			`select uri from public.concepts where id in ('ours/a', 'patrimoine/mur-cloture') order by uri`
		);
		await db.exec('rollback');
		expect(rows.map(({ uri }) => uri)).toEqual(['https://ici.example/id/ours/a', shipped]);
	});
});
