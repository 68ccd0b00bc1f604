import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';

const paths = ['/', '/a-propos', '/noter', '/contributions', '/connexion', '/shell', '/nulle-part'];

describe('the Content-Security-Policy', () => {
	test('is on every page and lets no inline script run', async ({ server }) => {
		for (const path of paths) {
			const answer = await fetch(new URL(path, server.url));
			const html = await answer.text();
			const header = answer.headers.get('content-security-policy') ?? '';
			const inPage =
				/<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1] ?? '';
			const policy = `${header};${inPage}`;
			const scripts = [...policy.matchAll(/script-src ([^;]*)/g)].map(([, sources]) => sources!);
			expect(scripts.length, path).toBeGreaterThan(0);
			expect(policy, path).toMatch(/object-src 'none'/);
			expect(policy, path).toMatch(/base-uri 'self'/);
			for (const sources of scripts) {
				expect(sources, path).not.toMatch(/unsafe-(inline|eval)|[*]|https?:(?!\/)/);
			}
		}
	});

	test('stops a script that slipped into the page, and the stop is heard', async ({
		openOnce: open
	}) => {
		const visit = await open('desktop');
		await visit.goto('/a-propos');
		await visit.page.evaluate(() => {
			const script = document.createElement('script');
			script.textContent = 'window.slippedIn = true';
			document.body.append(script);
			const image = document.createElement('img');
			image.setAttribute('onerror', 'window.slippedIn = true');
			image.src = 'data:image/png;base64,AAAA';
			document.body.append(image);
		});
		await expect.poll(() => visit.complaints.join('\n')).toMatch(/CSP script-src-attr/);
		await expect.poll(() => visit.complaints.join('\n')).toMatch(/CSP script-src-elem/);
		expect(await visit.page.evaluate(() => 'slippedIn' in window)).toBe(false);
		// Heard as it must be: without this the test itself would fail for them, and for what the console has yet to say.
		visit.expectComplaint(/Content Security Policy|CSP script-src-/);
		visit.complaints.length = 0;
	});

	test('other headers keep the pages to themselves', async ({ server }) => {
		const { headers } = await fetch(server.url);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('referrer-policy')).toMatch(/no-referrer|same-origin|strict-origin/);
	});
});

describe('words of people', () => {
	test('are never markup, on the page, in its preview and on the desk', async ({
		server,
		openOnce: open
	}) => {
		const [row] = await server.sql<{ id: string }>(
			`select id from public.records where status = 'published' and properties ? 'nom'
			and sensitivity = 'public' order by published_at limit 1`
		);
		const before = await server.sql<{ properties: unknown }>(
			'select properties from public.records where id = $1',
			[row?.id]
		);
		const hostile = `<img src=x onerror="window.slippedIn=1"><script>window.slippedIn=1</script>'"&`;
		await server.sql(
			`update public.records set properties = properties || jsonb_build_object('nom', $2::text) where id = $1`,
			[row?.id, hostile]
		);
		try {
			const visit = await open('phone');
			await visit.goto(`/fiche/${row?.id}`);
			const heading = visit.page.getByRole('heading', { level: 1 });
			expect(await heading.innerText()).toContain('<script>window.slippedIn=1</script>');
			expect(await heading.locator('*').count()).toBe(0);
			expect(await visit.page.evaluate(() => 'slippedIn' in window)).toBe(false);
			expect(await visit.page.title()).toContain('<img src=x');
		} finally {
			await server.sql('update public.records set properties = $2 where id = $1', [
				row?.id,
				before[0]?.properties
			]);
		}
	});
});
