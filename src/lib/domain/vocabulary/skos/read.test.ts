import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../../../tests/support/skos.ts';
import { readVocabulary } from './read.ts';

const read = (content: string, name = 'file') => readVocabulary(bytesOf(content), name);
const turtle = (inside: string) =>
	`@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <https://example.org/s/> .\n${inside}`;

/** As the export of Opentheso writes it: no line for the thesaurus, its own numbers beside addresses. */
const opentheso = `URI;rdf:type;localURI;identifier;arkId;skos:prefLabel@fr;skos:prefLabel@oc;skos:altLabel@fr;skos:definition@fr;skos:notation;skos:narrower;narrowerId;skos:broader;broaderId;skos:related;relatedId;skos:exactMatch;skos:closeMatch;geo:lat;geo:long;geo:gps;skos:member;memberId;iso-thes:subGroup;owl:deprecated;dcterms:isReplacedBy;foaf:Image;dcterms:created;Remarque
https://ark.org/g1;skos:Collection;;g1;;Abris;;;;;;;;;;;;;;;;;;;false;;;2024-01-01;
https://ark.org/1;skos:Concept;https://host/?idc=1;1;ark:/1;abri;abric;refuge##cabane;"Petit bâtiment ; dans un champ.";A1;https://ark.org/2;2;;;;;https://x.org/1##https://x.org/2;;43.6;3.9;;https://ark.org/g1;g1;;false;;;2024-01-01;à revoir
https://ark.org/2;skos:Concept;;2;;capitelle;;;;;;;https://ark.org/1;1;;;;;;;;;;;TRUE;https://ark.org/1;;2024-01-01;
`;

describe('Opentheso', () => {
	it('is read with its own columns, which collections are said by their concepts', async () => {
		const { format, schemes, problems } = await read(opentheso);
		expect(format).toBe('opentheso_csv');
		expect(problems.map(({ code, uri, detail }) => [code, uri, detail])).toEqual([
			['scheme_missing', 'https://ark.org/', '2'],
			['not_kept', '', 'Remarque']
		]);
		const [{ concepts, collections }] = schemes as [(typeof schemes)[0]];
		expect(collections.map(({ uri, members }) => [uri, members])).toEqual([
			['https://ark.org/g1', ['https://ark.org/1']]
		]);
		expect(concepts[0]).toMatchObject({
			labels: [
				{ kind: 'alt', lang: 'fr', text: 'cabane' },
				{ kind: 'alt', lang: 'fr', text: 'refuge' },
				{ kind: 'pref', lang: 'fr', text: 'abri' },
				{ kind: 'pref', lang: 'oc', text: 'abric' }
			],
			notes: [{ kind: 'definition', lang: 'fr', text: 'Petit bâtiment ; dans un champ.' }],
			notations: ['A1'],
			matches: [
				{ relation: 'exactMatch', uri: 'https://x.org/1' },
				{ relation: 'exactMatch', uri: 'https://x.org/2' }
			],
			deprecated: false
		});
		expect(concepts[1]).toMatchObject({
			broader: ['https://ark.org/1'],
			deprecated: true,
			replacedBy: 'https://ark.org/1'
		});
	});

	it.each([',', '\t'])('is read with %j between columns', async (delimiter) => {
		const rows = opentheso.replaceAll(' ; ', ' ').replaceAll(';', delimiter);
		const { schemes } = await read(rows);
		expect(schemes[0]!.concepts.map(({ uri }) => uri)).toEqual([
			'https://ark.org/1',
			'https://ark.org/2'
		]);
	});
});

describe('what a file may leave unsaid', () => {
	it('is completed by what the other side said', async () => {
		const { schemes } = await read(
			turtle(`:s a skos:ConceptScheme ; skos:hasTopConcept :a .
				:a skos:narrower :b ; skos:prefLabel "a"@fr .
				:b skos:prefLabel "b"@fr ; skos:related :c .
				:c a skos:Concept ; skos:broader :a .`)
		);
		const [{ concepts }] = schemes as [(typeof schemes)[0]];
		expect(
			concepts.map(({ uri, isTop, broader, related }) => [uri, isTop, broader, related])
		).toEqual([
			['https://example.org/s/a', true, [], []],
			['https://example.org/s/b', false, ['https://example.org/s/a'], ['https://example.org/s/c']],
			['https://example.org/s/c', false, ['https://example.org/s/a'], ['https://example.org/s/b']]
		]);
	});

	it('keeps apart the schemes of a file, with a concept of both in both', async () => {
		const { schemes } = await read(
			turtle(`:x a skos:ConceptScheme . :y a skos:ConceptScheme .
				:a a skos:Concept ; skos:inScheme :x ; skos:narrower :b .
				:b a skos:Concept .
				:c a skos:Concept ; skos:inScheme :x, :y .`)
		);
		expect(
			schemes.map(({ uri, concepts }) => [uri, concepts.map((one) => one.uri.at(-1))])
		).toEqual([
			['https://example.org/s/x', ['a', 'b', 'c']],
			['https://example.org/s/y', ['c']]
		]);
	});

	it('reads labels and notes that are things of their own', async () => {
		const { schemes } = await read(
			turtle(`@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
				@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
				:a a skos:Concept ; xl:prefLabel [ a xl:Label ; xl:literalForm "mur"@FR ] ;
					skos:changeNote [ rdf:value "renommé"@fr ] .`)
		);
		expect(schemes[0]!.concepts[0]).toMatchObject({
			labels: [{ kind: 'pref', lang: 'fr', text: 'mur' }],
			notes: [{ kind: 'changeNote', lang: 'fr', text: 'renommé' }],
			other: []
		});
	});

	it('keeps what it has no place for as it came', async () => {
		const { schemes } = await read(
			turtle(`@prefix dct: <http://purl.org/dc/terms/> .
				:a a skos:Concept ; skos:prefLabel "a"@fr ; dct:created "2024-01-01"^^<http://www.w3.org/2001/XMLSchema#date> ;
					skos:broaderTransitive :b ; skos:notation "1"^^<https://example.org/code> .`)
		);
		const [concept] = schemes[0]!.concepts;
		expect(concept!.notations).toEqual(['1']);
		expect(
			concept!.other.map(({ predicate, object, datatype }) => [predicate, object, datatype])
		).toEqual([
			['http://purl.org/dc/terms/created', '2024-01-01', 'http://www.w3.org/2001/XMLSchema#date'],
			['http://www.w3.org/2004/02/skos/core#broaderTransitive', 'https://example.org/s/b', ''],
			['http://www.w3.org/2004/02/skos/core#notation', '1', 'https://example.org/code']
		]);
	});
});

describe('JSON-LD', () => {
	it('is read with a context of its own, reverse properties, lists and language maps', async () => {
		const { format, schemes, problems } = await read(
			JSON.stringify({
				'@context': {
					skos: 'http://www.w3.org/2004/02/skos/core#',
					prefLabel: { '@id': 'skos:prefLabel', '@container': '@language' },
					narrowerOf: { '@reverse': 'skos:narrower' }
				},
				'@graph': [
					{
						'@id': 'https://example.org/s/b',
						'@type': 'skos:Concept',
						prefLabel: { fr: 'b', OC: 'bé' },
						narrowerOf: { '@id': 'https://example.org/s/a', '@type': 'skos:Concept' },
						inconnu: 1
					},
					{
						'@id': 'https://example.org/s/g',
						'@type': 'skos:OrderedCollection',
						'skos:memberList': {
							'@list': [{ '@id': 'https://example.org/s/b' }, { '@id': 'https://example.org/s/a' }]
						}
					}
				]
			})
		);
		expect(format).toBe('json_ld');
		const [{ concepts, collections }] = schemes as [(typeof schemes)[0]];
		expect(concepts[1]).toMatchObject({
			labels: [
				{ lang: 'fr', text: 'b' },
				{ lang: 'oc', text: 'bé' }
			],
			broader: ['https://example.org/s/a']
		});
		expect(collections[0]!.members).toEqual(['https://example.org/s/b', 'https://example.org/s/a']);
		expect(problems.map(({ code, detail }) => [code, detail])).toContainEqual([
			'not_kept',
			'inconnu'
		]);
	});
});

describe('progress', () => {
	it('is told from nothing to everything, never backwards', async () => {
		const shares: number[] = [];
		await readVocabulary(bytesOf(opentheso), 'a.csv', (share) => shares.push(share));
		expect(shares).toEqual([...shares].sort((a, b) => a - b));
		expect(shares.at(-1)).toBe(1);
	});
});
