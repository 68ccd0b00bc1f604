import { existsSync, readFileSync } from 'node:fs';
import { arrangeBasemaps, type BasemapSetting } from '../domain/basemap-settings.ts';
import { anonymousApi } from './access.ts';
import type { BasemapsFile } from './headers.ts';
import type { Running } from './running.ts';

/** Where the list of basemaps is read: the operator's own file, else the one the application ships. */
function basemapsPath(): string {
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

/** A map must not wait for what only says how its grounds are arranged. */
const patienceMs = 3000;

/** The list as administrators arranged it; as the file has it when they cannot be asked. Never throws. */
export async function arrangedBasemaps(running: Running): Promise<BasemapsFile> {
	const file = readBasemaps();
	try {
		const answer = await anonymousApi(running)(
			'/basemap_settings?select=id,shown,opacity,initial&order=position',
			{ signal: AbortSignal.timeout(patienceMs) }
		);
		const settings: unknown = answer.ok ? await answer.json() : [];
		return Array.isArray(settings) ? arrangeBasemaps(file, settings as BasemapSetting[]) : file;
	} catch {
		return file;
	}
}
