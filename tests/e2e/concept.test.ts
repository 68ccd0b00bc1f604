import { Parser } from 'n3';
import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';

const hut = '/concept/patrimoine/cabane-pierre-seche';
const attack = '<img src=x onerror="document.title=\'hurt\'">';
/** As XML this predicate is an element that browsers run. */
const script = 'http://www.w3.org/1999/xhtmlscript';

/** A vocabulary of somebody else, with what files of somebody else hold. */
const foreign = [
	`insert into public.concept_schemes (id, title, uri, kind)
		values ('autrui', '{"fr": "Ailleurs"}', 'https://autrui.example/v/', 'reference')`,
	`insert into public.concepts (id, scheme, notation, uri, other) values
		('autrui/c1', 'autrui', 'c1', 'https://autrui.example/v/c1',
			'[{"predicate": "${script}", "object": "document.title = 1", "isUri": false, "lang": "", "datatype": ""}]'),
		('autrui/c2', 'autrui', 'c2', 'https://autrui.example/v/c2', '[]')`,
	`insert into public.concept_labels (concept, kind, lang, text, status) values
		('autrui/c1', 'pref', 'fr', $label$${attack}$label$, 'known'), ('autrui/c1', 'hidden', 'fr', 'mot caché', 'known'),
		('autrui/c1', 'alt', 'oc', 'forma pas segura', 'unsure'), ('autrui/c2', 'pref', 'fr', 'Deuxième', 'known')`,
	`insert into public.concept_relations (subject, predicate, object) values ('autrui/c2', 'broader', 'autrui/c1')`
];

const statements = async (answer: Response) => new Parser().parse(await answer.text());

describe('the page of a concept', () => {
	test('reads without JavaScript: names, place, definition, mappings and records', async ({
		openOnce: open
	}) => {
		const { page, origin } = await open('phone', { javaScriptEnabled: false });
		await page.goto(origin + hut);
		await page.getByRole('heading', { level: 1, name: 'Cabane en pierre sèche' }).waitFor();
		const main = page.getByRole('main');
		for (const text of ['cabana de pèira seca', 'dry stone hut', 'PACTOLS', 'building=hut']) {
			await main.getByText(text).first().waitFor();
		}
		await main.getByRole('link', { name: 'gariotte' }).waitFor();
		await main.getByRole('link', { name: 'Q2932238' }).waitFor();
		expect(await main.getByRole('listitem').getByRole('link').count()).toBeGreaterThan(5);
		// A hidden label is for the search: a borie is not the name of the type.
		expect(await main.locator('dl').first().innerText()).not.toMatch(/\bborie\b/);
		await main.getByRole('link', { name: say('concept_records_all') }).click();
		await page.waitForURL(
			(url) => url.searchParams.get('concept') === 'patrimoine/cabane-pierre-seche'
		);
	});

	test('shows its records on a map, in three languages, faultless at every size', async ({
		openOnce: open
	}) => {
		for (const screen of ['phone', 'desktop'] as const) {
			const visit = await open(screen);
			await visit.goto(hut);
			const { page } = visit;
			await page.getByRole('heading', { name: say('concept_records') }).scrollIntoViewIfNeeded();
			await page.getByRole('application', { name: say('concept_records_map') }).waitFor();
			expect(await visit.accessibilityFaults()).toEqual([]);
			await page.getByRole('button', { name: 'English' }).click();
			await page.getByRole('heading', { level: 1, name: 'Dry stone hut' }).waitFor();
			await page.getByRole('button', { name: 'Occitan' }).click();
			await page.getByRole('heading', { name: say('concept_records', {}, 'oc') }).waitFor();
			const wide = () =>
				document.documentElement.scrollWidth - document.documentElement.clientWidth;
			expect(await page.evaluate(wide)).toBe(0);
			await page.getByRole('button', { name: 'Français' }).click();
			await visit.screenshot(`concept-${screen}`);
		}
	});

	test('is reached from a record, and read again without a network', async ({ server, open }) => {
		const [row] = await server.sql<{ id: string }>(
			`select id from public.published_records where concept = 'patrimoine/cabane-pierre-seche' limit 1`
		);
		const visit = await open('phone');
		await visit.goto('/');
		await visit.installed();
		await visit.goto('/noter');
		await visit.page
			.getByRole('main')
			.getByRole('button', { name: 'Patrimoine' })
			.first()
			.waitFor();
		await visit.goto(`/fiche/${row!.id}`);
		await visit.page.getByRole('link', { name: say('concept_open') }).click();
		// A record without a name has the same title.
		await visit.page.waitForURL(`**${hut}`);
		const heading = visit.page.getByRole('heading', {
			level: 1,
			name: 'Cabane en pierre sèche',
			exact: true
		});
		await heading.waitFor();
		await visit.offline(true);
		await visit.page.reload();
		await heading.waitFor();
		await visit.page.getByText(say('concept_kept')).waitFor();
	});

	test('takes nothing of a label or a statement for markup, and hides what is not for everyone', async ({
		server,
		openOnce: open
	}) => {
		for (const statement of foreign) await server.sql(`${statement} on conflict do nothing`);
		const visit = await open('desktop');
		await visit.goto('/concept/autrui/c1');
		const { page } = visit;
		await page.getByRole('heading', { level: 1, name: attack }).waitFor();
		await page.getByRole('link', { name: 'Deuxième' }).waitFor();
		expect(await page.title()).toContain(attack);
		expect(await page.locator('main img').count()).toBe(0);
		const text = await page.getByRole('main').innerText();
		expect(text).not.toContain('mot caché');
		expect(text).not.toContain('forma pas segura');
		await visit.goto('/vocabulaire/autrui');
		await page.getByRole('link', { name: attack }).waitFor();

		const data = await fetch(`${server.url}/concept/autrui/c1.rdf`);
		expect(data.headers.get('content-security-policy')).toMatch(/^default-src 'none'; sandbox/);
		expect(data.headers.get('x-content-type-options')).toBe('nosniff');
	});
});

describe('a concept as data', () => {
	test('tells where its records are, those of narrower concepts included', async ({ server }) => {
		const [row] = await server.sql<{ n: number }>(
			`select count(*)::int as n from public.published_records
			where 'patrimoine/cabane-pierre-seche' = any (private.concept_lineage(concept))`
		);
		const path = hut.replace('/concept/', '/api/concepts/');
		const answer = await fetch(`${server.url}${path}/points`);
		const { points } = (await answer.json()) as { points: [string, number, number, number][] };
		expect(points).toHaveLength(row!.n);
		const page = (await (await fetch(server.url + path)).json()) as { records: { total: number } };
		expect(page.records.total).toBe(row!.n);
		const table = await (
			await fetch(`${server.url}/api/records.csv?concept=${hut.slice(9)}`)
		).text();
		const [header = '', first = ''] = table.split('\r\n');
		expect(header).toContain('concept_uri,concept_osm_tags,concept_merimee,concept_pactols');
		expect(first).toContain('https://w3id.org/capitelle/patrimoine/');
	});

	test('is found from its address by what is accepted, and says what else it depends on', async ({
		server
	}) => {
		const ask = (accept: string) =>
			fetch(server.url + hut, { headers: { accept }, redirect: 'manual' });
		const page = await ask('text/html,*/*;q=0.8');
		expect(page.status).toBe(200);
		expect(page.headers.get('vary')?.split(/, */)).toEqual(
			expect.arrayContaining(['accept', 'accept-language', 'cookie'])
		);
		expect(page.headers.get('cache-control')).toBe('public, no-cache');
		expect(await page.text()).toContain(
			`<link rel="alternate" type="text/turtle" href="${hut}.ttl"`
		);
		for (const [type, extension] of [
			['text/turtle', 'ttl'],
			['application/ld+json', 'jsonld'],
			['application/rdf+xml', 'rdf']
		] as const) {
			const see = await ask(type);
			expect([see.status, see.headers.get('location')]).toEqual([303, `${hut}.${extension}`]);
			expect(see.headers.get('vary')).toContain('accept');
			const data = await fetch(server.url + see.headers.get('location'));
			expect(data.status).toBe(200);
			expect(data.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
			const again = await fetch(data.url, {
				headers: { 'if-none-match': data.headers.get('etag')! }
			});
			expect(again.status).toBe(304);
		}
	});

	test('tells where it stands, without a word that is not sure', async ({ server }) => {
		const quads = await statements(await fetch(`${server.url}${hut}.ttl`));
		const [concept] = await server.sql<{ uri: string }>(
			`select uri from public.concepts where id = 'patrimoine/cabane-pierre-seche'`
		);
		const of = (property: string) =>
			quads
				.filter(
					({ subject, predicate }) =>
						subject.value === concept!.uri && predicate.value.endsWith(`#${property}`)
				)
				.map(({ object }) => object.value);
		expect(of('prefLabel')).toContain('cabana de pèira seca');
		expect(of('broader')).toHaveLength(1);
		expect(of('narrower').length).toBeGreaterThan(2);
		expect(of('closeMatch').length).toBeGreaterThan(0);
		expect(of('unsure')).toEqual([]);

		const found = await fetch(`${server.url}/concept?uri=${encodeURIComponent(concept!.uri)}`, {
			redirect: 'manual'
		});
		expect([found.status, found.headers.get('location')]).toEqual([303, hut]);
		const nowhere = await fetch(`${server.url}/concept?uri=https://nowhere.example/`);
		expect(nowhere.status).toBe(404);
	});

	test.for(['/concept/patrimoine/nowhere', '/concept/nowhere/x', '/vocabulaire/nowhere'])(
		'is not there when it is not: %s',
		async (path, { server }) => {
			const accept = 'text/html';
			expect((await fetch(server.url + path, { headers: { accept } })).status).toBe(404);
			expect((await fetch(`${server.url}${path}.ttl`)).status).toBe(404);
		}
	);
});

describe('the page of a vocabulary', () => {
	test('is a tree, an alphabet and a search, and leaves in every format', async ({
		server,
		openOnce: open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		await visit.goto('/vocabulaire');
		await page.getByRole('link', { name: /^Thésaurus du patrimoine/ }).click();
		await page.getByRole('link', { name: 'gariotte' }).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await page.getByRole('link', { name: say('concept_view_alphabet') }).click();
		await page.getByRole('link', { name: 'abreuvoir' }).waitFor();
		await page.getByRole('searchbox').fill('gueriotte');
		await page.getByRole('button', { name: say('concept_search_apply') }).click();
		await page.getByText(say('concept_found_none')).waitFor();
		await page.getByRole('searchbox').fill('moulin');
		await page.getByRole('button', { name: say('concept_search_apply') }).click();
		await page.getByRole('link', { name: 'moulin à vent' }).waitFor();
		expect(await page.getByRole('link', { name: 'gariotte' }).count()).toBe(0);

		for (const format of ['ttl', 'jsonld', 'rdf', 'csv']) {
			const answer = await fetch(`${server.url}/vocabulaire/patrimoine.${format}`);
			expect([format, answer.status]).toEqual([format, 200]);
			expect(await answer.text()).toContain('gariotte');
		}
	});
});
