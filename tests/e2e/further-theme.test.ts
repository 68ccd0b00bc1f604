import { describe, expect } from 'vitest';
import { loadThemes } from '../../src/cli/themes.ts';
import { visit, type Screen } from '../support/browser.ts';
import { picture } from '../support/jpeg.ts';
import { test as base } from '../support/scenario.ts';
import { startServer } from '../support/server.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { signIn } from './steps/account.ts';
import {
	addPhoto,
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	useGps
} from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';
import { accept, openItem } from './steps/desk.ts';

/** A server with a theme it was not built with. */
const test = base
	.extend('woods', { scope: 'file' }, async ({ tiles }, { onCleanup }) => {
		const server = await startServer({
			environment: { ...tiles.environment, CAPITELLE_THEMES: 'tests/fixtures/themes' }
		});
		onCleanup(() => server.stop());
		return server;
	})
	.extend('enter', async ({ woods, browser }, { onCleanup }) => {
		const visits: Visit[] = [];
		onCleanup(async () => {
			for (const one of visits) await one.end();
			expect(visits.flatMap((one) => one.complaints)).toEqual([]);
		});
		return async (screen: Screen) => {
			const one = await visit(browser, woods.url, screen);
			visits.push(one);
			return one;
		};
	});

type Drawings = Record<string, string>;

interface Feature {
	geometry: { type: string };
	properties: Record<string, unknown>;
}

describe('a theme that is nothing but a folder', () => {
	const title = 'L’yeuse de la draille';

	test('is noted without a network, moderated, shown and exported like the others', async ({
		woods,
		enter
	}) => {
		const author = await enter('phone');
		await author.goto('/');
		await author.installed();
		await signIn(author, woods, 'boscatiera@exemple.test');
		await author.offline(true);
		await startNoting(author);
		await chooseTheme(author, 'Arbres remarquables');
		expect(await findConcept(author, 'yeuse')).toMatch(/chêne vert/i);
		await useGps(author);
		await next(author, 'fields');
		await answerRequired(author);
		await author.page.getByRole('textbox', { name: 'Nom de l’arbre' }).fill(title);
		await next(author, 'photos');
		await addPhoto(author, 'yeuse.jpg', picture());
		await next(author, 'summary');
		await save(author);
		await openContributions(author);
		await says(contribution(author, title), say('contributions_state_waiting'));

		await author.offline(false);
		await says(contribution(author, title), say('contributions_state_received'));

		const moderator = await enter('desktop');
		await signIn(moderator, woods, 'forestiera@exemple.test');
		await woods.sql(
			`insert into public.memberships (user_id, role, theme)
			select id, 'moderator', 'arbres' from auth.users where email = 'forestiera@exemple.test'`
		);
		await openItem(moderator, title);
		await accept(moderator, title);

		const reader = await enter('desktop');
		await reader.goto('/?theme=arbres');
		await reader.page.getByRole('link', { name: title }).first().click();
		await reader.page.getByRole('heading', { level: 1, name: title }).waitFor();
		await reader.page.getByText('Vitalité').first().waitFor();

		const answer = await fetch(`${woods.url}/api/records.geojson?theme=arbres`);
		const { features } = (await answer.json()) as { features: Feature[] };
		expect(features.map(({ geometry }) => geometry.type)).toEqual(['Point']);
		expect(features[0]!.properties).toMatchObject({
			theme: 'arbres',
			concept: 'arbres/chene-vert',
			nom: title,
			vitalite: 'vigoureux',
			vitalite_label: 'Vigoureux'
		});
		const table = await (await fetch(`${woods.url}/api/records.csv?theme=arbres`)).text();
		expect(table.split('\r\n')[0]).toContain('circonference');
		expect(table).toContain(title);
	});

	test('brings its drawings, and takes nothing from the others', async ({ woods }) => {
		const answer = await fetch(`${woods.url}/icons/themes/symbols.json`);
		const all = (await answer.json()) as Drawings;
		const themes = await loadThemes();
		const shipped = Object.assign({}, ...themes.map(({ icons }) => icons)) as Drawings;
		expect(all).toMatchObject(shipped);
		expect(Object.keys(all).filter((name) => !(name in shipped))).toEqual([
			'broad-leaf',
			'conifer',
			'unknown-tree'
		]);
		const [others] = await woods.sql<{ n: number }>(
			`select count(*)::int as n from public.concepts where scheme !~ '^arbres'`
		);
		expect(others!.n).toBe(themes.reduce((sum, { concepts }) => sum + concepts.length, 0));
	});
});
