import Papa from 'papaparse';
import { byteOrderMark } from '../../formats/csv.ts';
import { joinCell } from './csv-cell.ts';
import { columnOf, headerOf, shorten, type Column } from './csv-columns.ts';
import { listItems } from './lists.ts';
import { rdfType } from './namespaces.ts';
import { byCodePoint } from './statement.ts';
import { cap, labelKinds, noteKinds, skos } from './terms.ts';
import type { SkosScheme } from './types.ts';
import { statementsOf } from './write-model.ts';

/** Columns that come first, in this order; the others follow by name. */
const order = [
	...Object.keys(labelKinds),
	...[cap.sourced, cap.unsure],
	...Object.keys(noteKinds),
	...[skos.notation, skos.broader, skos.narrower, skos.related]
];

/**
 * A scheme as CSV in the dialect of Opentheso (`;` between columns, `##` between values, headers like
 * `skos:prefLabel@fr`), one line per scheme, concept and collection. Nothing is left out; the same scheme
 * gives the same text. Begins with a byte order mark, for spreadsheets.
 */
export function writeCsv(scheme: SkosScheme): string {
	const statements = statementsOf(scheme);
	const lists = listItems(statements);
	const columns = new Map<string, Column>();
	const rows = new Map<string, Map<string, string[]>>();
	for (const { subject, predicate, object } of statements) {
		if (subject.startsWith('_:')) continue;
		const row = at(rows, subject, () => new Map<string, string[]>());
		const column = columnOf(predicate, object);
		const header = predicate === rdfType ? 'rdf:type' : headerOf(column);
		if (predicate !== rdfType) columns.set(header, column);
		const values = object.kind === 'blank' ? (lists.get(object.value) ?? []) : [object.value];
		const shown = predicate === rdfType ? values.map(shorten) : values;
		at(row, header, () => [] as string[]).push(...shown);
	}
	const headers = [...columns].sort(compareColumns).map(([header]) => header);
	const lines = [...rows].map(([subject, row]) => [
		subject,
		...['rdf:type', ...headers].map((header) => joinCell(row.get(header) ?? []))
	]);
	const text = Papa.unparse(
		{ fields: ['URI', 'rdf:type', ...headers], data: lines },
		{ delimiter: ';', newline: '\r\n' }
	);
	return `${byteOrderMark}${text}\r\n`;
}

function compareColumns([a, left]: [string, Column], [b, right]: [string, Column]): number {
	const rank = ({ predicate }: Column) => {
		const at = order.indexOf(predicate);
		return at < 0 ? order.length : at;
	};
	return rank(left) - rank(right) || byCodePoint(a, b);
}

/** The value of a key, made when it is not there yet. */
function at<V>(map: Map<string, V>, key: string, make: () => V): V {
	const value = map.get(key) ?? make();
	map.set(key, value);
	return value;
}
