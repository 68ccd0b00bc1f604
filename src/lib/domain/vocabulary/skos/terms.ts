import type { LabelKind } from '../types.ts';
import { uri } from './namespaces.ts';
import type { MatchRelation, NoteKind } from './types.ts';

/** Where each part of a concept stands in RDF; readers and writers share these. */
export const labelKinds = {
	[uri('skos:prefLabel')]: 'pref',
	[uri('skos:altLabel')]: 'alt',
	[uri('skos:hiddenLabel')]: 'hidden'
} as const satisfies Record<string, LabelKind>;

/** SKOS-XL: labels that are things of their own, whose text stands in `literalForm`. */
export const labelThings = {
	[uri('skosxl:prefLabel')]: 'pref',
	[uri('skosxl:altLabel')]: 'alt',
	[uri('skosxl:hiddenLabel')]: 'hidden'
} as const satisfies Record<string, LabelKind>;

export const noteKinds = {
	[uri('skos:note')]: 'note',
	[uri('skos:definition')]: 'definition',
	[uri('skos:scopeNote')]: 'scopeNote',
	[uri('skos:historyNote')]: 'historyNote',
	[uri('skos:example')]: 'example',
	[uri('skos:editorialNote')]: 'editorialNote',
	[uri('skos:changeNote')]: 'changeNote'
} as const satisfies Record<string, NoteKind>;

export const matchRelations = {
	[uri('skos:exactMatch')]: 'exactMatch',
	[uri('skos:closeMatch')]: 'closeMatch',
	[uri('skos:broadMatch')]: 'broadMatch',
	[uri('skos:narrowMatch')]: 'narrowMatch',
	[uri('skos:relatedMatch')]: 'relatedMatch'
} as const satisfies Record<string, MatchRelation>;

export const skos = {
	inScheme: uri('skos:inScheme'),
	topConceptOf: uri('skos:topConceptOf'),
	hasTopConcept: uri('skos:hasTopConcept'),
	broader: uri('skos:broader'),
	narrower: uri('skos:narrower'),
	related: uri('skos:related'),
	notation: uri('skos:notation'),
	member: uri('skos:member'),
	memberList: uri('skos:memberList')
};

export const rdf = {
	first: uri('rdf:first'),
	rest: uri('rdf:rest'),
	nil: uri('rdf:nil'),
	value: uri('rdf:value'),
	list: uri('rdf:List')
};

/** A scheme's title, in the order they are looked for; the first is what is written. */
export const titles = [
	uri('dct:title'),
	uri('dc:title'),
	uri('skos:prefLabel'),
	uri('rdfs:label')
] as const;

export const deprecated = uri('owl:deprecated');
export const replacedBy = uri('dct:isReplacedBy');
export const literalForm = uri('skosxl:literalForm');

/** Properties whose values are addresses. */
export const pointing: ReadonlySet<string> = new Set([
	skos.inScheme,
	skos.topConceptOf,
	skos.hasTopConcept,
	skos.broader,
	skos.narrower,
	skos.related,
	skos.member,
	skos.memberList,
	replacedBy,
	...Object.keys(matchRelations)
]);

/** Capitelle's own. */
export const cap = {
	sourced: uri('cap:sourced'),
	unsure: uri('cap:unsure'),
	geometryKind: uri('cap:geometryKind'),
	sensitivity: uri('cap:sensitivity'),
	osmTag: uri('cap:osmTag'),
	icon: uri('cap:icon'),
	color: uri('cap:color'),
	shape: uri('cap:shape'),
	position: uri('cap:position'),
	isTrait: uri('cap:isTrait')
};

/** The property of a kind: `propertyOf(labelKinds, 'pref')` is the address of `skos:prefLabel`. */
export function propertyOf<K extends string>(table: Record<string, K>, kind: K): string {
	return Object.keys(table).find((property) => table[property] === kind)!;
}
