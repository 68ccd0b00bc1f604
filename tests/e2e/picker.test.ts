import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import type { Screen } from '../support/browser.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { signInHere } from './steps/account.ts';
import { atStep, chooseTheme, noteObject, startNoting } from './steps/capture.ts';
import { openContributions } from './steps/contributions.ts';

const search = (visit: Visit) =>
	visit.page.getByRole('searchbox', { name: say('capture_concept_search') });
/** The answers, by the words each one shows. */
const answers = (visit: Visit) => visit.page.getByRole('main').locator('.found li, ul.card li');

async function openPicker(visit: Visit): Promise<void> {
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
}

async function bySight(visit: Visit, ...traits: string[]): Promise<void> {
	const { page } = visit;
	await page.getByRole('button', { name: say('capture_concept_by_sight') }).click();
	for (const name of traits) await page.getByRole('button', { name, exact: true }).click();
}

/** Proposes the word in the search box as another name of the first answer to `concept`. */
async function propose(visit: Visit, concept: string): Promise<void> {
	const { page } = visit;
	await page.getByRole('button', { name: say('capture_word_missing') }).click();
	const dialog = page.getByRole('dialog');
	await dialog.getByRole('radio', { name: say('capture_lang_oc') }).check();
	await dialog.getByRole('searchbox').fill(concept);
	await dialog
		.getByRole('radio', { name: new RegExp(concept) })
		.first()
		.check();
	await dialog.getByRole('button', { name: say('capture_word_send'), exact: true }).click();
	await page.getByText(say('capture_word_kept_title')).waitFor();
}

describe('the picker, without network', () => {
	test('finds a misspelt local name, shows what it is a kind of, and takes it', async ({
		open
	}) => {
		const visit = await open('phone');
		// Shown, the themes are kept on the device too: what follows has nothing else.
		await startNoting(visit);
		await visit.installed();
		await visit.offline(true);
		await openPicker(visit);
		await search(visit).fill('capitele');
		const first = answers(visit).first();
		await first.getByText('capitelle', { exact: true }).waitFor();
		await first.getByText('cabane en pierre sèche', { exact: true }).waitFor();
		await search(visit).fill('murete');
		await answers(visit).first().getByText('mur en pierre sèche', { exact: true }).click();
		await atStep(visit, 'place');
	});

	test('finds by what one sees, ticked or said, for who has no word', async ({ open }) => {
		const visit = await open('phone');
		const { page } = visit;
		// Shown, the themes are kept on the device too: what follows has nothing else.
		await startNoting(visit);
		await visit.installed();
		await visit.offline(true);
		await openPicker(visit);
		await bySight(visit, 'Rond', 'En pierre', 'Sans mortier');
		await answers(visit).getByText('capitelle', { exact: true }).waitFor();
		expect(await answers(visit).count()).toBeLessThan(10);
		// What would leave nothing is not offered.
		expect(await page.getByRole('button', { name: 'Une croix', exact: true }).count()).toBe(0);

		await search(visit).fill('c’est rond, en pierre, sans mortier');
		await page
			.getByRole('button', {
				name: say('capture_concept_said', { traits: 'rond · en pierre · sans mortier' })
			})
			.click();
		await answers(visit).getByText('capitelle', { exact: true }).click();
		await atStep(visit, 'place');
	});

	test('finds by families of pictures, level by level and back', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		await openPicker(visit);
		await page.getByRole('button', { name: /Croyances et mémoire/ }).click();
		await page.getByRole('heading', { name: 'Croyances et mémoire' }).waitFor();
		await page.getByRole('button', { name: say('capture_concept_families_back') }).click();
		await page.getByRole('button', { name: /Patrimoine lié à l’eau/ }).click();
		await answers(visit).getByText('lavoir', { exact: true }).click();
		await atStep(visit, 'place');
	});

	test('always takes what has no word, with the person’s own', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		await openPicker(visit);
		await page.getByRole('button', { name: say('capture_concept_other') }).click();
		const note = 'Un cercle de pierres plantées';
		await page.getByLabel(say('capture_concept_words')).fill(note);
		await page.getByRole('button', { name: say('capture_concept_other_go') }).click();
		await atStep(visit, 'place');
		await page.getByRole('button', { name: say('common_back') }).click();
		await atStep(visit, 'concept');
		expect(await page.getByLabel(say('capture_concept_words')).inputValue()).toBe(note);
		// Nothing fits what is typed: it is offered at once, with the words that were typed.
		await search(visit).fill('xyzzyqwert');
		await page.getByText(say('capture_concept_none', { query: 'xyzzyqwert' })).waitFor();
		expect(await page.getByLabel(say('capture_concept_words')).inputValue()).toBe('xyzzyqwert');
	});

	test('remembers what was noted last, one tap from the first screen', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await noteObject(visit, { words: 'lavoir', title: 'Lavoir de la Font' });
		await startNoting(visit);
		await visit.page
			.getByRole('region', { name: say('capture_concept_recent') })
			.getByRole('button', { name: 'lavoir', exact: true })
			.click();
		await atStep(visit, 'place');
	});
});

describe('a missing word', () => {
	test('is kept offline, leaves after signing in, and tells its author what became of it', async ({
		server,
		open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		// Shown, the themes are kept on the device too: what follows has nothing else.
		await startNoting(visit);
		await visit.installed();
		await visit.offline(true);
		await openPicker(visit);
		await search(visit).fill('cabanòta de Peirassa');
		await propose(visit, 'capitelle');

		await openContributions(visit);
		const card = page.getByRole('listitem').filter({ hasText: 'cabanòta de Peirassa' });
		await card.getByText(say('contributions_word_waiting')).waitFor();
		const words = () =>
			server.sql(
				`select kind, concept, lang, status from public.vocabulary_suggestions where text = 'cabanòta de Peirassa'`
			);
		expect(await words()).toEqual([]);

		await visit.offline(false);
		await page.getByRole('button', { name: say('contributions_sign_in_and_send') }).click();
		await signInHere(visit, server, 'paraulas@exemple.test');
		await card.getByText(say('contributions_word_pending')).waitFor();
		expect(await words()).toEqual([
			{ kind: 'label', concept: 'patrimoine/capitelle', lang: 'oc', status: 'pending' }
		]);

		await server.sql(
			`update public.vocabulary_suggestions set status = 'rejected', reason = 'C’est le nom d’une seule.'
			where text = 'cabanòta de Peirassa'`
		);
		await openContributions(visit);
		await card.getByText(say('contributions_word_rejected')).waitFor();
		await card.getByText('C’est le nom d’une seule.').waitFor();
		await card.getByRole('button', { name: /cabanòta/ }).click();
		await card.waitFor({ state: 'hidden' });
	});

	test('needs a name, and what it is a name of', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		await openPicker(visit);
		await page.getByRole('button', { name: say('capture_word_missing') }).click();
		const dialog = page.getByRole('dialog');
		await dialog.getByRole('button', { name: say('capture_word_send'), exact: true }).click();
		await dialog.getByText(say('capture_word_name_of_missing')).waitFor();
		await dialog.getByText(say('problems_required')).first().waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
	});
});

test.for<[Screen, 'light' | 'dark']>([
	['phone', 'light'],
	['desktop', 'dark']
])(
	'every rule of axe holds on each way to find, %s %s',
	async ([screen, colorScheme], { openOnce: open }) => {
		const visit = await open(screen, { colorScheme });
		const { page } = visit;
		const fine = async (where: string) =>
			expect(await visit.accessibilityFaults(), where).toEqual([]);
		await openPicker(visit);
		await fine('families');
		await page.getByRole('button', { name: /Cabanes et abris/ }).click();
		await fine('one family');
		await bySight(visit, 'Rond');
		await fine('traits');
		await search(visit).fill('linge');
		await answers(visit).getByText('lavoir', { exact: true }).waitFor();
		await fine('by definition');
		await search(visit).fill('xyzzyqwert');
		await page.getByLabel(say('capture_concept_words')).waitFor();
		await fine('nothing found');
	}
);
