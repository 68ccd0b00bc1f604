import { expect, test } from 'vitest';
import type { ImportResult } from '../../src/lib/domain/vocabulary/editing.ts';
import type { SkosCollection, SkosConcept } from '../../src/lib/domain/vocabulary/skos/types.ts';
import {
	conceptOf,
	edit,
	kiln,
	label,
	put,
	refusal,
	schemeOf,
	skosCollection,
	skosConcept
} from './support/skos.ts';
import { onEveryEngine, type Who, type World } from './support/world.ts';

const target = (id: string, more: object = {}) => ({
	id,
	uri: `https://${id}.example/`,
	titles: [{ lang: 'en', text: id }],
	kind: 'reference',
	theme: null,
	other: [],
	...more
});

const kilns = target('kilns', { uri: 'https://example.org/kilns/', titles: [], kind: 'thesaurus' });

const begin = (world: World, scheme: object, missing = 'keep', who: Who = 'administrator') =>
	world.rpc<string>(who, 'import_begin', { p_scheme: scheme, p_missing: missing });

/** Arrays of nothing are JSON too. */
const add = (
	world: World,
	id: string,
	concepts: SkosConcept[],
	collections: SkosCollection[] = [],
	who: Who = 'administrator'
) =>
	world.rpc<number>(who, 'import_add', {
		p_import: id,
		p_concepts: JSON.stringify(concepts),
		p_collections: JSON.stringify(collections)
	});

async function importAll(
	world: World,
	scheme: object,
	concepts: SkosConcept[],
	{ collections = [] as SkosCollection[], missing = 'keep' } = {}
): Promise<ImportResult> {
	const id = await begin(world, scheme, missing);
	await add(world, id, concepts, collections);
	return world.rpc<ImportResult>('administrator', 'import_apply', { p_import: id });
}

const told = ({ refused }: ImportResult) =>
	refused.map(({ code, uri, others }) => [code, uri, ...others].join(' ')).sort();

onEveryEngine('importing a vocabulary', (world) => {
	test('what was exported comes in and is the same; again, nothing changes', async () => {
		const at = (name: string) => `https://same.example/${name}`;
		const concepts = [
			skosConcept(at('a'), {
				isTop: true,
				related: [at('c')],
				other: [
					{
						predicate: 'http://purl.org/dc/terms/created',
						object: '2020-01-01',
						isUri: false,
						lang: '',
						datatype: 'http://www.w3.org/2001/XMLSchema#date'
					}
				]
			}),
			skosConcept(at('b'), {
				broader: [at('a'), at('nowhere')],
				notations: ['1', '2'],
				labels: [
					label('alt', '', 'sans langue'),
					label('hidden', 'de', 'Ofen'),
					label('pref', 'en', 'kiln <b>x</b>')
				],
				notes: [{ kind: 'scopeNote', lang: 'en', text: 'Use.' }],
				matches: [{ relation: 'exactMatch', uri: 'http://vocab.getty.edu/aat/1' }]
			}),
			skosConcept(at('c'), {
				broader: [at('c')],
				related: [at('a')],
				deprecated: true,
				replacedBy: 'https://far.example/new'
			})
		];
		const collections = [
			skosCollection(at('col'), {
				ordered: true,
				members: [at('b'), at('a'), 'https://far.example/m']
			})
		];
		const first = await importAll(world(), target('same'), concepts, { collections });
		expect(first).toMatchObject({ added: 4, changed: 0, deprecated: 0, unchanged: 0, refused: [] });
		expect(first.batch).not.toBeNull();
		const kept = await schemeOf(world(), 'administrator', 'same');
		expect(kept).toMatchObject({ uri: 'https://same.example/', concepts, collections });

		const again = await importAll(world(), target('same'), concepts, {
			collections,
			missing: 'deprecate'
		});
		expect(again).toEqual({
			batch: null,
			added: 0,
			changed: 0,
			deprecated: 0,
			unchanged: 4,
			refused: []
		});
		expect((await schemeOf(world(), 'administrator', 'same')).etag).toBe(kept.etag);

		const renamed = { ...concepts[0]!, labels: [label('pref', 'fr', 'autre')] };
		const changed = await importAll(world(), target('same'), [renamed], { missing: 'deprecate' });
		expect(changed).toMatchObject({ added: 0, changed: 1, deprecated: 1, unchanged: 0 });
		const after = await schemeOf(world(), 'administrator', 'same');
		expect(after.concepts.map(({ deprecated }) => deprecated)).toEqual([false, true, true]);
		// And back.
		await world().rpc('administrator', 'undo_vocabulary', { p_batch: changed.batch });
		const { concepts: back, collections: grouped } = await schemeOf(
			world(),
			'administrator',
			'same'
		);
		expect({ back, grouped }).toEqual({ back: concepts, grouped: collections });
	});

	test('each broken concept is set aside and told, the rest comes in', async () => {
		const at = (name: string) => `https://broken.example/${name}`;
		const exact = (uri: string) => ({ relation: 'exactMatch' as const, uri });
		const broad = (uri: string) => ({ relation: 'broadMatch' as const, uri });
		const concepts = [
			skosConcept(at('sound')),
			skosConcept(at('s13'), { labels: [label('pref', 'fr', 'x'), label('alt', 'fr', 'x')] }),
			skosConcept(at('s14'), { labels: [label('pref', 'fr', 'x'), label('pref', 'fr', 'y')] }),
			skosConcept('https://broken.example/'),
			skosConcept(at('both')),
			skosConcept(at('under-both'), { broader: [at('both')] }),
			skosConcept(at('low'), { broader: [at('middle')], related: [at('high')] }),
			skosConcept(at('middle'), { broader: [at('high')] }),
			skosConcept(at('high'), { related: [at('low'), at('sound')] }),
			skosConcept(at('s46'), {
				matches: [
					exact('https://x.example/1'),
					broad('https://x.example/1'),
					exact('https://x.example/2')
				]
			}),
			skosConcept(at('chain1'), { matches: [exact('https://x.example/3'), broad(at('chain2'))] }),
			skosConcept(at('chain2'), { matches: [exact('https://x.example/3')] }),
			skosConcept(at('self'), { broader: [at('self')] }),
			skosConcept(at('egg'), { broader: [at('hen')] }),
			skosConcept(at('hen'), { broader: [at('egg')] }),
			skosConcept(''),
			skosConcept('not an address'),
			skosConcept('javascript:alert(1)'),
			skosConcept(kiln('lime')),
			skosConcept(at('tag'), { labels: [label('pref', 'klingon-!', 'x')] }),
			skosConcept(at('long'), { labels: [label('pref', 'fr', 'x'.repeat(501))] }),
			skosConcept(at('many'), {
				labels: Array.from({ length: 10_000 }, (_, n) => label('alt', 'fr', `n${n}`))
			})
		];
		const collections = [
			skosCollection(at('both')),
			skosCollection(at('s14c'), { labels: [label('pref', 'fr', 'x'), label('pref', 'fr', 'y')] })
		];
		const answer = await importAll(world(), target('broken'), concepts, { collections });
		expect(told(answer)).toEqual(
			[
				`skos_s13 ${at('s13')}`,
				`skos_s14 ${at('s14')}`,
				`skos_s14 ${at('s14c')}`,
				'skos_s9 https://broken.example/',
				`skos_s37 ${at('both')}`,
				`skos_s37 ${at('under-both')} ${at('both')}`,
				`skos_s27 ${at('low')} ${at('high')}`,
				`skos_s46 ${at('s46')} https://x.example/1`,
				`skos_s46 ${at('chain1')} ${at('chain2')}`,
				'uri_missing ',
				'uri_malformed not an address',
				'uri_malformed javascript:alert(1)',
				`uri_taken ${kiln('lime')}`,
				`language_tag ${at('tag')}`,
				`text_too_long ${at('long')}`,
				`too_many_labels ${at('many')}`
			].sort()
		);
		const { concepts: kept } = await schemeOf(world(), 'administrator', 'broken');
		expect(kept.map(({ uri }) => uri)).toEqual(
			['chain1', 'chain2', 'egg', 'hen', 'high', 'low', 'middle', 's46', 'self', 'sound'].map(at)
		);
		const of = (name: string) => kept.find(({ uri }) => uri === at(name))!;
		// Of a pair that contradicts itself only the contradiction goes.
		expect(of('low')).toMatchObject({ broader: [at('middle')], related: [] });
		expect(of('high').related).toEqual([at('sound')]);
		expect(of('s46').matches).toEqual([exact('https://x.example/2')]);
		expect(of('chain1').matches).toEqual([exact('https://x.example/3')]);
		expect(of('self').broader).toEqual([at('self')]);
		// Somebody else's is as it was.
		expect((await conceptOf(world(), kiln('lime'))).labels).toContainEqual(
			label('pref', 'fr', 'kilns/lime')
		);
		expect(answer).toMatchObject({ added: 10, changed: 0 });

		const again = await importAll(world(), target('broken'), concepts, { collections });
		expect(told(again)).toEqual(told(answer));
		expect(again).toMatchObject({ batch: null, added: 0, changed: 0 });
	});

	test('a contradiction with what is here already leaves what is here', async () => {
		const far = 'https://link.example/far';
		await edit(world(), [
			put(
				skosConcept(kiln('mapped'), {
					matches: [
						{ relation: 'exactMatch', uri: 'https://hub.example/1' },
						{ relation: 'broadMatch', uri: far }
					]
				})
			),
			put(skosConcept(kiln('p'), { related: [kiln('q')] }))
		]);
		const answer = await importAll(world(), target('link'), [
			skosConcept(far, {
				matches: [
					{ relation: 'exactMatch', uri: 'https://hub.example/1' },
					{ relation: 'closeMatch', uri: 'https://hub.example/2' }
				]
			})
		]);
		expect(told(answer)).toEqual([`skos_s46 ${kiln('mapped')} ${far}`]);
		const [came] = (await schemeOf(world(), 'administrator', 'link')).concepts;
		expect(came!.matches).toEqual([{ relation: 'closeMatch', uri: 'https://hub.example/2' }]);
		expect((await conceptOf(world(), kiln('mapped'))).matches).toHaveLength(2);
	});

	test('a file that says nothing of symbols and of how sure a word is takes nothing away', async () => {
		const use = {
			geometryKinds: ['point' as const],
			sensitivity: 'blurred' as const,
			osmTags: ['a=b'],
			icon: 'kiln',
			color: null,
			shape: null,
			position: 3
		};
		const rich = skosConcept(kiln('rich'), {
			use,
			labels: [label('pref', 'fr', 'riche'), label('pref', 'oc', 'ric', 'unsure')]
		});
		await edit(world(), [put(rich)]);
		const plain = {
			...rich,
			use: null,
			labels: [
				label('alt', 'fr', 'nanti'),
				label('pref', 'fr', 'riche'),
				label('pref', 'oc', 'ric')
			]
		};
		expect(await importAll(world(), kilns, [plain])).toMatchObject({ changed: 1, refused: [] });
		expect(await conceptOf(world(), kiln('rich'))).toEqual({
			...rich,
			labels: [label('alt', 'fr', 'nanti'), ...rich.labels]
		});
		expect(JSON.stringify(await world().rpc('anon', 'vocabulary'))).not.toContain('"ric"');
	});

	test('a part sent twice counts once; each part and the whole have bounds', async () => {
		const id = await begin(world(), target('parts'));
		const part = Array.from({ length: 500 }, (_, n) => skosConcept(`https://parts.example/${n}`));
		expect(await add(world(), id, part)).toBe(500);
		expect(await add(world(), id, part)).toBe(500);
		expect(
			await refusal(add(world(), id, [...part, skosConcept('https://parts.example/x')]))
		).toEqual(['PT413 batch_too_large concepts']);
		for (const wrong of ['x', [3], [{ labels: 'x' }], [{ ...part[0], use: 'x' }]]) {
			expect(await refusal(add(world(), id, wrong as never)), JSON.stringify(wrong)).toEqual([
				'PT400 wrong_type concepts'
			]);
		}
		expect(await world().rpc('administrator', 'import_apply', { p_import: id })).toMatchObject({
			added: 500
		});
		expect(await refusal(world().rpc('administrator', 'import_apply', { p_import: id }))).toEqual([
			'PT404 not_in_list import'
		]);
	});

	test('an import is its maker’s alone, and only for a vocabulary that they edit', async () => {
		const person = await world().db.addUser('importer@test.example');
		await world().db.query(
			`insert into public.memberships (user_id, role, theme) values ($1, 'administrator', 'kilns')`,
			[person]
		);
		const voice = world().db.as({ role: 'authenticated', user: person });
		const open = (scheme: object) =>
			voice.rpc<string>('import_begin', { p_scheme: scheme, p_missing: 'keep' });
		// A theme's administrator brings vocabularies for that theme, and touches no other.
		for (const scheme of [
			kilns,
			target('patrimoine', { uri: 'https://w3id.org/capitelle/patrimoine/' }),
			target('mine'),
			target('mine', { theme: 'heritage' })
		]) {
			expect(await refusal(open(scheme)), JSON.stringify(scheme)).toEqual(['PT403 not_allowed']);
		}
		const id = await open(target('mine', { theme: 'kilns' }));
		for (const [name, args] of [
			['import_add', { p_import: id, p_concepts: '[]', p_collections: '[]' }],
			['import_apply', { p_import: id }],
			['import_drop', { p_import: id }]
		] as const) {
			expect(await refusal(world().rpc('administrator', name, args)), name).toEqual([
				'PT404 not_in_list import'
			]);
		}
		// The right may be gone by the time it is applied.
		await world().db.exec(
			`update public.memberships set revoked_at = now() where user_id = '${person}'`
		);
		expect(await refusal(voice.rpc('import_apply', { p_import: id }))).toEqual([
			'PT403 not_allowed'
		]);
		await voice.rpc('import_drop', { p_import: id });
		const [left] = await world().db.query('select 1 from private.vocabulary_import_items');
		expect(left).toBeUndefined();
	});

	test('a scheme is told by its address, and takes nobody else’s', async () => {
		const cases: [object, string][] = [
			[target('kilns'), 'PT409 not_allowed uri https://example.org/kilns/'],
			[
				target('fresh', { uri: 'https://example.org/kilns/' }),
				'PT409 uri_taken https://example.org/kilns/'
			],
			[target('fresh', { uri: kiln('lime') }), `PT409 skos_s9 ${kiln('lime')}`],
			[target('fresh', { uri: kiln('warm') }), `PT409 skos_s37 ${kiln('warm')}`],
			[target('fresh', { uri: 'nothing' }), 'PT400 bad_format uri'],
			[target('../fresh'), 'PT400 bad_format id'],
			[target('fresh', { kind: 'mine' }), 'PT400 not_in_list kind'],
			[target('fresh', { theme: 'nothing' }), 'PT400 unknown_theme theme'],
			[target('fresh', { titles: [{ lang: 'fr', text: 3 }] }), 'PT400 wrong_type titles']
		];
		for (const [scheme, expected] of cases) {
			expect(await refusal(begin(world(), scheme)), JSON.stringify(scheme)).toEqual([expected]);
		}
		expect(await refusal(begin(world(), target('fresh'), 'delete'))).toEqual([
			'PT400 not_in_list missing'
		]);
	});

	test('what nobody applied is forgotten', async () => {
		const old = await begin(world(), target('old'));
		await world().db.exec(
			`update private.vocabulary_imports set created_at = now() - interval '25 hours' where id = '${old}'`
		);
		for (let n = 0; n < 6; n += 1) await begin(world(), target(`open${n}`));
		expect(await refusal(add(world(), old, []))).toEqual(['PT404 not_in_list import']);
		const [row] = await world().db.query<{ n: number }>(
			'select count(*)::int as n from private.vocabulary_imports'
		);
		expect(row!.n).toBe(5);
	});

	test('thousands of somebody else’s concepts do not travel to every phone', async () => {
		const told = async () => JSON.stringify(await world().rpc('anon', 'vocabulary'));
		expect(await told()).not.toContain('parts.example');
		await world().db.exec(
			`insert into public.field_definitions (id, theme, key, kind, label, scheme) values ('kilns/borrowed', 'kilns', 'borrowed', 'choice', '{"fr": "x"}', 'same')`
		);
		expect(await told()).toContain('same.example');
	});
});
