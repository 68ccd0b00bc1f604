import { afterEach, describe, expect, it, vi } from 'vitest';
import {
	aSkosConcept,
	aSkosScheme,
	bytesOf,
	hasPublishedFiles,
	publishedFile,
	publishedFiles
} from '../../../../../tests/support/skos.ts';
import { checkScheme } from './check.ts';
import { VocabularyFileError } from './file-error.ts';
import { writeJsonLd } from './json-ld.ts';
import { skosLimits } from './limits.ts';
import { writeCsv } from './opentheso-csv.ts';
import { writeRdfXml } from './rdf-xml.ts';
import { readVocabulary } from './read.ts';
import { writeTurtle } from './turtle.ts';

const wall = aSkosConcept('https://example.org/s/mur', {
	labels: [
		{ kind: 'alt', lang: 'oc', text: 'paredèla', status: 'known' },
		{ kind: 'pref', lang: 'fr', text: 'mur à pierre sèche', status: 'known' }
	],
	notes: [{ kind: 'definition', lang: 'fr', text: 'Mur « sans mortier ».' }]
});
const scheme = aSkosScheme([wall]);
const texts = {
	turtle: writeTurtle(scheme),
	rdf_xml: writeRdfXml(scheme),
	json_ld: writeJsonLd(scheme),
	opentheso_csv: writeCsv(scheme)
};

/** The error a file is refused with; fails when it is read. */
async function refusal(content: string | Uint8Array, name = 'file'): Promise<VocabularyFileError> {
	const bytes = typeof content === 'string' ? bytesOf(content) : content;
	const outcome = await readVocabulary(bytes, name).then(
		(file) => file,
		(error: unknown) => error
	);
	expect(outcome).toBeInstanceOf(VocabularyFileError);
	return outcome as VocabularyFileError;
}

const utf16 = (text: string, mark: boolean) =>
	new Uint8Array(Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le'));
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
const rdfXml = (inside: string, before = '') =>
	`<?xml version="1.0"?>${before}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" ` +
	`xmlns:skos="http://www.w3.org/2004/02/skos/core#">${inside}</rdf:RDF>`;
const turtle = (inside: string) =>
	`@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n@prefix : <https://example.org/s/> .\n${inside}`;

afterEach(() => vi.unstubAllGlobals());

describe('a file cut short', () => {
	// Turtle cut between two statements, and CSV in its very last cell, are whole files too.
	it.each(Object.entries(texts))('in %s is refused wherever it ends', async (_format, text) => {
		for (const share of [0.35, 0.5, 0.65, 0.8]) {
			const { code } = await refusal(text.trimEnd().slice(0, Math.floor(text.length * share)));
			expect(['file_truncated', 'file_syntax']).toContain(code);
		}
	});

	it('is told from one with a mistake, with the line where it ends', async () => {
		expect(await refusal(texts.rdf_xml.slice(0, -20))).toMatchObject({
			code: 'file_truncated',
			line: texts.rdf_xml.split('\n').length - 2
		});
		expect(await refusal(texts.json_ld.slice(0, -20))).toMatchObject({ code: 'file_truncated' });
		expect(await refusal(turtle(':a a skos:Concept ; skos:prefLabel '))).toMatchObject({
			code: 'file_truncated',
			line: 3
		});
		expect(await refusal('URI;skos:prefLabel@fr\nhttps://example.org/a;"mur')).toMatchObject({
			code: 'file_truncated',
			line: 2
		});
		expect(await refusal(turtle(':a a skos:Concept .\n:b skos:prefLabel "b" "c" .'))).toMatchObject(
			{
				code: 'file_syntax',
				line: 4
			}
		);
		expect(await refusal(rdfXml('\n<skos:Concept></skos:Wall>'))).toMatchObject({
			code: 'file_syntax',
			line: 2
		});
	});

	it.skipIf(!hasPublishedFiles)('is refused when it was published, too', async () => {
		for (const name of publishedFiles.filter((one) => !one.endsWith('.ttl'))) {
			const bytes = publishedFile(name);
			for (const share of [0.2, 0.5, 0.99]) {
				const cut = bytes.subarray(0, Math.floor(bytes.length * share));
				expect(['file_truncated', 'file_syntax']).toContain((await refusal(cut)).code);
			}
		}
	});
});

describe('a file in another encoding', () => {
	it.each(Object.values(texts))('is read in UTF-16, with its mark or without', async (text) => {
		for (const mark of [true, false]) {
			const bytes = utf16(text.replace(/^\ufeff/, ''), mark);
			expect((await readVocabulary(bytes, 'file')).schemes).toEqual([scheme]);
		}
	});

	it.each(Object.values(texts))(
		'is refused when its letters would come out wrong',
		async (text) => {
			const bytes = latin1(text.replace(/^\ufeff/, '').replaceAll('’', "'"));
			expect(await refusal(bytes)).toMatchObject({ code: 'file_encoding' });
		}
	);

	it('is read in what XML says it is in, and refused when nobody knows it', async () => {
		const declared = (encoding: string) => texts.rdf_xml.replace('UTF-8', encoding);
		const file = await readVocabulary(latin1(declared('ISO-8859-1')), 'file');
		expect(file.schemes).toEqual([scheme]);
		expect(await refusal(latin1(declared('x-klingon')))).toMatchObject({
			code: 'file_encoding',
			detail: 'x-klingon'
		});
	});
});

describe('a file that is no vocabulary', () => {
	it.each([
		['', 'file_empty'],
		['\ufeff \n ', 'file_empty'],
		['PK\u0003\u0004\u0014\u0000\u0000\u0000', 'file_format'],
		['<!DOCTYPE html><html><body>404</body></html>', 'file_format'],
		['<kml xmlns="http://www.opengis.net/kml/2.2"></kml>', 'file_format'],
		['Bonjour, voici le thésaurus', 'file_format'],
		['code;libellé\n1;mur\n', 'file_format'],
		['{"type": "FeatureCollection", "features": []}', 'file_no_vocabulary'],
		['@prefix x: <http://x/> . x:a x:b x:c .', 'file_no_vocabulary'],
		[rdfXml(''), 'file_no_vocabulary']
	])('%j is %s', async (content, code) => {
		expect((await refusal(content)).code).toBe(code);
	});

	it('is refused for want of columns when its name says CSV', async () => {
		expect((await refusal('code;libellé\n1;mur\n', 'a.csv')).code).toBe('file_columns');
		expect((await refusal(`URI${';'.repeat(200_000)}`, 'a.csv')).code).toBe('file_columns');
	});

	it('is refused by its size before it is read', async () => {
		expect(await refusal(new Uint8Array(skosLimits.file + 1))).toMatchObject({
			code: 'file_too_large',
			detail: '50'
		});
	});
});

describe('a file made to harm', () => {
	const bomb =
		'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>';
	it.each([
		['entities that multiply', rdfXml('<skos:Concept rdf:about="http://x/&c;"/>', bomb)],
		[
			'a file of the machine',
			rdfXml('&x;', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>')
		],
		['a file elsewhere', rdfXml('', '<!DOCTYPE x [<!ENTITY % x SYSTEM "http://x/"> %x;]>')]
	])('with %s is refused unread', async (_what, content) => {
		expect((await refusal(content)).code).toBe('file_entities');
	});

	it('nested without end is refused', async () => {
		const deep = 100_000;
		expect((await refusal(rdfXml('<a>'.repeat(deep)))).code).toBe('file_too_deep');
		expect((await refusal(`{"a":${'['.repeat(deep)}`)).code).toBe('file_too_deep');
		expect((await refusal(turtle(`:a :b ${'('.repeat(deep)}`))).code).toBe('file_too_deep');
		expect((await refusal(turtle(`:a :b ${'[ :b '.repeat(deep)}`))).code).toBe('file_too_deep');
	});

	it('with more statements than any vocabulary is refused', async () => {
		const many = turtle(`:a :b ${'1,'.repeat(skosLimits.statements)}1 .`);
		expect((await refusal(many)).code).toBe('file_too_many');
	});

	it('whose context is elsewhere is refused, and nothing is fetched', async () => {
		const fetched = vi.fn();
		vi.stubGlobal('fetch', fetched);
		const contexts = ['https://example.org/c.jsonld', [{}, 'https://example.org/c.jsonld']];
		for (const context of contexts) {
			const document = JSON.stringify({ '@context': context, '@id': 'https://example.org/a' });
			expect(await refusal(document)).toMatchObject({
				code: 'file_remote_context',
				detail: 'https://example.org/c.jsonld'
			});
		}
		const imported = { '@version': 1.1, '@import': 'https://example.org/d.jsonld' };
		expect((await refusal(JSON.stringify({ '@context': imported }))).code).toBe(
			'file_remote_context'
		);
		expect(fetched).not.toHaveBeenCalled();
	});
});

describe('a file with broken concepts', () => {
	const codes = async (content: string) => {
		const { schemes, problems } = await readVocabulary(bytesOf(content), 'file');
		return [...problems, ...schemes.flatMap((one) => checkScheme(one))].map(
			({ code, severity, detail }) => `${severity} ${code}${detail && ` ${detail}`}`
		);
	};
	const sound =
		':s a skos:ConceptScheme . :mur a skos:Concept ; skos:prefLabel "mur"@fr ; skos:topConceptOf :s .';

	it('is read, with ten thousand names told in one line', async () => {
		const labels = Array.from({ length: 10_000 }, (_, at) => `"nom ${at}"@fr`).join(', ');
		expect(
			await codes(
				turtle(
					`${sound}\n:a a skos:Concept ; skos:prefLabel "a"@fr ; skos:altLabel ${labels} ; skos:broader :mur .`
				)
			)
		).toEqual(['error too_many_labels 10001']);
	});

	it('is read with concepts in a circle, below themselves, and below nothing', async () => {
		const found = await codes(
			turtle(`${sound}
				:a a skos:Concept ; skos:prefLabel "a"@fr ; skos:broader :b .
				:b a skos:Concept ; skos:prefLabel "b"@fr ; skos:broader :c .
				:c a skos:Concept ; skos:prefLabel "c"@fr ; skos:broader :a .
				:d a skos:Concept ; skos:prefLabel "d"@fr ; skos:broader :d, :mur .
				:e a skos:Concept ; skos:prefLabel "e"@fr ; skos:broader :ailleurs .`)
		);
		expect(found).toEqual([
			'warning broader_cycle',
			'warning broader_self',
			'warning broader_dangling broader',
			'warning orphan'
		]);
	});

	it('is read with languages that do not exist', async () => {
		const found = await codes(
			turtle(
				`${sound} :a a skos:Concept ; skos:broader :mur ; skos:prefLabel "a"@fr ; skos:altLabel "b"@xx, "c"@occitan, "d"@gsc, "e"@oc-lengadoc, "f"@x-tarn .`
			)
		);
		expect(found).toEqual(['error language_tag occitan', 'error language_tag xx']);
	});

	it('is read with HTML in its names, which stays text everywhere', async () => {
		const name = '<script>alert(1)</script>';
		const file = await readVocabulary(
			bytesOf(
				turtle(`${sound} :a a skos:Concept ; skos:broader :mur ; skos:prefLabel "${name}"@fr .`)
			),
			'file'
		);
		const [found] = checkScheme(file.schemes[0]!);
		expect(found).toMatchObject({ code: 'markup', severity: 'warning', detail: `${name}@fr` });
		expect(writeRdfXml(file.schemes[0]!)).not.toContain('<script>');
	});

	it('is read without concepts that have no address, and they are named', async () => {
		const found = await codes(
			turtle(`${sound} [] a skos:Concept ; skos:prefLabel "sans adresse"@fr .`)
		);
		expect(found).toEqual(['error uri_missing sans adresse']);
	});

	it('is read with addresses that are none, each told with its concept', async () => {
		const found = await codes(`URI;skos:prefLabel@fr;skos:topConceptOf
https://example.org/s/mur;mur;https://example.org/s
capitelle;capitelle;https://example.org/s
https://example.org/s/a b;a;https://example.org/s
javascript:alert(1);b;https://example.org/s
`);
		expect(found.sort()).toEqual([
			'error uri_malformed capitelle',
			'error uri_malformed https://example.org/s/a b',
			'error uri_malformed javascript:alert(1)'
		]);
	});

	it('is read with addresses relative to a file that says no base', async () => {
		const found = await codes(
			rdfXml(
				'<skos:Concept rdf:about="mur"><skos:prefLabel xml:lang="fr">mur</skos:prefLabel></skos:Concept>'
			)
		);
		expect(found).toContain('error uri_malformed mur');
	});

	it('is read with control characters, which nothing could store', async () => {
		const found = await codes(
			turtle(`${sound} :a a skos:Concept ; skos:broader :mur ; skos:prefLabel "a\\u0000b"@fr .`)
		);
		expect(found).toEqual(['error control_character a\u0000b@fr']);
	});

	it('tells what it has no place for', async () => {
		const found = await codes(
			turtle(`@prefix foaf: <http://xmlns.com/foaf/0.1/> . ${sound}
				:mur foaf:maker [ foaf:name "Jeanne" ] ; skos:altLabel ""@fr .
				:jeanne foaf:name "Jeanne" .`)
		);
		expect(found.sort()).toEqual([
			'warning label_empty http://www.w3.org/2004/02/skos/core#altLabel',
			'warning not_kept',
			'warning not_kept http://xmlns.com/foaf/0.1/maker'
		]);
	});
});
