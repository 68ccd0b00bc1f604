/** Formats in which a vocabulary or a concept leaves, named by the extension of their addresses. */
export type SkosFormat = 'ttl' | 'jsonld' | 'rdf' | 'csv';

export const mediaTypes: Record<SkosFormat, string> = {
	ttl: 'text/turtle',
	jsonld: 'application/ld+json',
	rdf: 'application/rdf+xml',
	csv: 'text/csv'
};

/** Addresses of a concept and of a vocabulary; with an extension it is a document already. */
const named = /^\/(concept\/[^/]+|vocabulaire)\/[^/]+$/;
const ofDocument = /\.(ttl|jsonld|rdf|csv)$/;
/** A table of one concept is nothing anybody asked for. */
const ofConcepts: SkosFormat[] = ['ttl', 'jsonld', 'rdf'];

/** Whether an address has a page and data, chosen by what the reader accepts. */
export function isNegotiated(path: string): boolean {
	return named.test(path) && !ofDocument.test(path);
}

/**
 * Where a machine that asks for data about a concept or a vocabulary is sent (303 See Other, as the
 * W3C's recipes for vocabularies have it); null for who gets the page: people, and whoever takes anything.
 */
export function dataAddress(path: string, accept: string | null): string | null {
	if (accept === null || !isNegotiated(path)) return null;
	const formats = path.startsWith('/concept/')
		? ofConcepts
		: (Object.keys(mediaTypes) as SkosFormat[]);
	const ranges = rangesOf(accept);
	const page = ranges.get('text/html') ?? ranges.get('application/xhtml+xml');
	let best: { format: SkosFormat; quality: number } | null = null;
	for (const format of formats) {
		const quality = ranges.get(mediaTypes[format]) ?? 0;
		if (quality > (best?.quality ?? 0)) best = { format, quality };
	}
	if (!best) return null;
	// Named beats what only a wildcard lets through; between two that are named people come first.
	if (page !== undefined ? page >= best.quality : wildcard(ranges) > best.quality) return null;
	return `${path}.${best.format}`;
}

function wildcard(ranges: ReadonlyMap<string, number>): number {
	return Math.max(ranges.get('*/*') ?? 0, ranges.get('text/*') ?? 0);
}

/** Media ranges of an Accept header with their qualities (RFC 9110 §12.5.1). */
function rangesOf(accept: string): Map<string, number> {
	const ranges = new Map<string, number>();
	for (const part of accept.split(',')) {
		const [range = '', ...parameters] = part.split(';').map((one) => one.trim().toLowerCase());
		const given = parameters.find((one) => one.startsWith('q='));
		const quality = given === undefined ? 1 : Number(given.slice(2));
		if (range !== '') ranges.set(range, Number.isFinite(quality) ? quality : 0);
	}
	return ranges;
}
