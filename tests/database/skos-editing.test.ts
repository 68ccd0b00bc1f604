import { expect, test } from 'vitest';
import {
	conceptOf,
	edit,
	kiln,
	label,
	put,
	refusal,
	schemeOf,
	skosConcept
} from './support/skos.ts';
import { everyone, onEveryEngine } from './support/world.ts';

onEveryEngine('editing a vocabulary', (world) => {
	test('a concept is made, read back whole, and offered to everyone', async () => {
		const made = skosConcept(kiln('tower'), {
			notations: ['T1'],
			labels: [
				label('alt', 'ca', 'torre'),
				label('hidden', 'fr', 'tourre'),
				label('pref', 'fr', 'tour à chaux', 'sourced'),
				label('pref', 'oc', 'torre de cauç', 'unsure')
			],
			notes: [
				{ kind: 'definition', lang: 'fr', text: 'Four en tour.\nDeux lignes.' },
				{ kind: 'example', lang: '', text: 'Sète' }
			],
			broader: [kiln('any'), kiln('yard')],
			related: [kiln('row')],
			matches: [{ relation: 'closeMatch', uri: 'http://www.wikidata.org/entity/Q1' }],
			isTop: true,
			use: {
				geometryKinds: ['point', 'polygon'],
				sensitivity: 'blurred',
				osmTags: ['man_made=kiln'],
				icon: 'kiln',
				color: '#aa0000',
				shape: 'diamond',
				position: 7
			},
			other: [
				{
					predicate: 'http://purl.org/dc/terms/created',
					object: '2026',
					isUri: false,
					lang: '',
					datatype: ''
				}
			]
		});
		await edit(world(), [put(made)]);
		expect(await conceptOf(world(), made.uri)).toEqual(made);
		// Said on both sides.
		expect((await conceptOf(world(), kiln('row'))).related).toEqual([made.uri]);

		const told = await world().rpc<{ concepts: Record<string, unknown>[] }>('anon', 'vocabulary');
		expect(told.concepts.find(({ id }) => id === 'kilns/tower')).toMatchObject({
			uri: made.uri,
			notation: 'tower',
			broader: ['kilns/any', 'kilns/yard'],
			related: ['kilns/row'],
			definition: { fr: 'Four en tour.\nDeux lignes.' },
			geometryKinds: ['point', 'polygon'],
			shape: 'diamond'
		});
		// What nobody is sure of stays among editors.
		for (const who of ['anon', 'author'] as const) {
			for (const answer of [
				await world().rpc(who, 'vocabulary'),
				await world().rpc(who, 'skos_scheme', { p_scheme: 'kilns' }),
				await world().rpc(who, 'skos_concept', { p_id: 'kilns/tower' }),
				await world().rpc(who, 'skos_concept', { p_id: kiln('row') })
			]) {
				expect(JSON.stringify(answer)).not.toContain('torre de cauç');
				expect(JSON.stringify(answer)).toContain('tour à chaux');
			}
		}
		expect(JSON.stringify(await world().rpc('moderator', 'vocabulary'))).toContain('torre de cauç');
		expect(await world().rpc('anon', 'skos_concept', { p_id: 'kilns/nothing' })).toBeNull();
		expect(await world().rpc('anon', 'skos_scheme', { p_scheme: 'nothing' })).toBeNull();
	});

	test('a new concept gets an address under its scheme, and the same name is not given twice', async () => {
		await edit(world(), [put({ ...skosConcept(''), notation: 'clamp' })]);
		expect(await conceptOf(world(), kiln('clamp'))).toMatchObject({ notations: ['clamp'] });
		const again = { ...skosConcept('https://elsewhere.example/clamp'), notation: 'clamp' };
		expect(await refusal(edit(world(), [put(again)]))).toEqual([
			'PT409 uri_taken https://elsewhere.example/clamp'
		]);
		// Left to the server, two that end alike are told apart.
		await edit(world(), [put(skosConcept('https://elsewhere.example/clamp'))]);
		const found = await world().rpc<{ id: string }>('anon', 'skos_concept', {
			p_id: 'https://elsewhere.example/clamp'
		});
		expect(found.id).toMatch(/^kilns\/clamp-[0-9a-f]{8}$/);
		for (const notation of ['a/b', 'a b', '../x', '', 'é'.repeat(3)]) {
			const refused = await refusal(edit(world(), [put({ ...skosConcept(''), notation })]));
			expect(refused[0], notation).toMatch(/bad_format notation|uri_missing/);
		}
	});

	test('nothing but what a concept is gets in', async () => {
		const evil = {
			...skosConcept(kiln('evil')),
			id: 'stuff/brick',
			scheme: 'stuff',
			edited_at: null,
			__proto__: { x: 1 },
			labels: [{ ...label('pref', 'fr', '<img src=x onerror=alert(1)>'), concept: 'kilns/lime' }]
		};
		await edit(world(), [put(evil)]);
		const made = await conceptOf(world(), kiln('evil'));
		expect(Object.keys(made).sort()).toEqual(Object.keys(skosConcept('x')).sort());
		// Kept as the text it is; nobody runs it.
		expect(made.labels).toEqual([label('pref', 'fr', '<img src=x onerror=alert(1)>')]);
		expect((await conceptOf(world(), kiln('lime'))).labels).not.toContainEqual(made.labels[0]);

		const wrong: unknown[] = [
			null,
			[],
			'put',
			{ ...skosConcept(kiln('bad')), labels: 'x' },
			{ ...skosConcept(kiln('bad')), labels: [[label('pref', 'fr', 'x')]] },
			{
				...skosConcept(kiln('bad')),
				labels: [{ kind: 'loud', lang: 'fr', text: 'x', status: 'known' }]
			},
			{
				...skosConcept(kiln('bad')),
				labels: [{ kind: 'pref', lang: 'fr', text: 7, status: 'known' }]
			},
			{ ...skosConcept(kiln('bad')), labels: [{ kind: 'pref', lang: 'fr', text: 'x' }] },
			{ ...skosConcept(kiln('bad')), notes: [{ kind: 'rumour', lang: 'fr', text: 'x' }] },
			{ ...skosConcept(kiln('bad')), broader: [{ uri: kiln('any') }] },
			{ ...skosConcept(kiln('bad')), matches: [{ relation: 'sameAs', uri: kiln('any') }] },
			{ ...skosConcept(kiln('bad')), use: { color: 'red' } },
			{
				...skosConcept(kiln('bad')),
				use: {
					geometryKinds: ['blob'],
					sensitivity: 'public',
					osmTags: [],
					icon: null,
					color: null,
					shape: null,
					position: 0
				}
			},
			{ ...skosConcept(kiln('bad')), uri: 3 },
			{ ...skosConcept(kiln('bad')), replacedBy: [] }
		];
		for (const concept of wrong) {
			expect(
				await refusal(edit(world(), [put(concept as never)])),
				JSON.stringify(concept)
			).toEqual(['PT400 wrong_type concept']);
		}
		for (const edits of [{}, null]) {
			expect(await refusal(edit(world(), edits as never))).toEqual(['PT400 wrong_type edits']);
		}
		expect(await refusal(edit(world(), [{ action: 'drop' } as never]))).toEqual([
			'PT400 not_in_list action'
		]);
	});

	test('bounds: ten thousand labels, a label of a page, tags that are none, addresses that run', async () => {
		const with_ = (more: object) => edit(world(), [put(skosConcept(kiln('bounds'), more))]);
		const many = Array.from({ length: 10_000 }, (_, n) => label('alt', 'fr', `nom ${n}`));
		expect(await refusal(with_({ labels: many }))).toEqual([
			`PT409 too_many_labels ${kiln('bounds')}`
		]);
		expect(await refusal(with_({ labels: [label('pref', 'fr', 'x'.repeat(501))] }))).toEqual([
			`PT409 text_too_long ${kiln('bounds')}`
		]);
		expect(await refusal(with_({ labels: [label('pref', 'zz', 'x')] }))).toEqual([
			`PT409 language_tag ${kiln('bounds')}`
		]);
		expect(await refusal(with_({ labels: [label('pref', 'fr', '  ')] }))).toEqual([
			`PT409 label_empty ${kiln('bounds')}`
		]);
		expect(await refusal(with_({ broader: ['javascript:alert(1)'] }))).toEqual([
			`PT409 uri_malformed ${kiln('bounds')}`
		]);
		expect(
			await refusal(with_({ matches: [{ relation: 'exactMatch', uri: 'data:text/html,x' }] }))
		).toEqual([`PT409 uri_malformed ${kiln('bounds')}`]);
		expect(
			await refusal(
				edit(
					world(),
					Array.from({ length: 501 }, () => put(skosConcept(kiln('n'))))
				)
			)
		).toEqual(['PT413 batch_too_large edits']);
	});

	test('nobody closes a circle, and an old circle hinders nobody', async () => {
		const any = await conceptOf(world(), kiln('any'));
		expect(await refusal(edit(world(), [put({ ...any, broader: [kiln('any')] })]))).toEqual([
			`PT409 broader_self ${kiln('any')}`
		]);
		expect(await refusal(edit(world(), [put({ ...any, broader: [kiln('shy')] })]))).toEqual([
			`PT409 broader_cycle ${kiln('any')}`
		]);
		await world().db.exec(
			`insert into public.concepts (id, scheme, notation) values ('kilns/egg', 'kilns', 'egg'), ('kilns/hen', 'kilns', 'hen');
			 insert into public.concept_relations values ('kilns/egg', 'broader', 'kilns/hen'), ('kilns/hen', 'broader', 'kilns/egg')`
		);
		const egg = await conceptOf(world(), kiln('egg'));
		await edit(world(), [put({ ...egg, labels: [label('pref', 'fr', 'œuf')] })]);
		await edit(world(), [put({ ...egg, broader: [] })]);
	});

	test('what another vocabulary holds is not this one’s to change', async () => {
		const brick = 'https://example.org/stuff/brick';
		expect(await refusal(edit(world(), [put(skosConcept(brick))]))).toEqual([
			`PT409 uri_taken ${brick}`
		]);
		for (const action of [
			{ action: 'deprecate', uri: brick, replacedBy: null, records: 'keep' },
			{ action: 'restore', uri: brick },
			{ action: 'merge', uri: brick, into: kiln('lime'), records: 'keep' },
			{ action: 'merge', uri: kiln('lime'), into: brick, records: 'keep' }
		] as const) {
			expect(await refusal(edit(world(), [action])), JSON.stringify(action)).toEqual([
				`PT404 unknown_concept uri ${brick}`
			]);
		}
	});

	test('only who administers the theme, everywhere, edits', async () => {
		const person = await world().db.addUser('theme-admin@test.example');
		const local = await world().db.addUser('local-admin@test.example');
		await world().db.query(
			`insert into public.memberships (user_id, role, theme, territory) values ($1, 'administrator', 'kilns', null), ($2, 'administrator', 'kilns', 'test-inside')`,
			[person, local]
		);
		await world().db.exec(`update public.concept_schemes set theme = 'kilns' where id = 'kilns'`);
		const may = async (user: string, scheme: string) =>
			refusal(
				world()
					.db.as({ role: 'authenticated', user })
					.rpc('edit_vocabulary', { p_scheme: scheme, p_edits: [] as never, p_note: null })
			);
		expect(await may(person, 'kilns')).toEqual(['not refused']);
		expect(await may(person, 'stuff')).toEqual(['PT403 not_allowed']);
		expect(await may(person, 'patrimoine')).toEqual(['PT403 not_allowed']);
		expect(await may(local, 'kilns')).toEqual(['PT403 not_allowed']);
		await world().db.exec(
			`update public.memberships set revoked_at = now() where user_id = '${person}'`
		);
		expect(await may(person, 'kilns')).toEqual(['PT403 not_allowed']);
		await world().db.exec(`update public.concept_schemes set theme = null where id = 'kilns'`);
		for (const who of everyone) {
			const { mayEdit } = await schemeOf(world(), who);
			expect(mayEdit, who).toBe(who === 'administrator');
		}
	});

	test('a batch applies whole or not at all', async () => {
		const before = (await schemeOf(world())).etag;
		expect(
			await refusal(
				edit(world(), [
					put(skosConcept(kiln('half'))),
					{ action: 'put_scheme', titles: [{ lang: 'fr', text: 'Autre' }], other: [] } as never,
					put(skosConcept(kiln('lime'), { related: [kiln('shy')] }))
				])
			)
		).toEqual([`PT409 skos_s27 ${kiln('shy')} ${kiln('lime')}`]);
		expect((await schemeOf(world())).etag).toBe(before);
	});

	test('a relation to what is not here yet finds it once it comes', async () => {
		const far = 'https://far.example/x';
		await edit(world(), [put(skosConcept(kiln('early'), { broader: [far] }))]);
		expect((await conceptOf(world(), kiln('early'))).broader).toEqual([far]);
		await edit(world(), [put(skosConcept(far))]);
		const [row] = await world().db.query<{ object: string }>(
			`select object from public.concept_relations where subject = 'kilns/early'`
		);
		expect(row!.object).toBe('kilns/x');
		expect((await conceptOf(world(), kiln('early'))).broader).toEqual([far]);
	});
});
