import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { demo, signIn } from './steps/account.ts';
import {
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	typeCoordinates
} from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';
import { accept, openRecord } from './steps/desk.ts';

const cases = [
	{
		theme: 'Patrimoine',
		words: 'muralha',
		place: '43.9110, 4.4120\n43.9114, 4.4131\n43.9118, 4.4140',
		kind: 'LINESTRING'
	},
	{ theme: 'Adresses', words: 'adresse a creer', place: '43.9112, 4.4130', kind: 'POINT' },
	{ theme: 'Cours d’eau', words: 'temperature', place: '43.9105, 4.4150', kind: 'POINT' }
];

interface Row {
	id: string;
	kind: string;
	status: string;
}

describe('the three themes', () => {
	test('are noted, moderated and read by the same steps', async ({ server, openOnce: open }) => {
		const author = await open('phone');
		await signIn(author, server, 'tres-temas@exemple.test');
		const names: string[] = [];
		for (const { theme, words, place } of cases) {
			await startNoting(author);
			await chooseTheme(author, theme);
			names.push(await findConcept(author, words));
			await typeCoordinates(author, place);
			await next(author, 'fields');
			await answerRequired(author);
			await next(author, 'photos');
			await next(author, 'summary');
			await save(author);
		}
		await openContributions(author);
		await author.page.getByText(say('contributions_phase_received')).waitFor();

		const rows = await server.sql<Row>(
			`select r.id, r.status, extensions.geometrytype(r.geometry) as kind
			from public.records r join auth.users u on u.id = r.author_id
			where u.email = 'tres-temas@exemple.test' order by r.id`
		);
		expect(rows.map(({ kind }) => kind)).toEqual(cases.map(({ kind }) => kind));

		const moderator = await open('desktop');
		await signIn(moderator, server, demo.moderatorGarrigues);
		for (const { id } of rows) {
			await accept(moderator, await openRecord(moderator, id));
		}
		for (const { id } of rows) {
			await author.goto(`/fiche/${id}`);
			await author.page.getByRole('heading', { level: 1 }).waitFor();
			expect(await author.page.title()).not.toContain(say('common_not_found_title'));
		}
		await openContributions(author);
		for (const name of names) {
			await says(contribution(author, name).first(), say('contributions_state_published'));
		}
	});
});
