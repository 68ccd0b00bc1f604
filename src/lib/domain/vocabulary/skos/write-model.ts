import { rdfType, skosType, uri, xsdBoolean } from './namespaces.ts';
import { textTerm, uriTerm, type Statement, type Term } from './statement.ts';
import {
	cap,
	deprecated,
	labelKinds,
	matchRelations,
	noteKinds,
	propertyOf,
	rdf,
	replacedBy,
	skos,
	titles
} from './terms.ts';
import type {
	ConceptUse,
	OtherStatement,
	SkosCollection,
	SkosConcept,
	SkosLabel,
	SkosNote,
	SkosScheme
} from './types.ts';

type Say = (predicate: string, object: Term) => void;

const xsdInteger = uri('xsd:integer');
const truth = textTerm('true', '', xsdBoolean);

/**
 * A scheme as RDF statements, subject after subject, the scheme first. `hasTopConcept` and `narrower` are
 * said too, for readers that do not infer them; towards concepts that are in the scheme only.
 */
export function statementsOf(scheme: SkosScheme): Statement[] {
	const statements: Statement[] = [];
	const about =
		(subject: string): Say =>
		(predicate, object) =>
			statements.push({ subject, predicate, object });
	const narrower = narrowerOf(scheme);

	const say = about(scheme.uri);
	say(rdfType, uriTerm(skosType.scheme));
	for (const { lang, text } of scheme.titles) say(titles[0], textTerm(text, lang));
	for (const { uri, isTop } of scheme.concepts) if (isTop) say(skos.hasTopConcept, uriTerm(uri));
	sayOther(scheme.other, say);

	for (const concept of scheme.concepts) {
		sayConcept(concept, narrower.get(concept.uri) ?? [], scheme.uri, about(concept.uri));
	}
	scheme.collections.forEach((collection, index) => {
		const say = about(collection.uri);
		sayCollection(collection, scheme.uri, say);
		if (collection.ordered) sayList(collection.members, `_:l${index}x`, say, about);
	});
	return statements;
}

/** Narrower concepts of each, said as `broader` by the other side. */
function narrowerOf(scheme: SkosScheme): Map<string, string[]> {
	const narrower = new Map<string, string[]>(scheme.concepts.map(({ uri }) => [uri, []]));
	for (const { uri, broader } of scheme.concepts) {
		for (const parent of broader) narrower.get(parent)?.push(uri);
	}
	return narrower;
}

function sayConcept(concept: SkosConcept, narrower: string[], scheme: string, say: Say): void {
	say(rdfType, uriTerm(skosType.concept));
	say(skos.inScheme, uriTerm(scheme));
	if (concept.isTop) say(skos.topConceptOf, uriTerm(scheme));
	for (const notation of concept.notations) say(skos.notation, textTerm(notation));
	sayLabels(concept.labels, say);
	sayNotes(concept.notes, say);
	for (const parent of concept.broader) say(skos.broader, uriTerm(parent));
	for (const child of narrower) say(skos.narrower, uriTerm(child));
	for (const other of concept.related) say(skos.related, uriTerm(other));
	for (const { relation, uri } of concept.matches) {
		say(propertyOf(matchRelations, relation), uriTerm(uri));
	}
	if (concept.deprecated) say(deprecated, truth);
	if (concept.replacedBy !== null) say(replacedBy, uriTerm(concept.replacedBy));
	if (concept.use) sayUse(concept.use, say);
	sayOther(concept.other, say);
}

function sayLabels(labels: readonly SkosLabel[], say: Say): void {
	for (const { kind, lang, text } of labels) {
		say(propertyOf(labelKinds, kind), textTerm(text, lang));
	}
	for (const { lang, text, status } of labels) {
		if (status !== 'known') say(cap[status], textTerm(text, lang));
	}
}

function sayNotes(notes: readonly SkosNote[], say: Say): void {
	for (const { kind, lang, text } of notes) say(propertyOf(noteKinds, kind), textTerm(text, lang));
}

function sayUse(use: ConceptUse, say: Say): void {
	for (const kind of use.geometryKinds) say(cap.geometryKind, textTerm(kind));
	// Always said, so that the reader knows that the concept is one of ours.
	say(cap.sensitivity, textTerm(use.sensitivity));
	for (const tag of use.osmTags) say(cap.osmTag, textTerm(tag));
	if (use.icon !== null) say(cap.icon, textTerm(use.icon));
	if (use.color !== null) say(cap.color, textTerm(use.color));
	if (use.shape !== null) say(cap.shape, textTerm(use.shape));
	say(cap.position, textTerm(String(use.position), '', xsdInteger));
}

function sayCollection(collection: SkosCollection, scheme: string, say: Say): void {
	const { ordered, members, isTrait } = collection;
	say(rdfType, uriTerm(ordered ? skosType.orderedCollection : skosType.collection));
	say(skos.inScheme, uriTerm(scheme));
	sayLabels(collection.labels, say);
	sayNotes(collection.notes, say);
	if (isTrait) say(cap.isTrait, truth);
	for (const member of members) say(skos.member, uriTerm(member));
	sayOther(collection.other, say);
}

/** The order of an ordered collection, as an RDF list of nameless nodes. */
function sayList(
	members: readonly string[],
	prefix: string,
	sayOfCollection: Say,
	about: (subject: string) => Say
): void {
	const node = (index: number): Term =>
		index < members.length ? { kind: 'blank', value: `${prefix}${index}` } : uriTerm(rdf.nil);
	sayOfCollection(skos.memberList, node(0));
	members.forEach((member, index) => {
		const say = about(`${prefix}${index}`);
		say(rdf.first, uriTerm(member));
		say(rdf.rest, node(index + 1));
	});
}

function sayOther(other: readonly OtherStatement[], say: Say): void {
	for (const { predicate, object, isUri, lang, datatype } of other) {
		say(predicate, isUri ? uriTerm(object) : textTerm(object, lang, datatype));
	}
}
