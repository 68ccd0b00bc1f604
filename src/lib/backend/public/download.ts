import { byteOrderMark, csvLine } from '../../domain/formats/csv.ts';
import type { Column } from '../../domain/formats/column.ts';
import { recordColumns } from '../../domain/formats/columns.ts';
import { simplestyle } from '../../domain/formats/simplestyle.ts';
import { collectionEnd, collectionStart, featureText } from '../../domain/formats/geojson.ts';
import { toWkt } from '../../domain/formats/wkt.ts';
import type { RecordFilter } from '../../domain/record-filter.ts';
import type { PublicRecord } from '../../domain/record.ts';
import { centreOf } from '../../domain/geometry.ts';
import type { VocabularyIndex } from '../../domain/vocabulary/graph.ts';
import { styleOfConcept } from '../../domain/vocabulary/legend.ts';
import { readAll } from './published.ts';
import type { PublicSource } from './source.ts';
import { symbolUrl } from './symbols.ts';

/** Who is to be named when the data are used. */
const attribution = 'Contributrices et contributeurs de Capitelle';

interface Download {
	source: PublicSource;
	filter: RecordFilter;
	index: VocabularyIndex;
	/** Where this site is, for addresses in what leaves it. */
	origin: string;
	now: Date;
}

/** The filtered records as one GeoJSON file, piece by piece. */
export async function* geojsonPieces({
	source,
	filter,
	index,
	origin,
	now
}: Download): AsyncGenerator<string> {
	const columns = columnsOf(filter, index);
	const style = ({ concept, geometry }: PublicRecord) =>
		simplestyle(geometry, {
			color: styleOfConcept(index, concept, {}).color,
			symbolUrl: symbolUrl(origin, concept)
		});
	let separator = collectionStart({
		name: 'capitelle',
		licence: licencesOf(filter, index).join(' '),
		attribution,
		timeStamp: now.toISOString()
	});
	for await (const records of readAll(source, filter, index)) {
		yield (
			separator + records.map((record) => featureText(record, columns, style(record))).join(',\n')
		);
		separator = ',\n';
	}
	yield (separator === ',\n' ? '' : separator) + collectionEnd;
}

/** The filtered records as one CSV file, piece by piece; lines and polygons as well-known text. */
export async function* csvPieces(
	{ source, filter, index }: Omit<Download, 'origin' | 'now'>,
	withMark: boolean
): AsyncGenerator<string> {
	const place: Column[] = [
		{ name: 'id', read: (record) => record.id },
		{ name: 'longitude', read: (record) => centreOf(record.geometry)[0] },
		{ name: 'latitude', read: (record) => centreOf(record.geometry)[1] }
	];
	const shape: Column = { name: 'geometry_wkt', read: (record) => toWkt(record.geometry) };
	const columns = [...place, ...columnsOf(filter, index), shape];
	const header = csvLine(columns.map((column) => column.name));
	let start = (withMark ? byteOrderMark : '') + header;
	for await (const records of readAll(source, filter, index)) {
		yield (
			start +
			records.map((record) => csvLine(columns.map((column) => column.read(record)))).join('')
		);
		start = '';
	}
	if (start) yield start;
}

/** `capitelle-2026-05-03.csv`: what it is and of which day, safe on any disk. */
export function fileName(extension: string, filter: RecordFilter, now: Date): string {
	const part = (filter.concept ?? filter.theme)?.replace(/[^a-z0-9-]+/gi, '-');
	return (
		['capitelle', ...(part ? [part] : []), now.toISOString().slice(0, 10)].join('-') + extension
	);
}

function themesOf(filter: RecordFilter, index: VocabularyIndex) {
	return [...index.themes.values()].filter(
		(theme) => filter.theme === null || theme.id === filter.theme
	);
}

function columnsOf(filter: RecordFilter, index: VocabularyIndex): Column[] {
	return recordColumns(
		index,
		themesOf(filter, index).map((theme) => theme.id)
	);
}

function licencesOf(filter: RecordFilter, index: VocabularyIndex): string[] {
	return [...new Set(themesOf(filter, index).map((theme) => theme.licence))];
}
