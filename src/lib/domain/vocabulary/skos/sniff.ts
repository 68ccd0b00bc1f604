import { VocabularyFileError } from './file-error.ts';

export type VocabularyFormat = 'turtle' | 'rdf_xml' | 'arches_xml' | 'json_ld' | 'opentheso_csv';

/** Formats told by their first characters; those of Arches are RDF/XML until read. */
type SniffedFormat = Exclude<VocabularyFormat, 'arches_xml'>;

const byExtension: Record<string, SniffedFormat> = {
	ttl: 'turtle',
	nt: 'turtle',
	n3: 'turtle',
	rdf: 'rdf_xml',
	xml: 'rdf_xml',
	owl: 'rdf_xml',
	skos: 'rdf_xml',
	jsonld: 'json_ld',
	json: 'json_ld',
	csv: 'opentheso_csv',
	tsv: 'opentheso_csv'
};

/**
 * What a file is, by what it begins with; its name decides only where that says nothing.
 * Throws {@link VocabularyFileError} `file_format`.
 */
export function sniffFormat(text: string, fileName: string): SniffedFormat {
	const start = text
		.slice(0, 4000)
		.replace(/^\ufeff/, '')
		.trimStart();
	if (/^<(!doctype\s+html|html)[\s>]/i.test(start)) throw new VocabularyFileError('file_format');
	if (/^<([a-z][\w+.-]*:\/\/|urn:|#|>)/i.test(start)) return 'turtle';
	if (start.startsWith('<')) return 'rdf_xml';
	if (/^(\{|\[\s*[[{"\]])/.test(start)) return 'json_ld';
	const [first = ''] = start.split(/\r\n|\r|\n/, 1);
	if (/(^|[;,\t"])\s*"?(uri|skos:prefLabel)\b/i.test(first)) return 'opentheso_csv';
	if (/^(@prefix|@base|prefix|base|_:|#|\[)/i.test(start)) return 'turtle';
	const format = byExtension[/\.([^.]+)$/.exec(fileName.toLowerCase())?.[1] ?? ''];
	if (format === undefined) throw new VocabularyFileError('file_format');
	return format;
}
