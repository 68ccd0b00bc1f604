import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { ImportResult } from '../../src/lib/domain/vocabulary/editing.ts';
import { checkScheme } from '../../src/lib/domain/vocabulary/skos/check.ts';
import { normalCollection, normalConcept } from '../../src/lib/domain/vocabulary/skos/normal.ts';
import { readVocabulary } from '../../src/lib/domain/vocabulary/skos/read.ts';
import type { SkosConcept, SkosScheme } from '../../src/lib/domain/vocabulary/skos/types.ts';
import {
	aSkosConcept,
	aSkosScheme,
	hasPublishedFiles,
	publishedFile,
	publishedFiles
} from '../support/skos.ts';
import { schemeOf } from './support/skos.ts';
import { onEveryEngine, type World } from './support/world.ts';

async function importScheme(world: World, id: string, scheme: SkosScheme): Promise<ImportResult> {
	const { uri, titles, other, concepts, collections } = scheme;
	const rpc = <T>(name: string, args: object) =>
		world.rpc<T>('administrator', name, args as Record<string, unknown>);
	const p_scheme = { id, uri, titles, other, kind: 'reference', theme: null };
	const p_import = await rpc<string>('import_begin', { p_scheme, p_missing: 'deprecate' });
	for (let at = 0; at < Math.max(concepts.length, 1); at += 500) {
		await rpc('import_add', {
			p_import,
			p_concepts: JSON.stringify(concepts.slice(at, at + 500)),
			p_collections: JSON.stringify(at === 0 ? collections : [])
		});
	}
	return rpc<ImportResult>('import_apply', { p_import });
}

/**
 * What of a scheme can be kept: what has an error of its own is set aside whole; of a pair of what is left
 * that contradicts itself, only the contradiction is.
 */
function keepSound(scheme: SkosScheme): SkosScheme {
	const told = (within: SkosScheme, code: RegExp) =>
		checkScheme(within).filter((one) => one.severity === 'error' && code.test(one.code));
	const aside = new Set(told(scheme, /^(?!skos_s27|skos_s46)/).map(({ uri }) => uri));
	const left = {
		...scheme,
		concepts: scheme.concepts.filter(({ uri }) => !aside.has(uri)),
		collections: scheme.collections.filter(({ uri }) => !aside.has(uri))
	};
	const pairs = (code: RegExp) =>
		new Set(
			told(left, code).flatMap(({ uri, others }) => others.map((other) => `${uri} ${other}`))
		);
	const [s27, s46] = [pairs(/^skos_s27/), pairs(/^skos_s46/)];
	const concepts = left.concepts.map((one) => ({
		...one,
		related: one.related.filter(
			(other) => !s27.has(`${one.uri} ${other}`) && !s27.has(`${other} ${one.uri}`)
		),
		matches: one.matches.filter(({ uri }) => !s46.has(`${one.uri} ${uri}`))
	}));
	return { ...left, concepts };
}

/** The same in the one form, whatever order its parts came in. */
const normal = ({ uri, concepts, collections }: SkosScheme) => ({
	uri,
	concepts: concepts.map(normalConcept).sort((a, b) => (a.uri < b.uri ? -1 : 1)),
	collections: collections.map(normalCollection).sort((a, b) => (a.uri < b.uri ? -1 : 1))
});

const errorsOf = (problems: { code: string; severity: string; uri: string }[]) => [
	...new Set(
		problems.filter(({ severity }) => severity === 'error').map(({ code, uri }) => `${code} ${uri}`)
	)
];

/** Pairs are told from one end: which of the two is a matter of taste. */
const alone = (errors: string[]) => errors.filter((text) => !/^skos_s(27|46)/.test(text)).sort();

const uris = Array.from({ length: 7 }, (_, at) => `https://random.example/${at}`);
const hubs = ['https://hub.example/1', 'https://hub.example/2'];
const some = <T>(items: readonly T[], maxLength = 2) =>
	fc.uniqueArray(fc.constantFrom(...items), { maxLength });

/** Concepts that relate in every way, right and wrong, to the others. */
const relating = (uri: string) =>
	fc.record({
		uri: fc.constant(uri),
		broader: some(uris),
		related: some(uris, 1),
		matches: fc.uniqueArray(
			fc.record({
				relation: fc.constantFrom(
					'exactMatch' as const,
					'closeMatch' as const,
					'broadMatch' as const,
					'relatedMatch' as const
				),
				uri: fc.constantFrom(...hubs, ...uris.slice(0, 3))
			}),
			{ maxLength: 3, selector: (match) => match.relation + match.uri }
		),
		isTop: fc.boolean(),
		deprecated: fc.boolean()
	});

/** Concepts alone, with labels right and wrong. */
const named = (uri: string) =>
	fc.record({
		uri: fc.constant(uri),
		related: fc.constant<string[]>([]),
		labels: fc.uniqueArray(
			fc.record({
				kind: fc.constantFrom('pref' as const, 'alt' as const, 'hidden' as const),
				lang: fc.constantFrom('fr', 'oc', '', 'zz', 'oc-lengadoc', 'é'),
				text: fc.constantFrom('mur', 'muret', '<b>', ' ', 'a\u0007'),
				status: fc.constant('known' as const)
			}),
			{ maxLength: 4, selector: ({ kind, lang, text }) => kind + lang + text }
		)
	});

const schemes = fc
	.oneof(fc.tuple(...uris.map(relating)), fc.tuple(...uris.map(named)))
	.map((parts) => parts.map(({ uri, ...more }) => aSkosConcept(uri, more)))
	.map((concepts) =>
		// Said on both sides, as a file is read.
		concepts.map((one) => ({
			...one,
			related: [
				...new Set([
					...one.related,
					...concepts.filter((other) => other.related.includes(one.uri)).map(({ uri }) => uri)
				])
			]
		}))
	);

onEveryEngine('vocabularies of others', (world) => {
	describe.skipIf(!hasPublishedFiles)('published files', () => {
		it.each(publishedFiles)('%s comes in and goes out the same', async (name) => {
			const { schemes: found } = await readVocabulary(publishedFile(name), name);
			for (const [at, scheme] of found.entries()) {
				const id = `file-${publishedFiles.indexOf(name)}-${at}`;
				const sound = keepSound(scheme);
				const answer = await importScheme(world(), id, scheme);
				expect(alone(errorsOf(answer.refused))).toEqual(alone(errorsOf(checkScheme(scheme))));
				const kept = await schemeOf(world(), 'administrator', id);
				expect(normal(kept)).toEqual(normal(sound));
				expect(await importScheme(world(), id, kept)).toMatchObject({
					batch: null,
					added: 0,
					changed: 0,
					refused: []
				});
			}
		});
	});
	if (!hasPublishedFiles) {
		it('could not be tried: ../shared/data is not on this machine', () => undefined);
	}

	// The same cases at every run; another seed finds others.
	test('what the preview says is what the import does', async () => {
		let at = 0;
		await fc.assert(
			fc.asyncProperty(schemes, async (concepts) => {
				at += 1;
				// Addresses of its own for each: a concept never goes, and what it matches binds those to come.
				const own = JSON.parse(
					JSON.stringify(concepts).replaceAll(/\/\/(random|hub)\.example/g, `//$1${at}.example`)
				) as SkosConcept[];
				const scheme = aSkosScheme(own, { uri: `https://random${at}.example/` });
				const answer = await importScheme(world(), `random-${at}`, scheme);
				expect(alone(errorsOf(answer.refused))).toEqual(alone(errorsOf(checkScheme(scheme))));
				const kept = await schemeOf(world(), 'administrator', `random-${at}`);
				expect(normal(kept)).toEqual(normal(keepSound(scheme)));
			}),
			{ seed: 20_260_101, numRuns: 25 }
		);
	});
});
