import { DataFactory, Writer, type Quad_Object, type Quad_Subject } from 'n3';
import { prefixes } from './namespaces.ts';
import type { Statement, Term } from './statement.ts';
import type { SkosScheme } from './types.ts';
import { safeUri } from './uri.ts';
import { statementsOf } from './write-model.ts';

/** A scheme as Turtle (https://www.w3.org/TR/turtle/); the same scheme gives the same text. */
export function writeTurtle(scheme: SkosScheme): string {
	const statements = statementsOf(scheme);
	const writer = new Writer({ prefixes: used(statements) });
	for (const { subject, predicate, object } of statements) {
		writer.addQuad(node(subject), DataFactory.namedNode(safeUri(predicate)), term(object));
	}
	let text = '';
	// Without a stream to write to, the writer answers before it returns.
	writer.end((_error, result: string) => (text = result));
	return text;
}

/** Prefixes of the terms a scheme uses; a file need not name the others. */
function used(statements: readonly Statement[]): Record<string, string> {
	const addresses = new Set<string>();
	for (const { predicate, object } of statements) {
		addresses.add(predicate);
		if (object.kind === 'literal' && object.datatype) addresses.add(object.datatype);
		if (object.kind === 'uri' && object.value.startsWith(prefixes.skos))
			addresses.add(object.value);
	}
	const all = [...addresses];
	return Object.fromEntries(
		Object.entries(prefixes).filter(([, base]) => all.some((address) => address.startsWith(base)))
	);
}

function node(subject: string): Quad_Subject {
	return subject.startsWith('_:')
		? DataFactory.blankNode(subject.slice(2))
		: DataFactory.namedNode(safeUri(subject));
}

function term(object: Term): Quad_Object {
	if (object.kind === 'uri') return DataFactory.namedNode(safeUri(object.value));
	if (object.kind === 'blank') return DataFactory.blankNode(object.value.slice(2));
	if (object.lang) return DataFactory.literal(object.value, object.lang);
	return object.datatype
		? DataFactory.literal(object.value, DataFactory.namedNode(safeUri(object.datatype)))
		: DataFactory.literal(object.value);
}
