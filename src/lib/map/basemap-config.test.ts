import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
	attributionHtml,
	basemapName,
	noBasemaps,
	offlineTerms,
	parseBasemapConfig,
	pickBasemap,
	plainGround
} from './basemap-config';

const layer = {
	url: 'https://tiles.example.org/{z}/{x}/{y}.png',
	attribution: 'Exemple',
	maxNativeZoom: 19
};
const config = parseBasemapConfig({
	initial: 'two',
	basemaps: [
		{ id: 'one', name: { fr: 'Un' }, layers: [layer] },
		{ id: 'two', name: { fr: 'Deux', en: 'Two' }, layers: [layer] }
	]
});

test('the file that ships has every basemap, each with a credit and its three names', async () => {
	const shipped = parseBasemapConfig(JSON.parse(await readFile('static/basemaps.json', 'utf8')));
	expect(shipped.basemaps.map((basemap) => basemap.id)).toEqual([
		'ign-plan',
		'ign-ortho',
		'cadastre',
		'osm-fr'
	]);
	expect(pickBasemap(shipped, null)?.id).toBe('ign-plan');
	for (const basemap of shipped.basemaps) {
		expect(Object.keys(basemap.name)).toEqual(['fr', 'oc', 'en']);
		for (const { attribution } of basemap.layers) expect(attribution).not.toBe('');
	}
});

test('of the basemaps that ship, those of the state may be taken along, and the one that lives from gifts may not', async () => {
	const shipped = parseBasemapConfig(JSON.parse(await readFile('static/basemaps.json', 'utf8')));
	const allowed = shipped.basemaps.filter((basemap) => offlineTerms(basemap)).map(({ id }) => id);
	expect(allowed).toEqual(['ign-plan', 'ign-ortho', 'cadastre']);
});

test('a choice is kept while it exists, else the configured one is shown', () => {
	expect(pickBasemap(config, 'one')?.id).toBe('one');
	expect(pickBasemap(config, 'gone')?.id).toBe('two');
	expect(pickBasemap(config, plainGround)).toBeNull();
	expect(pickBasemap(noBasemaps, null)).toBeNull();
});

test('a bad entry costs itself only, a bad file every basemap, and neither throws', () => {
	const mixed = {
		basemaps: [
			{ id: 'bad' },
			3,
			{ id: 'x', name: { fr: 'X' }, layers: [{ ...layer, url: 'javascript:1' }] },
			config.basemaps[0]
		]
	};
	expect(parseBasemapConfig(mixed).basemaps.map((basemap) => basemap.id)).toEqual(['one']);
	for (const broken of [null, 'x', [], {}, { basemaps: 'x' }])
		expect(parseBasemapConfig(broken)).toEqual(noBasemaps);
});

test('names fall back to French', () => {
	expect(basemapName(config.basemaps[0]!, 'en')).toBe('Un');
	expect(basemapName(config.basemaps[1]!, 'en')).toBe('Two');
});

test('a credit is text: markup in the file is shown, not run', () => {
	const html = attributionHtml({
		...layer,
		attribution: '<img src=x onerror=alert(1)>',
		attributionUrl: 'javascript:alert(1)'
	});
	expect(html).not.toContain('<');
	expect(attributionHtml({ ...layer, attributionUrl: 'https://e.org/"><b>' })).toBe(
		'<a href="https://e.org/&#34;&#62;&#60;b&#62;" target="_blank" rel="noopener">Exemple</a>'
	);
});
