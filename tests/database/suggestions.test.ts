import { expect, test } from 'vitest';
import { newId } from '../../src/lib/domain/ids.ts';
import type { WordSuggestion } from '../../src/lib/domain/vocabulary/editing.ts';
import { conceptOf, kiln, label, put, refusal, skosConcept } from './support/skos.ts';
import { onEveryEngine, type Who, type World } from './support/world.ts';

const word = (more: object = {}) => ({
	id: newId(),
	theme: 'kilns',
	concept: 'kilns/lime',
	kind: 'label',
	text: 'rafeta',
	lang: 'oc',
	note: 'Ma grand-mère disait ça.',
	recordId: null,
	...more
});

const suggest = (world: World, who: Who, suggestion: object) =>
	world.rpc<{ result: string }>(who, 'suggest_word', { p_suggestion: suggestion });
const list = (world: World, who: Who, status: string | null = null) =>
	world.rpc<WordSuggestion[]>(who, 'word_suggestions', { p_status: status, p_theme: null });
const decide = (world: World, who: Who, id: string, decision: string, more: object = {}) =>
	world.rpc(who, 'decide_word', { p_id: id, p_decision: decision, ...more });

onEveryEngine('missing words', (world) => {
	test('a word is taken once, and read by its author and who decides', async () => {
		const said = word();
		expect(await suggest(world(), 'author', said)).toEqual({ result: 'applied' });
		expect(await suggest(world(), 'author', { ...said, text: 'autre' })).toEqual({
			result: 'already'
		});
		const expected = {
			id: said.id,
			text: 'rafeta',
			status: 'pending',
			author: 'Joana',
			mayEdit: false
		};
		expect(await list(world(), 'author')).toMatchObject([expected]);
		expect(await list(world(), 'other')).toEqual([]);
		expect(await list(world(), 'trusted')).toEqual([]);
		expect(await list(world(), 'outsider', 'pending')).toMatchObject([expected]);
		expect(await list(world(), 'administrator')).toMatchObject([{ ...expected, mayEdit: true }]);
		// Its id is nobody else's to use.
		expect(await refusal(suggest(world(), 'other', said))).toEqual([
			'PT409 operation_malformed id'
		]);
	});

	test('what a device that lies could send', async () => {
		const cases: [object, string[]][] = [
			[word({ id: 'x' }), ['bad_format id']],
			[word({ id: null }), ['required id']],
			[word({ theme: 'nothing' }), ['unknown_theme theme', 'unknown_concept concept']],
			[word({ concept: 'patrimoine/mur-cloture' }), ['unknown_concept concept']],
			[word({ concept: null }), ['required concept']],
			[word({ kind: 'noise' }), ['not_in_list kind']],
			[word({ text: ' ' }), ['required text']],
			[word({ text: 'x'.repeat(121) }), ['too_long text']],
			[word({ text: 'a\nb' }), ['bad_format text']],
			[word({ text: 7 }), ['wrong_type text']],
			[word({ lang: 'xx' }), ['not_in_list lang']],
			[word({ note: 'x'.repeat(1001) }), ['too_long note']],
			[word({ recordId: 'x' }), ['bad_format recordId']]
		];
		for (const [suggestion, problems] of cases) {
			expect(
				await refusal(suggest(world(), 'author', suggestion)),
				JSON.stringify(suggestion)
			).toEqual(problems.map((problem) => `PT400 ${problem}`));
		}
		// Status, author and decision are not taken from anybody.
		const sly = word({
			status: 'applied',
			author_id: world().ids.administrator,
			author: 'X',
			reason: 'Y'
		});
		await suggest(world(), 'author', sly);
		const [kept] = (await list(world(), 'author')).filter(({ id }) => id === sly.id);
		expect(kept).toMatchObject({ status: 'pending', author: 'Joana', reason: null });
	});

	test('a moderator says yes, an editor puts it in', async () => {
		const said = word({ text: 'raféta' });
		await suggest(world(), 'author', said);
		const lime = await conceptOf(world(), kiln('lime'));
		const edits = [put({ ...lime, labels: [...lime.labels, label('alt', 'oc', 'raféta')] })];
		expect(await refusal(decide(world(), 'author', said.id, 'accept'))).toEqual([
			'PT403 not_allowed'
		]);
		expect(await refusal(decide(world(), 'other', said.id, 'accept'))).toEqual([
			'PT404 not_in_list id'
		]);
		// The moderator's edits change nothing: that is not theirs to do.
		await decide(world(), 'moderator', said.id, 'accept', { p_edits: edits });
		expect(await conceptOf(world(), kiln('lime'))).toEqual(lime);
		expect(await list(world(), 'author', 'accepted')).toMatchObject([{ id: said.id }]);
		await decide(world(), 'administrator', said.id, 'accept', { p_edits: edits });
		expect((await conceptOf(world(), kiln('lime'))).labels).toContainEqual(
			label('alt', 'oc', 'raféta')
		);
		expect(await list(world(), 'author', 'applied')).toMatchObject([{ id: said.id }]);
		expect(await refusal(decide(world(), 'administrator', said.id, 'reject'))).toEqual([
			'PT409 wrong_status'
		]);
	});

	test('a word that breaks a condition leaves everything as it was', async () => {
		const said = word({ kind: 'concept', concept: null });
		await suggest(world(), 'author', said);
		const broken = put(
			skosConcept(kiln('broken'), { labels: [label('pref', 'fr', 'x'), label('alt', 'fr', 'x')] })
		);
		expect(
			await refusal(decide(world(), 'administrator', said.id, 'accept', { p_edits: [broken] }))
		).toEqual([`PT409 skos_s13 ${kiln('broken')}`]);
		expect((await list(world(), 'author')).find(({ id }) => id === said.id)).toMatchObject({
			status: 'pending'
		});
		await decide(world(), 'administrator', said.id, 'reject', { p_reason: 'Déjà là.' });
		expect(await list(world(), 'author', 'rejected')).toMatchObject([{ reason: 'Déjà là.' }]);
	});

	test('nobody fills the queue, and an account that goes takes its name only', async () => {
		const person = await world().db.addUser('talker@test.example');
		const voice = world().db.as({ role: 'authenticated', user: person });
		await world().db.query(
			`insert into public.vocabulary_suggestions (id, theme, kind, text, lang, author_id) select gen_random_uuid(), 'kilns', 'concept', 'm' || n, 'fr', $1 from generate_series(1, 200) n`,
			[person]
		);
		expect(await refusal(voice.rpc('suggest_word', { p_suggestion: word() }))).toEqual([
			'PT413 batch_too_large'
		]);
		await world().db.query('delete from auth.users where id = $1', [person]);
		const [row] = await world().db.query<{ n: number }>(
			`select count(*)::int as n from public.vocabulary_suggestions where author_id is null`
		);
		expect(row!.n).toBe(200);
	});
});
