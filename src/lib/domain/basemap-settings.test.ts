import { expect, test } from 'vitest';
import { arrangeBasemaps, type BasemapSetting } from './basemap-settings.ts';

const file = {
	initial: 'plan',
	other: 'kept',
	basemaps: ['plan', 'photo', 'new'].map((id) => ({ id, layers: [{ url: id, opacity: 0.5 }] }))
};
const setting = (id: string, more: Partial<BasemapSetting> = {}): BasemapSetting => ({
	id,
	shown: true,
	opacity: 1,
	initial: false,
	...more
});
const ids = (settings: BasemapSetting[]) =>
	arrangeBasemaps(file, settings).basemaps.map(({ id }) => id);

test('nothing chosen is the file as it is', () => {
	expect(arrangeBasemaps(file, [])).toEqual(file);
});

test('they come in the order chosen, those never seen last, those lost not at all', () => {
	expect(ids([setting('gone'), setting('photo'), setting('plan')])).toEqual([
		'photo',
		'plan',
		'new'
	]);
	expect(ids([setting('photo'), setting('plan', { shown: false })])).toEqual(['photo', 'new']);
});

test('the first one shown and how strong they are is chosen; where tiles come from is not', () => {
	const chosen = [setting('photo', { initial: true, opacity: 0.5 })];
	expect(arrangeBasemaps(file, chosen)).toMatchObject({
		initial: 'photo',
		other: 'kept',
		basemaps: [{ id: 'photo', layers: [{ url: 'photo', opacity: 0.25 }] }, {}, {}]
	});
});

test('hiding all of them hides none', () => {
	expect(ids(['plan', 'photo', 'new'].map((id) => setting(id, { shown: false })))).toHaveLength(3);
});
