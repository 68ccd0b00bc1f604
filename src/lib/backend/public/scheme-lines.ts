import type { Names, NamedConcept, SchemeHead } from '../../domain/vocabulary/pages.ts';
import { Kept } from './kept.ts';
import { callFunction, readSchemeStamp } from './scheme-stamp.ts';
import type { PublicSource } from './source.ts';

/** A concept in the list of its vocabulary. */
export interface Line extends NamedConcept {
	id: string;
	/** Broader and narrower ones of the same vocabulary, in its order. */
	broader: Line[];
	narrower: Line[];
}

/** A vocabulary with the names of its concepts and how they hang together. */
export interface Listing {
	scheme: SchemeHead;
	/** In the order of the vocabulary. */
	lines: Line[];
	byId: ReadonlyMap<string, Line>;
}

type Row = [
	notation: string,
	uri: string | null,
	names: Names,
	broader: string[],
	deprecated: 0 | 1
];

/** A large vocabulary takes a second to read and changes a few times a year. */
const kept = new Kept<Listing | null>({ freshForMs: 600_000, most: 8 });

/** A vocabulary's concepts, or null when there is no such vocabulary. Names that are not sure are left out. */
export async function readListing(source: PublicSource, scheme: string): Promise<Listing | null> {
	const stamp = await readSchemeStamp(source, scheme);
	if (stamp === null) return null;
	return kept.get(`${scheme} ${stamp}`, async () => {
		const found = await callFunction<{ scheme: SchemeHead; lines: Row[] } | null>(
			source,
			'scheme_lines',
			{ p_scheme: scheme }
		);
		return found && arrange(found.scheme, found.lines);
	});
}

function arrange(scheme: SchemeHead, rows: Row[]): Listing {
	const lines = rows.map(([notation, uri, names, , deprecated]): Line => ({
		id: `${scheme.id}/${notation}`,
		uri: uri ?? scheme.uri + notation,
		names,
		deprecated: deprecated === 1,
		broader: [],
		narrower: []
	}));
	const byId = new Map(lines.map((line) => [line.id, line]));
	rows.forEach(([, , , broader], at) => {
		const line = lines[at]!;
		for (const notation of broader) {
			const parent = byId.get(`${scheme.id}/${notation}`);
			if (!parent || parent === line) continue;
			line.broader.push(parent);
			parent.narrower.push(line);
		}
	});
	return { scheme, lines, byId };
}

/** What another page says of it. */
export function named({ id, uri, names, deprecated }: Line): NamedConcept {
	return { id, uri, names, deprecated };
}

/** A way longer than this is no help to a reader. */
const longestWay = 30;

/** Lines of broader concepts from a top one down to the nearest, at most `most` of them; cycles end. */
export function waysTo(line: Line, most = 3): NamedConcept[][] {
	const ways: NamedConcept[][] = [];
	const climb = (at: Line, below: Line[]): void => {
		if (ways.length >= most) return;
		const parents = at.broader.filter((parent) => parent !== line && !below.includes(parent));
		if (parents.length === 0 || below.length >= longestWay) {
			if (below.length > 0) ways.push(below.map(named));
			return;
		}
		for (const parent of parents) climb(parent, [parent, ...below]);
	};
	climb(line, []);
	return ways;
}
