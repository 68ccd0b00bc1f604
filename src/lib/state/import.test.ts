import { describe, expect, it, vi } from 'vitest';
import { aConcept, aTheme } from '../../../tests/support/vocabulary-parts.ts';
import { ImportFileError } from '$lib/domain/exchange/import-error';
import type { ImportedFile } from '$lib/domain/exchange/imported';
import { indexVocabulary } from '$lib/domain/vocabulary/graph';
import type { Draft } from '$lib/store/types';
import { draftsMost, ImportState, type ImportPorts } from './import.svelte';

const index = indexVocabulary({
	etag: 'x',
	themes: [aTheme('t', { scheme: 'things' }), aTheme('u', { scheme: 'others', position: 1 })],
	schemes: [],
	concepts: [
		aConcept('things/hut'),
		aConcept('things/wall', { geometryKinds: ['line'] }),
		aConcept('others/tree')
	],
	collections: [],
	fields: []
});
const point = (lat: number) => ({
	geometry: { type: 'Point' as const, coordinates: [4, lat] },
	name: `n${lat}`,
	at: null,
	properties: {}
});
const read = (count: number): ImportedFile => ({
	format: 'gpx',
	places: Array.from({ length: count }, (_, i) => point(43 + i / 1e4)),
	points: count,
	simplified: 0,
	toleranceM: 0,
	aside: { unsound: 0, over: 0 },
	converted: null
});
const named = Object.assign(new Blob(['<gpx/>']), { name: 'balade.gpx' });

function importing(more: Partial<ImportPorts> = {}) {
	const kept: Draft[] = [];
	const ports: ImportPorts = {
		owner: () => 'ana',
		vocabulary: () => index,
		recent: () => Promise.resolve(['things/wall', 'things/hut']),
		open: () => Promise.resolve(read(3)),
		add(_owner, drafts) {
			kept.push(...drafts);
			return Promise.resolve({ added: drafts.map(({ id }) => id), known: 0 });
		},
		remove: vi.fn((_owner, ids: readonly string[]) => Promise.resolve(ids.length)),
		now: () => new Date('2026-11-22T10:00:00Z'),
		...more
	};
	return { state: new ImportState(ports), kept, ports };
}

describe('a file on its way to be drafts', () => {
	it('offers what its shapes can be, begins with what was recorded last, and keeps drafts to complete', async () => {
		const { state, kept } = importing();
		await state.open(named);
		expect(state.phase).toBe('preview');
		expect(state.theme).toBe('t');
		expect(state.offered('', 'fr').map(({ id }) => id)).toEqual(['things/hut']);
		expect(state.offered('wall', 'fr')).toEqual([]);
		expect(state.plan).toBeNull();
		state.chooseConcept(state.offered('hut', 'fr')[0]!);
		expect(state.plan?.drafts).toHaveLength(3);
		await state.save();
		expect(state.phase).toBe('done');
		expect(kept[0]).toMatchObject({
			owner: 'ana',
			theme: 't',
			concept: 'things/hut',
			position: { method: 'imported', accuracy_m: null },
			title: 'n43'
		});
		expect(new Set(kept.map(({ id }) => id)).size).toBe(3);
		await state.undo();
		expect(state.removed).toBe(3);
	});

	it('asks nothing about a file that says itself what its places are', async () => {
		const file = read(2);
		file.places[1]!.properties = { concept: 'others/tree' };
		const { state } = importing({ open: () => Promise.resolve(file) });
		await state.open(named);
		expect([state.theme, state.concept?.id]).toEqual(['u', 'others/tree']);
		expect(state.plan?.drafts).toHaveLength(2);
		// Another choice is taken for what does not say it.
		state.chooseTheme('t');
		state.chooseConcept(index.concepts.get('things/hut')!);
		expect(state.plan?.drafts.map(({ concept }) => concept)).toEqual(['things/hut', 'others/tree']);
	});

	it('asks for the theme where nothing was recorded yet', async () => {
		const { state } = importing({ recent: () => Promise.resolve([]) });
		await state.open(named);
		expect(state.theme).toBeNull();
		state.chooseTheme('u');
		expect(state.offered('', 'fr').map(({ id }) => id)).toEqual(['others/tree']);
	});

	it('makes no more drafts at once than a list can show', async () => {
		const { state, kept } = importing({ open: () => Promise.resolve(read(draftsMost + 50)) });
		await state.open(named);
		state.chooseConcept(index.concepts.get('things/hut')!);
		await state.save();
		expect(kept).toHaveLength(draftsMost);
	});

	it('says why a file cannot be read, and reads the next one', async () => {
		const open = vi
			.fn<ImportPorts['open']>()
			.mockRejectedValueOnce(new ImportFileError('entities'))
			.mockResolvedValueOnce(read(1));
		const { state } = importing({ open });
		await state.open(named);
		expect(state).toMatchObject({ phase: 'choose', failure: { code: 'entities' } });
		await state.open(named);
		expect(state).toMatchObject({ phase: 'preview', failure: null });
	});

	it('stops reading at once, and says nothing of it', async () => {
		const open: ImportPorts['open'] = (_file, { signal }) =>
			new Promise((_, reject) =>
				signal.addEventListener('abort', () => reject(new ImportFileError('cancelled')))
			);
		const { state } = importing({ open });
		const reading = state.open(named);
		state.startOver();
		await reading;
		expect(state).toMatchObject({ phase: 'choose', failure: null });
	});

	it('keeps the preview where there is no room', async () => {
		const full = Object.assign(new Error('full'), { name: 'QuotaExceededError' });
		const { state } = importing({ add: () => Promise.reject(full) });
		await state.open(named);
		state.chooseConcept(index.concepts.get('things/hut')!);
		await state.save();
		expect(state).toMatchObject({ phase: 'preview', failure: { code: 'full' } });
	});
});
