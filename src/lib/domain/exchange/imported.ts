import type { Position } from 'geojson';
import { MAX_VERTICES } from '../geometry-check.ts';
import { validateGeometry, vertexCount } from '../geometry.ts';
import type { Geometry } from '../record.ts';
import { simplified } from '../trace/shape.ts';
import { importLimits } from './import-error.ts';

/** A place as a file has it, in degrees (WGS 84). */
export interface ImportedPlace {
	geometry: Geometry;
	name: string | null;
	/** ISO 8601, when the file says when it was seen. */
	at: string | null;
	properties: Record<string, unknown>;
}

/** What was read of a file, and what was not. */
export interface ImportedFile {
	format: 'gpx' | 'geojson';
	places: ImportedPlace[];
	/** Points read, of all places. */
	points: number;
	/** Places with more points than a record may have, drawn with fewer. */
	simplified: number;
	/** How far a line that was simplified may lie from the file's, in metres; 0 when none was. */
	toleranceM: number;
	/** Places left aside: without a sound geometry, or more than are read of one file. */
	aside: { unsound: number; over: number };
	/** EPSG code of what the coordinates were in, when it was not degrees. */
	converted: number | null;
}

/** Gathers the places of a file one by one, and makes each a sound geometry. */
export class ImportedPlaces {
	readonly #file: ImportedFile;

	constructor(format: ImportedFile['format']) {
		this.#file = {
			format,
			places: [],
			points: 0,
			simplified: 0,
			toleranceM: 0,
			aside: { unsound: 0, over: 0 },
			converted: null
		};
	}

	/** @param geometry null when the file has none that makes sense */
	add(geometry: Geometry | null, facts: Omit<ImportedPlace, 'geometry'>): void {
		if (this.#file.places.length >= importLimits.places) {
			this.#file.aside.over += 1;
			return;
		}
		const sound = geometry && this.#sound(geometry);
		if (sound) this.#file.places.push({ geometry: sound, ...facts });
		else this.#file.aside.unsound += 1;
	}

	count(points: number): void {
		this.#file.points += points;
	}

	convertedFrom(epsg: number): void {
		this.#file.converted = epsg;
	}

	done(): ImportedFile {
		return this.#file;
	}

	#sound(geometry: Geometry): Geometry | null {
		const whole = alone(geometry);
		if (vertexCount(whole) <= MAX_VERTICES) return isSound(whole) ? whole : null;
		const fewer = withFewerPoints(whole);
		if (!fewer || !isSound(fewer.geometry)) return null;
		this.#file.simplified += 1;
		this.#file.toleranceM = Math.max(this.#file.toleranceM, fewer.toleranceM);
		return fewer.geometry;
	}
}

/** What crosses itself stays: the person sees it on the map and can mend it. */
function isSound(geometry: Geometry): boolean {
	const [problem] = validateGeometry(geometry, ['point', 'line', 'polygon']);
	return !problem || problem.code === 'geometry_self_intersects';
}

/** Several parts of which there is one are one part. */
function alone(geometry: Geometry): Geometry {
	switch (geometry.type) {
		case 'MultiPoint':
			return one(geometry.coordinates, geometry, (only) => ({ type: 'Point', coordinates: only }));
		case 'MultiLineString':
			return one(geometry.coordinates, geometry, (only) => ({
				type: 'LineString',
				coordinates: only
			}));
		case 'MultiPolygon':
			return one(geometry.coordinates, geometry, (only) => ({
				type: 'Polygon',
				coordinates: only
			}));
		default:
			return geometry;
	}
}

function one<T>(parts: T[], whole: Geometry, of: (only: T) => Geometry): Geometry {
	const [only, ...more] = parts;
	return only !== undefined && more.length === 0 ? of(only) : whole;
}

/** More than this of one line and looking for the corners to keep could take minutes. */
const cornersFrom = 30_000;
const tolerances = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const degreeM = 111_195;

function withFewerPoints(geometry: Geometry): { geometry: Geometry; toleranceM: number } | null {
	for (const toleranceM of tolerances) {
		const fewer = eachLine(geometry, (line) => simplified(thinned(line, toleranceM), toleranceM));
		if (fewer && vertexCount(fewer) <= MAX_VERTICES) return { geometry: fewer, toleranceM };
	}
	return null;
}

function eachLine(geometry: Geometry, fewer: (line: Position[]) => Position[]): Geometry | null {
	switch (geometry.type) {
		case 'LineString':
			return { ...geometry, coordinates: fewer(geometry.coordinates) };
		case 'MultiLineString':
		case 'Polygon':
			return { ...geometry, coordinates: geometry.coordinates.map(fewer) };
		case 'MultiPolygon':
			return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(fewer)) };
		default:
			return null;
	}
}

/** Without points nearer to the last kept one than `metres`, where there are far too many. */
function thinned(line: Position[], metres: number): Position[] {
	if (line.length <= cornersFrom) return line;
	const kept: Position[] = [];
	let [lastX, lastY] = [Infinity, Infinity];
	for (const [i, position] of line.entries()) {
		const [lon = 0, lat = 0] = position;
		const x = lon * degreeM * Math.cos((lat * Math.PI) / 180);
		const y = lat * degreeM;
		if (i < line.length - 1 && Math.hypot(x - lastX, y - lastY) < metres) continue;
		kept.push(position);
		[lastX, lastY] = [x, y];
	}
	if (kept.length <= cornersFrom) return kept;
	const every = Math.ceil(kept.length / cornersFrom);
	return kept.filter((_, i) => i % every === 0 || i === kept.length - 1);
}
