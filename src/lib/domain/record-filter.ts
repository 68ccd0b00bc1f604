import type { Problem } from './problem.ts';
import { conceptById, descendantsOf, themeOf, type VocabularyIndex } from './vocabulary/graph.ts';

/** West, south, east, north in degrees. */
export type Bbox = [number, number, number, number];

/** Which published records are meant: by the map, the list, and every download. */
export interface RecordFilter {
	theme: string | null;
	/** With everything narrower. */
	concept: string | null;
	/** Words as typed. */
	q: string | null;
	bbox: Bbox | null;
	/** Most records wanted; null for all of them. */
	limit: number | null;
	/** Records to skip, for the pages of a list. */
	offset: number;
}

export const noFilter: RecordFilter = {
	theme: null,
	concept: null,
	q: null,
	bbox: null,
	limit: null,
	offset: 0
};

export type FilterParameter = keyof RecordFilter;

const longestQuery = 100;
const mostRecords = 10_000;

/**
 * Reads a filter from an address. An unknown, repeated or impossible parameter is a problem naming
 * it: silently ignoring one would give the whole set to someone who asked for a part. An empty value
 * is the same as none, because an HTML form sends every field it has.
 *
 * @param allowed parameters of this address
 */
export function parseRecordFilter(
	parameters: URLSearchParams,
	allowed: readonly FilterParameter[],
	index: VocabularyIndex
): { filter: RecordFilter; problems: Problem[] } {
	const problems: Problem[] = [];
	const filter = { ...noFilter };
	for (const name of new Set(parameters.keys())) {
		const values = parameters.getAll(name);
		const value = values[0]?.trim() ?? '';
		if (!allowed.includes(name as FilterParameter)) {
			problems.push({
				code: 'unknown_field',
				field: name,
				params: { allowed: allowed.join(', ') }
			});
		} else if (values.length > 1) {
			problems.push({ code: 'bad_format', field: name });
		} else if (value !== '') {
			const problem = readers[name as FilterParameter](value, filter, index);
			if (problem) problems.push({ ...problem, field: name });
		}
	}
	const outOfTheme =
		filter.theme !== null &&
		filter.concept !== null &&
		themeOf(index, filter.concept)?.id !== filter.theme;
	if (outOfTheme && problems.length === 0) problems.push({ code: 'not_in_list', field: 'concept' });
	return { filter, problems };
}

type Reader = (
	value: string,
	filter: RecordFilter,
	index: VocabularyIndex
) => Omit<Problem, 'field'> | null;

const readers: Record<FilterParameter, Reader> = {
	theme(value, filter, index) {
		if (!index.themes.has(value)) return { code: 'unknown_theme' };
		filter.theme = value;
		return null;
	},
	concept(value, filter, index) {
		if (!conceptById(index, value) || !themeOf(index, value)) return { code: 'unknown_concept' };
		filter.concept = value;
		return null;
	},
	q(value, filter) {
		if (value.length > longestQuery) return { code: 'too_long', params: { max: longestQuery } };
		filter.q = value;
		return null;
	},
	bbox(value, filter) {
		const numbers = value.split(',').map((part) => (part.trim() === '' ? NaN : Number(part)));
		const [west, south, east, north] = numbers;
		if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return { code: 'bad_format' };
		if (
			west! > east! ||
			south! > north! ||
			south! < -90 ||
			north! > 90 ||
			west! < -180 ||
			east! > 180
		) {
			return { code: 'out_of_range' };
		}
		filter.bbox = numbers as Bbox;
		return null;
	},
	limit(value, filter) {
		const limit = wholeNumber(value);
		if (limit === null) return { code: 'wrong_type' };
		if (limit < 1 || limit > mostRecords)
			return { code: 'out_of_range', params: { min: 1, max: mostRecords } };
		filter.limit = limit;
		return null;
	},
	offset(value, filter) {
		const offset = wholeNumber(value);
		if (offset === null) return { code: 'wrong_type' };
		filter.offset = offset;
		return null;
	}
};

function wholeNumber(value: string): number | null {
	return /^\d{1,9}$/.test(value) ? Number(value) : null;
}

/** The address parameters of a filter, empty ones left out; the inverse of {@link parseRecordFilter}. */
export function filterParameters(filter: Partial<RecordFilter>): URLSearchParams {
	const parameters = new URLSearchParams();
	for (const [name, value] of Object.entries(filter)) {
		if (value === null || value === undefined || value === '' || (name === 'offset' && value === 0))
			continue;
		parameters.set(name, Array.isArray(value) ? value.join(',') : String(value));
	}
	return parameters;
}

/** The concepts a filter lets through: null for all. */
export function filterConcepts(filter: RecordFilter, index: VocabularyIndex): Set<string> | null {
	if (filter.concept === null) return null;
	return new Set(descendantsOf(index, filter.concept).map((concept) => concept.id));
}
