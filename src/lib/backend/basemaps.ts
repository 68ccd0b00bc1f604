import { existsSync, readFileSync } from 'node:fs';
import type { BasemapsFile } from './headers.ts';

/** Where the list of basemaps is read: the operator's own file, else the one the application ships. */
export function basemapsPath(): string {
	const own = process.env['CAPITELLE_BASEMAPS']?.trim();
	return (
		own ||
		['build/client/basemaps.json', 'static/basemaps.json'].find((path) => existsSync(path)) ||
		''
	);
}

let known: { path: string; file: BasemapsFile } | null = null;

/** Read once: a change of basemaps asks for a restart. @throws when the file is not JSON of that shape */
export function readBasemaps(): BasemapsFile {
	const path = basemapsPath();
	if (known?.path !== path) {
		const file = (path ? JSON.parse(readFileSync(path, 'utf8')) : { basemaps: [] }) as BasemapsFile;
		if (!Array.isArray(file.basemaps)) throw new Error(`${path}: "basemaps" is missing`);
		known = { path, file };
	}
	return known.file;
}
