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

/**
 * Prefixes of the terms a scheme uses; a file need not name the others. One that is also how some address
 * begins (`geo:43.6,3.9`) is left out, for the writer takes such an address for a shortened one.
 */
function used(statements: readonly Statement[]): Record<string, string> {
	const addresses = new Set<string>();
	for (const { subject, predicate, object } of statements) {
		addresses.add(subject).add(predicate);
		if (object.kind === 'literal') addresses.add(object.datatype);
		else addresses.add(object.value);
	}
	const [starts, schemes] = [new Set<string>(), new Set<string>()];
	for (const address of addresses) {
		starts.add(address.slice(0, Math.max(address.lastIndexOf('#'), address.lastIndexOf('/')) + 1));
		schemes.add(address.slice(0, address.indexOf(':')));
	}
	return Object.fromEntries(
		Object.entries(prefixes).filter(([prefix, base]) => starts.has(base) && !schemes.has(prefix))
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
