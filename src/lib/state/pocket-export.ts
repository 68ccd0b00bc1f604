import { fieldColumns } from '$lib/domain/formats/columns';
import { wound } from '$lib/domain/formats/geojson';
import { gpxText } from '$lib/domain/formats/gpx';
import { fieldKinds } from '$lib/domain/fields/registry';
import type { FieldDefinition, FieldValue } from '$lib/domain/fields/types';
import type { Language } from '$lib/domain/language';
import type { NewObservation } from '$lib/domain/observation';
import type { PublicRecord } from '$lib/domain/record';
import { pick } from '$lib/domain/text';
import { localIso } from '$lib/domain/time';
import {
	conceptById,
	fieldsFor,
	labelOf,
	type VocabularyIndex
} from '$lib/domain/vocabulary/graph';
import type { CapitelleDatabase } from '$lib/store/database';
import { readOwnRecords, type OwnRecord } from '$lib/store/own-export';

export type PocketFormat = 'gpx' | 'geojson';

/** Where the records come from, and how they are put into words. */
export interface PocketPlace {
	db: CapitelleDatabase;
	/** Whose they are. */
	owner: string;
	/** Null on a first visit without network: answers are then named by their keys. */
	index: VocabularyIndex | null;
	lang: Language;
	now: Date;
}

/** A file for map software or a GPS. */
export interface PocketFile {
	file: Blob;
	name: string;
	/** Records in it. */
	records: number;
	/** Left out: begun, and not placed yet. */
	placeless: number;
	/** Left out: somebody else's, whose place is not for everyone. */
	guarded: number;
}

/** What of the person's records is wanted, and how the file is called. */
export interface PocketWish {
	/** Ids; absent: all of them. */
	records?: ReadonlySet<string>;
	/** Absent: « Capitelle ». */
	name?: string;
	/** How a visit is announced in the description of a GPX: « Visite du 3 mai ». */
	visitText: (date: string) => string;
}

const mimes: Record<PocketFormat, string> = {
	gpx: 'application/gpx+xml',
	geojson: 'application/geo+json'
};

/**
 * The person's own records as a file, with what is not sent yet, drafts and visits. Made on the device; exact
 * places and private answers are in it, for it is theirs. Of somebody else's that they visited there is what everyone
 * may know, even when a moderator visits: a file goes from hand to hand.
 */
export async function exportPocket(
	{ db, owner, index, lang, now }: PocketPlace,
	format: PocketFormat,
	wish: PocketWish
): Promise<PocketFile> {
	const words = new Words(index, lang);
	const all = await readOwnRecords(db, owner);
	const asked = all.filter(({ id }) => wish.records?.has(id) ?? true);
	const open = asked.filter((one) => one.state !== 'visited' || one.sensitivity === 'public');
	const wanted = open.map((one) => (one.state === 'visited' ? words.told(one) : one));
	const placed = wanted.filter((record) => record.geometry !== null) as Placed[];
	const name = wish.name ?? 'Capitelle';
	const text =
		format === 'gpx'
			? gpxText(
					placed.map((record) => ({
						geometry: record.geometry,
						name: words.name(record),
						type: words.concept(record),
						description: words.description(record, wish.visitText),
						time: record.observed_at
					})),
					{ name, time: now.toISOString() }
				)
			: geoJsonText(placed, words, { name, now });
	return {
		file: new Blob([text], { type: mimes[format] }),
		name: `${fileName(name)}-${localIso(now).slice(0, 10)}.${format}`,
		records: placed.length,
		placeless: wanted.length - placed.length,
		guarded: asked.length - open.length
	};
}

type Placed = OwnRecord & { geometry: NonNullable<OwnRecord['geometry']> };

/** Letters and digits only: the name goes through whatever shares files. */
function fileName(name: string): string {
	const plain = name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
	return plain.slice(0, 60) || 'capitelle';
}

function geoJsonText(
	records: readonly Placed[],
	words: Words,
	{ name, now }: { name: string; now: Date }
): string {
	const features = records.map((record) => ({
		type: 'Feature',
		id: record.id,
		geometry: wound(record.geometry),
		properties: propertiesOf(record, words)
	}));
	const timeStamp = now.toISOString();
	return JSON.stringify({ type: 'FeatureCollection', name, timeStamp, features });
}

function propertiesOf(record: Placed, words: Words): Record<string, unknown> {
	const { theme, concept, title, state, sensitivity, observed_at, position } = record;
	const properties: Record<string, unknown> = {
		...{ name: words.name(record), theme, concept, concept_label: words.concept(record), title },
		...{ state, sensitivity, observed_at },
		position_method: position?.method ?? null,
		position_accuracy_m: position?.accuracy_m ?? null,
		photos: record.photos
	};
	for (const { key, read } of words.columns(record)) {
		const value = read(record.properties);
		if (value === null || value === undefined) continue;
		// A question may be called as what every record has.
		properties[key in properties ? `field_${key}` : key] = value;
	}
	if (record.visits.length > 0) properties['visits'] = record.visits.map(visitProperties);
	return properties;
}

function visitProperties({ observed_at, note, properties }: NewObservation) {
	return { observed_at, ...(note ? { note } : {}), ...properties };
}

/** Names of things and answers in the person's language, as far as the vocabulary is known. */
class Words {
	readonly #index: VocabularyIndex | null;
	readonly #lang: Language;

	constructor(index: VocabularyIndex | null, lang: Language) {
		this.#index = index;
		this.#lang = lang;
	}

	concept({ concept }: Pick<OwnRecord, 'concept'>): string | null {
		const known = concept !== null && this.#index ? conceptById(this.#index, concept) : null;
		return known ? labelOf(known, this.#lang) : concept;
	}

	name(record: OwnRecord): string {
		const key = record.theme === null ? null : this.#index?.themes.get(record.theme)?.titleField;
		const own = key ? textOf(record.properties[key]) : null;
		return own ?? record.title ?? this.concept(record) ?? 'Capitelle';
	}

	/** A record without the answers that are not for everyone; what is not known to be, is not. */
	told(record: OwnRecord): OwnRecord {
		const shown = this.#fields(record).filter(({ isPublic }) => isPublic);
		const properties = Object.fromEntries(
			shown.flatMap(({ key }) => {
				const value = record.properties[key];
				return value === undefined ? [] : [[key, value]];
			})
		);
		return { ...record, properties };
	}

	/** Flat values of the answers, by the keys of the data. */
	columns(record: OwnRecord): {
		key: string;
		read: (properties: Record<string, FieldValue>) => unknown;
	}[] {
		const fields = this.#fields(record);
		const known = new Set(fields.map(({ key }) => key));
		const index = this.#index;
		const flat = index
			? fields.flatMap((field) =>
					fieldColumns(field, index).map(({ name, read }) => ({
						key: name,
						read: (properties: Record<string, FieldValue>) => read({ properties } as PublicRecord)
					}))
				)
			: [];
		const others = Object.keys(record.properties).filter((key) => !known.has(key));
		return [
			...flat,
			...others.map((key) => ({
				key,
				read: (properties: Record<string, FieldValue>) => properties[key]
			}))
		];
	}

	/** Each answer on a line of its own, then each visit. */
	description(record: OwnRecord, visitText: (date: string) => string): string {
		const lines = this.#answers(record, record.properties);
		for (const { observed_at, note, properties } of record.visits) {
			const said = [...this.#answers(record, properties), ...(note ? [note] : [])];
			lines.push(`${visitText(observed_at)}: ${said.join(', ')}`);
		}
		return lines.join('\n');
	}

	#answers(record: OwnRecord, properties: Record<string, FieldValue>): string[] {
		const index = this.#index;
		if (!index) return [];
		return this.#fields(record).flatMap((field) => {
			const value = properties[field.key];
			const text =
				value === undefined ? '' : fieldKinds[field.kind].summary(value, field, index, this.#lang);
			return text === '' ? [] : [`${pick(field.label, this.#lang)}: ${text}`];
		});
	}

	#fields({ concept }: OwnRecord): FieldDefinition[] {
		return concept !== null && this.#index ? fieldsFor(this.#index, concept) : [];
	}
}

function textOf(value: FieldValue | undefined): string | null {
	if (typeof value === 'string') return value || null;
	// A row taken back from a file may hold anything.
	const text: unknown = (value as { text?: unknown } | null | undefined)?.text;
	return typeof text === 'string' ? text || null : null;
}
