import { prefixes, rdfType } from './namespaces.ts';
import type { Statement, Term } from './statement.ts';
import type { SkosScheme } from './types.ts';
import { safeUri } from './uri.ts';
import { statementsOf } from './write-model.ts';

/**
 * A scheme as RDF/XML (https://www.w3.org/TR/rdf-syntax-grammar/); the same scheme gives the same text.
 * The format has no way to write a property whose address does not end in a name (`…/2024`): such a
 * statement is left out, and a comment in its place says so.
 */
export function writeRdfXml(scheme: SkosScheme): string {
	const statements = statementsOf(scheme);
	const names = new Names();
	const bodies: string[] = [];
	let [subject, lines]: [string | null, string[]] = [null, []];
	const close = () => {
		if (subject !== null) {
			const about = subject.startsWith('_:')
				? `rdf:nodeID="${attribute(subject.slice(2))}"`
				: `rdf:about="${attribute(safeUri(subject))}"`;
			bodies.push(`  <rdf:Description ${about}>\n${lines.join('')}  </rdf:Description>\n`);
		}
	};
	for (const statement of statements) {
		if (statement.subject !== subject) {
			close();
			[subject, lines] = [statement.subject, []];
		}
		lines.push(element(statement, names));
	}
	close();
	const declared = names
		.declared()
		.map(([prefix, base]) => ` xmlns:${prefix}="${attribute(base)}"`)
		.join('\n');
	return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${declared}>\n${bodies.join('')}</rdf:RDF>\n`;
}

function element({ predicate, object }: Statement, names: Names): string {
	const name = names.of(predicate);
	if (name === null) return `    <!-- ${comment(predicate)} has no name in RDF/XML -->\n`;
	if (object.kind === 'literal') {
		return `    <${name}${typeOf(object)}>${text(object.value)}</${name}>\n`;
	}
	return object.kind === 'uri'
		? `    <${name} rdf:resource="${attribute(safeUri(object.value))}"/>\n`
		: `    <${name} rdf:nodeID="${attribute(object.value.slice(2))}"/>\n`;
}

function typeOf({ lang, datatype }: Extract<Term, { kind: 'literal' }>): string {
	if (lang) return ` xml:lang="${attribute(lang)}"`;
	return datatype ? ` rdf:datatype="${attribute(safeUri(datatype))}"` : '';
}

/** How a name may begin in XML, save for two characters that only join others. */
const nameStart =
	'A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF' +
	'\\u2070-\\u218F\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD';
/** An NCName at the end of an address (https://www.w3.org/TR/xml-names/#NT-NCName), without combining marks. */
const localName = new RegExp(`[${nameStart}][${nameStart}\\-.0-9]*$`);

/** Characters of a property's name. */
const nameMost = 200;

/** Words of the syntax itself: none may name a property. */
const reserved = new Set(
	['RDF', 'Description', 'ID', 'about', 'parseType', 'resource', 'nodeID', 'datatype', 'li']
		.concat(['bagID', 'aboutEach', 'aboutEachPrefix'])
		.map((name) => prefixes.rdf + name)
);

/** Qualified names of properties, with prefixes made up where none is usual. */
class Names {
	readonly #prefixes = new Map<string, string>([[prefixes.rdf, 'rdf']]);
	readonly #known = new Map<string, string | null>([[rdfType, 'rdf:type']]);

	/** `prefix:name`, or null when the address ends in none. */
	of(predicate: string): string | null {
		let name = this.#known.get(predicate);
		if (name === undefined) {
			name = this.#make(safeUri(predicate));
			this.#known.set(predicate, name);
		}
		return name;
	}

	#make(predicate: string): string | null {
		// A name is short; looking through a long address for its longest takes the square of its length.
		const [local] = localName.exec(predicate.slice(-nameMost)) ?? [];
		const whole = local === undefined || local.length >= Math.min(nameMost, predicate.length);
		if (whole || reserved.has(predicate)) return null;
		const base = predicate.slice(0, -local.length);
		let prefix = this.#prefixes.get(base);
		if (prefix === undefined) {
			const [usual] = Object.entries(prefixes).find(([, of]) => of === base) ?? [];
			prefix = usual ?? `ns${this.#prefixes.size}`;
			this.#prefixes.set(base, prefix);
		}
		return `${prefix}:${local}`;
	}

	/** Every prefix in use with its address. */
	declared(): [string, string][] {
		return [...this.#prefixes].map(([base, prefix]) => [prefix, base]);
	}
}

/** Characters that XML 1.0 cannot hold, not even escaped; the check refuses them before. */
const impossible = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/gu;

const text = (value: string) =>
	value
		.replace(impossible, '\ufffd')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		// A parser would take it for the end of a line, and make it `\n`.
		.replaceAll('\r', '&#13;');

const attribute = (value: string) =>
	text(value).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');

const comment = (value: string) => text(value).replaceAll('--', '- -').replace(/-$/, '- ');
