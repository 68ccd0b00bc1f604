import { describe, expect, test } from 'vitest';
import { authorityOf, linkOf, osmTagPage } from './authorities.ts';

describe('the concepts of others', () => {
	test.each([
		['http://www.wikidata.org/entity/Q218155', 'wikidata', 'https://www.wikidata.org/wiki/Q218155'],
		['http://vocab.getty.edu/aat/300005734', 'aat', 'https://vocab.getty.edu/page/aat/300005734'],
		[
			'https://taxref.mnhn.fr/lod/taxon/116704',
			'taxref',
			'https://inpn.mnhn.fr/espece/cd_nom/116704'
		],
		[
			'http://data.culture.fr/thesaurus/resource/ark:/67717/T96-1',
			'merimee',
			'http://data.culture.fr/thesaurus/resource/ark:/67717/T96-1'
		],
		['https://example.org/x', undefined, 'https://example.org/x']
	])('%s leads to a page', (uri, id, href) => {
		expect(authorityOf(uri)?.id).toBe(id);
		expect(linkOf(uri).href).toBe(href);
	});

	test('an address that a browser would run is no link', () => {
		expect(linkOf('javascript:alert(1)').href).toBeNull();
		expect(linkOf('urn:isbn:1').href).toBeNull();
	});
});

test('a tag has its page in the wiki; a key whose value is free has the key’s', () => {
	expect(osmTagPage('man_made=tower')).toBe(
		'https://wiki.openstreetmap.org/wiki/Tag%3Aman_made%3Dtower'
	);
	expect(osmTagPage('height=*')).toBe('https://wiki.openstreetmap.org/wiki/Key%3Aheight');
});
