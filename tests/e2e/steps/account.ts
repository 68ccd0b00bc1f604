import type { TestServer } from '../../support/server.ts';
import { beginSession, codeFor, codesOf, keepSession } from '../../support/session.ts';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/**
 * Signs in on the sign-in screen that is shown, with the code of the mail, and answers what a new
 * account is asked: the name shown, and the charter, which may be put off.
 */
export async function signInHere(
	visit: Visit,
	server: TestServer,
	email: string,
	{ charter: answer = 'accepted' }: { charter?: 'accepted' | 'later' } = {}
): Promise<void> {
	const { page } = visit;
	const known = (await codesOf(server, email)).length;
	await page.getByLabel(say('account_email')).fill(email);
	await page.getByRole('button', { name: say('account_send_code') }).click();
	await page.getByLabel(say('account_code')).fill(await codeFor(server, email, known));
	await page.getByRole('button', { name: say('account_verify') }).click();
	// Other screens of an account have boxes of their own.
	const charter = page.getByRole('checkbox', { name: /charte/ });
	await charter.or(signedInSign(visit)).first().waitFor();
	if (!(await charter.isVisible())) return;
	if (answer === 'later') {
		await page.getByRole('button', { name: say('policies_charter_later') }).click();
		await charter.waitFor({ state: 'hidden' });
		return;
	}
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
export async function signInOnScreen(
	visit: Visit,
	server: TestServer,
	email: string,
	answers: Parameters<typeof signInHere>[3] = {}
): Promise<void> {
	await visit.goto('/connexion');
	await signInHere(visit, server, email, answers);
}

/**
 * Signs in, for tests that are about something else: on a device nobody used yet without the screens of it, so the
 * next page that is opened is the first one. A device that keeps something signs in as a person does.
 */
export async function signIn(visit: Visit, server: TestServer, email: string): Promise<void> {
	if (visit.page.url() !== 'about:blank') return signInOnScreen(visit, server, email);
	await keepSession(visit, await beginSession(server, email));
}

/** Accounts of the demo data. */
export const demo = {
	contributor: 'contributrice@demo.capitelle.test',
	trusted: 'confiance@demo.capitelle.test',
	moderatorGarrigues: 'moderateur.garrigues@demo.capitelle.test',
	moderatorRouergue: 'moderateur.rouergue@demo.capitelle.test',
	administrator: 'administratrice@demo.capitelle.test'
};
