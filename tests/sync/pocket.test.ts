import { describe, expect, test } from 'vitest';
import { readImportFile } from '$lib/domain/exchange/read-file.ts';
import { planImport } from '$lib/domain/exchange/to-drafts.ts';
import { newId } from '$lib/domain/ids.ts';
import { indexVocabulary } from '$lib/domain/vocabulary/graph.ts';
import { exportPocket } from '$lib/state/pocket-export.ts';
import { saveDraft } from '$lib/store/drafts.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import type { Draft, DraftBase } from '$lib/store/types.ts';
import { baseOfItem, newVisit, queueVisit, saveVisit } from '$lib/store/visits.ts';
import { aConcept, aField, aTheme } from '../support/vocabulary-parts.ts';
import { context, newDisk, openOn, wall } from './support/device.ts';

const ana = 'ana';
const now = new Date('2026-11-22T10:00:00Z');
const visitText = (date: string) => `Visite du ${date.slice(0, 10)}`;

function fieldsOf(draft: ReturnType<typeof wall>) {
	const [scheme = ''] = draft.concept!.split('/');
	const theme = draft.theme!;
	return indexVocabulary({
		etag: 'x',
		themes: [aTheme(theme, { scheme, titleField: 'nom' })],
		schemes: [],
		concepts: [aConcept(draft.concept!, { geometryKinds: ['point', 'line', 'polygon'] })],
		collections: [],
		fields: [
			aField(`${theme}/nom`),
			aField(`${theme}/hauteur`, { kind: 'measure', label: { fr: 'Hauteur' }, unit: 'm' }),
			aField(`${theme}/secret`, { isPublic: false, label: { fr: 'Propriétaire' } }),
			aField(`${theme}/remarque`, { kind: 'long_text', label: { fr: 'Remarque' } })
		]
	});
}

const properties = {
	nom: 'Mur de la Combe',
	hauteur: { value: 1.5, estimated: true },
	secret: 'Joana',
	remarque: 'Beau « mur »'
};

describe('one’s own records as a file', () => {
	test('have what waits, drafts and visits, without what is being removed or somebody else’s', async () => {
		const db = openOn(newDisk());
		const saved = wall(ana, { properties, title: 'Mur de la Combe' });
		const begun = wall(ana, { title: 'Brouillon' });
		const removed = wall(ana);
		await queueRecord(db, saved, context);
		await queueRecord(db, removed, context);
		await queueDeletion(db, ana, removed.id, context);
		await saveDraft(db, begun);
		await saveDraft(db, wall(ana, { geometry: null }));
		await queueRecord(db, wall('ben'), context);
		const about = (await baseOfItem(db, ana, saved.id))!;
		const seen = newVisit(
			newId(),
			ana,
			saved.id,
			about,
			{ hauteur: { value: 1, estimated: false } },
			now
		);
		await queueVisit(db, { ...seen, note: 'Éboulé' }, context);
		await saveVisit(db, newVisit(newId(), ana, saved.id, about, {}, now));

		const place = { db, owner: ana, index: fieldsOf(saved), lang: 'fr' as const, now };
		const made = await exportPocket(place, 'geojson', { visitText });
		expect(made).toMatchObject({ name: 'capitelle-2026-11-22.geojson', records: 2, placeless: 1 });
		const { features } = JSON.parse(await made.file.text()) as {
			features: { id: string; properties: Record<string, unknown> }[];
		};
		const [first] = features.filter(({ id }) => id === saved.id);
		expect(first!.properties).toMatchObject({
			name: 'Mur de la Combe',
			state: 'waiting',
			hauteur: 1.5,
			hauteur_estimated: true,
			secret: 'Joana'
		});
		expect(first!.properties['visits']).toHaveLength(2);
		expect(features.find(({ id }) => id === begun.id)!.properties).toMatchObject({
			state: 'draft'
		});

		const gpx = await exportPocket(place, 'gpx', {
			visitText,
			name: 'Sortie à Poulx',
			records: new Set([saved.id])
		});
		expect(gpx).toMatchObject({ name: 'sortie-a-poulx-2026-11-22.gpx', records: 1, placeless: 0 });
		const text = await gpx.file.text();
		expect(text).toContain('Hauteur: 1,5\u00a0m (estimé)');
		expect(text).toContain('Visite du 2026-11-22: Hauteur: 1\u00a0m, Éboulé');
	});

	test('come back from the file as they were', async () => {
		const db = openOn(newDisk());
		const saved = wall(ana, { properties, title: 'Mur de la Combe', sensitivity: 'hidden' });
		await queueRecord(db, saved, context);
		const index = fieldsOf(saved);
		const place = { db, owner: ana, index, lang: 'fr' as const, now };
		const made = await exportPocket(place, 'geojson', { visitText });
		const { places } = await readImportFile(made.file);
		const other = aConcept('x/other');
		const { drafts, left } = planImport(places, other, index, now);
		expect(left).toEqual([]);
		expect(drafts).toHaveLength(1);
		expect(drafts[0]).toMatchObject({
			concept: saved.concept,
			geometry: saved.geometry,
			properties,
			sensitivity: 'hidden',
			title: 'Mur de la Combe'
		});
		expect(Date.parse(drafts[0]!.observed_at)).toBe(Date.parse(saved.observed_at));
	});

	test('are a file even where no vocabulary was ever read', async () => {
		const db = openOn(newDisk());
		await queueRecord(db, wall(ana, { properties }), context);
		const place = { db, owner: ana, index: null, lang: 'fr' as const, now };
		for (const format of ['gpx', 'geojson'] as const)
			expect(await exportPocket(place, format, { visitText })).toMatchObject({ records: 1 });
		expect(await exportPocket({ ...place, owner: 'ben' }, 'gpx', { visitText })).toMatchObject({
			records: 0
		});
	});

	test('say of what others recorded only what everyone may know, whoever visited it', async () => {
		const db = openOn(newDisk());
		const [shown, hidden, blurred] = (['public', 'hidden', 'blurred'] as const).map((sensitivity) =>
			wall('ben', { properties, title: 'Mur de Ben', sensitivity })
		) as [Draft, Draft, Draft];
		for (const draft of [shown, hidden, blurred]) {
			const { id, theme, concept, geometry, position, sensitivity, observed_at } = draft;
			const content = { theme, concept, geometry, position, sensitivity, observed_at, properties };
			const about = {
				base: { version: 3, record: { ...content, photos: [] } } as unknown as DraftBase,
				title: 'Mur de Ben'
			};
			const visit = newVisit(newId(), ana, id, about, { hauteur: properties.hauteur }, now);
			if (id === hidden.id) await saveVisit(db, visit);
			else await queueVisit(db, visit, context);
		}
		const place = { db, owner: ana, index: fieldsOf(shown), lang: 'fr' as const, now };
		for (const format of ['gpx', 'geojson'] as const) {
			const made = await exportPocket(place, format, { visitText });
			expect(made).toMatchObject({ records: 1, placeless: 0, guarded: 2 });
			const text = await made.file.text();
			expect(text).toContain('Mur de la Combe');
			expect(text).not.toContain('Joana');
			for (const { id } of [hidden, blurred]) expect(text).not.toContain(id);
		}
	});
});
