import { ask } from './http.ts';
import { RemoteError } from './errors.ts';

/** An address or a named place, as a geocoder answers it. */
export interface FoundAddress {
	label: string;
	/** What it is or where, to tell it from others of that name. */
	detail: string | null;
	lon: number;
	lat: number;
}

const timeoutMs = 8_000;
const most = 6;
/** Where one looks from is told to a tenth of a degree, some 10 km: enough to put the near ones first. */
const rough = (degrees: number) => degrees.toFixed(1);

/**
 * Where this site says addresses may be asked for; null when it wants none to be.
 * @throws RemoteError, `offline` among others
 */
export async function geocoderOf(fetcher: typeof fetch, now: number): Promise<string | null> {
	const { body } = await ask(fetcher, '/config.json', { timeoutMs }, now);
	const { geocoder } = (body ?? {}) as { geocoder?: unknown };
	return typeof geocoder === 'string' && geocoder !== '' ? geocoder : null;
}

/**
 * Asks the geocoder of the Géoplateforme (or one with the same interface) for addresses and named places. Its
 * terms: 50 requests a second for an address of the network, which a person pressing a key never reaches; what is
 * over is answered 429 with the seconds to wait. It is told the words and, roughly, where one looks.
 * @param base address of the service, without `/search`
 * @throws RemoteError
 */
export async function findAddresses(
	fetcher: typeof fetch,
	base: string,
	question: { text: string; near: readonly [lon: number, lat: number] | null; now: number }
): Promise<FoundAddress[]> {
	const { text, near, now } = question;
	const query = new URLSearchParams({
		q: text.slice(0, 200),
		index: 'address,poi',
		limit: String(most)
	});
	if (near) {
		query.set('lon', rough(near[0]));
		query.set('lat', rough(near[1]));
	}
	const url = `${base.replace(/\/+$/, '')}/search?${query}`;
	const { body } = await ask(fetcher, url, { timeoutMs, credentials: 'omit' }, now);
	const { features } = (body ?? {}) as { features?: unknown };
	// A captive portal answers too.
	if (!Array.isArray(features)) throw new RemoteError('not_json');
	return features.flatMap(readFeature).slice(0, most);
}

function readFeature(feature: unknown): FoundAddress[] {
	const { geometry, properties } = (feature ?? {}) as {
		geometry?: { coordinates?: unknown };
		properties?: Record<string, unknown>;
	};
	const [lon, lat] = Array.isArray(geometry?.coordinates)
		? (geometry.coordinates as unknown[])
		: [];
	const isPlace =
		typeof lon === 'number' &&
		typeof lat === 'number' &&
		Math.abs(lon) <= 180 &&
		Math.abs(lat) <= 90;
	const label = firstText(properties?.['label'], properties?.['toponym'], properties?.['name']);
	if (!isPlace || label === null) return [];
	const city = firstText(properties?.['city']);
	const detail = firstText(properties?.['context']) ?? (city === label ? null : city);
	return [{ label, detail, lon, lat }];
}

/** Named places come with lists where addresses have a text. */
function firstText(...values: unknown[]): string | null {
	const text = values.flat().find((value) => typeof value === 'string' && value !== '');
	return typeof text === 'string' ? text.slice(0, 200) : null;
}
