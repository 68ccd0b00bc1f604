import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeSource } from '../../../tests/support/fake-source.ts';
import { sampleRecord } from '../../../tests/support/sample-vocabulary.ts';

const { source } = fakeSource([sampleRecord()]);
const drawings = { bell: 'M1 1h1', tower: 'M5 21V3' };
const fetcher = () => Promise.resolve(Response.json(drawings));

async function ask(
	module: Promise<{ GET: (event: never) => Response | Promise<Response> }>,
	params: Record<string, string>,
	path = '/'
) {
	const url = new URL(path, 'http://capitelle.test');
	const { GET } = await module;
	const request = new Request(url);
	return GET({ request, url, params, locals: { api: source }, fetch: fetcher } as never);
}

beforeEach(() => vi.resetModules());

describe('the style of a theme', () => {
	const style = (theme: string) => ask(import('./styles/[theme].sld/+server.ts'), { theme });

	test('is SLD whose symbols are addresses of this site', async () => {
		const answer = await style('bells');
		expect(answer.headers.get('content-type')).toMatch(/^application\/vnd\.ogc\.sld\+xml/);
		const text = await answer.text();
		expect(text).toContain('<Title>Clocher</Title>');
		expect(text).toContain('xlink:href="http://capitelle.test/api/symbols/bells/tower.svg"');
	});

	test('of no theme is not found', async () => {
		expect((await style('nothing')).status).toBe(404);
	});
});

describe('the symbol of a concept', () => {
	const symbol = (scheme: string, notation: string) =>
		ask(import('./symbols/[scheme]/[notation].svg/+server.ts'), { scheme, notation });

	test('is an SVG in its colour with its drawing, inherited where it has none', async () => {
		const answer = await symbol('bells', 'wall');
		expect(answer.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
		const svg = await answer.text();
		expect(svg).toContain('fill="#7a4b12"');
		expect(svg).toContain(drawings.tower);
	});

	test('of nothing is not found', async () => {
		expect((await symbol('bells', 'nothing')).status).toBe(404);
	});
});

test('an exported feature carries its colour and the address of its symbol', async () => {
	const answer = await ask(import('./records.geojson/+server.ts'), {}, '/api/records.geojson');
	const { features } = (await answer.json()) as {
		features: { properties: Record<string, unknown> }[];
	};
	expect(features[0]?.properties).toMatchObject({
		'marker-color': '#7a4b12',
		'marker-icon': expect.stringMatching(/^http:\/\/capitelle\.test\/api\/symbols\/bells\/.*\.svg$/)
	});
});
