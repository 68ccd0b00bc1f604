import { newId } from '../../../src/lib/domain/ids.ts';
import type { Operation } from '../../../src/lib/domain/operation.ts';
import type { FullRecord } from '../../../src/lib/domain/record.ts';
import { places } from '../points.ts';

const description =
	'Cabane en pierre sèche au bord du chemin : voûte intacte, linteau fendu, lauzes tombées au sud.';

/** A record as a person leaves it after two minutes in front of a hut: what is compared is told of the same one. */
export interface Sample {
	id: string;
	theme: string;
	concept: string;
	geometry: { type: 'Point'; coordinates: [number, number] };
	position: { method: 'gps'; accuracy_m: number };
	sensitivity: 'public';
	observed_at: string;
	properties: FullRecord['properties'];
}

/** The same places and words at every run. */
export function samples(count: number): Sample[] {
	return places(count).map(([lon, lat], i) => ({
		id: newId(),
		theme: 'heritage',
		concept: 'patrimoine/capitelle',
		geometry: { type: 'Point', coordinates: [round(lon), round(lat)] },
		position: { method: 'gps', accuracy_m: 4 + (i % 9) },
		sensitivity: 'public',
		observed_at: '2026-05-01T11:30:00+02:00',
		properties: {
			etat: 'bon',
			acces: 'yes',
			nom: `Capitelle ${i}`,
			nom_local: { text: 'La capitèla', lang: 'oc' },
			description
		}
	}));
}

/** Seven decimals, a centimetre: what a phone gives. */
function round(degrees: number): number {
	return Math.round(degrees * 1e7) / 1e7;
}

/** The operation that a phone queues for it. */
export function createOf({ id, properties, ...attributes }: Sample): Operation {
	const entries = [
		...Object.entries(attributes),
		...Object.entries(properties).map(([key, value]) => [`properties.${key}`, value] as const)
	];
	return {
		op_id: newId(),
		kind: 'create',
		record_id: id,
		base_version: null,
		changes: Object.fromEntries(entries.map(([path, value]) => [path, { old: null, new: value }])),
		device_time: '2026-05-01T18:00:00+02:00',
		device_id: newId(),
		app_version: '0.1.0',
		schema_version: 1,
		form_version: 1
	};
}
