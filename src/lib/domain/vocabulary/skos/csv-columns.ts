import { prefixes, uri, xsdBoolean } from './namespaces.ts';
import { textTerm, uriTerm, type Term } from './statement.ts';
import { cap, deprecated, pointing } from './terms.ts';

/** What the values of a column are: addresses, or texts of one language or datatype. */
export interface Column {
	predicate: string;
	isUri: boolean;
	lang: string;
	datatype: string;
}

const resource = uri('rdfs:Resource');
const literal = uri('rdfs:Literal');

/** Datatypes that a header need not say. */
const usual: Record<string, string> = {
	[deprecated]: xsdBoolean,
	[cap.isTrait]: xsdBoolean,
	[cap.position]: uri('xsd:integer')
};

/** Other names in use: Opentheso writes Dublin Core and ISO 25964 so. The first is the one written. */
const spelt: Record<string, string> = {
	dcterms: prefixes.dct,
	...prefixes,
	'skos-thes': 'http://purl.org/iso25964/skos-thes#',
	'iso-thes': 'http://purl.org/iso25964/skos-thes#'
};

/** The column a value belongs in. */
export function columnOf(predicate: string, object: Term): Column {
	return object.kind === 'literal'
		? { predicate, isUri: false, lang: object.lang, datatype: object.datatype }
		: { predicate, isUri: true, lang: '', datatype: '' };
}

/**
 * Header of a column, as Opentheso writes them: `skos:prefLabel@fr`, `skos:broader`. What that dialect
 * leaves open is added: `dcterms:issued^^xsd:date`, `dcterms:license^^rdfs:Resource`, `<https://…/size>`.
 */
export function headerOf({ predicate, isUri, lang, datatype }: Column): string {
	const name = shorten(predicate);
	if (isUri) return pointing.has(predicate) ? name : `${name}^^${shorten(resource)}`;
	if (lang) return `${name}@${lang}`;
	if (datatype === (usual[predicate] ?? '')) {
		return pointing.has(predicate) ? `${name}^^${shorten(literal)}` : name;
	}
	return `${name}^^${shorten(datatype || literal)}`;
}

/** The column a header means, or null when it says nothing that is known. */
export function readHeader(header: string): Column | null {
	const [, name = '', lang = '', type = ''] =
		/^(<[^<>]*>|[\w-]+:[^@^\s]+)(?:@([^@^\s]*)|\^\^(\S+))?$/.exec(header.trim()) ?? [];
	const predicate = expand(name);
	if (predicate === null) return null;
	if (lang) return { predicate, isUri: false, lang: lang.toLowerCase(), datatype: '' };
	if (type) {
		const datatype = expand(type);
		if (datatype === null) return null;
		if (datatype === resource) return { predicate, isUri: true, lang: '', datatype: '' };
		return { predicate, isUri: false, lang: '', datatype: datatype === literal ? '' : datatype };
	}
	return pointing.has(predicate)
		? { predicate, isUri: true, lang: '', datatype: '' }
		: { predicate, isUri: false, lang: '', datatype: usual[predicate] ?? '' };
}

/** A value of a column as a term. */
export function termIn({ isUri, lang, datatype }: Column, value: string): Term {
	return isUri ? uriTerm(value.trim()) : textTerm(value, lang, datatype);
}

/** `skos:Concept` for its address; `<address>` where no prefix is usual. */
export function shorten(address: string): string {
	for (const [prefix, base] of Object.entries(spelt)) {
		const name = address.slice(base.length);
		if (address.startsWith(base) && /^[\w-]+$/.test(name)) return `${prefix}:${name}`;
	}
	return `<${address}>`;
}

/** The address that {@link shorten} wrote, or null for a prefix nobody knows. */
export function expand(name: string): string | null {
	if (/^<.+>$/.test(name)) return name.slice(1, -1);
	const colon = name.indexOf(':');
	const base = spelt[name.slice(0, colon)];
	return colon < 1 || base === undefined ? null : base + name.slice(colon + 1);
}
