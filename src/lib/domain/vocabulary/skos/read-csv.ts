import Papa from 'papaparse';
import { expand, readHeader, termIn, type Column } from './csv-columns.ts';
import { splitCell } from './csv-cell.ts';
import { VocabularyFileError } from './file-error.ts';
import { rdfType, skosType, uri, xsdBoolean } from './namespaces.ts';
import { uriTerm, type Sink, type Statement } from './statement.ts';
import { rdf, skos } from './terms.ts';

const delimiters = [';', ',', '\t'];
const identifier: Column = {
	predicate: uri('dct:identifier'),
	isUri: false,
	lang: '',
	datatype: ''
};
/** Columns of Opentheso that only repeat others with its own numbers. */
const repeated = new Set([
	'localuri',
	'broaderid',
	'narrowerid',
	'relatedid',
	'memberid',
	'superordinateid',
	''
]);

interface Table {
	/** Where the address of a line stands. */
	address: number;
	type: number;
	columns: (Column | null)[];
	rows: string[][];
}

/**
 * Reads CSV in the dialect of Opentheso, with `;`, `,` or tabs between columns. `onProgress` is told the
 * share read, 0 to 1; `drop` is told of headers that say nothing that is known.
 * Throws {@link VocabularyFileError}.
 */
export function readCsv(
	text: string,
	sink: Sink,
	onProgress: (share: number) => void,
	drop: (header: string) => void
): void {
	const table = readTable(text, drop);
	onProgress(0.4);
	table.rows.forEach((row, index) => {
		if (row.every((cell) => cell.trim() === '')) return;
		if (row.slice(table.columns.length).some((cell) => cell.trim() !== '')) {
			throw new VocabularyFileError(
				'file_syntax',
				`${row.length} > ${table.columns.length}`,
				index + 2
			);
		}
		readRow(row, index, table, sink);
		if (index % 1000 === 0) onProgress(0.4 + (0.6 * index) / table.rows.length);
	});
}

/** A first line longer than this is no list of columns. */
const headerMost = 100_000;

function readTable(text: string, drop: (header: string) => void): Table {
	const start = text.slice(0, headerMost);
	if (start.length === headerMost && !/[\r\n]/.test(start)) {
		throw new VocabularyFileError('file_columns');
	}
	const [delimiter] = delimiters
		.map((one) => ({ one, known: knownIn(headerRow(text, one)) }))
		.sort((a, b) => b.known - a.known);
	const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiter!.one });
	const [header = [], ...rows] = data;
	const names = header.map((name) => name.trim());
	const address = names.findIndex((name) => name.toLowerCase() === 'uri');
	const columns = names.map(columnNamed);
	const type = names.indexOf('rdf:type');
	const labelled = columns.some((column) => column?.predicate === uri('skos:prefLabel'));
	if (address < 0 || (type < 0 && !labelled)) throw new VocabularyFileError('file_columns');

	const [broken] = errors.filter(({ type }) => type === 'Quotes');
	if (broken) {
		const ended = broken.code === 'MissingQuotes';
		const row = (broken.row ?? 0) + 1;
		throw new VocabularyFileError(ended ? 'file_truncated' : 'file_syntax', broken.message, row);
	}
	const last = rows.at(-1);
	// A whole file ends with the end of a line; a whole last line has all its columns.
	if (!/[\r\n]$/.test(text) && (last?.length ?? 0) < names.length) {
		throw new VocabularyFileError('file_truncated', '', data.length);
	}
	names.forEach((name, index) => {
		const known = columns[index] !== null || index === address || repeated.has(name.toLowerCase());
		if (!known) drop(name);
	});
	return { address, type, columns, rows };
}

function headerRow(text: string, delimiter: string): string[] {
	const [row = []] = Papa.parse<string[]>(text, { delimiter, preview: 1 }).data;
	return row;
}

const knownIn = (row: readonly string[]) =>
	row.filter((name) => name.trim().toLowerCase() === 'uri' || readHeader(name) !== null).length;

function columnNamed(name: string): Column | null {
	return /^(identifier|arkid)$/i.test(name) ? identifier : readHeader(name);
}

function readRow(
	row: string[],
	index: number,
	{ address, type, columns }: Table,
	sink: Sink
): void {
	const cell = row[address]?.trim() ?? '';
	const subject = cell === '' ? `_:line${index + 2}` : cell;
	const types = splitCell(row[type] ?? '').map((name) => expand(name.trim()) ?? name.trim());
	if (types.length === 0) types.push(skosType.concept);
	for (const of of types) sink({ subject, predicate: rdfType, object: uriTerm(of) });
	const isConcept = types.includes(skosType.concept);
	columns.forEach((column, at) => {
		if (!column || at === type || at === address) return;
		const values = splitCell(row[at] ?? '');
		if (values.length === 0) return;
		if (column.predicate === skos.memberList) return sayList(subject, values, sink);
		for (const value of values) sayValue(subject, column, value, isConcept, sink);
	});
}

function sayValue(
	subject: string,
	column: Column,
	value: string,
	isConcept: boolean,
	sink: Sink
): void {
	const { predicate } = column;
	if (column.datatype === xsdBoolean) {
		// A column of yes and no says no on most lines, and spreadsheets write both in capitals.
		const said = value.trim().toLowerCase();
		if (said === 'true') sink({ subject, predicate, object: termIn(column, said) });
		else if (said !== 'false') sink({ subject, predicate, object: termIn(column, value) });
	} else if (predicate === skos.member && isConcept) {
		// On the line of a concept, Opentheso says which collections it is in.
		sink({ subject: value.trim(), predicate, object: uriTerm(subject) });
	} else sink({ subject, predicate, object: termIn(column, value) });
}

function sayList(subject: string, values: readonly string[], sink: Sink): void {
	const items = values.map((value) => value.trim()).filter((value) => value !== rdf.nil);
	const name = (at: number): Statement['object'] =>
		at < items.length ? { kind: 'blank', value: `_:list ${subject} ${at}` } : uriTerm(rdf.nil);
	sink({ subject, predicate: skos.memberList, object: name(0) });
	items.forEach((item, at) => {
		const node = name(at).value;
		sink({ subject: node, predicate: rdf.first, object: uriTerm(item) });
		sink({ subject: node, predicate: rdf.rest, object: name(at + 1) });
	});
}
