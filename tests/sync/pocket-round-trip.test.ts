import { expect, test } from 'vitest';
import { loadThemes } from '../../src/cli/themes.ts';
import { Chance } from '$lib/backend/demo/random.ts';
import { answer } from '$lib/backend/demo/answers.ts';
import { readImportFile } from '$lib/domain/exchange/read-file.ts';
import { planImport } from '$lib/domain/exchange/to-drafts.ts';
import type { Geometry } from '$lib/domain/record.ts';
import {
	indexVocabulary,
	isUsable,
	themeOf,
	usableConcepts
} from '$lib/domain/vocabulary/graph.ts';
import type { Concept, GeometryKind } from '$lib/domain/vocabulary/types.ts';
import { exportPocket, type PocketFormat } from '$lib/state/pocket-export.ts';
import { saveDraft } from '$lib/store/drafts.ts';
import type { Draft } from '$lib/store/types.ts';
import { vocabularyOf } from '$lib/themes/compile.ts';
import { newDisk, openOn, wall } from './support/device.ts';

const index = indexVocabulary(vocabularyOf(await loadThemes()));
const now = new Date('2026-11-22T10:00:00Z');
const chance = new Chance(5);
const visitText = (date: string) => `Visite du ${date}`;

const ring = [
	[4.4, 43.9],
	[4.401, 43.9],
	[4.401, 43.901],
	[4.4, 43.9]
];
const shapes: Record<GeometryKind, Geometry[]> = {
	point: [
		{ type: 'Point', coordinates: [4.4131234, 43.9116789] },
		{ type: 'MultiPoint', coordinates: ring.slice(0, 2) }
	],
	line: [
		{ type: 'LineString', coordinates: ring.slice(0, 3) },
		{ type: 'MultiLineString', coordinates: [ring.slice(0, 2), ring.slice(1, 3)] }
	],
	polygon: [{ type: 'Polygon', coordinates: [ring] }]
};

function draftOf(concept: Concept, geometry: Geometry): Draft {
	const about = { index, concept, place: 'La Combe', seen: new Date('2026-05-03'), zeal: 1 };
	return wall('ana', {
		theme: themeOf(index, concept.id)!.id,
		concept: concept.id,
		geometry,
		properties: answer(about, chance),
		title: null
	});
}

const drafts = [...index.concepts.values()]
	.filter((concept) => isUsable(concept) && themeOf(index, concept.id))
	.flatMap((concept) =>
		concept.geometryKinds.flatMap((kind) =>
			shapes[kind].map((geometry) => draftOf(concept, geometry))
		)
	);

/** The places of one's own file. */
async function written(format: PocketFormat) {
	const db = openOn(newDisk());
	for (const draft of drafts) await saveDraft(db, draft);
	const made = await exportPocket({ db, owner: 'ana', index, lang: 'fr', now }, format, {
		visitText
	});
	expect(made.records).toBe(drafts.length);
	const { places, aside } = await readImportFile(made.file);
	expect(aside).toEqual({ unsound: 0, over: 0 });
	return places;
}

const place = ({ concept, geometry }: { concept: string | null; geometry: Geometry | null }) =>
	JSON.stringify([concept, geometry]);

test('every answer to every question of every concept comes back from one’s own GeoJSON as it was', async () => {
	const any = [...index.concepts.values()].find(isUsable)!;
	const plan = planImport(await written('geojson'), any, index, now);
	expect([plan.otherKind, plan.left]).toEqual([0, []]);
	const before = new Map(drafts.map((draft) => [place(draft), draft]));
	expect(plan.drafts).toHaveLength(before.size);
	for (const draft of plan.drafts) {
		const { theme, concept, properties, observed_at } = before.get(place(draft))!;
		expect(draft).toMatchObject({ theme, concept });
		expect(draft.properties, concept!).toEqual(properties);
		// A thing without a name is called by what it is, and that does not become its name.
		const named = Boolean(properties[index.themes.get(theme!)!.titleField ?? '']);
		if (!named) expect(draft.title).toBeNull();
		expect(Date.parse(draft.observed_at)).toBe(Date.parse(observed_at));
	}
});

test('what a thing is and where comes back from one’s own GPX, whatever theme has a word like it', async () => {
	const places = await written('gpx');
	for (const { id, scheme } of index.themes.values()) {
		const chosen = usableConcepts(index, id).find((concept) => concept.scheme === scheme)!;
		const back = new Set(planImport(places, chosen, index, now).drafts.map(place));
		const lost = drafts.filter(
			(draft) =>
				draft.theme === id &&
				['Point', 'LineString', 'MultiLineString'].includes(draft.geometry!.type) &&
				!back.has(place(draft))
		);
		expect(lost.map(({ concept }) => concept)).toEqual([]);
	}
});
