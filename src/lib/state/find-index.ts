import { fits, searchable, typedWords, type Searchable } from '$lib/domain/find/words';
import type { NamedCommune } from '$lib/domain/find/communes';
import { distanceM } from '$lib/domain/geometry';
import type { FieldValue } from '$lib/domain/fields/types';
import type { Language } from '$lib/domain/language';
import {
	ancestorsOf,
	conceptById,
	labelOf,
	type VocabularyIndex
} from '$lib/domain/vocabulary/graph';
import type { FindableRecord } from '$lib/store/findable';
import type { KeptPlace } from '$lib/store/kept-places';

/** What one thing that was found is, and where. */
export interface FindAnswer {
	/** Tells it from the others of the same search. */
	id: string;
	kind: 'coordinates' | 'record' | 'locality' | 'commune' | 'address';
	/** Empty for coordinates, which are named by what they are. */
	label: string;
	detail: string | null;
	lon: number;
	lat: number;
	bbox?: [west: number, south: number, east: number, north: number];
	/** From where the person looks; null when nobody knows. */
	metres: number | null;
	record?: { id: string; concept: string | null; whose: FindableRecord['whose'] };
	/** `coordinates`: the EPSG code or plus code they were typed in. */
	system?: number | 'plus_code' | null;
}

/** What can be found without a network, ready to be searched. */
export interface FindIndex {
	records: { text: Searchable; record: FindableRecord; title: string | null }[];
	localities: {
		text: Searchable;
		name: string;
		commune: string | null;
		lon: number;
		lat: number;
	}[];
	communes: { text: Searchable; commune: NamedCommune }[];
	kept: { text: Searchable; place: KeptPlace }[];
}

const most = { record: 6, place: 5, commune: 5 };
/** Keys under which records say in which hamlet they are, whatever their theme. */
const localityKey = /^(lieu_?dit|hameau|quartier|localit[ey])(_|$)/;

/** Gathers what can be found; records come by `take`, the same one perhaps several times, the fullest last. */
export class FindIndexMaker {
	readonly #vocabulary: VocabularyIndex | null;
	readonly #records = new Map<string, FindIndex['records'][number]>();
	readonly #localities = new Map<string, FindIndex['localities'][number]>();
	readonly #concepts = new Map<string, string>();

	/** @param vocabulary null on a first visit without network: records are then found by their titles only */
	constructor(vocabulary: VocabularyIndex | null) {
		this.#vocabulary = vocabulary;
	}

	take = (record: FindableRecord): void => {
		const before = this.#records.get(record.id);
		const commune = record.commune ?? before?.record.commune ?? null;
		const title = this.#titleOf(record) ?? before?.title ?? null;
		const localities = localitiesOf(record.properties);
		const text = searchable(title, this.#words(record.concept), commune, ...localities);
		// Only what lists show of it stays in memory.
		const kept = { ...record, commune, properties: {} };
		this.#records.set(record.id, { text, record: kept, title });
		for (const name of localities) {
			const key = searchable(name, commune);
			if (!this.#localities.has(key)) {
				const { lon, lat } = record;
				this.#localities.set(key, { text: searchable(name), name, commune, lon, lat });
			}
		}
	};

	done(communes: readonly NamedCommune[], kept: readonly KeptPlace[]): FindIndex {
		return {
			records: [...this.#records.values()],
			localities: [...this.#localities.values()],
			communes: communes.map((commune) => ({ text: searchable(commune.nom), commune })),
			kept: kept.map((place) => ({ text: searchable(place.label), place }))
		};
	}

	#titleOf({ theme, title, properties }: FindableRecord): string | null {
		const key = theme === null ? null : this.#vocabulary?.themes.get(theme)?.titleField;
		return (key ? textOf(properties[key]) : null) ?? title;
	}

	/** All that its kind is called, and what is broader. */
	#words(concept: string | null): string | null {
		const index = this.#vocabulary;
		if (concept === null || !index) return null;
		const known = this.#concepts.get(concept);
		if (known !== undefined) return known;
		const own = conceptById(index, concept);
		const labels = [...(own ? [own] : []), ...ancestorsOf(index, concept)].flatMap((one) =>
			one.labels.filter(({ status }) => status !== 'unsure').map(({ text }) => text)
		);
		const words = [...new Set(labels)].join(' ');
		this.#concepts.set(concept, words);
		return words;
	}
}

function textOf(value: FieldValue | undefined): string | null {
	if (typeof value === 'string') return value || null;
	return typeof value === 'object' && 'text' in value ? String(value.text) || null : null;
}

function localitiesOf(properties: Record<string, FieldValue>): string[] {
	return Object.entries(properties).flatMap(([key, value]) => {
		const name = localityKey.test(key) ? textOf(value) : null;
		return name ? [name] : [];
	});
}

/** Where one looks from: longitude and latitude, or null. */
type From = readonly [lon: number, lat: number] | null;

/** What is looked for, and how answers are named. */
interface Question {
	text: string;
	from: From;
	vocabulary: VocabularyIndex | null;
	lang: Language;
}

/** What of the index fits the words, by kind, the best first; nothing typed, nothing found. */
export function searchIndex(index: FindIndex, question: Question): FindAnswer[] {
	const { text, from } = question;
	const words = typedWords(text);
	if (words.length === 0) return [];
	const away = (lon: number, lat: number) => from && distanceM([...from], [lon, lat]);
	const records = best(index.records, words, most.record, ({ record }) =>
		away(record.lon, record.lat)
	).map(({ one: { record, title }, metres }) => recordAnswer(record, { title, metres }, question));
	const localities = best(index.localities, words, most.place, ({ lon, lat }) =>
		away(lon, lat)
	).map(({ one: { name, commune, lon, lat }, metres }): FindAnswer => ({
		...{ id: `l${lon},${lat},${name}`, kind: 'locality', label: name, detail: commune },
		...{ lon, lat, metres }
	}));
	const kept = best(index.kept, words, most.place, ({ place }) => away(place.lon, place.lat)).map(
		({ one: { place }, metres }): FindAnswer => ({
			...{ id: `k${place.label}`, kind: 'address', label: place.label, detail: null },
			...{ lon: place.lon, lat: place.lat, metres }
		})
	);
	const communes = best(index.communes, words, most.commune, ({ commune }) =>
		away(...middle(commune.bbox))
	).map(({ one: { commune }, metres }): FindAnswer => {
		const [lon, lat] = middle(commune.bbox);
		const detail = commune.insee.slice(0, commune.insee.startsWith('97') ? 3 : 2);
		const { bbox, nom: label } = commune;
		return { id: commune.insee, kind: 'commune', label, detail, lon, lat, bbox, metres };
	});
	return [...records, ...localities, ...kept, ...communes];
}

/** The word that this site is asked for, which finds it within titles, communes and words for concepts. */
export function siteWord(text: string): string {
	return typedWords(text).reduce(
		(longest, word) => (word.length > longest.length ? word : longest),
		''
	);
}

/** What this site found of {@link siteWord}, as answers: the nearest first, without those that are there already. */
export function siteAnswers(
	records: readonly FindableRecord[],
	there: readonly FindAnswer[],
	question: Question
): FindAnswer[] {
	const { from, text } = question;
	const known = new Set(there.map(({ id }) => id));
	const others = typedWords(text).filter((word) => word !== siteWord(text));
	return records
		.filter(({ id }) => !known.has(id))
		.map((record) => {
			const metres = from && distanceM([...from], [record.lon, record.lat]);
			return recordAnswer(record, { title: record.title, metres }, question);
		})
		.filter(
			({ label, detail }) => others.length === 0 || fits(searchable(label, detail), others) !== null
		)
		.sort((a, b) => (a.metres ?? 0) - (b.metres ?? 0))
		.slice(0, most.record);
}

function recordAnswer(
	{ id, concept, whose, lon, lat, commune }: FindableRecord,
	{ title, metres }: { title: string | null; metres: number | null },
	{ vocabulary, lang }: Question
): FindAnswer {
	const known = concept !== null && vocabulary ? conceptById(vocabulary, concept) : null;
	const name = known && labelOf(known, lang);
	const detail = [title ? name : null, commune].filter(Boolean).join(', ') || null;
	const label = title ?? name ?? '';
	return { id, kind: 'record', label, detail, lon, lat, metres, record: { id, concept, whose } };
}

const middle = ([west, south, east, north]: NamedCommune['bbox']): [number, number] => [
	(west + east) / 2,
	(south + north) / 2
];

/** What fits, the closest fit first, then the nearest. */
function best<T extends { text: Searchable }>(
	all: readonly T[],
	words: readonly string[],
	limit: number,
	awayOf: (one: T) => number | null
): { one: T; metres: number | null }[] {
	const found: { one: T; fit: number; metres: number | null }[] = [];
	for (const one of all) {
		const fit = fits(one.text, words);
		if (fit !== null) found.push({ one, fit, metres: awayOf(one) });
	}
	return found.sort((a, b) => a.fit - b.fit || (a.metres ?? 0) - (b.metres ?? 0)).slice(0, limit);
}
