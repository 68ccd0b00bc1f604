import { readFile } from 'node:fs/promises';
import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import type { Screen } from '../support/browser.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import {
	applyImport,
	pickVocabulary,
	previewFile,
	told,
	tree,
	signInAsAdministrator
} from './steps/vocabulary.ts';

const prefixes = `@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/roofs/> .
<https://example.org/roofs> a skos:ConceptScheme ; skos:prefLabel "Couvertures"@fr .
`;
const sound = `:lauze a skos:Concept ; skos:inScheme <https://example.org/roofs> ; skos:topConceptOf <https://example.org/roofs> ;
	skos:prefLabel "lauze"@fr, "lausa"@oc ; skos:definition "Pierre plate."@fr .
:tuile a skos:Concept ; skos:inScheme <https://example.org/roofs> ; skos:topConceptOf <https://example.org/roofs> ;
	skos:prefLabel "tuile"@fr .
`;
/** Two preferred labels in one language (S14): the concept stays out, the rest comes in. */
const broken = `:chaume a skos:Concept ; skos:inScheme <https://example.org/roofs> ; skos:topConceptOf <https://example.org/roofs> ;
	skos:prefLabel "chaume"@fr, "toit de chaume"@fr .
`;

const rowOf = (visit: Visit, name: string) => visit.page.getByRole('row').filter({ hasText: name });

async function downloadReport(visit: Visit): Promise<string> {
	const [download] = await Promise.all([
		visit.page.waitForEvent('download'),
		visit.page
			.getByRole('button', { name: say('vocabulary_import_report') })
			.first()
			.click()
	]);
	return readFile(await download.path(), 'utf8');
}

describe('a vocabulary out of a file', () => {
	test('is previewed, reported, applied but for what is broken, and the second time changes nothing', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		const held = () =>
			server.sql<{ id: string }>(
				`select id from public.concepts where scheme = 'couvertures' order by id`
			);
		await signInAsAdministrator(visit, server);
		await previewFile(visit, 'couvertures.ttl', prefixes + sound + broken);
		await rowOf(visit, 'chaume').getByText(say('vocabulary_state_aside')).waitFor();
		await rowOf(visit, 'chaume').getByText(/S14/).waitFor();
		await rowOf(visit, 'lauze').getByText(say('vocabulary_state_added')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		const report = await downloadReport(visit);
		expect(report).toMatch(/https:\/\/example\.org\/roofs\/chaume,.*,S14,/);
		expect(await held()).toEqual([]);

		await applyImport(visit);
		expect(await held()).toEqual([{ id: 'couvertures/lauze' }, { id: 'couvertures/tuile' }]);
		await rowOf(visit, 'chaume').getByText(/S14/).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		expect(await downloadReport(visit)).toContain('S14');

		await previewFile(visit, 'couvertures.ttl', prefixes + sound);
		await page.getByText(say('vocabulary_import_same')).waitFor();
		const apply = page.getByRole('button', { name: say('vocabulary_import_apply'), exact: true });
		expect(await apply.isDisabled()).toBe(true);

		// One word more: that is all that changes, and it can be taken back.
		await previewFile(
			visit,
			'couvertures.ttl',
			prefixes + sound.replace('"tuile"@fr', '"tuile"@fr, "teule"@oc')
		);
		await rowOf(visit, 'tuile').getByText(say('vocabulary_state_changed')).waitFor();
		await applyImport(visit);
		const oc = `select text from public.concept_labels where concept = 'couvertures/tuile' and lang = 'oc'`;
		expect(await server.sql(oc)).toEqual([{ text: 'teule' }]);
		await page.getByRole('link', { name: say('vocabulary_tab_history') }).click();
		await page
			.getByRole('button', { name: say('vocabulary_undo') })
			.first()
			.click();
		await told(visit, 'vocabulary_done_undone', { name: 'tuile' });
		expect(await server.sql(oc)).toEqual([]);
	});

	test('and back into one: what is exported is imported without a change', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		await signInAsAdministrator(visit, server);
		for (const [format, name] of [
			['Turtle', 'patrimoine.ttl'],
			['RDF/XML', 'patrimoine.rdf'],
			['JSON-LD', 'patrimoine.jsonld'],
			['CSV', 'patrimoine.csv']
		] as const) {
			await visit.goto('/vocabulaires/patrimoine');
			await tree(visit).getByRole('treeitem').first().waitFor();
			await page.getByRole('button', { name: say('vocabulary_export') }).click();
			const [download] = await Promise.all([
				page.waitForEvent('download'),
				page.getByRole('button', { name: say('vocabulary_export_as', { format }) }).click()
			]);
			expect(download.suggestedFilename()).toBe(name);
			await previewFile(visit, name, await readFile(await download.path(), 'utf8'));
			await page.getByText(say('vocabulary_import_same')).waitFor();
		}
	});

	test.for<[string, string | Buffer, string]>([
		['nothing.ttl', '', 'vocabulary_file_empty'],
		[
			'cut.ttl',
			`${prefixes}:lauze a skos:Concept ; skos:prefLabel "lau`,
			'vocabulary_import_failed'
		],
		[
			'bomb.rdf',
			'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r>&b;</r>',
			'vocabulary_file_entities'
		],
		['photo.ttl', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]), 'vocabulary_import_failed']
	])(
		'that is none is refused with a reason: %s',
		async ([name, content, key], { server, openOnce: open }) => {
			const visit = await open('phone');
			await signInAsAdministrator(visit, server);
			await visit.goto('/importer-un-vocabulaire');
			await pickVocabulary(visit, name, Buffer.from(content as string));
			const alert = visit.page.getByRole('alert');
			await alert.getByText(say(key)).waitFor();
			await alert.getByText(say('vocabulary_import_nothing_changed')).waitFor();
			// And another may be chosen at once.
			await visit.page.getByText(say('vocabulary_import_choose')).waitFor();
		}
	);
});

describe('a word that a contributor missed', () => {
	test.for<Screen>(['phone', 'desktop'])(
		'goes into the vocabulary by a press, %s',
		async (screen, { server, openOnce: open }) => {
			const text = screen === 'phone' ? 'pousaraca' : 'posaranca';
			const suggest = (kind: string, concept: string | null, word: string) =>
				server.sql(
					`insert into public.vocabulary_suggestions (id, theme, concept, kind, text, lang, note)
					values (gen_random_uuid(), 'heritage', $1, $2, $3, 'oc', 'Entendut al mercat')`,
					[concept, kind, word]
				);
			await suggest('label', 'patrimoine/noria', text);
			await suggest('concept', 'patrimoine/puits', `${text} novèla`);
			await suggest('label', 'patrimoine/noria', `${text} marrida`);
			const visit = await open(screen);
			const { page } = visit;
			await signInAsAdministrator(visit, server);
			await visit.goto('/mots-proposes');
			const card = (name: string) => page.getByRole('article', { name, exact: true });
			await card(text).getByText('Entendut al mercat').waitFor();
			expect(await visit.accessibilityFaults()).toEqual([]);
			await card(text)
				.getByRole('button', { name: say('vocabulary_word_add') })
				.click();
			await page.getByText(say('vocabulary_word_applied', { text })).waitFor();
			const labels = `select concept, kind from public.concept_labels where text = $1`;
			expect(await server.sql(labels, [text])).toEqual([
				{ concept: 'patrimoine/noria', kind: 'alt' }
			]);

			const made = `${text} novèla`;
			await card(made)
				.getByRole('button', { name: say('vocabulary_word_make') })
				.click();
			await page.getByText(say('vocabulary_word_applied', { text: made })).waitFor();
			const broader = await server.sql(
				`select r.object from public.concept_labels l join public.concept_relations r
				on r.subject = l.concept and r.predicate = 'broader' where l.text = $1`,
				[made]
			);
			expect(broader).toEqual([{ object: 'patrimoine/puits' }]);
			await page.getByRole('link', { name: say('vocabulary_word_complete') }).waitFor();

			const bad = `${text} marrida`;
			await card(bad)
				.getByRole('button', { name: say('vocabulary_word_reject') })
				.click();
			const dialog = page.getByRole('dialog');
			await dialog.getByRole('textbox').fill('Ja i es amb una autra grafia');
			await dialog.getByRole('button', { name: say('vocabulary_word_reject') }).click();
			await page.getByText(say('vocabulary_word_rejected', { text: bad })).waitFor();
			const [row] = await server.sql<{ status: string; reason: string }>(
				`select status, reason from public.vocabulary_suggestions where text = $1`,
				[bad]
			);
			expect(row).toEqual({ status: 'rejected', reason: 'Ja i es amb una autra grafia' });
		}
	);

	test('waits for an editor when a moderator says yes', async ({ server, openOnce: open }) => {
		const text = 'sèrva de prova';
		await server.sql(
			`insert into public.vocabulary_suggestions (id, theme, concept, kind, text, lang)
			values (gen_random_uuid(), 'heritage', 'patrimoine/citerne', 'label', $1, 'oc')`,
			[text]
		);
		const moderator = await open('phone');
		await signIn(moderator, server, demo.moderatorGarrigues);
		await moderator.goto('/mots-proposes');
		const card = (visit: Visit) => visit.page.getByRole('article', { name: text, exact: true });
		await card(moderator)
			.getByRole('button', { name: say('vocabulary_word_accept') })
			.click();
		await moderator.page.getByText(say('vocabulary_word_accepted', { text })).waitFor();
		const editor = await open('desktop');
		await signInAsAdministrator(editor, server);
		await editor.goto('/mots-proposes');
		await editor.page.getByRole('button', { name: say('vocabulary_words_accepted') }).click();
		await card(editor)
			.getByRole('button', { name: say('vocabulary_word_add') })
			.click();
		await editor.page.getByText(say('vocabulary_word_applied', { text })).waitFor();
		const rows = await server.sql(`select concept from public.concept_labels where text = $1`, [
			text
		]);
		expect(rows).toEqual([{ concept: 'patrimoine/citerne' }]);
	});
});
