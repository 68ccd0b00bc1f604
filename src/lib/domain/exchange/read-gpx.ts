import type { Position } from 'geojson';
import { SaxesParser } from 'saxes';
import { ImportFileError, importLimits } from './import-error.ts';
import { ImportedPlaces, type ImportedFile } from './imported.ts';

/** What becomes a place: a waypoint a point, a track or a route a line, with a part for each piece walked. */
const placeNames = ['wpt', 'trk', 'rte'];
const pointNames = ['wpt', 'trkpt', 'rtept'];
/** Texts of a place that are kept. */
const textNames = ['name', 'desc', 'cmt', 'type', 'sym', 'src', 'time'];

interface Open {
	name: string;
	/** Longitude and latitude one after the other, a list for each part. */
	parts: number[][];
	texts: Record<string, string>;
	at: string | null;
}

/**
 * Reads GPX 1.0 and 1.1 as it comes, so that a large file is never in memory as a tree. Nothing that a DOCTYPE
 * declares is ever looked at: a file that has one is refused.
 */
export class GpxReader {
	readonly #parser = new SaxesParser();
	readonly #places = new ImportedPlaces('gpx');
	readonly #path: string[] = [];
	#open: Open | null = null;
	/** Gathers the text of the element that is open, when it is one that is kept. */
	#text: string | null = null;
	#points = 0;
	#isGpx = false;

	constructor() {
		this.#parser.on('doctype', () => {
			throw new ImportFileError('entities');
		});
		this.#parser.on('error', ({ message }) => {
			throw new ImportFileError(this.#isGpx ? 'syntax' : 'format', message);
		});
		this.#parser.on('opentag', ({ name, attributes }) =>
			this.#begin(localName(name), attributes as Record<string, string>)
		);
		this.#parser.on('closetag', ({ name }) => this.#end(localName(name)));
		const text = (more: string) => {
			if (this.#text !== null && this.#text.length < importLimits.text)
				this.#text += more.slice(0, importLimits.text);
		};
		this.#parser.on('text', text);
		this.#parser.on('cdata', text);
	}

	/** @throws ImportFileError */
	write(piece: string): void {
		this.#parser.write(piece);
	}

	/** @throws ImportFileError when the file ends in the middle */
	done(): ImportedFile {
		this.#parser.close();
		this.#places.count(this.#points);
		return this.#places.done();
	}

	#begin(name: string, attributes: Record<string, string>): void {
		const within = this.#path.at(-1);
		this.#path.push(name);
		// The parser remembers each that is open: a file of nothing else would take a hundred times its size.
		if (this.#path.length > importLimits.depth) throw new ImportFileError('syntax', 'too deep');
		if (this.#path.length === 1) {
			if (name !== 'gpx') throw new ImportFileError('format', name);
			this.#isGpx = true;
		}
		if (this.#path.length === 2 && placeNames.includes(name)) {
			this.#open = { name, parts: [], texts: {}, at: null };
		}
		const open = this.#open;
		if (!open) return;
		if (name === 'trkseg' || (name === open.name && name !== 'trk')) open.parts.push([]);
		if (pointNames.includes(name)) this.#point(open, attributes);
		const own = within === open.name && textNames.includes(name);
		// When a walk began is when its first point was passed.
		const first = name === 'time' && open.at === null && pointNames.includes(within ?? '');
		if (own || first) this.#text = '';
	}

	#point(open: Open, { lon = '', lat = '' }: Record<string, string>): void {
		if (++this.#points > importLimits.points) {
			throw new ImportFileError('too_many_points', importLimits.points);
		}
		const [x, y] = [Number(lon), Number(lat)];
		const isPlace =
			lon.trim() !== '' && lat.trim() !== '' && Math.abs(x) <= 180 && Math.abs(y) <= 90;
		if (isPlace) open.parts.at(-1)?.push(rounded(x), rounded(y));
	}

	#end(name: string): void {
		this.#path.pop();
		const open = this.#open;
		if (!open) return;
		if (this.#text !== null) {
			const text = this.#text.trim();
			this.#text = null;
			if (name === 'time') open.at ??= text === '' ? null : text;
			else if (text !== '') open.texts[name] = text;
		}
		if (this.#path.length !== 1) return;
		this.#open = null;
		const { name: title = null, ...properties } = open.texts;
		this.#places.add(geometryOf(open), { name: title, at: open.at, properties });
	}
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** Seven decimals are a centimetre. */
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

function geometryOf({ name, parts }: Open) {
	const lines = parts.map(distinct);
	if (name === 'wpt') {
		const [position] = lines[0] ?? [];
		return position ? ({ type: 'Point', coordinates: position } as const) : null;
	}
	const sound = lines.filter((line) => line.length >= 2);
	return sound.length > 0 ? ({ type: 'MultiLineString', coordinates: sound } as const) : null;
}

/** Who stands still leaves the same point many times. */
function distinct(flat: number[]): Position[] {
	const line: Position[] = [];
	for (let i = 0; i < flat.length; i += 2) {
		const [lon, lat] = [flat[i]!, flat[i + 1]!];
		const last = line.at(-1);
		if (!last || last[0] !== lon || last[1] !== lat) line.push([lon, lat]);
	}
	return line;
}
