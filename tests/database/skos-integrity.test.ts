import { expect, test } from 'vitest';
import {
	conceptOf,
	edit,
	kiln,
	label,
	put,
	refusal,
	skosCollection,
	skosConcept
} from './support/skos.ts';
import { onEveryEngine, type World } from './support/world.ts';

/** Runs SQL as the owner of the tables, whom no rule of rights stops, and leaves no trace. */
async function byHand(world: World, sql: string): Promise<{ code: string; said: string }> {
	await world.db.exec('begin');
	try {
		await world.db.exec(sql);
		return { code: 'accepted', said: '' };
	} catch (error) {
		const { code, message, detail, constraint } = error as Record<string, string | undefined>;
		return { code: code ?? '', said: [message, constraint, detail].join(' ') };
	} finally {
		await world.db.exec('rollback');
	}
}

onEveryEngine('conditions of SKOS', (world) => {
	test('S9: a scheme is no concept', async () => {
		const scheme = 'https://example.org/kilns/';
		const asConcept = await byHand(
			world(),
			`insert into public.concepts (id, scheme, notation, uri) values ('kilns/itself', 'kilns', 'itself', '${scheme}')`
		);
		expect(asConcept.code).toBe('PT409');
		expect(asConcept.said).toContain('skos_s9');
		expect(asConcept.said).toContain(scheme);
		const asScheme = await byHand(
			world(),
			`insert into public.concept_schemes (id, title, uri) values ('lime', '{"fr": "x"}', '${kiln('lime')}')`
		);
		expect(asScheme.said).toMatch(/skos_s9.*kilns\/lime/);
		const broader = await byHand(
			world(),
			`insert into public.concept_relations values ('kilns/lime', 'broader', '${scheme}')`
		);
		expect(broader.said).toMatch(/skos_s9.*kilns\/lime/);

		expect(await refusal(edit(world(), [put(skosConcept(scheme))]))).toEqual([
			`PT409 skos_s9 ${scheme}`
		]);
		expect(
			await refusal(edit(world(), [put(skosConcept(kiln('row'), { broader: [scheme] }))]))
		).toEqual([`PT409 skos_s9 ${scheme} ${kiln('row')}`]);
	});

	test('S37: a collection is neither a concept nor a scheme', async () => {
		const labels = `'[{"kind": "pref", "lang": "fr", "text": "x", "status": "known"}]'`;
		for (const uri of [kiln('lime'), 'https://example.org/kilns/']) {
			const made = await byHand(
				world(),
				`insert into public.collections (id, scheme, notation, uri, labels) values ('kilns/all', 'kilns', 'all', '${uri}', ${labels})`
			);
			expect(made.said, uri).toMatch(/skos_s37/);
			expect(made.said).toContain(uri);
			expect(
				await refusal(
					edit(world(), [{ action: 'put_collection', collection: skosCollection(uri) }])
				)
			).toEqual([`PT409 skos_s37 ${uri}`]);
		}
		const asConcept = await byHand(
			world(),
			`insert into public.concepts (id, scheme, notation, uri) values ('kilns/hot', 'kilns', 'hot', '${kiln('warm')}')`
		);
		expect(asConcept.said).toMatch(/skos_s37.*kilns\/warm/);
		const broader = await byHand(
			world(),
			`insert into public.concept_relations values ('kilns/lime', 'related', '${kiln('warm')}')`
		);
		expect(broader.said).toMatch(/skos_s37.*kilns\/warm/);
		expect(await refusal(edit(world(), [put(skosConcept(kiln('warm')))]))).toEqual([
			`PT409 skos_s37 ${kiln('warm')}`
		]);
	});

	test('S13: preferred, alternative and hidden labels are disjoint', async () => {
		for (const kind of ['alt', 'hidden', 'pref']) {
			const twice = await byHand(
				world(),
				`insert into public.concept_labels (concept, kind, lang, text) values ('kilns/lime', '${kind}', 'fr', 'kilns/lime')`
			);
			expect(twice.code).toBe('23505');
			expect(twice.said).toContain('skos_s13_labels_disjoint');
			expect(twice.said).toContain('kilns/lime');
		}
		const labels = [label('pref', 'fr', 'four'), label('hidden', 'fr', 'four')];
		expect(await refusal(edit(world(), [put(skosConcept(kiln('lime'), { labels }))]))).toEqual([
			`PT409 skos_s13 ${kiln('lime')}`
		]);
		// The same word in another language is another label.
		const apart = [label('pref', 'fr', 'four'), label('alt', 'ca', 'four')];
		expect(
			await refusal(edit(world(), [put(skosConcept(kiln('other'), { labels: apart }))]))
		).toEqual(['not refused']);
		const collection = skosCollection(kiln('warm'), { labels });
		expect(await refusal(edit(world(), [{ action: 'put_collection', collection }]))).toEqual([
			`PT409 skos_s13 ${kiln('warm')}`
		]);
		const inCollection = await byHand(
			world(),
			`update public.collections set labels = '${JSON.stringify(labels)}' where id = 'kilns/warm'`
		);
		expect(inCollection.said).toContain('skos_s13_labels_disjoint_in_collection');
	});

	test('S14: one preferred label in a language', async () => {
		const second = await byHand(
			world(),
			`insert into public.concept_labels (concept, kind, lang, text) values ('kilns/lime', 'pref', 'fr', 'autre')`
		);
		expect(second.code).toBe('23505');
		expect(second.said).toContain('skos_s14_one_preferred_label');
		expect(second.said).toContain('kilns/lime');
		const labels = [label('pref', 'fr', 'four'), label('pref', 'fr', 'fournaise')];
		expect(await refusal(edit(world(), [put(skosConcept(kiln('lime'), { labels }))]))).toEqual([
			`PT409 skos_s14 ${kiln('lime')}`
		]);
		const collection = skosCollection(kiln('warm'), { labels });
		expect(await refusal(edit(world(), [{ action: 'put_collection', collection }]))).toEqual([
			`PT409 skos_s14 ${kiln('warm')}`
		]);
	});

	test('S27: what is related is neither broader nor narrower, however far', async () => {
		// shy → lime → any
		for (const [subject, object] of [
			['kilns/lime', 'kilns/any'],
			['kilns/any', 'kilns/lime'],
			['kilns/shy', 'kilns/any'],
			['kilns/any', 'kilns/shy']
		]) {
			const { said } = await byHand(
				world(),
				`insert into public.concept_relations values ('${subject}', 'related', '${object}')`
			);
			expect(said, `${subject} ${object}`).toContain('skos_s27');
			expect(said).toContain(`https://example.org/${subject}`);
			expect(said).toContain(`https://example.org/${object}`);
		}
		// A relation that was right, made wrong by something far above.
		const later = await byHand(
			world(),
			`insert into public.concept_relations values ('kilns/shy', 'related', 'kilns/yard');
			 insert into public.concept_relations values ('kilns/lime', 'broader', 'kilns/yard')`
		);
		expect(later.said).toMatch(/skos_s27.*kilns\/shy.*kilns\/yard/);
		const moved = await byHand(
			world(),
			`insert into public.concept_relations values ('kilns/shy', 'related', 'kilns/yard'), ('kilns/lime', 'broader', 'kilns/row');
			 update public.concept_relations set object = 'kilns/yard' where subject = 'kilns/lime' and object = 'kilns/row'`
		);
		expect(moved.said).toContain('skos_s27');

		const shy = await conceptOf(world(), kiln('shy'));
		expect(await refusal(edit(world(), [put({ ...shy, related: [kiln('any')] })]))).toEqual([
			`PT409 skos_s27 ${kiln('shy')} ${kiln('any')}`
		]);
		const related = await byHand(
			world(),
			`insert into public.concept_relations values ('kilns/shy', 'related', 'kilns/secret')`
		);
		expect(related.code).toBe('accepted');
	});

	test('S46: an exact match is no other match, through any chain', async () => {
		for (const predicate of ['broadMatch', 'narrowMatch', 'relatedMatch']) {
			const both = await byHand(
				world(),
				`insert into public.concept_relations values ('kilns/lime', '${predicate}', 'https://example.org/other/1')`
			);
			expect(both.said, predicate).toMatch(/skos_s46.*kilns\/lime.*other\/1/);
		}
		// lime = other/1 = row, and row broader than lime by another name.
		const chain = await byHand(
			world(),
			`insert into public.concept_relations values ('kilns/row', 'exactMatch', 'https://example.org/other/1'), ('kilns/lime', 'broadMatch', '${kiln('row')}')`
		);
		expect(chain.said).toMatch(/skos_s46.*kilns\/lime.*kilns\/row/);
		const close = await byHand(
			world(),
			`insert into public.concept_relations values ('kilns/lime', 'closeMatch', 'https://example.org/other/1')`
		);
		expect(close.code).toBe('accepted');

		const lime = await conceptOf(world(), kiln('lime'));
		const matches = [
			...lime.matches,
			{ relation: 'relatedMatch' as const, uri: 'https://example.org/other/1' }
		];
		expect(await refusal(edit(world(), [put({ ...lime, matches })]))).toEqual([
			`PT409 skos_s46 ${kiln('lime')} https://example.org/other/1`
		]);
	});

	test('a concept is never deleted and keeps its address', async () => {
		for (const sql of [
			`delete from public.concepts where id = 'kilns/lime'`,
			`update public.concepts set uri = 'https://example.org/elsewhere' where id = 'kilns/lime'`,
			`update public.concept_schemes set uri = 'https://example.org/elsewhere' where id = 'kilns'`
		]) {
			expect((await byHand(world(), sql)).code, sql).toBe('42501');
		}
	});

	test('addresses and labels have bounds, whoever writes', async () => {
		const address = (uri: string) =>
			byHand(
				world(),
				`insert into public.concepts (id, scheme, notation, uri) values ('kilns/x', 'kilns', 'x', '${uri}')`
			);
		for (const uri of [
			'kiln',
			'javascript:alert(1)',
			'https://a.b/ c',
			`https://a.b/${'x'.repeat(2000)}`
		]) {
			expect((await address(uri)).code, uri.slice(0, 40)).toBe('23514');
		}
		const text = (lang: string, said: string) =>
			byHand(
				world(),
				`insert into public.concept_labels (concept, kind, lang, text) values ('kilns/lime', 'alt', '${lang}', ${said})`
			);
		expect((await text('zz', `'x'`)).code).toBe('23514');
		expect((await text('français', `'x'`)).code).toBe('23514');
		expect((await text('fr', `repeat('x', 501)`)).code).toBe('23514');
		expect((await text('fr', `' '`)).code).toBe('23514');
		expect((await text('fr', `E'a\\u0007'`)).code).toBe('23514');
		expect((await text('oc-lengadoc', `'x'`)).code).toBe('accepted');
		const many = await byHand(
			world(),
			`insert into public.concept_labels (concept, kind, lang, text) select 'kilns/lime', 'alt', 'fr', 'x' || n from generate_series(1, 10000) n`
		);
		expect(many.said).toMatch(/too_many_labels.*kilns\/lime/);
	});

	test('a cycle by hand ends no reading', async () => {
		await world().db.exec('begin');
		await world().db.exec(
			`insert into public.concept_relations values ('kilns/any', 'broader', 'kilns/shy'), ('kilns/row', 'broader', 'kilns/row')`
		);
		const [row] = await world().db.query<{ n: number }>(
			`select cardinality(private.concept_lineage('kilns/shy')) as n`
		);
		const [told] = await world().db.query<{ n: number }>(
			`select jsonb_array_length(public.vocabulary() -> 'concepts') as n`
		);
		await world().db.exec('rollback');
		expect(row!.n).toBe(3);
		expect(told!.n).toBeGreaterThan(9);
	});
});
