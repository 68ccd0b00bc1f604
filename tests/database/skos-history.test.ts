import { expect, test } from 'vitest';
import type { HistoryEntry } from '../../src/lib/domain/vocabulary/editing.ts';
import { given, givenPublished, publicRecord, recordFor } from './support/operations.ts';
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
import { onEveryEngine, type World } from './support/world.ts';

const history = (world: World, uri: string | null = null) =>
	world.rpc<HistoryEntry[]>('administrator', 'vocabulary_history', {
		p_scheme: 'kilns',
		p_uri: uri
	});
const undo = (world: World, batch: string, who: 'administrator' | 'moderator' = 'administrator') =>
	world.rpc<{ batch: string }>(who, 'undo_vocabulary', { p_batch: batch });
const use = (world: World, who: 'administrator' | 'moderator' | 'outsider', uri: string) =>
	world.rpc<{ records: number; withNarrower: number }>(who, 'concept_use', { p_uri: uri });

onEveryEngine('what an edit leaves behind', (world) => {
	test('deprecating keeps the records, or moves them with their history; undoing brings them back', async () => {
		await edit(world(), [
			put(
				skosConcept(kiln('pot'), {
					broader: [kiln('any')],
					use: (await conceptOf(world(), kiln('lime'))).use
				})
			),
			put(
				skosConcept(kiln('jar'), {
					broader: [kiln('any')],
					use: (await conceptOf(world(), kiln('shy'))).use
				})
			)
		]);
		const id = await givenPublished(world(), { concept: 'kilns/pot' });
		const waiting = await given(world(), 'author', { concept: 'kilns/pot' });
		expect(await use(world(), 'administrator', kiln('pot'))).toMatchObject({ records: 2 });
		// Who may not read the one that waits does not learn that it is there.
		expect(await use(world(), 'outsider', kiln('pot'))).toMatchObject({ records: 1 });
		expect(await use(world(), 'moderator', kiln('pot'))).toMatchObject({ records: 2 });
		expect(await use(world(), 'administrator', kiln('any'))).toMatchObject({ records: 0 });

		const exact = (await publicRecord(world(), id))!;
		const kept = await edit(world(), [
			{ action: 'deprecate', uri: kiln('pot'), replacedBy: kiln('jar'), records: 'keep' }
		]);
		expect(await publicRecord(world(), id)).toMatchObject({ concept: 'kilns/pot' });
		expect(await conceptOf(world(), kiln('pot'))).toMatchObject({
			deprecated: true,
			replacedBy: kiln('jar')
		});
		await undo(world(), kept);
		expect(await conceptOf(world(), kiln('pot'))).toMatchObject({
			deprecated: false,
			replacedBy: null
		});

		const moved = await edit(world(), [
			{ action: 'deprecate', uri: kiln('pot'), replacedBy: kiln('jar'), records: 'move' }
		]);
		// The new one is blurred: whoever was promised that, gets it.
		expect(await recordFor(world(), 'author', id)).toMatchObject({
			concept: 'kilns/jar',
			sensitivity: 'blurred'
		});
		expect((await publicRecord(world(), id))!['geometry']).not.toEqual(exact['geometry']);
		expect(await recordFor(world(), 'author', waiting)).toMatchObject({
			concept: 'kilns/jar',
			version: 2,
			status: 'submitted'
		});
		const trail = await world().rpc<{ kind: string; changes: object }[]>('author', 'record_trail', {
			p_record_id: waiting
		});
		expect(JSON.stringify(trail)).toContain('kilns/jar');
		await undo(world(), moved);
		expect(await recordFor(world(), 'author', waiting)).toMatchObject({
			concept: 'kilns/pot',
			version: 3
		});

		const refused = [
			{ replacedBy: null, records: 'move' },
			{ replacedBy: kiln('pot'), records: 'keep' },
			{ replacedBy: kiln('nothing'), records: 'move' },
			{ replacedBy: 'https://example.org/stuff/brick', records: 'move' }
		] as const;
		for (const more of refused) {
			const step = { action: 'deprecate' as const, uri: kiln('pot'), ...more };
			expect(await refusal(edit(world(), [step]))).toEqual(['PT400 not_in_list replacedBy']);
		}
	});

	test('a value of a list moves in the records that hold it', async () => {
		const stuff = (notation: string) => `https://example.org/stuff/${notation}`;
		const { withNarrower: before } = await use(world(), 'administrator', stuff('stone'));
		const id = await given(world(), 'author', {
			properties: { state: 'stone', made_of: ['brick', 'stone'] }
		});
		expect(await use(world(), 'administrator', stuff('stone'))).toMatchObject({
			withNarrower: before + 1
		});
		expect(await use(world(), 'outsider', stuff('stone'))).toMatchObject({ withNarrower: 0 });
		const { batch } = await world().rpc<{ batch: string }>('administrator', 'edit_vocabulary', {
			p_scheme: 'stuff',
			p_edits: [{ action: 'merge', uri: stuff('stone'), into: stuff('brick'), records: 'move' }]
		});
		expect((await recordFor(world(), 'author', id))!.properties).toEqual({
			state: 'brick',
			made_of: ['brick']
		});
		await undo(world(), batch);
		expect((await recordFor(world(), 'author', id))!.properties).toEqual({
			state: 'stone',
			made_of: ['brick', 'stone']
		});
	});

	test('merging: its words find the other, what was under it moves, it points there', async () => {
		await edit(world(), [
			put(
				skosConcept(kiln('a'), {
					broader: [kiln('any')],
					labels: [label('pref', 'fr', 'four à chaux'), label('pref', 'oc', 'cauçanièr', 'unsure')]
				})
			),
			put(
				skosConcept(kiln('b'), {
					broader: [kiln('any')],
					labels: [label('pref', 'fr', 'chaufour'), label('alt', 'fr', 'four à chaux')]
				})
			),
			put(skosConcept(kiln('a1'), { broader: [kiln('a')] })),
			put(skosConcept(kiln('a2'), { broader: [kiln('a')], related: [kiln('b')] }))
		]);
		const batch = await edit(world(), [
			{ action: 'merge', uri: kiln('a'), into: kiln('b'), records: 'keep' }
		]);
		expect((await conceptOf(world(), kiln('b'))).labels).toEqual([
			label('alt', 'fr', 'four à chaux'),
			label('alt', 'oc', 'cauçanièr', 'unsure'),
			label('pref', 'fr', 'chaufour')
		]);
		expect((await conceptOf(world(), kiln('a1'))).broader).toEqual([kiln('b')]);
		// Under it now, so related no more (S27).
		expect(await conceptOf(world(), kiln('a2'))).toMatchObject({
			broader: [kiln('b')],
			related: []
		});
		expect(await conceptOf(world(), kiln('a'))).toMatchObject({
			deprecated: true,
			replacedBy: kiln('b')
		});
		await undo(world(), batch);
		expect((await conceptOf(world(), kiln('b'))).labels).toHaveLength(2);
		expect((await conceptOf(world(), kiln('a1'))).broader).toEqual([kiln('a')]);

		// Into what was under it: the place above is taken over.
		await edit(world(), [{ action: 'merge', uri: kiln('a'), into: kiln('a1'), records: 'keep' }]);
		expect((await conceptOf(world(), kiln('a1'))).broader).toEqual([kiln('any')]);
		expect((await conceptOf(world(), kiln('a2'))).broader).toEqual([kiln('a1')]);
		expect(
			await refusal(
				edit(world(), [{ action: 'merge', uri: kiln('b'), into: kiln('b'), records: 'keep' }])
			)
		).toEqual(['PT400 not_in_list into']);
	});

	test('history says who, when, what before and after; undoing is a change like another', async () => {
		const uri = kiln('story');
		const first = skosConcept(uri);
		const second = { ...first, labels: [label('pref', 'fr', 'autre nom')] };
		const made = await edit(world(), [put(first)]);
		const renamed = await edit(world(), [put(second)]);
		expect(await history(world(), uri)).toMatchObject([
			{
				batch: renamed,
				action: 'put',
				note: 'un essai',
				before: first,
				after: second,
				undoneBy: null
			},
			{ batch: made, action: 'put', before: null, after: first }
		]);
		// Something came on top of the first.
		expect(await refusal(undo(world(), made))).toEqual([`PT409 version_changed ${uri}`]);
		const { batch: undone } = await undo(world(), renamed);
		expect(await conceptOf(world(), uri)).toEqual(first);
		expect(await refusal(undo(world(), renamed))).toEqual(['PT409 wrong_status batch']);
		const [latest, before] = await history(world(), uri);
		expect(latest).toMatchObject({ batch: undone, action: 'undo', before: second, after: first });
		expect(before).toMatchObject({ batch: renamed, undoneBy: undone });
		// Undoing the undoing, and then the making: withdrawn, never gone.
		await undo(world(), undone);
		expect(await conceptOf(world(), uri)).toEqual(second);
		const other = await edit(world(), [put(skosConcept(kiln('short-lived')))]);
		await undo(world(), other);
		expect(await conceptOf(world(), kiln('short-lived'))).toMatchObject({ deprecated: true });
		expect(await refusal(undo(world(), made, 'moderator'))).toEqual(['PT403 not_allowed']);

		for (const sql of [
			'delete from public.vocabulary_changes',
			`update public.vocabulary_changes set action = 'x'`,
			'truncate public.vocabulary_batches cascade'
		]) {
			await expect(world().db.exec(sql), sql).rejects.toMatchObject({ code: '42501' });
		}
	});

	test('collections and titles are edited, told and undone', async () => {
		const uri = kiln('round');
		const collection = skosCollection(uri, { members: [kiln('row'), kiln('lime')], isTrait: true });
		const batch = await edit(world(), [{ action: 'put_collection', collection }]);
		const traits = async () =>
			(
				await world().rpc<{ collections: { id: string; members: string[] }[] }>(
					'anon',
					'vocabulary'
				)
			).collections.find(({ id }) => id === 'kilns/round');
		expect((await traits())?.members.sort()).toEqual(['kilns/lime', 'kilns/row']);
		expect((await schemeOf(world())).collections.find((one) => one.uri === uri)).toEqual({
			...collection,
			members: [kiln('lime'), kiln('row')]
		});
		await undo(world(), batch);
		expect(await traits()).toBeUndefined();

		const titles = [
			{ lang: 'en', text: 'Kilns' },
			{ lang: 'fr', text: 'Fours et fournaises' }
		];
		const named = await edit(world(), [{ action: 'put_scheme', titles, other: [] } as never]);
		expect(await schemeOf(world())).toMatchObject({ titles });
		await undo(world(), named);
		expect(await schemeOf(world())).toMatchObject({ titles: [{ lang: 'fr', text: 'Fours' }] });
		for (const wrong of [[{ lang: 'fr' }], 'x', [{ lang: 'zz', text: 'x' }]]) {
			expect(
				await refusal(edit(world(), [{ action: 'put_scheme', titles: wrong, other: [] } as never]))
			).toEqual(['PT400 wrong_type titles']);
		}
	});
});
