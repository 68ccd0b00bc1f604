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

const typeHeader = 'rdf:type';

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
	const columns = new Map<string, Column & { header: string }>();
	const rows = new Map<string, Map<string, string[]>>();
	for (const { subject, predicate, object } of statements) {
		if (subject.startsWith('_:')) continue;
		const row = at(rows, subject, () => new Map<string, string[]>());
		if (predicate === rdfType) {
			at(row, typeHeader, () => [] as string[]).push(shorten(object.value));
			continue;
		}
		const column = columnOf(predicate, object);
		const key = `${predicate} ${column.isUri} ${column.lang} ${column.datatype}`;
		const { header } = at(columns, key, () => ({ ...column, header: headerOf(column) }));
		const cell = at(row, header, () => [] as string[]);
		if (object.kind !== 'blank') cell.push(object.value);
		else for (const item of lists.get(object.value) ?? []) cell.push(item);
	}
	const headers = [...columns.values()].sort(compareColumns).map(({ header }) => header);
	const lines = [...rows].map(([subject, row]) => [
		subject,
		...[typeHeader, ...headers].map((header) => joinCell(row.get(header) ?? []))
	]);
	const text = Papa.unparse(
		{ fields: ['URI', typeHeader, ...headers], data: lines },
		{ delimiter: ';', newline: '\r\n' }
	);
	return `${byteOrderMark}${text}\r\n`;
}

function compareColumns(a: Column & { header: string }, b: Column & { header: string }): number {
	const rank = ({ predicate }: Column) => {
		const place = order.indexOf(predicate);
		return place < 0 ? order.length : place;
	};
	return rank(a) - rank(b) || byCodePoint(a.header, b.header);
}

/** The value of a key, made when it is not there yet. */
function at<V>(map: Map<string, V>, key: string, make: () => V): V {
	const value = map.get(key) ?? make();
	map.set(key, value);
	return value;
}
