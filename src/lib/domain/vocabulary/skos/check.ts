import { checkRelations } from './check-relations.ts';
import { checkText, checkTexts, quote, type Tell } from './check-texts.ts';
import { skosLimits } from './limits.ts';
import { byCodePoint } from './statement.ts';
import { skos } from './terms.ts';
import type { SkosCode, SkosConcept, SkosProblem, SkosScheme } from './types.ts';
import { asWritten, isLocalUri, isSoundUri } from './uri.ts';

/** Problems for which a concept, or a pair of statements, cannot be kept; the others are told. */
const errors = new Set<SkosCode>([
	'skos_s9',
	'skos_s13',
	'skos_s14',
	'skos_s27',
	'skos_s37',
	'skos_s46',
	'uri_missing',
	'uri_malformed',
	'too_many_labels',
	'too_many_values',
	'text_too_long',
	'language_tag',
	'label_empty',
	'control_character'
]);

/** Concepts with the same name that are listed. */
const othersMost = 20;

/**
 * Everything wrong with a scheme: the integrity conditions of SKOS as errors, and what an editor should know
 * as warnings; by address, errors first. Time grows with the size of the scheme, whatever is in it, save for
 * S27, which looks at everything above each concept that has a related one.
 * @param known addresses that exist outside the scheme: relations to them lead somewhere
 */
export function checkScheme(
	scheme: SkosScheme,
	known: ReadonlySet<string> = new Set()
): SkosProblem[] {
	const problems: SkosProblem[] = [];
	const tellOf = (uri: string): Tell => {
		return (code, detail = '', others = [], said = undefined) => {
			const severity = said ?? (errors.has(code) ? 'error' : 'warning');
			problems.push({ code, severity, uri, others: [...others], detail });
		};
	};
	checkUri(scheme.uri, tellOf(scheme.uri));
	for (const { lang, text } of scheme.titles) {
		checkText(text, lang, skosLimits.labelLength, tellOf(scheme.uri));
	}
	checkOther(scheme.other, tellOf(scheme.uri));
	for (const concept of scheme.concepts) checkConcept(concept, scheme, tellOf(concept.uri));
	checkCollections(scheme, known, tellOf);
	checkRelations(scheme, known, tellOf);
	checkSameNames(scheme, tellOf);
	const rank = ({ severity }: SkosProblem) => (severity === 'error' ? 0 : 1);
	return problems.sort((a, b) => rank(a) - rank(b) || byCodePoint(a.uri, b.uri));
}

function checkUri(uri: string, tell: Tell): void {
	if (!isSoundUri(uri)) tell('uri_malformed', asWritten(uri).slice(0, 200));
	else if (isLocalUri(uri)) tell('uri_local');
}

function checkConcept(concept: SkosConcept, scheme: SkosScheme, tell: Tell): void {
	checkUri(concept.uri, tell);
	if (concept.uri === scheme.uri) tell('skos_s9', '', [scheme.uri]);
	checkTexts(concept, tell);
	const preferred = concept.labels.filter(({ kind }) => kind === 'pref');
	if (preferred.length === 0) tell('label_missing');
	else if (preferred.every(({ lang }) => lang !== 'fr')) tell('label_french_missing');
	for (const notation of concept.notations) {
		checkText(notation, '', skosLimits.notationLength, tell);
	}
	const lists = {
		broader: concept.broader,
		related: concept.related,
		matches: concept.matches.map(({ uri }) => uri),
		replacedBy: concept.replacedBy === null ? [] : [concept.replacedBy]
	};
	for (const [property, uris] of Object.entries(lists)) {
		if (uris.length > skosLimits.values) tell('too_many_values', property);
		else for (const uri of uris) if (!isSoundUri(uri)) tell('uri_malformed', asWritten(uri));
	}
	if (concept.notations.length > skosLimits.values) tell('too_many_values', 'notation');
	checkOther(concept.other, tell);
}

/** Statements that are only kept; their addresses are mended in exports where they must be, and told. */
function checkOther(other: SkosConcept['other'], tell: Tell): void {
	if (other.length > skosLimits.values) return tell('too_many_values', 'other');
	for (const { predicate, object, isUri, lang } of other) {
		if (!isUri) checkText(object, lang, skosLimits.noteLength, tell);
		if (predicate === skos.narrower) tell('broader_dangling', 'narrower', [object]);
		for (const uri of isUri ? [predicate, object] : [predicate]) {
			if (!isSoundUri(uri)) tell('uri_malformed', asWritten(uri).slice(0, 200), [], 'warning');
		}
	}
}

/** S37: what is a collection is neither a concept nor a scheme. */
function checkCollections(
	scheme: SkosScheme,
	known: ReadonlySet<string>,
	tellOf: (uri: string) => Tell
): void {
	const concepts = new Set(scheme.concepts.map(({ uri }) => uri));
	const collections = new Set(scheme.collections.map(({ uri }) => uri));
	for (const collection of scheme.collections) {
		const { uri, members } = collection;
		const tell = tellOf(uri);
		checkUri(uri, tell);
		if (concepts.has(uri) || uri === scheme.uri) tell('skos_s37', '', [uri]);
		checkTexts(collection, tell);
		checkOther(collection.other, tell);
		const missing = members.filter(
			(member) => !concepts.has(member) && !collections.has(member) && !known.has(member)
		);
		if (missing.length > 0) tell('broader_dangling', 'member', missing.slice(0, othersMost));
	}
}

/** Concepts whose preferred label in a language is another's too: only their parents tell them apart. */
function checkSameNames(scheme: SkosScheme, tellOf: (uri: string) => Tell): void {
	const byName = new Map<string, string[]>();
	for (const { uri, labels, deprecated } of scheme.concepts) {
		if (deprecated) continue;
		for (const { kind, lang, text } of labels) {
			if (kind !== 'pref') continue;
			const name = quote(text, lang);
			const same = byName.get(name);
			if (same) same.push(uri);
			else byName.set(name, [uri]);
		}
	}
	for (const [name, uris] of byName) {
		if (uris.length < 2) continue;
		for (const uri of uris) {
			const others = uris.slice(0, othersMost + 1).filter((other) => other !== uri);
			tellOf(uri)('label_duplicate', name, others.slice(0, othersMost));
		}
	}
}
