import { describe, expect } from 'vitest';
import { frozen, rotate } from '../support/interruption.ts';
import { test } from '../support/scenario.ts';
import { Fingers, spotOf } from '../support/touch.ts';
import { say } from '../support/words.ts';
import { answerRequired, atStep, next, save } from './steps/capture.ts';
import {
	keptShape,
	painted,
	pasteCoordinates,
	recordHere,
	showMap,
	spot,
	startDrawing,
	tapMap,
	told,
	tool,
	use,
	vertex
} from './steps/drawing.ts';

const wall = 'mur de soutènement';
const vertices = (count: number) => (shape: { coordinates: unknown[] } | null) =>
	shape?.coordinates.length === count;

describe('a wall drawn by finger', () => {
	test('grows, is taken back and done again, mended under the magnifier, and is saved', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		await startDrawing(visit, wall, 'line');
		await tapMap(visit, [-90, 40], [-30, -30], [40, 20], [100, -40]);
		await keptShape(visit, vertices(4));
		const length = page.locator('.editor-measure');
		expect(await length.innerText()).toMatch(/^\d+\sm$/);
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('drawing/growing-phone');

		for (let i = 0; i < 4; i++) await use(visit, 'capture_map_undo');
		expect(await tool(visit, 'capture_map_undo').isVisible()).toBe(false);
		for (let i = 0; i < 4; i++) await use(visit, 'drawing_redo');
		await keptShape(visit, vertices(4));
		await use(visit, 'capture_map_finish');

		await showMap(visit);
		const fingers = await Fingers.on(visit);
		const from = await spotOf(vertex(visit, 2));
		const before = await keptShape(visit, vertices(4));
		await fingers.down(from);
		for (let i = 1; i <= 8; i++) await fingers.move({ x: from.x + i * 3, y: from.y - i * 4 });
		await page.locator('canvas.editor-loupe').waitFor();
		await page.waitForTimeout(100);
		await visit.screenshot('drawing/magnifier-phone');
		await fingers.up();
		await page.locator('canvas.editor-loupe').waitFor({ state: 'hidden' });
		const after = await keptShape(
			visit,
			(shape) => JSON.stringify(shape) !== JSON.stringify(before)
		);
		expect(after!.coordinates).toHaveLength(4);

		const third = await vertex(visit, 3).boundingBox();
		expect(Math.min(third!.width, third!.height)).toBeGreaterThanOrEqual(44);
		await vertex(visit, 3).tap();
		await use(visit, 'capture_map_delete_vertex');
		await keptShape(visit, vertices(3));
		// Half-way between two vertices, one more: tapped, then dragged from there.
		await page
			.getByRole('button', { name: say('capture_map_between') })
			.first()
			.tap();
		await keptShape(visit, vertices(4));
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('drawing/drawn-phone');

		await next(visit, 'fields');
		await answerRequired(visit);
		await next(visit, 'photos');
		await next(visit, 'summary');
		await save(visit);
	});

	test('loses nothing when the phone is turned, a call comes in, or the page is opened again', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await startDrawing(visit, wall, 'line');
		await tapMap(visit, [-60, 30], [0, -30], [60, 30]);
		const drawn = await keptShape(visit, vertices(3));
		await rotate(visit);
		await showMap(visit);
		await vertex(visit, 3).waitFor();
		await visit.screenshot('drawing/turned-phone');
		await frozen(visit, async () => undefined);
		await tapMap(visit, [90, -30]);
		await keptShape(visit, vertices(4));
		await rotate(visit);
		// A call takes the finger away in the middle of a drag: the vertex stays where it was let go.
		await use(visit, 'capture_map_finish');
		await showMap(visit);
		const fingers = await Fingers.on(visit);
		const from = await spotOf(vertex(visit, 1));
		await fingers.down(from);
		for (let i = 1; i <= 6; i++) await fingers.move({ x: from.x, y: from.y + i * 5 });
		await fingers.cancel();
		const left = await keptShape(
			visit,
			(shape) => JSON.stringify(shape?.coordinates[0]) !== JSON.stringify(drawn!.coordinates[0])
		);
		expect(left!.coordinates.slice(1, 3)).toEqual(drawn!.coordinates.slice(1, 3));

		await visit.page.reload();
		await visit.hydrated();
		await atStep(visit, 'place');
		await vertex(visit, 4).waitFor();
		expect((await keptShape(visit, vertices(4)))!.coordinates).toEqual(left!.coordinates);
	});

	test('keeps its first corner when the step is left, and when the page dies', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		await startDrawing(visit, wall, 'line');
		await tapMap(visit, [-60, 30]);
		await vertex(visit, 1).waitFor();
		await page.getByRole('button', { name: say('common_back'), exact: true }).click();
		await atStep(visit, 'concept');
		await next(visit, 'place');
		await vertex(visit, 1).waitFor();
		await page.reload();
		await visit.hydrated();
		await showMap(visit);
		await vertex(visit, 1).waitFor();
		await told(visit, /: 1 posé/).waitFor();
		await tapMap(visit, [80, -30]);
		const line = await keptShape(visit, vertices(2));
		expect(line!.type).toBe('LineString');
	});

	test('means by two touches what it means by one', async ({ openOnce: open }) => {
		const visit = await open('phone');
		await startDrawing(visit, wall, 'line');
		await use(visit, 'capture_map_place');
		await use(visit, 'capture_map_place');
		await told(visit, 'Touchez le point suivant du tracé : 1 posé.').waitFor();
		await tapMap(visit, [-60, 30]);
		await keptShape(visit, vertices(2));
		// In a glove the finger comes down again where it just was: that finishes nothing.
		const fingers = await Fingers.on(visit);
		await fingers.bounce(await spot(visit, 60, 30));
		await keptShape(visit, vertices(3));
		await told(visit, '3 points posés. Continuez, ou terminez.').waitFor();
		// Touched again on purpose, its last vertex does.
		await visit.page.waitForTimeout(500);
		await tapMap(visit, [60, 30]);
		await told(visit, say('drawing_drawn')).waitFor();
		expect((await keptShape(visit, vertices(3)))!.type).toBe('LineString');
	});

	test('goes to another step and back with all that can be taken back', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await startDrawing(visit, wall, 'line');
		await tapMap(visit, [-60, 30], [0, -30], [60, 30]);
		await use(visit, 'capture_map_finish');
		await next(visit, 'fields');
		await visit.page.getByRole('button', { name: say('common_back'), exact: true }).click();
		await atStep(visit, 'place');
		await use(visit, 'capture_map_undo');
		await use(visit, 'capture_map_undo');
		await keptShape(visit, vertices(2));
		await use(visit, 'drawing_redo');
		await keptShape(visit, vertices(3));
	});
});

describe('a wall of several parts', () => {
	test('is drawn, cut, joined, closed and made an area, by keyboard alone', async ({
		openOnce: open
	}) => {
		const visit = await open('desktop');
		const { page } = visit;
		const { keyboard } = page;
		await startDrawing(visit, wall, 'line');
		await page.locator('.editor-map').focus();
		for (const key of ['ArrowRight', 'ArrowUp', 'ArrowRight']) {
			await keyboard.press('Enter');
			for (let i = 0; i < 6; i++) await keyboard.press(key);
		}
		await keyboard.press('Enter');
		await keptShape(visit, vertices(4));
		await keyboard.press('Control+z');
		await keptShape(visit, vertices(3));
		await keyboard.press('Control+Shift+z');
		await keptShape(visit, vertices(4));

		const press = async (key: string) => {
			if (!(await tool(visit, key).isVisible())) {
				await tool(visit, 'drawing_more').focus();
				await keyboard.press('Enter');
			}
			await tool(visit, key).focus();
			await keyboard.press('Enter');
		};
		await press('capture_map_finish');
		await vertex(visit, 1).focus();
		await keyboard.press('PageDown');
		await told(visit, say('drawing_selected_keys')).waitFor();
		const before = await keptShape(visit, vertices(4));
		for (let i = 0; i < 5; i++) await keyboard.press('Shift+ArrowDown');
		await keptShape(visit, (shape) => JSON.stringify(shape) !== JSON.stringify(before));
		// However many steps, one thing to take back.
		await keyboard.press('Control+z');
		await keptShape(visit, (shape) => JSON.stringify(shape) === JSON.stringify(before));

		await vertex(visit, 3).focus();
		await press('drawing_split');
		expect((await keptShape(visit, vertices(2)))!.type).toBe('MultiLineString');
		await told(visit, say('drawing_part', { number: 1, total: 2 })).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await press('drawing_join');
		expect((await keptShape(visit, vertices(4)))!.type).toBe('LineString');

		await press('drawing_close');
		await keptShape(visit, vertices(5));
		await keyboard.press('Control+z');
		await keptShape(visit, vertices(4));

		await press('drawing_add_part');
		await page.locator('.editor-map').focus();
		for (const key of ['ArrowLeft', 'ArrowDown']) {
			for (let i = 0; i < 8; i++) await keyboard.press(key);
			await keyboard.press('Enter');
		}
		await press('capture_map_finish');
		expect((await keptShape(visit, vertices(2)))!.type).toBe('MultiLineString');
		await visit.screenshot('drawing/parts-desktop');
		await press('drawing_next_part');
		await told(visit, say('drawing_part', { number: 1, total: 2 })).waitFor();
		await press('drawing_delete_part');
		const left = await keptShape(visit, (shape) => shape?.type === 'LineString');
		expect(left!.coordinates).toHaveLength(2);
	});
});

describe('an outline', () => {
	test('that crosses itself says where, and is mended', async ({ openOnce: open }) => {
		const visit = await open('desktop');
		const { page } = visit;
		await startDrawing(visit, 'aire de battage', 'polygon');
		await tapMap(visit, [-100, -60], [100, 60], [100, -60], [-100, 60]);
		await told(visit, /se croise à 1 endroit/).waitFor();
		await visit.screenshot('drawing/crossing-desktop');
		expect(await visit.accessibilityFaults()).toEqual([]);
		await use(visit, 'capture_map_finish');
		const from = await spotOf(vertex(visit, 2));
		await page.mouse.move(from.x, from.y);
		await page.mouse.down();
		const away = await spot(visit, 100, -120);
		await page.mouse.move(away.x, away.y, { steps: 6 });
		await page.mouse.up();
		await told(visit, /se croise/).waitFor({ state: 'hidden' });
		expect(await page.locator('canvas.editor-loupe').isVisible()).toBe(false);
		expect(await page.locator('.editor-measure').innerText()).toMatch(/(m²|ha), tour /);
		expect((await keptShape(visit, (shape) => shape !== null))!.type).toBe('Polygon');
	});

	test('that was finished too early goes on', async ({ openOnce: open }) => {
		const visit = await open('phone');
		await startDrawing(visit, 'aire de battage', 'polygon');
		await tapMap(visit, [-80, -40], [80, -40], [80, 40]);
		await use(visit, 'capture_map_finish');
		await use(visit, 'capture_map_resume');
		await showMap(visit);
		await tapMap(visit, [-80, 40]);
		await use(visit, 'capture_map_finish');
		const shape = await keptShape(
			visit,
			(one) => (one?.coordinates[0] as unknown[] | undefined)?.length === 5
		);
		expect(shape!.type).toBe('Polygon');
		expect(await visit.accessibilityFaults()).toEqual([]);
	});

	test('becomes a line and an outline again under the keyboard, which stays', async ({
		openOnce: open
	}) => {
		const visit = await open('desktop');
		await startDrawing(visit, 'terrasse', 'polygon');
		await tapMap(visit, [-80, -40], [80, -40], [80, 40]);
		await use(visit, 'capture_map_finish');
		await tool(visit, 'drawing_more').click();
		for (const [key, type] of [
			['drawing_line', 'LineString'],
			['drawing_polygon', 'Polygon']
		] as const) {
			await tool(visit, key).press('Enter');
			await keptShape(visit, (shape) => shape?.type === type);
			const held = await visit.page.evaluate(() => document.activeElement?.closest('.editor'));
			expect(held).not.toBeNull();
			expect(await tool(visit, 'capture_map_restart').isVisible()).toBe(true);
		}
		await visit.page.keyboard.press('Control+z');
		await keptShape(visit, (shape) => shape?.type === 'LineString');
	});

	test('is caught by what was drawn, until told not to', async ({ openOnce: open }) => {
		const visit = await open('desktop');
		await startDrawing(visit, wall, 'line');
		await tapMap(visit, [-100, 0], [0, -80], [100, 0]);
		// Near the middle of the first side, not on it.
		await tapMap(visit, [-44, -34]);
		await told(visit, say('drawing_snapped_own')).waitFor();
		await visit.screenshot('drawing/snapped-desktop');
		const caught = await keptShape(visit, vertices(4));
		await use(visit, 'drawing_snap');
		await use(visit, 'capture_map_undo');
		await tapMap(visit, [-44, -34]);
		const free = await keptShape(
			visit,
			(shape) => JSON.stringify(shape) !== JSON.stringify(caught) && vertices(4)(shape)
		);
		expect(free!.coordinates.slice(0, 3)).toEqual(caught!.coordinates.slice(0, 3));
		// It is remembered: what disturbs somebody once disturbs them every time.
		await visit.page.reload();
		await visit.hydrated();
		await tool(visit, 'drawing_more').click();
		expect(await tool(visit, 'drawing_snap').getAttribute('aria-pressed')).toBe('false');
	});

	test('is caught by the limit of a commune', async ({ openOnce: open, server }) => {
		const visit = await open('desktop');
		const limits = (await (
			await fetch(`${server.url}/api/communes.geojson?bbox=4,43,5,44`)
		).json()) as { features: { geometry: { coordinates: number[][][][] } }[] };
		const [longitude = 0, latitude = 0] = limits.features[0]!.geometry.coordinates[0]![0]![1]!;
		await visit.context.setGeolocation({ longitude, latitude, accuracy: 5 });
		await startDrawing(visit, wall, 'line');
		await painted(visit, 'outlines');
		await tapMap(visit, [9, 3]);
		await told(visit, /Accroché à la limite d/).waitFor();
		await tapMap(visit, [60, 90]);
		await visit.screenshot('drawing/limit-desktop');
		const shape = await keptShape(visit, vertices(2));
		const [lon = NaN, lat = NaN] = shape!.coordinates[0] as number[];
		expect(Math.hypot(lon - longitude, lat - latitude)).toBeLessThan(1e-6);
	});

	test('is caught by a record nearby', async ({ openOnce: open }) => {
		const visit = await open('desktop');
		await visit.goto('/noter');
		const [longitude = 0, latitude = 0] = (await recordHere(visit)).place;
		await visit.context.setGeolocation({ longitude, latitude, accuracy: 5 });
		await startDrawing(visit, wall, 'line');
		await painted(visit, 'sketch');
		await tapMap(visit, [8, -6]);
		await told(visit, /Accroché à «/).waitFor();
	});
});

describe('a line of thousands of vertices', () => {
	test('shows the handles a finger can tell apart, and more of them closer', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const { page } = visit;
		await startDrawing(visit, wall, 'line');
		const rows = Array.from({ length: 5000 }, (_, i) => {
			const turn = i / 40;
			const away = 0.0005 + i * 2e-7;
			return `${(43.9116 + away * Math.sin(turn)).toFixed(6)} ${(4.4131 + away * Math.cos(turn)).toFixed(6)}`;
		});
		await pasteCoordinates(visit, rows.join('\n'));
		await keptShape(visit, vertices(5000));
		await told(visit, say('drawing_crowded')).waitFor();
		const handles = page.locator('.editor-vertex:not(.editor-between)');
		const shown = await handles.count();
		expect(shown).toBeGreaterThan(5);
		expect(shown).toBeLessThanOrEqual(61);
		const before = await keptShape(visit, vertices(5000));
		await showMap(visit);
		const fingers = await Fingers.on(visit);
		const from = await spotOf(handles.nth(3));
		await fingers.drag(from, { x: from.x + 20, y: from.y + 20 });
		const after = await keptShape(
			visit,
			(shape) => JSON.stringify(shape) !== JSON.stringify(before)
		);
		const moved = after!.coordinates.filter(
			(position, i) => JSON.stringify(position) !== JSON.stringify(before!.coordinates[i])
		);
		expect(moved).toHaveLength(1);
		await visit.screenshot('drawing/thousands-phone');
	});
});
