import { listItems } from './lists.ts';
import { prefixes, rdfType, skosType } from './namespaces.ts';
import type { Term } from './statement.ts';
import { pointing, skos } from './terms.ts';
import type { SkosScheme } from './types.ts';
import { safeUri } from './uri.ts';
import { statementsOf } from './write-model.ts';

type Json = string | { [key: string]: Json } | Json[];

/**
 * Names of SKOS written without their address. Names and no prefixes: a prefix would also be taken for one
 * inside other people's addresses (`geo:43.6,3.9`).
 */
const named = Object.values({ ...skosType, ...skos })
	.concat(
		['prefLabel', 'altLabel', 'hiddenLabel', 'note', 'definition', 'scopeNote', 'historyNote']
			.concat(['example', 'editorialNote', 'changeNote', 'exactMatch', 'closeMatch', 'broadMatch'])
			.concat(['narrowMatch', 'relatedMatch'])
			.map((name) => prefixes.skos + name)
	)
	.filter((address) => address !== skos.memberList);

const context: Record<string, Json> = {
	uri: '@id',
	type: '@type',
	graph: '@graph',
	...Object.fromEntries(
		named.map((address) => [
			shortOf(address),
			pointing.has(address) ? { '@id': address, '@type': '@id' } : address
		])
	),
	[shortOf(skos.memberList)]: { '@id': skos.memberList, '@type': '@id', '@container': '@list' }
};

const isTerm = (predicate: string) => pointing.has(predicate) && keys.has(predicate);

const keys = new Map([...named, skos.memberList].map((address) => [address, shortOf(address)]));

/**
 * A scheme as JSON-LD 1.1 (https://www.w3.org/TR/json-ld11/) with its context inside: nothing is fetched to
 * read it. The same scheme gives the same text.
 */
export function writeJsonLd(scheme: SkosScheme): string {
	const statements = statementsOf(scheme);
	const lists = listItems(statements);
	const graph: Record<string, Json>[] = [];
	let subject: string | null = null;
	for (const { subject: of, predicate, object } of statements) {
		if (of.startsWith('_:')) continue;
		if (of !== subject) graph.push({ uri: safeUri(of) });
		subject = of;
		const node = graph.at(-1)!;
		if (predicate === rdfType && object.kind === 'uri') add(node, 'type', typeName(object.value));
		else if (predicate === skos.memberList && object.kind !== 'literal') {
			node['memberList'] = (lists.get(object.value) ?? []).map(safeUri);
		} else add(node, keys.get(predicate) ?? safeUri(predicate), valueOf(object, isTerm(predicate)));
	}
	return `${JSON.stringify({ '@context': context, graph }, null, '\t')}\n`;
}

function shortOf(address: string): string {
	return address.slice(prefixes.skos.length);
}

const typeName = (address: string) => keys.get(address) ?? safeUri(address);

/** One value as itself, several as a list. */
function add(node: Record<string, Json>, key: string, value: Json): void {
	const before = node[key];
	if (before === undefined) node[key] = value;
	else if (Array.isArray(before)) before.push(value);
	else node[key] = [before, value];
}

/** A value; addresses are plain where the context says that they are addresses. */
function valueOf(object: Term, isAddress: boolean): Json {
	if (object.kind === 'uri') {
		return isAddress ? safeUri(object.value) : { uri: safeUri(object.value) };
	}
	if (object.kind === 'blank') return { uri: object.value };
	if (object.lang) return { '@language': object.lang, '@value': object.value };
	return object.datatype
		? { '@type': safeUri(object.datatype), '@value': object.value }
		: isAddress
			? { '@value': object.value }
			: object.value;
}
