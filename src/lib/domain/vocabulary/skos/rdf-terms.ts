import { VocabularyFileError } from './file-error.ts';
import { rdfLangString, xsdString } from './namespaces.ts';
import type { Statement, Term } from './statement.ts';

/** A term as the RDF libraries give them (https://rdf.js.org/data-model-spec/), as far as it is read. */
interface RdfTerm {
	termType: string;
	value: string;
	language?: string;
	datatype?: { value: string };
}

interface RdfQuad {
	subject: RdfTerm;
	predicate: RdfTerm;
	object: RdfTerm;
}

/** A quad of the RDF libraries as one of our statements. Throws on what is not plain RDF 1.1. */
export function statementOf({ subject, predicate, object }: RdfQuad): Statement {
	return { subject: nodeOf(subject), predicate: predicate.value, object: termOf(object) };
}

function nodeOf({ termType, value }: RdfTerm): string {
	if (termType === 'NamedNode') return value;
	if (termType === 'BlankNode') return `_:${value}`;
	throw new VocabularyFileError('file_syntax', termType);
}

function termOf(term: RdfTerm): Term {
	if (term.termType !== 'Literal') {
		return { kind: term.termType === 'NamedNode' ? 'uri' : 'blank', value: nodeOf(term) };
	}
	return literalOf(term.value, term.language ?? '', term.datatype?.value ?? '');
}

/** A text with its language lower-cased, and no datatype where RDF means none. */
export function literalOf(value: string, lang: string, datatype: string): Term {
	return {
		kind: 'literal',
		value,
		lang: lang.toLowerCase(),
		datatype: lang || datatype === xsdString || datatype === rdfLangString ? '' : datatype
	};
}
