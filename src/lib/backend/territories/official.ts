import { setTimeout as pause } from 'node:timers/promises';
import type { CommuneSource } from '../../domain/territories/commune-file.ts';
import { readCommunes, TerritoryError } from './communes.ts';

/** The State's address of communes and departments (geo.api.gouv.fr, Licence Ouverte 2.0). */
const officialApi = 'https://geo.api.gouv.fr';

export interface Department {
	code: string;
	nom: string;
	communes: CommuneSource[];
}

export interface FetchOptions {
	/** Another address of the same service; tests have theirs. */
	base?: string;
	/** Milliseconds before the second try; doubled each time. */
	backoffMs?: number;
}

const tries = 4;
/** Outlines of a department are a few megabytes. */
const timeoutMs = 90_000;

/**
 * Fetches a department's communes with their outlines.
 * @throws TerritoryError when the code is wrong or the service cannot be reached
 */
export async function fetchDepartment(
	code: string,
	options: FetchOptions = {}
): Promise<Department> {
	if (!/^(\d{2}|2[AB]|97\d)$/.test(code)) {
		throw new TerritoryError(
			`« ${code} » n’est ni un fichier, ni un numéro de département (comme 30 ou 2A)`
		);
	}
	const base = options.base ?? officialApi;
	const about = await fetchText(`${base}/departements/${code}?fields=nom,code`, options);
	const { nom } = JSON.parse(about) as { nom?: unknown };
	const outlines = `${base}/departements/${code}/communes?fields=nom,code&format=geojson&geometry=contour`;
	const communes = readCommunes(await fetchText(outlines, options), `geo.api.gouv.fr (${code})`);
	return { code, nom: typeof nom === 'string' ? nom : `Département ${code}`, communes };
}

async function fetchText(url: string, { backoffMs = 1000 }: FetchOptions): Promise<string> {
	let reason = '';
	for (let attempt = 0; attempt < tries; attempt++) {
		if (attempt > 0) await pause(backoffMs * 2 ** (attempt - 1));
		try {
			const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
			if (response.status === 404) throw new TerritoryError(`${url} : inconnu de geo.api.gouv.fr`);
			if (response.ok) return await jsonText(response);
			reason = `HTTP ${response.status}`;
		} catch (error) {
			if (error instanceof TerritoryError) throw error;
			reason = reasonOf(error);
		}
	}
	throw new TerritoryError(
		`geo.api.gouv.fr ne répond pas (${reason}). Sans réseau, donnez un fichier GeoJSON : npm run territories -- communes.geojson`
	);
}

/** A captive portal answers 200 with its own page: counts as a failed try. */
async function jsonText(response: Response): Promise<string> {
	if (!response.headers.get('content-type')?.includes('json'))
		throw new Error('la réponse n’est pas du JSON');
	return response.text();
}

function reasonOf(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	const { code } = (error.cause ?? {}) as { code?: string };
	return code ?? error.message;
}
