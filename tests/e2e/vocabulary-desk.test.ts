import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import type { Screen } from '../support/browser.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import {
	line,
	onForm,
	openConcept,
	openVocabulary,
	told,
	tree,
	typeAtOnce,
	signInAsAdministrator
} from './steps/vocabulary.ts';

const labelsOf = `select kind, lang, text, status from public.concept_labels where concept = $1`;
interface Label {
	kind: string;
	lang: string;
	text: string;
	status: string;
}

/** A field of the labels, as a screen reader names it. */
const nameField = (visit: Visit, language: string) =>
	visit.page.getByRole('textbox', {
		name: `${say('vocabulary_label_pref')}, ${language}`,
		exact: true
	});
const undo = (visit: Visit) => visit.page.getByRole('button', { name: say('vocabulary_undo') });

describe('those in charge of a vocabulary', () => {
	test('name a concept side by side with how sure they are; a reload loses nothing, and undo is there', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		await signInAsAdministrator(visit, server);
		await openVocabulary(visit, 'patrimoine');
		await openConcept(visit, 'noria');
		await nameField(visit, 'occitan').fill('posaraca d’assag');
		const status = page.getByRole('group', { name: 'occitan' }).getByRole('combobox').first();
		await status.selectOption('unsure');
		await page.reload();
		await onForm(visit, 'noria');
		expect(await nameField(visit, 'occitan').inputValue()).toBe('posaraca d’assag');
		await page.getByRole('textbox', { name: say('vocabulary_why') }).fill('Dicha per un vesin');
		await page.keyboard.press('ControlOrMeta+s');
		await told(visit, 'vocabulary_done_saved', { name: 'noria' });
		const saved = await server.sql<Label>(labelsOf, ['patrimoine/noria']);
		expect(saved).toContainEqual({
			kind: 'pref',
			lang: 'oc',
			text: 'posaraca d’assag',
			status: 'unsure'
		});

		// What is not sure is for those in charge only.
		const answer = await fetch(`${server.url}/vocabulaire/patrimoine.ttl`);
		expect(answer.status).toBe(200);
		expect(await answer.text()).not.toContain('posaraca d’assag');

		await visit.goto('/vocabulaires/patrimoine/historique');
		await page.getByText('Dicha per un vesin').waitFor();
		await undo(visit).first().click();
		await told(visit, 'vocabulary_done_undone', { name: 'noria' });
		const after = await server.sql<Label>(labelsOf, ['patrimoine/noria']);
		expect(after.map(({ text }) => text)).not.toContain('posaraca d’assag');
	});

	test('move a concept with the keyboard alone, and put it back', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		await signInAsAdministrator(visit, server);
		await openVocabulary(visit, 'patrimoine');
		const broader = async () => {
			const rows = await server.sql<{ object: string }>(
				`select object from public.concept_relations where subject = 'patrimoine/lavogne' and predicate = 'broader'`
			);
			return rows.map(({ object }) => object);
		};
		const [before] = await broader();
		await tree(visit).getByRole('treeitem').first().focus();
		// By its first letters, as in any tree.
		await typeAtOnce(visit, 'patrimoine');
		await page.keyboard.press('ArrowRight');
		await typeAtOnce(visit, 'lavogne');
		await page.locator('[role="treeitem"]:focus', { hasText: 'lavogne' }).waitFor();
		await page.keyboard.press('ControlOrMeta+x');
		await page.getByText(say('vocabulary_held', { name: 'lavogne' })).waitFor();
		await page.keyboard.press('Home');
		await page.keyboard.press('Enter');
		await told(visit, 'vocabulary_done_moved', { name: 'lavogne' });
		expect(await broader()).not.toEqual([before]);
		await undo(visit).click();
		await told(visit, 'vocabulary_done_undone', { name: 'lavogne' });
		expect(await broader()).toEqual([before]);
	});

	test('move a concept by dragging it', async ({ server, openOnce: open }) => {
		const visit = await open('desktop');
		await signInAsAdministrator(visit, server);
		await openVocabulary(visit, 'patrimoine');
		const roots = tree(visit).locator('[aria-level="1"]');
		await roots.nth(2).focus();
		await visit.page.keyboard.press('ArrowRight');
		await line(visit, 'mare').dragTo(roots.first());
		await told(visit, 'vocabulary_done_moved', { name: 'mare' });
		await undo(visit).click();
		await told(visit, 'vocabulary_done_undone', { name: 'mare' });
	});

	test('read the condition of SKOS that a change breaks, and keep what they typed', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		visit.expectComplaint(/status of 409/);
		await signInAsAdministrator(visit, server);
		await openVocabulary(visit, 'patrimoine');
		await openConcept(visit, 'puits');
		const french = page.getByRole('group', { name: 'français' });
		await french.getByRole('button', { name: say('vocabulary_add_alt') }).click();
		await page.keyboard.type('puits');
		await page
			.getByRole('list', { name: say('vocabulary_import_issues') })
			.getByText(/S13/)
			.waitFor();
		await page.keyboard.press('ControlOrMeta+s');
		const alert = page.getByRole('alert');
		await alert.getByText(/S13.*puits/).waitFor();
		await page.reload();
		await onForm(visit, 'puits');
		await page.getByRole('button', { name: say('vocabulary_discard') }).click();
		await page.getByText(say('vocabulary_as_saved')).waitFor();
	});

	test.for<Screen>(['phone', 'desktop'])(
		'withdraw a concept in favour of another, and its records follow, %s',
		async (screen, { server, openOnce: open }) => {
			const [from, to] = screen === 'phone' ? ['lavogne', 'mare'] : ['oratoire', 'calvaire'];
			const count = async (notation: string) => {
				const [row] = await server.sql<{ n: number }>(
					`select count(*)::int as n from public.records where concept = $1`,
					[`patrimoine/${notation}`]
				);
				return row?.n ?? 0;
			};
			const [left, right] = [await count(from!), await count(to!)];
			const visit = await open(screen);
			const { page } = visit;
			await signInAsAdministrator(visit, server);
			await openVocabulary(visit, 'patrimoine');
			await openConcept(visit, from!);
			await page.getByRole('button', { name: say('vocabulary_deprecate'), exact: true }).click();
			const dialog = page.getByRole('dialog', {
				name: say('vocabulary_deprecate_title', { name: from! })
			});
			await dialog.getByRole('button', { name: say('vocabulary_pick_replacement') }).click();
			const picker = page.getByRole('dialog', { name: say('vocabulary_pick_replacement') });
			await picker.getByRole('searchbox').fill(to!);
			await picker
				.getByRole('button', { name: new RegExp(`^${to}`) })
				.first()
				.waitFor();
			await page.keyboard.press('Enter');
			await dialog.getByRole('radio', { name: say('vocabulary_records_move') }).check();
			await dialog.getByRole('button', { name: say('vocabulary_deprecate'), exact: true }).click();
			await told(visit, 'vocabulary_done_deprecated', { name: from! });
			expect(await count(from!)).toBe(0);
			expect(await count(to!)).toBe(left + right);
			await visit.goto('/vocabulaires/patrimoine/historique');
			await undo(visit).first().click();
			await told(visit, 'vocabulary_done_undone', { name: from! });
			expect(await count(from!)).toBe(left);
			expect(await count(to!)).toBe(right);
		}
	);

	test('group what a person sees into a collection', async ({ server, openOnce: open }) => {
		const visit = await open('phone');
		const { page } = visit;
		await signInAsAdministrator(visit, server);
		await visit.goto('/vocabulaires/patrimoine/collections');
		await page.getByRole('button', { name: say('vocabulary_collection_new') }).click();
		await page.getByLabel('français').fill('Avec des hirondelles');
		await page.getByRole('checkbox', { name: say('vocabulary_is_trait') }).check();
		await page.getByRole('button', { name: say('vocabulary_add_member') }).click();
		const picker = page.getByRole('dialog', { name: say('vocabulary_add_member') });
		await picker.getByRole('searchbox').fill('bergerie');
		await picker
			.getByRole('button', { name: /^bergerie/ })
			.first()
			.waitFor();
		await page.keyboard.press('Enter');
		// Nothing typed is lost before it is sent either.
		await page.reload();
		await page.getByRole('button', { name: say('vocabulary_collection_new') }).click();
		await page.getByRole('list').getByText('bergerie').waitFor();
		await page.getByRole('button', { name: say('common_save'), exact: true }).click();
		await told(visit, 'vocabulary_done_collection', { name: 'Avec des hirondelles' });
		const rows = await server.sql<{ is_trait: boolean; member: string }>(
			`select c.is_trait, m.member from public.collections c
			join public.collection_members m on m.collection = c.id where c.id = 'patrimoine/avec-des-hirondelles'`
		);
		expect(rows).toEqual([{ is_trait: true, member: 'patrimoine/bergerie' }]);
	});
});

describe('anyone else', () => {
	test('is told whom the vocabularies belong to; a moderator may look', async ({
		server,
		openOnce: open
	}) => {
		const stranger = await open('phone');
		await stranger.goto('/vocabulaires');
		await stranger.page
			.getByRole('heading', { level: 1, name: say('vocabulary_not_signed_in_title') })
			.waitFor();
		const contributor = await open('phone');
		await signIn(contributor, server, demo.contributor);
		await contributor.goto('/vocabulaires');
		await contributor.page
			.getByRole('heading', { level: 1, name: say('vocabulary_not_allowed_title') })
			.waitFor();
		const moderator = await open('desktop');
		await signIn(moderator, server, demo.moderatorGarrigues);
		await openVocabulary(moderator, 'patrimoine');
		await openConcept(moderator, 'puits');
		expect(await nameField(moderator, 'français').isDisabled()).toBe(true);
		const withdraw = moderator.page.getByRole('button', {
			name: say('vocabulary_deprecate'),
			exact: true
		});
		expect(await withdraw.count()).toBe(0);
	});
});

describe('every rule of axe holds', () => {
	test.for<Screen>(['phone', 'desktop'])(
		'on the desk of vocabularies, %s',
		async (screen, { server, openOnce: open }) => {
			const visit = await open(screen);
			const { page } = visit;
			const faults = () =>
				screen === 'phone' ? visit.faultsByDayAndNight() : visit.accessibilityFaults();
			const sound = async (where: string) => expect(await faults(), where).toEqual([]);
			await signInAsAdministrator(visit, server);
			await visit.goto('/vocabulaires');
			await page.getByRole('link', { name: /Thésaurus du patrimoine/ }).waitFor();
			await sound('list');
			await openVocabulary(visit, 'patrimoine');
			await page.getByRole('button', { name: say('vocabulary_open_all') }).click();
			await sound('tree');
			await visit.goto(
				`/vocabulaires/patrimoine?concept=${encodeURIComponent('https://w3id.org/capitelle/patrimoine/puits')}`
			);
			await onForm(visit, 'puits');
			await sound('concept');
			await page.getByRole('button', { name: say('vocabulary_move'), exact: true }).click();
			await page.getByText(say('vocabulary_held', { name: 'puits' })).waitFor();
			await sound('held');
			await page.keyboard.press('Escape');
			await visit.goto('/vocabulaires/patrimoine/collections');
			await page.getByRole('button', { name: say('vocabulary_collection_new') }).click();
			await sound('collection');
			await visit.goto('/mots-proposes');
			await page.getByRole('heading', { level: 1, name: say('vocabulary_words') }).waitFor();
			await sound('words');
		}
	);
});
