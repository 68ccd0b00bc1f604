import { expect, test } from 'vitest';
import { aConcept, aScheme, aTheme } from '../../../../tests/support/vocabulary-parts.ts';
import { indexVocabulary } from '../vocabulary/graph.ts';
import { styleOfConcept } from '../vocabulary/legend.ts';
import { simplestyle } from './simplestyle.ts';
import { themeSld } from './sld.ts';

const theme = aTheme('water', { title: { fr: 'Eaux & <ponts>' }, color: '#222222' });
const index = indexVocabulary({
	etag: 'e',
	themes: [theme],
	schemes: [aScheme('water')],
	collections: [],
	fields: [],
	concepts: [
		aConcept('water/spring', {
			color: '#0000ff',
			shape: 'hexagon',
			icon: 'drop',
			labels: [{ kind: 'pref', lang: 'fr', text: 'source "vive" & <b>\u0007', status: 'known' }],
			position: 1
		}),
		aConcept('water/hot-spring', { broader: ['water/spring'], position: 2 }),
		aConcept('water/well', { broader: ['water/spring'], icon: 'well', position: 3 })
	]
});
const sld = themeSld({
	index,
	theme,
	styleOf: ({ id }) => styleOfConcept(index, id, {}),
	symbolUrl: ({ id }) => `https://example.org/${id}.svg?a=1&b=2`
});

test('every concept is in one rule, with those drawn alike', () => {
	const rules = [...sld.matchAll(/<Rule>[^]*?<\/Rule>/g)].map(([rule]) => rule);
	const wanted = rules.map((rule) =>
		[...rule.matchAll(/<ogc:Literal>(.*?)<\/ogc:Literal>/g)].map(([, id]) => id)
	);
	expect(wanted).toEqual([['water/spring', 'water/hot-spring'], ['water/well']]);
	expect(rules[0]).toMatch(/<ogc:Or>.*<\/ogc:Or>/s);
	expect(rules[1]).not.toContain('<ogc:Or>');
});

test('a rule has the colour, the outline and the address of the drawing', () => {
	expect(sld).toContain('<WellKnownName>hexagon</WellKnownName>');
	expect(sld).toContain('<CssParameter name="fill">#0000ff</CssParameter>');
	expect(sld).toContain('xlink:href="https://example.org/water/spring.svg?a=1&amp;b=2"');
});

test('labels with signs of XML, and signs XML refuses, leave it well formed', () => {
	expect(sld).toContain('<Title>source &quot;vive&quot; &amp; &lt;b&gt;</Title>');
	expect(sld).toContain('<Title>Eaux &amp; &lt;ponts&gt;</Title>');
	const open: string[] = [];
	for (const [, closing, name, , selfClosed] of sld.matchAll(
		/<(\/?)([\w:]+)((?:\s[^<>]*?)?)(\/?)>/g
	)) {
		if (closing) expect(open.pop()).toBe(name);
		else if (!selfClosed) open.push(name ?? '');
	}
	expect(open).toEqual([]);
});

test('a feature says how it is drawn by what it is', () => {
	const look = { color: '#123456', symbolUrl: 'https://example.org/s.svg' };
	expect(simplestyle({ type: 'Point', coordinates: [1, 2] }, look)).toEqual({
		'marker-color': '#123456',
		'marker-icon': 'https://example.org/s.svg'
	});
	const line = simplestyle({ type: 'LineString', coordinates: [] }, look);
	expect(line).toMatchObject({ stroke: '#123456' });
	expect(line).not.toHaveProperty('fill');
	expect(simplestyle({ type: 'MultiPolygon', coordinates: [] }, look)).toMatchObject({
		stroke: '#123456',
		fill: '#123456',
		'fill-opacity': 0.22
	});
});
