import type { RecordContent } from '../../domain/actions/content.ts';
import type { FieldValue } from '../../domain/fields/types.ts';
import { labelOf, usableConcepts, type VocabularyIndex } from '../../domain/vocabulary/graph.ts';
import type { Concept, Theme } from '../../domain/vocabulary/types.ts';
import { answer } from './answers.ts';
import { geometryAt, placeIn } from './ground.ts';
import { demoTerritories, type DemoTerritory } from './places.ts';
import { Chance } from './random.ts';
import type { SceneKind } from './scenes.ts';
import { captions } from './words.ts';

/** What becomes of a made-up record. */
type Fate =
	| 'submitted'
	| 'published'
	| 'changes_requested'
	| 'rejected'
	| 'archived'
	| 'resent'
	| 'edited'
	| 'edit_refused';

export interface PlannedPhoto {
	id: string;
	scene: SceneKind;
	seed: number;
	caption: string | null;
	/** False: announced, but its file never came (a phone still out of reach). */
	arrives: boolean;
}

export interface PlannedRecord {
	id: string;
	territory: string;
	/** Index into the list of authors. */
	author: number;
	content: RecordContent;
	photos: PlannedPhoto[];
	fate: Fate;
	/** Seen and sent, then settled (for what is settled). */
	sentAt: Date;
	settledAt: Date;
}

const day = 24 * 3600 * 1000;

/** How often each fate comes, in hundredths. */
const fates: [Fate, number][] = [
	['published', 60],
	['submitted', 15],
	['changes_requested', 6],
	['rejected', 4],
	['archived', 3],
	['resent', 4],
	['edited', 5],
	['edit_refused', 3]
];

/** Themes after the first one share what remains: the first is what the demo is mostly about. */
const firstThemeShare = 0.55;

/**
 * Draws up the records of the demo: the same ones for the same seed and vocabulary, their dates
 * counted back from `now`.
 */
export function planRecords(
	index: VocabularyIndex,
	authors: number,
	perTerritory: number,
	now: Date,
	seed: number
): PlannedRecord[] {
	const chance = new Chance(seed);
	const themes = [...index.themes.values()];
	return demoTerritories.flatMap((territory) =>
		Array.from({ length: perTerritory }, () => {
			const theme = pickTheme(themes, chance);
			return planRecord(index, theme, territory, authors, now, chance);
		})
	);
}

function pickTheme(themes: Theme[], chance: Chance): Theme {
	const [first, ...others] = themes;
	if (!first) throw new Error('the vocabulary has no theme');
	return others.length === 0 || chance.often(firstThemeShare) ? first : chance.pick(others);
}

function planRecord(
	index: VocabularyIndex,
	theme: Theme,
	territory: DemoTerritory,
	authors: number,
	now: Date,
	chance: Chance
): PlannedRecord {
	const fate = pickFate(chance);
	const waits = fate === 'submitted' || fate === 'changes_requested' || fate === 'resent';
	const sentAt = new Date(now.getTime() - chance.between(0.1, waits ? 20 : 500) * day);
	const concept = pickConcept(usableConcepts(index, theme.id), chance);
	const commune = chance.pick(territory.communes);
	const seen = new Date(sentAt.getTime() - chance.between(0.02, 1.5) * day);
	const place = placeIn(commune.ring, chance);
	const properties = answer(
		{ index, concept, place: chance.pick(territory.places), seen, zeal: chance.between(0.15, 0.6) },
		chance
	);
	return {
		id: chance.uuid(seen),
		territory: territory.id,
		// A few people bring most of the records.
		author: Math.floor(authors * chance.next() ** 1.6),
		content: contentOf(theme, concept, place, seen, properties, chance),
		photos: planPhotos(concept, seen, chance),
		fate,
		sentAt,
		settledAt: new Date(
			Math.min(sentAt.getTime() + chance.between(0.5, 12) * day, now.getTime() - 3600_000)
		)
	};
}

function contentOf(
	theme: Theme,
	concept: Concept,
	place: [number, number],
	seen: Date,
	properties: Record<string, FieldValue>,
	chance: Chance
): RecordContent {
	const byGps = chance.often(0.75);
	return {
		theme: theme.id,
		concept: concept.id,
		geometry: geometryAt(place, chance.pick(concept.geometryKinds), chance),
		position: {
			method: byGps ? 'gps' : 'map',
			accuracy_m: byGps ? Math.round(chance.between(2, 14)) : null
		},
		properties,
		sensitivity:
			concept.sensitivity === 'public' && chance.often(0.04) ? 'blurred' : concept.sensitivity,
		observed_at: withOffset(seen)
	};
}

/** What one meets at every turn of a path; the rest is rarer. */
const common =
	/capitelle|cabane|mur\b|terrasse|puits|fontaine|source|lavoir|croix|calade|four|moulin|pont|citerne|seuil|embâcle|érosion|numéro|voie|plaque/i;

function pickConcept(concepts: Concept[], chance: Chance): Concept {
	const usual = concepts.filter((concept) => common.test(labelOf(concept, 'fr')));
	return chance.pick(usual.length > 0 && chance.often(0.65) ? usual : concepts);
}

function pickFate(chance: Chance): Fate {
	let left = chance.between(0, 100);
	return fates.find(([, share]) => (left -= share) < 0)?.[0] ?? 'published';
}

/** French summer time, near enough: what matters is that an offset is there. */
function withOffset(moment: Date): string {
	return `${new Date(moment.getTime() + 2 * 3600_000).toISOString().slice(0, 19)}+02:00`;
}

function planPhotos(concept: Concept, seen: Date, chance: Chance): PlannedPhoto[] {
	if (!chance.often(0.6)) return [];
	const scene = sceneOf(labelOf(concept, 'fr'), chance);
	const pictures = chance.some([1, 2, 3, 4, 5, 6], chance.pick([1, 1, 1, 2, 3]));
	return pictures.map((seed) => ({
		id: chance.uuid(seen),
		scene,
		seed,
		caption: chance.pick(captions),
		arrives: chance.often(0.97)
	}));
}

const sceneWords: [RegExp, SceneKind][] = [
	[/puits|source|font|lavoir|citerne|bassin|abreuvoir|mare|glaci/i, 'well'],
	[
		/rivi|cours d|ruisseau|seuil|moulin|pont|gué|berge|canal|barrage|crue|étiage|eau|poisson|pollution|embâcle/i,
		'river'
	],
	[/plaque|adresse|num[ée]ro|voie|rue|panneau|nom/i, 'plate'],
	[/mur|clapas|terrasse|escalier|calade|enclos|clôture|soutènement/i, 'wall']
];

function sceneOf(label: string, chance: Chance): SceneKind {
	return sceneWords.find(([words]) => words.test(label))?.[1] ?? chance.pick(['hut', 'wall']);
}
