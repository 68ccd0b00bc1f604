import { describe, expect, test } from 'vitest';
import { dataAddress, isNegotiated } from './negotiation.ts';

const concept = '/concept/patrimoine/capitelle';

describe('who asks for a concept', () => {
	test.each([
		['nobody said what', null],
		['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8'],
		['curl, a preview, a crawler', '*/*'],
		['text of any kind', 'text/*'],
		['both alike', 'text/turtle, text/html'],
		['data refused', 'text/turtle;q=0, */*'],
		['nothing there is', 'application/pdf'],
		['a table, which one concept is not', 'text/csv'],
		['nonsense', ';;;,q=']
	])('gets the page: %s', (_, accept) => {
		expect(dataAddress(concept, accept)).toBeNull();
	});

	test.each([
		['text/turtle', 'ttl'],
		['application/ld+json', 'jsonld'],
		['application/rdf+xml', 'rdf'],
		['TEXT/TURTLE; charset=utf-8', 'ttl'],
		['application/rdf+xml, text/turtle;q=0.9, */*;q=0.1', 'rdf'],
		['application/rdf+xml;q=0.5, text/turtle;q=0.9', 'ttl'],
		['application/ld+json, */*', 'jsonld'],
		['text/html;q=0.4, text/turtle;q=0.5', 'ttl']
	])('is sent to data: %s', (accept, extension) => {
		expect(dataAddress(concept, accept)).toBe(`${concept}.${extension}`);
	});

	test('a vocabulary is a table as well', () => {
		expect(dataAddress('/vocabulaire/patrimoine', 'text/csv')).toBe('/vocabulaire/patrimoine.csv');
	});

	test.each([
		'/',
		'/vocabulaire',
		'/concept/patrimoine',
		'/concept/patrimoine/capitelle.ttl',
		'/vocabulaire/patrimoine.csv',
		'/fiche/x',
		'/concept/a/b/c'
	])('%s is one thing to everybody', (path) => {
		expect(isNegotiated(path)).toBe(false);
		expect(dataAddress(path, 'text/turtle')).toBeNull();
	});
});
