import { expect, test } from 'vitest';
import type { CommuneSource } from '$lib/domain/territories/commune-file';
import type { TerritoryDraft } from '$lib/domain/territories/territory';
import { TerritoriesState } from './territories.svelte';

const outline = { type: 'Polygon' as const, coordinates: [] };
const communes: CommuneSource[] = Array.from({ length: 45 }, (_, i) => ({
	insee: `3${String(4000 + i)}`,
	nom: `Commune ${i}`,
	outline
}));
const draft: TerritoryDraft = {
	id: 'hills',
	name: { fr: 'Collines' },
	communes: [...communes.map(({ insee }) => insee), '30001']
};

function desk(failAt = Infinity) {
	const calls: { communes: number; write: boolean }[] = [];
	const writes: string[] = [];
	const state = new TerritoriesState({
		read: () => Promise.resolve([]),
		outline: () => Promise.resolve(null),
		save({ id, communes }, write) {
			if (write) writes.push(id);
			return Promise.resolve({ added: communes, removed: [], without_outline: communes });
		},
		importCommunes(part, write) {
			calls.push({ communes: part.length, write });
			if (calls.length >= failAt) return Promise.reject(new Error('no network'));
			const refused = part.filter(({ insee }) => insee === '34003').map(({ insee }) => insee);
			return Promise.resolve({
				added: part.length - refused.length,
				changed: 0,
				unchanged: 0,
				refused
			});
		}
	});
	return { state, calls, writes };
}

test('a look writes nothing, and says which communes will have no outline all the same', async () => {
	const { state, calls, writes } = desk();
	expect(await state.look(draft, communes)).toBe(true);
	expect(writes).toEqual([]);
	expect(calls).toEqual([20, 20, 5].map((size) => ({ communes: size, write: false })));
	expect(state.preview.value?.outlines).toMatchObject({ added: 44, refused: ['34003'] });
	expect(state.preview.value?.territory.without_outline).toEqual(['34003', '30001']);
	expect(state.progress).toBeNull();
});

test('without outlines the territory alone is looked at', async () => {
	const { state, calls } = desk();
	await state.look(draft, []);
	expect(calls).toEqual([]);
	expect(state.preview.value?.outlines).toBeNull();
});

test('a network that goes away in the middle says so; done again it goes on', async () => {
	const { state, writes } = desk(2);
	expect(await state.save(draft, communes)).toBe(false);
	expect(state.saving.error).toBeInstanceOf(Error);
	expect(writes).toEqual([]);
	const again = desk();
	expect(await again.state.save(draft, communes)).toBe(true);
	expect(again.writes).toEqual(['hills']);
});
