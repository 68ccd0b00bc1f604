import { keptRows } from '../../support/kept.ts';
import { Fingers, spotOf, type Spot } from '../../support/touch.ts';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';
import { chooseTheme, findConcept, startNoting } from './capture.ts';
import { storedDraft } from './draft.ts';

/** The map something is drawn on. */
const ground = (visit: Visit) => visit.page.locator('.editor-map');

/** A new record at the step of its place, to be drawn as a line or a polygon, the map in sight. */
export async function startDrawing(
	visit: Visit,
	words: string,
	kind: 'line' | 'polygon'
): Promise<void> {
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, words);
	const chip = visit.page.getByRole('button', { name: say(`capture_kind_${kind}`), exact: true });
	if (await chip.isVisible()) await chip.click();
	await visit.page.getByRole('button', { name: say('capture_gps_start') }).click();
	await visit.page.locator('.editor-fix-dot').waitFor();
	await tool(visit, 'capture_map_place').waitFor();
	await showMap(visit);
}

/** Scrolls until the whole map is on the screen. */
export async function showMap(visit: Visit): Promise<void> {
	await ground(visit).evaluate((element) => element.scrollIntoView({ block: 'center' }));
}

/** A spot of the map, in pixels from its middle. */
export async function spot(visit: Visit, right: number, down: number): Promise<Spot> {
	const middle = await spotOf(ground(visit));
	return { x: middle.x + right, y: middle.y + down };
}

/** Taps spots of the map one after the other, with a finger or a mouse. */
export async function tapMap(visit: Visit, ...spots: [right: number, down: number][]) {
	const { hasTouch } = await visit.page.evaluate(() => ({
		hasTouch: navigator.maxTouchPoints > 0
	}));
	const fingers = hasTouch ? await Fingers.on(visit) : null;
	for (const [right, down] of spots) {
		const at = await spot(visit, right, down);
		if (fingers) await fingers.tap(at);
		else await visit.page.mouse.click(at.x, at.y);
	}
}

/** A button under the map. */
export function tool(visit: Visit, key: string) {
	return visit.page
		.getByRole('group', { name: say('capture_map_tools') })
		.getByRole('button', { name: say(key), exact: true });
}

/** Presses a button under the map, opening the second row when it is there. */
export async function use(visit: Visit, key: string): Promise<void> {
	const button = tool(visit, key);
	if (!(await button.isVisible())) await tool(visit, 'drawing_more').click();
	await button.click();
}

/** The vertex with this number, from 1. */
export function vertex(visit: Visit, number: number) {
	return visit.page.getByRole('button', {
		name: say('capture_map_vertex', { number }),
		exact: true
	});
}

/** Many coordinates at once, as pasted: a keyboard's worth of them is slow in any browser. */
export async function pasteCoordinates(visit: Visit, text: string): Promise<void> {
	const { page } = visit;
	await page.getByText(say('capture_coordinates'), { exact: true }).click();
	const box = page.getByLabel(say('capture_coordinates_label_many'));
	await box.evaluate((element, pasted) => {
		(element as HTMLTextAreaElement).value = pasted;
		element.dispatchEvent(new Event('input', { bubbles: true }));
	}, text);
	await page.getByRole('button', { name: say('capture_coordinates_place'), exact: true }).click();
}

/** Waits until something is drawn: the limits of communes around, or on the sheet that is drawn on. */
export async function painted(visit: Visit, pane: 'outlines' | 'sketch'): Promise<void> {
	await visit.page.waitForFunction((name) => {
		const canvas = document.querySelector<HTMLCanvasElement>(`.leaflet-${name}-pane canvas`);
		if (!canvas || canvas.width === 0) return false;
		const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
		return data.some((value, i) => i % 4 === 3 && value > 0);
	}, pane);
}

/** A point record that this device knows, where everyone may see it. */
export async function recordHere(visit: Visit): Promise<{ id: string; place: number[] }> {
	const end = Date.now() + 20_000;
	while (Date.now() < end) {
		const found = await pointKept(visit);
		if (found) return found;
		await visit.page.waitForTimeout(100);
	}
	throw new Error('no record was pulled');
}

async function pointKept(visit: Visit): Promise<{ id: string; place: number[] } | null> {
	type Row = { id: string; record: { blurred?: boolean; geometry: GeoJSON.Point } };
	const rows = await keptRows<Row>(visit.page, 'replica');
	const row = rows.find(
		({ record }) => record.geometry.type === 'Point' && record.blurred === false
	);
	return row ? { id: row.id, place: row.record.geometry.coordinates } : null;
}

/** The words of the status under the map. */
export function told(visit: Visit, text: string | RegExp) {
	return visit.page.locator('.editor-toolbar').getByRole('status').filter({ hasText: text });
}

/** The shape as this phone keeps it, once it is as it should be. */
export async function keptShape(
	visit: Visit,
	fits: (shape: { type: string; coordinates: unknown[] } | null) => boolean
) {
	const end = Date.now() + 20_000;
	for (;;) {
		const shape = (await storedDraft(visit))?.geometry ?? null;
		if (fits(shape)) return shape;
		if (Date.now() > end)
			throw new Error(`the shape stayed ${JSON.stringify(shape)?.slice(0, 500)}`);
		await visit.page.waitForTimeout(100);
	}
}
