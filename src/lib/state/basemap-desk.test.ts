import { expect, test } from 'vitest';
import type { BasemapSetting } from '$lib/domain/basemap-settings';
import { BasemapDeskState } from './basemap-desk.svelte';

async function opened(settings: BasemapSetting[] = []) {
	const saved: BasemapSetting[][] = [];
	const desk = new BasemapDeskState({
		offered: () =>
			Promise.resolve({
				initial: 'plan',
				basemaps: ['plan', 'photo', 'land'].map((id) => ({ id, name: { fr: id } }))
			}),
		settings: () => Promise.resolve(settings),
		save: (list) => Promise.resolve(void saved.push(list))
	});
	await desk.load();
	return { desk, saved, ids: () => desk.rows.map(({ id }) => id) };
}

test('they are as the file has them until somebody chooses', async () => {
	const { desk, ids } = await opened();
	expect(ids()).toEqual(['plan', 'photo', 'land']);
	expect(desk.rows.find(({ initial }) => initial)?.id).toBe('plan');
	expect(desk.changed).toBe(false);
});

test('moving stops at either end, and the whole order is saved', async () => {
	const { desk, ids, saved } = await opened();
	desk.move('plan', -1);
	expect(desk.changed).toBe(false);
	desk.move('land', -1);
	desk.fade('land', 0.6);
	expect(ids()).toEqual(['plan', 'land', 'photo']);
	expect(await desk.save()).toBe(true);
	expect(desk.changed).toBe(false);
	expect(saved[0]?.map(({ id, opacity }) => [id, opacity])).toEqual([
		['plan', 1],
		['land', 0.6],
		['photo', 1]
	]);
});

test('the first one shown is always shown, and one always is', async () => {
	const { desk } = await opened();
	desk.show('plan', false);
	expect(desk.rows.find(({ initial }) => initial)).toMatchObject({ id: 'photo', shown: true });
	desk.begin('plan');
	expect(desk.rows.find(({ id }) => id === 'plan')).toMatchObject({ shown: true, initial: true });
	for (const id of ['plan', 'photo', 'land']) desk.show(id, false);
	expect(desk.rows.filter(({ shown }) => shown)).toHaveLength(1);
});
