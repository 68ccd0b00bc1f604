import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aSkosConcept,
	aSkosScheme,
	bytesOf,
	hasPublishedFiles,
	publishedFile,
	publishedFiles
} from '../../../../../tests/support/skos.ts';
import { checkScheme } from './check.ts';
import { diffSchemes } from './diff.ts';
import { writeJsonLd } from './json-ld.ts';
import { normalCollection, normalConcept } from './normal.ts';
import { writeCsv } from './opentheso-csv.ts';
import { writeRdfXml } from './rdf-xml.ts';
import { readVocabulary } from './read.ts';
import { sortedSet } from './statement.ts';
import { writeTurtle } from './turtle.ts';
import type { SkosCollection, SkosConcept, SkosLabel, SkosScheme } from './types.ts';

const formats = [
	{ format: 'turtle', write: writeTurtle },
	{ format: 'rdf_xml', write: writeRdfXml },
	{ format: 'json_ld', write: writeJsonLd },
	{ format: 'opentheso_csv', write: writeCsv }
] as const;

/** The name says nothing, so that the content must. */
const again = (text: string) => readVocabulary(bytesOf(text), 'vocabulary');

describe.skipIf(!hasPublishedFiles)('published vocabularies', () => {
	const holds = {
		'heritage/thesaurus-draft.ttl': ['turtle', 109],
		'skos/Building_Materials_20260209.rdf': ['rdf_xml', 232],
		'skos/Evidence_20250417.rdf': ['rdf_xml', 59],
		'skos/Farmsteads_20190718.rdf': ['rdf_xml', 99],
		'skos/arches_HE_Threat_Type_20200127.xml': ['arches_xml', 45]
	};

	it.each(Object.entries(holds))('%s is read whole', async (name, [format, concepts]) => {
		const file = await readVocabulary(publishedFile(name), name);
		expect(file.format).toBe(format);
		expect(file.schemes.map((scheme) => scheme.concepts.length)).toEqual([concepts]);
		expect(file.problems).toEqual([]);
	});

	it.each(publishedFiles.flatMap((name) => formats.map((one) => ({ name, ...one }))))(
		'$name comes back the same from $format',
		async ({ name, format, write }) => {
			const { schemes } = await readVocabulary(publishedFile(name), name);
			for (const scheme of schemes) {
				const back = await again(write(scheme));
				expect(back).toEqual({ format, schemes: [scheme], problems: [] });
				const { added, changed, missing, unchanged } = diffSchemes(scheme, back.schemes[0]!);
				expect({ added, changed, missing }).toEqual({ added: [], changed: [], missing: [] });
				expect(unchanged).toBe(scheme.concepts.length);
			}
		}
	);

	it('finds the four statements that break S27 in the building materials', async () => {
		const name = 'skos/Building_Materials_20260209.rdf';
		const { schemes } = await readVocabulary(publishedFile(name), name);
		const errors = checkScheme(schemes[0]!).filter(({ severity }) => severity === 'error');
		const base = 'http://purl.org/heritagedata/schemes/eh_tbm/concepts/';
		expect(errors.map(({ code, uri, others }) => [code, uri, ...others])).toEqual([
			['skos_s27', `${base}98186`, `${base}98241`],
			['skos_s27', `${base}98186`, `${base}98242`],
			['skos_s27', `${base}98241`, `${base}98186`],
			['skos_s27', `${base}98242`, `${base}98186`]
		]);
	});

	it('reads the texts of Arches without their keys, and says that its addresses will not last', async () => {
		const name = 'skos/arches_HE_Threat_Type_20200127.xml';
		const { schemes } = await readVocabulary(publishedFile(name), name);
		expect(schemes[0]!.titles).toEqual([{ lang: 'en', text: 'Historic England Threat Type' }]);
		const rot = schemes[0]!.concepts.find(({ labels }) => labels[0]?.text === 'Rot')!;
		expect(rot.broader).toEqual(['http://localhost:8000/1dc01e9f-7dc0-3e75-8f34-8df28893b513']);
		expect(checkScheme(schemes[0]!).some(({ code }) => code === 'uri_local')).toBe(true);
	});
});

describe.runIf(!hasPublishedFiles)('published vocabularies', () => {
	it('could not be read: ../shared/data is not on this machine', () => {
		expect(publishedFiles.length).toBeGreaterThan(0);
	});
});

/** Any text that can be stored: quotes, separators, markup, formulas, every script, line ends. */
const text = fc
	.oneof(
		fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
		fc.string({
			unit: fc.constantFrom(...'#\\\'"`;,=+-@<>&{}[]()|\r\n\t éèòçŀ𓂀日e'),
			minLength: 1,
			maxLength: 12
		})
	)
	// What the check refuses, and no format can hold.
	.map((said) => said.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, 'x'))
	.filter((said) => said.trim() !== '');
const lang = fc.constantFrom('', 'fr', 'oc', 'ca', 'en', 'oc-aranes', 'fr-fr', 'zh-hant-tw');
const name = fc
	.string({ unit: fc.constantFrom(...'abcdefghijkl0123456789-._~%2F'), minLength: 1 })
	// `/.` and `/..` are ways to other addresses.
	.filter((said) => !/^[.]+$/.test(said));
const address = fc.oneof(
	name.map((path) => `https://example.org/s/${path}`),
	name.map((path) => `https://example.org/autre#é${path}`),
	fc.constantFrom(
		'urn:isbn:0451450523',
		'geo:43.6,3.9',
		'skos:Concept',
		'https://example.org/a_(b)?c=d&e=f'
	)
);
const predicate = fc.constantFrom(
	'http://purl.org/dc/terms/source',
	'http://purl.org/dc/elements/1.1/creator',
	'http://www.w3.org/2000/01/rdf-schema#seeAlso',
	'https://example.org/terms#größe',
	'https://example.org/terms/a.b-c_d',
	'http://www.w3.org/2008/05/skos-xl#labelRelation'
);
const other = fc.record({
	predicate,
	object: address,
	isUri: fc.constant(true),
	lang: fc.constant(''),
	datatype: fc.constant('')
});
const otherText = fc
	.record({
		predicate,
		object: text,
		isUri: fc.constant(false),
		lang,
		datatype: fc.constantFrom(
			'',
			'http://www.w3.org/2001/XMLSchema#date',
			'http://www.w3.org/2001/XMLSchema#boolean',
			'https://example.org/type#a'
		)
	})
	.map((said) => (said.lang === '' ? said : { ...said, datatype: '' }));
const status = fc.constantFrom('sourced', 'known', 'unsure');
const labels = fc
	.array(fc.record({ kind: fc.constantFrom('pref', 'alt', 'hidden'), lang, text, status }), {
		maxLength: 6
	})
	// S13: a text is one kind of label.
	.map((said) => sortedSet(said as SkosLabel[], (label) => `${label.lang}\n${label.text}`));
const notes = fc.array(
	fc.record({
		kind: fc.constantFrom(
			'note',
			'definition',
			'scopeNote',
			'historyNote',
			'example',
			'editorialNote',
			'changeNote'
		),
		lang,
		text
	}),
	{ maxLength: 3 }
);
const use = fc.record({
	geometryKinds: fc.subarray(['point', 'line', 'polygon'] as const),
	sensitivity: fc.constantFrom('blurred', 'hidden'),
	osmTags: fc.array(text, { maxLength: 3 }),
	icon: fc.option(fc.constantFrom('wall', 'hut')),
	color: fc.option(fc.constantFrom('#aabbcc', '#00FF00')),
	shape: fc.option(fc.constantFrom('circle', 'hexagon')),
	position: fc.nat({ max: 999_999 })
});
const relation = fc.constantFrom(
	'exactMatch',
	'closeMatch',
	'broadMatch',
	'narrowMatch',
	'relatedMatch'
);
const concept = fc.record({
	notations: fc.array(text, { maxLength: 2 }),
	labels,
	notes,
	broader: fc.array(address, { maxLength: 2 }),
	matches: fc.array(fc.record({ relation, uri: address }), { maxLength: 3 }),
	isTop: fc.boolean(),
	deprecated: fc.boolean(),
	replacedBy: fc.option(address),
	use: fc.option(use),
	other: fc.array(fc.oneof(other, otherText), { maxLength: 3 })
});
const collection = fc.record({
	labels,
	notes,
	members: fc.array(address, { maxLength: 4 }),
	ordered: fc.boolean(),
	isTrait: fc.boolean(),
	other: fc.array(otherText, { maxLength: 2 })
});
const scheme: fc.Arbitrary<SkosScheme> = fc
	.record({
		titles: fc.array(fc.record({ lang, text }), { maxLength: 2 }),
		other: fc.array(fc.oneof(other, otherText), { maxLength: 2 }),
		concepts: fc.array(concept, { minLength: 1, maxLength: 5 }),
		collections: fc.array(collection, { maxLength: 2 })
	})
	.map(({ titles, concepts, collections, ...rest }) => {
		const uriAt = (at: number) => `https://example.org/s/${at}`;
		const inside = concepts.map((_, at) => uriAt(at));
		return {
			uri: 'https://example.org/s',
			titles: sortedSet(titles, (title) => `${title.lang}\n${title.text}`),
			other: normalConcept(aSkosConcept('x', rest)).other,
			concepts: concepts.map((said, at) =>
				normalConcept({
					...aSkosConcept(uriAt(at)),
					...(said as Partial<SkosConcept>),
					// Each is below the one before, and said from both sides to be near another.
					broader: [...said.broader, ...inside.slice(Math.max(0, at - 1), at)],
					related: inside.length > 3 && at % 3 === 0 ? [uriAt(3 - at)] : []
				})
			),
			collections: collections.map((said, at) =>
				normalCollection({ uri: `https://example.org/s/k${at}`, ...said } as SkosCollection)
			)
		};
	});

describe('any vocabulary', () => {
	it.each(formats)('comes back the same from $format', async ({ format, write }) => {
		await fc.assert(
			fc.asyncProperty(scheme, async (before) => {
				const written = write(before);
				const back = await again(written);
				expect(back.schemes).toEqual([before]);
				expect(back.format).toBe(format);
				// The same once more: an export says nothing twice.
				expect(write(back.schemes[0]!)).toBe(written);
			}),
			{ numRuns: 150 }
		);
	});

	it('is the same in all formats, one after the other', async () => {
		const before = aSkosScheme([
			normalConcept(
				aSkosConcept('https://example.org/s/capitelle', {
					labels: [
						{ kind: 'pref', lang: 'fr', text: 'capitelle', status: 'known' },
						{ kind: 'pref', lang: 'oc', text: 'capitèla', status: 'sourced' },
						{ kind: 'hidden', lang: 'oc', text: 'borie ; "pèira"', status: 'unsure' }
					],
					notations: ['12.3'],
					isTop: true
				})
			)
		]);
		let scheme = before;
		for (const { write } of formats) scheme = (await again(write(scheme))).schemes[0]!;
		expect(scheme).toEqual(before);
	});
});
