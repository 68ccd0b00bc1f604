import { Writer, DataFactory, Parser } from 'n3';
import { checkScheme } from '../../src/lib/domain/vocabulary/skos/check.ts';
import { diffSchemes } from '../../src/lib/domain/vocabulary/skos/diff.ts';
import { writeJsonLd } from '../../src/lib/domain/vocabulary/skos/json-ld.ts';
import { writeCsv } from '../../src/lib/domain/vocabulary/skos/opentheso-csv.ts';
import { writeRdfXml } from '../../src/lib/domain/vocabulary/skos/rdf-xml.ts';
import { readVocabulary } from '../../src/lib/domain/vocabulary/skos/read.ts';
import { writeTurtle } from '../../src/lib/domain/vocabulary/skos/turtle.ts';
import type { SkosScheme } from '../../src/lib/domain/vocabulary/skos/types.ts';
import { aSkosConcept, aSkosScheme, bytesOf } from '../support/skos.ts';
import type { Figure, Report } from './figures.ts';

const concepts = 17_000;
const times = 3;

const formats = [
	{ name: 'Turtle', write: writeTurtle },
	{ name: 'RDF/XML', write: writeRdfXml },
	{ name: 'JSON-LD', write: writeJsonLd },
	{ name: 'CSV', write: writeCsv }
];

/** How long a person waits for a national thesaurus: to read it, check it, compare it and take it away. */
export async function run(): Promise<Report> {
	const scheme = thesaurus();
	const figures: Figure[] = [];
	for (const { name, write } of formats) {
		const text = write(scheme);
		const bytes = bytesOf(text);
		figures.push(
			{ name: `write ${name}`, value: await median(() => write(scheme)), unit: 'ms', budget: 5000 },
			{
				name: `read ${name}, ${(bytes.length / 1e6).toFixed(1)} MB`,
				value: await median(() => readVocabulary(bytes, 'file')),
				unit: 'ms',
				budget: 20_000
			}
		);
	}
	figures.push(
		{ name: 'check', value: await median(() => checkScheme(scheme)), unit: 'ms', budget: 5000 },
		{
			name: 'compare with itself',
			value: await median(() => diffSchemes(scheme, scheme)),
			unit: 'ms',
			budget: 5000
		}
	);
	const turtle = writeTurtle(scheme);
	const bare = await median(() => new Parser().parse(turtle));
	const rewritten = await median(() => rewrite(turtle));
	return {
		title: 'Vocabulary files',
		setting: `${concepts} concepts of three labels, a definition, a parent and a match; median of ${times}`,
		figures,
		ratios: [
			{ name: 'read Turtle ÷ n3 alone into an array', value: figures[1]!.value / bare },
			{ name: 'write Turtle ÷ n3 alone, read and written', value: figures[0]!.value / rewritten }
		]
	};
}

function thesaurus(): SkosScheme {
	const uri = (at: number) => `https://example.org/s/${at}`;
	return aSkosScheme(
		Array.from({ length: concepts }, (_, at) =>
			aSkosConcept(uri(at), {
				labels: [
					{ kind: 'alt', lang: 'fr', text: `murette ${at}`, status: 'known' },
					{ kind: 'pref', lang: 'fr', text: `mur en pierre sèche ${at}`, status: 'known' },
					{ kind: 'pref', lang: 'oc', text: `muralha de pèira seca ${at}`, status: 'sourced' }
				],
				notes: [
					{ kind: 'definition', lang: 'fr', text: `Mur monté sans mortier ni liant, ${at}.` }
				],
				broader: at === 0 ? [] : [uri(Math.floor((at - 1) / 12))],
				matches: [{ relation: 'closeMatch', uri: `http://www.wikidata.org/entity/Q${at}` }],
				isTop: at === 0
			})
		)
	);
}

function rewrite(turtle: string): string {
	const writer = new Writer();
	for (const quad of new Parser().parse(turtle)) {
		writer.addQuad(DataFactory.quad(quad.subject, quad.predicate, quad.object));
	}
	let text = '';
	writer.end((_error, result: string) => (text = result));
	return text;
}

async function median(work: () => unknown): Promise<number> {
	const samples: number[] = [];
	for (let time = 0; time < times; time += 1) {
		const from = performance.now();
		await work();
		samples.push(performance.now() - from);
	}
	return samples.sort((a, b) => a - b)[Math.floor(times / 2)]!;
}
