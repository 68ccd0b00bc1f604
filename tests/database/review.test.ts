import { expect, test } from 'vitest';
import type { AuthorHistory, NearRecord, ReviewCounts } from '../../src/lib/domain/review.ts';
import { newId } from '../../src/lib/domain/ids.ts';
import {
	addObservation,
	given,
	givenPublished,
	pushOne,
	remove,
	update
} from './support/operations.ts';
import { decideOn, queue, refusal, theItem, waiting } from './support/review.ts';
import { inside, onEveryEngine, outside, type Who } from './support/world.ts';

onEveryEngine('the desk’s queue', (world) => {
	const kinds = async (id: string) => (await waiting(world(), id)).map(({ kind }) => kind).sort();
	const claim = (who: Who, id: string, take = false) =>
		world().rpc<{ claimed: boolean; from: string | null; claim: { name: string | null } }>(
			who,
			'review_claim',
			{ p_kind: 'new', p_item_id: id, p_take_over: take }
		);

	test('every kind of thing waits as long as it does', async () => {
		const id = await givenPublished(world());
		expect(await kinds(id)).toEqual([]);
		await pushOne(world(), 'other', update(id, 1, { 'properties.note': [null, 'Fendu.'] }));
		await pushOne(world(), 'other', addObservation(id));
		await pushOne(world(), 'author', remove(id, 1));
		expect(await kinds(id)).toEqual(['deletion', 'edit', 'observation']);
		const edit = await theItem(world(), id, 'edit');
		expect(edit.record?.proposal?.changes).toMatchObject({ 'properties.note': { new: 'Fendu.' } });
		expect((await theItem(world(), id, 'observation')).observation).toMatchObject({
			status: 'pending'
		});
		// A record that goes takes what waited with it.
		const { item_id } = await theItem(world(), id, 'deletion');
		await decideOn(world(), 'moderator', item_id, { decision: 'accept' }, 'deletion');
		expect(await kinds(id)).toEqual([]);
	});

	test('a filter narrows, without accents, with what is narrower, and counts the same', async () => {
		const id = await given(world(), 'author', {
			concept: 'kilns/shy',
			sensitivity: 'blurred',
			properties: { state: 'stone', note: 'Près de l’Église à Sète' }
		});
		const there = await given(world(), 'other', { geometry: outside });
		const found = async (filter: object) =>
			(await queue(world(), 'administrator', filter, { p_limit: 100 })).items.map(
				({ item_id }) => item_id
			);
		expect(await found({ text: 'SETE eglise' })).toEqual([id]);
		expect(await found({ text: '100%' })).toEqual([]);
		expect(await found({ concept: 'kilns/lime' })).toContain(id);
		expect(await found({ concept: 'kilns/row' })).toEqual([]);
		expect(await found({ territory: 'test-outside' })).toEqual([there]);
		expect(await found({ author: world().ids.other })).toEqual([there]);
		expect(await found({ kinds: ['edit'], text: 'eglise' })).toEqual([]);
		expect(await found({ before: '2020-01-01' })).toEqual([]);
		const counts = (who: Who, filter: object) =>
			world().rpc<ReviewCounts>(who, 'review_counts', { p_filter: filter });
		expect(await counts('administrator', { territory: 'test-outside' })).toMatchObject({
			total: 1,
			kinds: { new: 1 },
			communes: { '99002': 1 }
		});
		// Somebody else's territory is neither shown nor counted, however it is asked for.
		expect(await counts('moderator', { territory: 'test-outside' })).toMatchObject({ total: 0 });
		expect((await queue(world(), 'moderator', { record: there })).items).toEqual([]);
		expect((await queue(world(), 'author')).total).toBe(0);
	});

	test('nothing but values travels in a filter', async () => {
		for (const filter of [
			{ theme: { or: 1 } },
			{ 'theme) or true --': 'x' },
			{ record: "' or true --" },
			{ before: "now'); select 1; --" },
			{ kinds: 'new' },
			{ claim: 'all' },
			[]
		])
			expect(await refusal(queue(world(), 'moderator', filter as object))).toHaveLength(1);
		expect(
			(await queue(world(), 'outsider', { theme: "kilns' or true --", text: "' or true --" })).items
		).toEqual([]);
	});

	test('a page follows the other, and no item comes twice', async () => {
		for (let i = 0; i < 3; i++) await given(world(), 'author');
		const seen: string[] = [];
		let after: string | null = null;
		do {
			const page: Awaited<ReturnType<typeof queue>> = await queue(
				world(),
				'moderator',
				{},
				{ p_limit: 2, p_after: after }
			);
			seen.push(...page.items.map(({ item_id }) => item_id));
			after = page.next;
		} while (after);
		expect(new Set(seen).size).toBe(seen.length);
		expect(seen.length).toBe((await queue(world(), 'moderator')).total);
	});

	test('who looks at an item is seen by the others, who may take over', async () => {
		const id = await given(world(), 'author');
		expect(await claim('moderator', id)).toMatchObject({ claimed: true, from: null });
		expect(await claim('administrator', id)).toMatchObject({ claimed: false });
		expect((await theItem(world(), id, 'new')).claim).toMatchObject({ mine: false });
		expect((await queue(world(), 'administrator', { record: id, claim: 'free' })).items).toEqual(
			[]
		);
		expect(await claim('administrator', id, true)).toMatchObject({ claimed: true, from: '' });
		expect((await queue(world(), 'administrator', { claim: 'mine' })).total).toBe(1);
		expect(await refusal(claim('outsider', id))).toEqual(['record_not_found']);
	});

	test('what is near is told with its distance, and never from another territory', async () => {
		const near = (metres: number, by = 0): { type: 'Point'; coordinates: number[] } => ({
			type: 'Point',
			coordinates: [3.2 + by, 43.2 + metres / 111_195]
		});
		const here = await given(world(), 'author', { geometry: near(0) });
		const close = await givenPublished(world(), { geometry: near(20) });
		await given(world(), 'author', { geometry: near(500) });
		const found = await world().rpc<NearRecord[]>('moderator', 'review_near', {
			p_record_id: here,
			p_metres: 50
		});
		expect(found.map(({ record }) => record.id)).toEqual([close]);
		expect(found[0]?.distance_m).toBeCloseTo(20, 0);
		expect(await refusal(world().rpc('outsider', 'review_near', { p_record_id: here }))).toEqual([
			'record_not_found'
		]);
	});

	test('the author’s past is told as far as the moderator’s own territory', async () => {
		const { author } = world().ids;
		const id = await given(world(), 'author', { geometry: inside });
		await given(world(), 'author', { geometry: outside });
		const past = await world().rpc<AuthorHistory>('moderator', 'review_author', {
			p_kind: 'new',
			p_item_id: id
		});
		expect(past).toMatchObject({ name: 'Joana', trusted: false });
		const [row] = await world().db.query<{ n: number }>(
			`select count(*)::int as n from public.records where author_id = $1 and commune_insee = '99001' and deleted_at is null`,
			[author]
		);
		expect(Object.values(past.records).reduce((sum, n) => sum + n, 0)).toBe(row!.n);
	});

	test('an item says in which language its author is written to', async () => {
		const id = await given(world(), 'author', { geometry: inside });
		await world().db.query(`update public.profiles set language = 'oc' where id = $1`, [
			world().ids.author
		]);
		expect((await theItem(world(), id, 'new')).author).toMatchObject({ lang: 'oc' });
	});

	test('a word that was suggested waits for whoever moderates its theme anywhere', async () => {
		const word = newId();
		await world().rpc('author', 'suggest_word', {
			p_suggestion: { id: word, theme: 'kilns', kind: 'concept', text: 'Rafèla', lang: 'oc' }
		});
		for (const who of ['moderator', 'outsider'] as const) {
			const { items } = await queue(world(), who, { text: 'rafela' });
			expect(items).toMatchObject([{ kind: 'suggestion', suggestion: { text: 'Rafèla' } }]);
		}
		await world().rpc('outsider', 'review_decide', {
			p_decision: {
				kind: 'suggestion',
				item_id: word,
				decision: 'accept',
				reason: null,
				version: null
			}
		});
		// Accepted by who may not edit the vocabulary, it waits for who may.
		expect((await queue(world(), 'moderator', { text: 'rafela' })).items).toMatchObject([
			{ suggestion: { status: 'accepted' } }
		]);
	});

	test('filters and reasons are kept: one’s own filters, the reasons of one’s theme', async () => {
		const filter = { id: newId(), name: 'Lundi', filter: { theme: 'kilns', kinds: ['new'] } };
		await world().rpc('moderator', 'save_filter', { p_filter: filter });
		const filters = (who: Who) => world().rpc<unknown[]>(who, 'saved_filters');
		expect(await filters('moderator')).toMatchObject([filter]);
		expect(await filters('outsider')).toEqual([]);
		expect(await refusal(world().rpc('outsider', 'save_filter', { p_filter: filter }))).toEqual([
			'not_allowed id'
		]);
		await world().rpc('moderator', 'remove_filter', { p_id: filter.id });
		expect(await filters('moderator')).toEqual([]);
		const reason = {
			id: newId(),
			theme: 'kilns',
			decision: 'reject',
			title: { fr: 'Tas' },
			text: { fr: 'Un tas n’est pas un four.', oc: 'Un molon es pas un forn.' },
			position: 1
		};
		await world().rpc('moderator', 'save_reason_template', { p_template: reason });
		const told = await world().rpc<unknown[]>('moderator', 'reason_templates', {
			p_theme: 'kilns'
		});
		expect(told[0]).toMatchObject({ ...reason, may_edit: true });
		expect(
			await refusal(
				world().rpc('moderator', 'save_reason_template', {
					p_template: { ...reason, text: { oc: 'x' } }
				})
			)
		).toEqual(['required text']);
	});
});
