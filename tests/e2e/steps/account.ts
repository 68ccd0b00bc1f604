import type { TestServer } from '../../support/server.ts';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** Waits for the code the server sent to an address after `known` others. */
async function codeFor(server: TestServer, email: string, known: number): Promise<string> {
	const end = Date.now() + 15_000;
	while (Date.now() < end) {
		const mine = (await server.outbox()).filter((mail) => mail.email === email);
		const [latest] = mine;
		if (latest && mine.length > known) return latest.code;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`no code was sent to ${email}`);
}

/**
 * Signs in on the sign-in screen that is shown, with the code of the mail, and answers what a new
 * account is asked: the name shown, and the charter.
 */
export async function signInHere(visit: Visit, server: TestServer, email: string): Promise<void> {
	const { page } = visit;
	const known = (await server.outbox()).filter((mail) => mail.email === email).length;
	await page.getByLabel(say('account_email')).fill(email);
	await page.getByRole('button', { name: say('account_send_code') }).click();
	await page.getByLabel(say('account_code')).fill(await codeFor(server, email, known));
	await page.getByRole('button', { name: say('account_verify') }).click();
	// Other screens of an account have boxes of their own.
	const charter = page.getByRole('checkbox', { name: /charte/ });
	await charter.or(signedInSign(visit)).first().waitFor();
	if (!(await charter.isVisible())) return;
	const pseudonym = page.getByRole('radio', { name: say('account_name_pseudonym') });
	if (await pseudonym.isVisible()) {
		await pseudonym.check();
		await page.getByRole('textbox', { name: say('account_pseudonym') }).fill('Peirassa');
	}
	await charter.check();
	await page.getByRole('button', { name: say('account_continue') }).click();
	await charter.waitFor({ state: 'hidden' });
}

/** Any screen but the sign-in has one of these. */
function signedInSign(visit: Visit) {
	return visit.page.locator(
		`main h1:not(:text-is("${say('account_sign_in_title')}")):not(:text-is("${say('account_code_title')}"))`
	);
}

/** Opens the sign-in screen and signs in. */
export async function signIn(visit: Visit, server: TestServer, email: string): Promise<void> {
	await visit.goto('/connexion');
	await signInHere(visit, server, email);
}

/** Accounts of the demo data. */
export const demo = {
	contributor: 'contributrice@demo.capitelle.test',
	trusted: 'confiance@demo.capitelle.test',
	moderatorGarrigues: 'moderateur.garrigues@demo.capitelle.test',
	moderatorRouergue: 'moderateur.rouergue@demo.capitelle.test',
	administrator: 'administratrice@demo.capitelle.test'
};
