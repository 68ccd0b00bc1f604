import type { Locator } from 'playwright-core';
import type { TestServer } from '../../support/server.ts';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';
import { signIn } from './account.ts';

let administrators = 0;

/** Signs in as somebody new who administers every theme: codes to one and the same address are rationed. */
export async function signInAsAdministrator(visit: Visit, server: TestServer): Promise<void> {
	const email = `mots-${++administrators}@exemple.test`;
	await signIn(visit, server, email);
	await server.sql(
		`insert into public.memberships (user_id, role) select id, 'administrator' from auth.users where email = $1`,
		[email]
	);
}

/** Opens the tree of a vocabulary. */
export async function openVocabulary(visit: Visit, scheme: string): Promise<void> {
	await visit.goto(`/vocabulaires/${scheme}`);
	await tree(visit).getByRole('treeitem').first().waitFor();
}

/** The tree of the vocabulary that is open. */
export function tree(visit: Visit): Locator {
	return visit.page.getByRole('tree');
}

/** The line of a concept in the tree, by its name. */
export function line(visit: Visit, name: string): Locator {
	return tree(visit).getByRole('treeitem', { name, exact: true });
}

/** Types a word into the search of the tree and opens the first answer, without a mouse. */
export async function openConcept(visit: Visit, name: string): Promise<void> {
	const { page } = visit;
	const box = page.getByRole('searchbox', { name: say('vocabulary_search') });
	await box.fill(name);
	await tree(visit)
		.getByRole('treeitem', { name: new RegExp(`^${name}`) })
		.first()
		.waitFor();
	await box.press('ArrowDown');
	await page.keyboard.press('Enter');
	await onForm(visit, name);
	// The address follows what is shown; a reload opens what it says.
	await page.waitForURL((url) => url.searchParams.has('concept'));
}

/**
 * Types the beginning of a name where the focus is, without waiting for the page between two letters: in a tree, those
 * that come late begin another name, and a machine at work on other things is late.
 */
export async function typeAtOnce(visit: Visit, letters: string): Promise<void> {
	const protocol = await visit.protocol();
	const strokes = [...letters].flatMap((key) => [
		{ type: 'keyDown' as const, key, text: key },
		{ type: 'keyUp' as const, key }
	]);
	await Promise.all(strokes.map((one) => protocol.send('Input.dispatchKeyEvent', one)));
	await protocol.detach();
}

/** Waits until a concept is on the form. */
export async function onForm(visit: Visit, name: string): Promise<void> {
	await visit.page.getByRole('heading', { level: 2, name, exact: true }).waitFor();
}

/** What the screen says of the last change. */
export async function told(
	visit: Visit,
	key: string,
	params: Record<string, string> = {}
): Promise<void> {
	await visit.page.getByRole('status').getByText(say(key, params)).first().waitFor();
}

/** Gives a file to the import, and waits for its preview. */
export async function previewFile(visit: Visit, name: string, text: string): Promise<void> {
	await visit.goto('/importer-un-vocabulaire');
	await pickVocabulary(visit, name, Buffer.from(text));
	await visit.page.getByRole('heading', { name: say('vocabulary_import_preview') }).waitFor();
}

/** Gives a file to the import, whatever comes of it. */
export async function pickVocabulary(visit: Visit, name: string, buffer: Buffer): Promise<void> {
	const input = visit.page.getByLabel(say('vocabulary_import_choose'));
	await input.setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** Applies the import that is previewed. */
export async function applyImport(visit: Visit): Promise<void> {
	const { page } = visit;
	await page.getByRole('button', { name: say('vocabulary_import_apply'), exact: true }).click();
	await page.getByText(say('vocabulary_import_done'), { exact: true }).waitFor();
}
