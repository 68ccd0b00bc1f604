import { Claims, isText, type Literal } from './claims.ts';
import type { RdfGraph, Said } from './graph.ts';
import { rdfType, skosType } from './namespaces.ts';
import { readLabels, readNotes, type Leave } from './read-texts.ts';
import { readUse } from './read-use.ts';
import type { Relations } from './relations.ts';
import { sortedSet, type Term } from './statement.ts';
import { cap, deprecated, matchRelations, replacedBy, skos, titles } from './terms.ts';
import type { OtherStatement, SkosCollection, SkosConcept, SkosScheme } from './types.ts';

const itself = (uri: string) => uri;
const isTrue = (object: Term) =>
	object.kind === 'literal' && (object.value === 'true' || object.value === '1');
const isType = (types: readonly string[]) => (said: Said) =>
	said.predicate === rdfType && types.includes(said.object.value);

/** The title of a scheme, by the first property that has one, and the other statements about it. */
export function readScheme(
	graph: RdfGraph,
	uri: string,
	relations: Relations,
	leave: Leave
): Pick<SkosScheme, 'titles' | 'other'> {
	const claims = new Claims(graph.says(uri));
	claims.take(isType([skosType.scheme]));
	claims.take(
		({ predicate, object }) => predicate === skos.hasTopConcept && relations.has(object.value)
	);
	// An address that is a concept too (S9) has its other statements there.
	if (relations.has(uri)) claims.take(({ predicate }) => predicate !== skos.hasTopConcept);
	const found = titles.reduce<Literal[]>(
		(known, property) => (known.length > 0 ? known : claims.texts(property)),
		[]
	);
	return {
		titles: sortedSet(
			found.map(({ lang, value }) => ({ lang, text: value })),
			({ lang, text }) => `${lang}\n${text}`
		),
		other: readOther(claims, uri, leave)
	};
}

/** Everything said of a concept, as seen from one of its schemes. */
export function readConcept(
	graph: RdfGraph,
	uri: string,
	scheme: string,
	relations: Relations,
	leave: Leave
): SkosConcept {
	const claims = new Claims(graph.says(uri));
	claims.take(isType([skosType.concept, skosType.scheme]));
	const labels = readLabels(claims, graph, (predicate, code) => leave(uri, predicate, code));
	const notes = readNotes(claims, graph, (predicate, code) => leave(uri, predicate, code));
	const tops = claims.uris(skos.topConceptOf);
	claims.uris(skos.inScheme);
	claims.take(
		({ predicate, object }) => predicate === skos.narrower && relations.has(object.value)
	);
	const broader = [...claims.uris(skos.broader), ...relations.broaderOf(uri)];
	const related = [...claims.uris(skos.related), ...relations.relatedTo(uri)];
	const matches = Object.entries(matchRelations).flatMap(([property, relation]) =>
		claims.uris(property).map((to) => ({ relation, uri: to }))
	);
	const isDeprecated = claims.take(
		({ predicate, object }) => predicate === deprecated && isTrue(object)
	);
	const [replacement] = sortedSet(graph.uris(uri, replacedBy), itself);
	claims.take(({ predicate, object }) => predicate === replacedBy && object.value === replacement);
	return {
		uri,
		notations: readNotations(claims),
		labels,
		notes,
		broader: sortedSet(broader, itself),
		related: sortedSet(related, itself),
		matches: sortedSet(matches, ({ relation, uri: to }) => `${relation} ${to}`),
		isTop: tops.includes(scheme) || relations.isTopOf(scheme, uri),
		deprecated: isDeprecated.length > 0,
		replacedBy: replacement ?? null,
		use: readUse(claims),
		other: readOther(claims, uri, leave)
	};
}

/** Notations as texts; one that has a datatype or a language is kept as a statement too. */
function readNotations(claims: Claims): string[] {
	const plain = claims.take(
		({ predicate, object }) => predicate === skos.notation && isText(object) && object.lang === ''
	);
	const typed = claims
		.rest()
		.filter(({ predicate, object }) => predicate === skos.notation && object.kind === 'literal');
	return sortedSet(
		[...plain, ...typed].map(({ object }) => object.value),
		itself
	);
}

/** Everything said of a collection. The order of an ordered one is that of its list. */
export function readCollection(graph: RdfGraph, uri: string, leave: Leave): SkosCollection {
	const claims = new Claims(graph.says(uri));
	const types = claims.take(isType([skosType.collection, skosType.orderedCollection]));
	const ordered = types.some(({ object }) => object.value === skosType.orderedCollection);
	claims.uris(skos.inScheme);
	const labels = readLabels(claims, graph, (predicate, code) => leave(uri, predicate, code));
	const notes = readNotes(claims, graph, (predicate, code) => leave(uri, predicate, code));
	const members = claims.uris(skos.member);
	const lists = claims.take(
		({ predicate, object }) => predicate === skos.memberList && object.kind !== 'literal'
	);
	const listed = lists.flatMap(({ object }) => graph.list(object.value));
	const trait = claims.take(({ predicate, object }) => predicate === cap.isTrait && isTrue(object));
	return {
		uri,
		labels,
		notes,
		members: ordered
			? [...new Set([...listed, ...members])]
			: sortedSet([...members, ...listed], itself),
		ordered,
		isTrait: trait.length > 0,
		other: readOther(claims, uri, leave)
	};
}

/** What nobody took, kept as it came; a nameless node has no place, and is told. */
function readOther(claims: Claims, subject: string, leave: Leave): OtherStatement[] {
	const other: OtherStatement[] = [];
	for (const { predicate, object } of claims.rest()) {
		if (object.kind === 'blank') leave(subject, predicate);
		else if (object.kind === 'uri') {
			other.push({ predicate, object: object.value, isUri: true, lang: '', datatype: '' });
		} else {
			const { value, lang, datatype } = object;
			other.push({ predicate, object: value, isUri: false, lang, datatype });
		}
	}
	return sortedSet(other, otherKey);
}

/** What makes two statements of one subject the same, and their order. */
export function otherKey({ predicate, object, isUri, lang, datatype }: OtherStatement): string {
	return `${predicate}\n${isUri ? 'uri' : 'text'}\n${lang}\n${datatype}\n${object}`;
}
