import { describe, expect } from 'vitest';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { demo, signIn, signInOnScreen } from './steps/account.ts';
import { atStep, next, noteObject, save } from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';
import { accept, openItem, requestChange } from './steps/desk.ts';

const recordOf = "select id, version, status from public.records where properties->>'nom' = $1";
interface Row {
	id: string;
	version: number;
	status: string;
}

describe('from a phone to the public page', () => {
	test('a moderator asks for a change, the author makes it, everyone can read it', async ({
		server,
		openOnce: open
	}) => {
		const title = 'Capitelle de la Combe d’Ase';
		const author = await open('phone');
		await signInOnScreen(author, server, 'autora@exemple.test');
		await noteObject(author, { words: 'capitelle', title, photo: picture() });
		await openContributions(author);
		const card = contribution(author, title);
		await says(card, say('contributions_state_received'));

		const moderator = await open('desktop');
		await signIn(moderator, server, demo.moderatorGarrigues);
		const item = await openItem(moderator, title);
		await item.getByRole('img', { name: say('desk_photo', { index: 1, total: 1 }) }).waitFor();
		await item.getByText('Poulx').first().waitFor();
		const reason = 'Le toit est-il encore en place ?';
		await requestChange(moderator, title, reason);

		// Nobody else sees it yet.
		const [row] = await server.sql<Row>(recordOf, [title]);
		expect(row?.status).toBe('changes_requested');
		expect((await fetch(`${server.url}/fiche/${row?.id}`)).status).toBe(404);

		await openContributions(author);
		await says(card, say('contributions_state_to_complete'));
		await says(card, reason);
		await card.getByRole('button', { name: say('contributions_correct') }).click();
		await author.page.getByText(reason).first().waitFor();
		await author.page.getByRole('navigation', { name: say('capture_steps') }).waitFor();
		await author.page
			.getByRole('button', { name: say('capture_step_fields') })
			.first()
			.click();
		await atStep(author, 'fields');
		await author.page.getByRole('textbox', { name: 'Description' }).fill('Toit effondré au nord.');
		await next(author, 'photos');
		await next(author, 'summary');
		await save(author);
		await openContributions(author);
		await says(card, say('contributions_state_received'));

		await openItem(moderator, title);
		await moderator.page.getByText('Toit effondré au nord.').first().waitFor();
		await accept(moderator, title);

		const reader = await open('phone');
		await reader.goto(`/fiche/${row?.id}`);
		await reader.page.getByRole('heading', { level: 1, name: title }).waitFor();
		await reader.page.getByText('Toit effondré au nord.').waitFor();
		await openContributions(author);
		await says(card, say('contributions_state_published'));
	});

	test('the author’s second device receives what the first one sent', async ({
		server,
		openOnce: open
	}) => {
		const title = 'Fontaine des deux téléphones';
		const first = await open('phone');
		await signIn(first, server, 'deux-telephones@exemple.test');
		await noteObject(first, { words: 'fontaine', title });
		await openContributions(first);
		await says(contribution(first, title), say('contributions_state_received'));

		const second = await open('phone');
		await signIn(second, server, 'deux-telephones@exemple.test');
		await openContributions(second);
		await says(contribution(second, title), say('contributions_state_received'));
	});

	test('an edit of a published record waits beside it until it is accepted', async ({
		server,
		openOnce: open
	}) => {
		const title = 'Croix du Mas de Clerc';
		const author = await open('phone');
		await signIn(author, server, 'propose@exemple.test');
		await noteObject(author, { words: 'croix', title });
		await openContributions(author);
		await says(contribution(author, title), say('contributions_state_received'));
		const moderator = await open('desktop');
		await signIn(moderator, server, demo.moderatorGarrigues);
		await openItem(moderator, title);
		await accept(moderator, title);
		const [row] = await server.sql<Row>(recordOf, [title]);

		const better = 'Croix du Mas de Clerc, 1823';
		const editor = await open('phone');
		await signIn(editor, server, 'autre-personne@exemple.test');
		await editor.goto(`/fiche/${row?.id}`);
		await editor.page.getByRole('link', { name: say('public_record_correct') }).click();
		await editor.page
			.getByRole('button', { name: say('capture_step_fields') })
			.first()
			.click();
		await atStep(editor, 'fields');
		await editor.page.getByRole('textbox', { name: 'Nom', exact: true }).fill(better);
		await next(editor, 'photos');
		await next(editor, 'summary');
		await save(editor);
		await openContributions(editor);
		await says(contribution(editor, better), say('contributions_proposal_pending'));

		const reader = await open('phone');
		await reader.goto(`/fiche/${row?.id}`);
		await reader.page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();

		const item = await openItem(moderator, title);
		await item.getByText(better).first().waitFor();
		await accept(moderator, title);
		await reader.goto(`/fiche/${row?.id}`);
		await reader.page.getByRole('heading', { level: 1, name: better }).waitFor();
	});
});
