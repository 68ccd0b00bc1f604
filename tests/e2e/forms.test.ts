import { describe, expect } from 'vitest';
import type { Screen } from '../support/browser.ts';
import { test } from '../support/scenario.ts';
import type { TestServer } from '../support/server.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import { chooseTheme, findConcept, next, startNoting, useGps } from './steps/capture.ts';
import { addQuestion, openForm, phone, publish, question } from './steps/forms.ts';

/** Version of a theme's form that everyone gets; the server keeps its answer for some seconds. */
async function formVersion(server: TestServer, theme: string): Promise<number | undefined> {
	const answer = await fetch(`${server.url}/api/vocabulary.json`);
	const { themes } = (await answer.json()) as { themes: { id: string; formVersion: number }[] };
	return themes.find(({ id }) => id === theme)?.formVersion;
}

describe('the form of a theme', () => {
	test('is edited beside the phone that shows it, published, asked in the field, and restored', async ({
		server,
		openOnce: open
	}) => {
		const gate = 'Portail fermé à clé ?';
		const editor = await open('desktop');
		await signIn(editor, server, demo.administrator);
		await openForm(editor, 'Adresses');
		const { page } = editor;
		const before = (await formVersion(server, 'addresses')) ?? 0;
		await page.getByText(say('forms_version', { version: before })).waitFor();

		await addQuestion(editor, 'boolean', gate);
		await page.getByRole('checkbox', { name: say('forms_required') }).check();
		const shown = phone(editor).getByRole('group', { name: gate });
		await shown.getByText(say('common_required')).waitFor();
		await shown.getByRole('radio', { name: say('common_yes') }).check();

		// Every record there is lacks the answer: they are told, and stay.
		const effect = await publish(editor, before + 1);
		expect(effect).toMatch(/[1-9]\d* fiches sur/);
		const [flagged] = await server.sql<{ count: number }>(
			`select count(*)::int from public.records where theme = 'addresses' and flags <> '[]' and status = 'published'`
		);
		expect(flagged?.count).toBeGreaterThan(0);

		await expect.poll(() => formVersion(server, 'addresses'), { timeout: 20_000 }).toBe(before + 1);
		const author = await open('phone');
		await startNoting(author);
		await chooseTheme(author, 'Adresses');
		await findConcept(author, 'adresse à créer');
		await useGps(author);
		await next(author, 'fields');
		await author.page.getByRole('group', { name: gate }).waitFor();

		await page.getByRole('button', { name: say('forms_history') }).click();
		const versions = page.getByRole('dialog', { name: say('forms_history') });
		await versions
			.getByRole('button', { name: say('forms_restore_version', { version: before }), exact: true })
			.click();
		await question(editor, gate).waitFor({ state: 'detached' });
		await publish(editor, before + 2);
		const [left] = await server.sql<{ count: number }>(
			`select count(*)::int from public.records where theme = 'addresses' and flags::text like '%portail%'`
		);
		expect(left?.count).toBe(0);
	});

	test('keeps what was edited when the page dies, and takes it back step by step', async ({
		server,
		openOnce: open
	}) => {
		const editor = await open('desktop');
		await signIn(editor, server, demo.administrator);
		await openForm(editor, 'Cours d’eau');
		await addQuestion(editor, 'integer', 'Combien de castors');
		await editor.kill();
		await openForm(editor, 'Cours d’eau');
		await editor.page.getByText(say('forms_unpublished')).waitFor();
		const mine = question(editor, 'Combien de castors');
		await mine.waitFor();
		await mine.click();
		await editor.page.getByRole('button', { name: say('forms_remove') }).click();
		await mine.waitFor({ state: 'detached' });
		await editor.page.getByRole('button', { name: say('forms_undo') }).click();
		await mine.waitFor();
	});

	test('is put in order with the keyboard alone', async ({ server, openOnce: open }) => {
		const editor = await open('desktop');
		await signIn(editor, server, demo.administrator);
		await openForm(editor, 'Cours d’eau');
		const labels = () => editor.page.locator('[data-question] .label').allInnerTexts();
		const [first, second] = await labels();
		await editor.page.locator('[data-question]').first().focus();
		await editor.page.keyboard.press('Alt+ArrowDown');
		await expect.poll(async () => (await labels()).slice(0, 2)).toEqual([second, first]);
		// The focus stays on what was moved: it can be moved on, and back.
		await editor.page.keyboard.press('Alt+ArrowUp');
		await expect.poll(async () => (await labels()).slice(0, 2)).toEqual([first, second]);
	});

	test('shows what a type inherits', async ({ server, openOnce: open }) => {
		const editor = await open('desktop');
		await signIn(editor, server, demo.administrator);
		await openForm(editor, 'Patrimoine');
		const { page } = editor;
		const all = await page.locator('[data-question]').count();
		await page.getByLabel(say('forms_show_for')).selectOption('patrimoine/mur-soutenement');
		await page
			.getByText(/Hérité de «\smur/)
			.first()
			.waitFor();
		expect(await page.locator('[data-question]').count()).toBeLessThan(all);
		await phone(editor)
			.getByRole('heading', { name: /mur de soutènement/i })
			.waitFor();
	});

	test('is not for everyone', async ({ server, openOnce: open }) => {
		const reader = await open('desktop');
		await reader.goto('/formulaires');
		await reader.page
			.getByRole('link', { name: say('common_nav_sign_in') })
			.first()
			.waitFor();
		// On the screen, which waits for no ration of codes: nobody else signs in with this address.
		await signIn(reader, server, 'sans-formulaire@exemple.test');
		await reader.goto('/formulaires');
		await reader.page.getByRole('heading', { name: say('forms_none') }).waitFor();
		reader.expectComplaint(/status of 403/);
		await reader.goto('/formulaires/heritage');
		await reader.page.getByRole('heading', { name: say('forms_failed') }).waitFor();
	});

	test.for<Screen>(['phone', 'desktop'])(
		'holds every rule of axe, %s',
		async (screen, { server, openOnce: open }) => {
			const editor = await open(screen);
			await signIn(editor, server, demo.administrator);
			await openForm(editor, 'Patrimoine');
			expect(await editor.accessibilityFaults(), 'list').toEqual([]);
			await question(editor, 'Sources').or(question(editor, 'État')).first().click();
			expect(await editor.accessibilityFaults(), 'question').toEqual([]);
			const preview = editor.page.getByRole('button', { name: say('forms_preview'), exact: true });
			if (await preview.isVisible()) await preview.click();
			await phone(editor).waitFor();
			expect(await editor.accessibilityFaults(), 'preview').toEqual([]);
			await editor.page.getByRole('button', { name: say('forms_history') }).click();
			await editor.page.getByRole('dialog').waitFor();
			expect(await editor.accessibilityFaults(), 'versions').toEqual([]);
		}
	);
});
