import { fold } from '../../domain/vocabulary/fold.ts';
import { indexVocabulary, ancestorsOf } from '../../domain/vocabulary/graph.ts';
import {
	nameIn,
	type Names,
	type SchemeLine,
	type SchemePage
} from '../../domain/vocabulary/pages.ts';
import { packSymbols, type PackedSymbols } from '../../domain/vocabulary/subset.ts';
import type { Concept, Vocabulary } from '../../domain/vocabulary/types.ts';
import type { Problem } from '../../domain/problem.ts';
import { named, readListing, type Line, type Listing } from './scheme-lines.ts';
import type { PublicSource } from './source.ts';
import { readVocabulary } from './vocabulary.ts';

/** What a vocabulary's page is asked for. */
export interface SchemeQuery {
	lang: string;
	/** Notation whose narrower concepts are wanted. */
	under: string | null;
	/** Null: a tree when it is small enough to be read as one. */
	view: 'tree' | 'alphabet' | null;
	letter: string | null;
	q: string | null;
	page: number;
}

/** Lines on one page: long enough to be searched by eye, short enough for a phone in a valley. */
const pageLines = 200;
/** A tree up to this size is shown whole. */
const wholeTree = 400;
const longestQuery = 100;

/** Reads the parameters of a vocabulary's page; those it does not know are ignored, a page beyond the last is the last. */
export function parseSchemeQuery(
	parameters: URLSearchParams,
	lang: string
): { query: SchemeQuery; problems: Problem[] } {
	const text = (name: string) => parameters.get(name)?.trim() || null;
	const problems: Problem[] = [];
	const view = text('vue');
	if (view !== null && view !== 'arbre' && view !== 'alphabet')
		problems.push({ code: 'not_in_list', field: 'vue', params: { allowed: 'arbre, alphabet' } });
	const page = text('page') ?? '1';
	if (!/^[1-9]\d{0,5}$/.test(page)) problems.push({ code: 'wrong_type', field: 'page' });
	const q = text('q');
	if (q !== null && q.length > longestQuery)
		problems.push({ code: 'too_long', field: 'q', params: { max: longestQuery } });
	return {
		query: {
			lang,
			under: text('sous'),
			view: view === 'arbre' ? 'tree' : view === 'alphabet' ? 'alphabet' : null,
			letter: text('lettre'),
			q,
			page: Number(page) || 1
		},
		problems
	};
}

/** One page of a vocabulary, or null when there is none of that id, or no concept to look under. */
export async function schemePage(
	source: PublicSource,
	id: string,
	query: SchemeQuery
): Promise<SchemePage | null> {
	const [listing, vocabulary] = await Promise.all([
		readListing(source, id),
		readVocabulary(source)
	]);
	if (!listing) return null;
	const under = query.under === null ? null : (listing.byId.get(`${id}/${query.under}`) ?? null);
	if (query.under !== null && !under) return null;

	const inUse = listing.lines.filter(({ deprecated }) => !deprecated);
	const hasTree = inUse.some(({ broader }) => broader.length > 0);
	const pool = under ? under.narrower.filter(({ deprecated }) => !deprecated) : inUse;
	const filtered = query.q !== null || query.letter !== null || under !== null;
	const wanted = query.view ?? (hasTree && pool.length <= wholeTree ? 'tree' : 'alphabet');
	const arrangement = wanted === 'tree' && hasTree && !filtered ? 'tree' : 'alphabet';

	const sorted = arrangement === 'tree' ? [] : byName(listing, under, query.lang);
	const letters = [...new Set(sorted.map(({ initial }) => initial))];
	const found =
		arrangement === 'tree'
			? treeOf(inUse)
			: sorted.filter(filterOf(query)).map(({ line }) => ({ line, level: 0 }));
	const pages = Math.max(1, Math.ceil(found.length / pageLines));
	const page = Math.min(query.page, pages);
	const shown = found.slice((page - 1) * pageLines, page * pageLines);
	return {
		scheme: listing.scheme,
		total: inUse.length,
		deprecated: listing.lines.length - inUse.length,
		under: under && named(under),
		arrangement,
		hasTree,
		// Few lines are found by eye.
		letters: found.length === sorted.length && sorted.length <= pageLines / 4 ? [] : letters,
		letter: query.letter,
		q: query.q,
		found: found.length,
		page,
		pages,
		lines: shown.map(({ line, level }): SchemeLine => ({
			...named(line),
			names: namesShown(line.names),
			level,
			narrower: line.narrower.filter(({ deprecated }) => !deprecated).length
		})),
		symbols: withoutNames(
			symbolsFor(
				vocabulary,
				shown.map(({ line }) => line.id)
			)
		)
	};
}

/** A line needs no more than one name a reader may ask for. */
function namesShown(names: Names): Names {
	const known = Object.entries(names).filter(([lang]) =>
		['fr', 'oc', 'en', 'ca', ''].includes(lang)
	);
	return Object.fromEntries(known.length > 0 ? known : Object.entries(names).slice(0, 1));
}

/** The lines have them already. */
function withoutNames(symbols: PackedSymbols): PackedSymbols {
	return {
		...symbols,
		concepts: symbols.concepts.map(([id, , ...rest]) => [id, {}, ...rest])
	};
}

interface Sorted {
	line: Line;
	name: string;
	initial: string;
	/** Its names without what people leave out. */
	words: string[];
}

/** Sorting thousands of names as people do takes a while: once for each language, as long as they stand. */
const sortedLines = new WeakMap<Listing, Map<string, Sorted[]>>();

function byName(listing: Listing, under: Line | null, lang: string): Sorted[] {
	const known = sortedLines.get(listing) ?? new Map<string, Sorted[]>();
	sortedLines.set(listing, known);
	const all = known.get(lang) ?? sortedByName(listing.lines, lang);
	known.set(lang, all);
	if (!under) return all;
	const inside = new Set(under.narrower);
	return all.filter(({ line }) => inside.has(line));
}

function sortedByName(lines: readonly Line[], lang: string): Sorted[] {
	const { compare } = new Intl.Collator(lang === 'oc' ? ['oc', 'fr'] : lang, { numeric: true });
	return lines
		.filter(({ deprecated }) => !deprecated)
		.map((line) => {
			const name = nameIn(line, lang).text;
			const first = fold(name).charAt(0).toUpperCase();
			return {
				line,
				name,
				initial: /\p{L}/u.test(first) ? first : '#',
				words: Object.values(line.names).map(fold)
			};
		})
		.sort((a, b) => compare(a.name, b.name));
}

function filterOf({ q, letter }: SchemeQuery): (one: Sorted) => boolean {
	const typed = q === null ? null : fold(q);
	const wanted = letter?.toUpperCase() ?? null;
	return ({ initial, words }) =>
		(wanted === null || initial === wanted) &&
		(typed === null || words.some((name) => name.includes(typed)));
}

/** In reading order, each concept under its first broader one that is in use; what a cycle hides comes last. */
function treeOf(lines: readonly Line[]): { line: Line; level: number }[] {
	const rows: { line: Line; level: number }[] = [];
	const seen = new Set<Line>();
	const walk = (root: Line): void => {
		// Not by recursion: a chain may be as long as the vocabulary.
		const waiting = [{ line: root, level: 0 }];
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			const { line, level } = next;
			if (seen.has(line) || line.deprecated) continue;
			seen.add(line);
			rows.push(next);
			waiting.push(...line.narrower.toReversed().map((one) => ({ line: one, level: level + 1 })));
		}
	};
	for (const line of lines) {
		if (!line.broader.some(({ deprecated }) => !deprecated)) walk(line);
	}
	for (const line of lines) walk(line);
	return rows;
}

/** What marks are drawn by: the concepts with the broader ones they take their look from. */
export function symbolsFor(vocabulary: Vocabulary, ids: readonly string[]) {
	const index = indexVocabulary(vocabulary);
	const wanted = new Map<string, Concept>();
	for (const id of ids) {
		const own = index.concepts.get(id);
		if (own) for (const one of [own, ...ancestorsOf(index, id)]) wanted.set(one.id, one);
	}
	const concepts = [...wanted.values()];
	return packSymbols({ ...vocabulary, concepts });
}
