import { expect } from 'vitest';
import { keptRows } from '../../support/kept.ts';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';
import { chooseTheme, findConcept, startNoting } from './capture.ts';

/** Where every walk of the tests begins: on the Garrigues, in the demo's commune. */
const origin = { latitude: 43.9116, longitude: 4.4131 };
const degreeM = 111_195;

/** Puts the phone so many metres north and east of where the walk begins. */
export async function stand(visit: Visit, north: number, east = 0, accuracy = 5): Promise<void> {
	await visit.context.setGeolocation({ ...placeAt(north, east), accuracy });
}

function placeAt(north: number, east: number): { latitude: number; longitude: number } {
	const shrink = Math.cos((origin.latitude * Math.PI) / 180);
	return {
		latitude: origin.latitude + north / degreeM,
		longitude: origin.longitude + east / (degreeM * shrink)
	};
}

/** Metres the screen says were walked. */
export async function walked(visit: Visit): Promise<number> {
	const card = visit.page.getByRole('region', { name: say('trace_title') });
	const text = await card.locator('.length').innerText();
	return Number(/[\d\s]+(?=\s(?:k?m))/.exec(text.replace(/[\u202f\u00a0]/g, ' '))?.[0] ?? NaN);
}

/** Walks straight north from one distance to another, four metres at a time, each step heard by the page. */
export async function walkNorth(visit: Visit, from: number, to: number, east = 0): Promise<void> {
	for (let north = from; north <= to; north += 4) {
		// What was heard of this place before it was walked to, nobody recorded.
		await visit.page.evaluate(() => Reflect.set(window, 'capitelleHeard', null));
		await stand(visit, north, east);
		await visit.page.waitForFunction(
			({ latitude, longitude }) => {
				const heard = Reflect.get(window, 'capitelleHeard') as [number, number] | null;
				if (!heard) return false;
				return Math.abs(heard[0] - latitude) < 1e-8 && Math.abs(heard[1] - longitude) < 1e-8;
			},
			placeAt(north, east)
		);
	}
}

/** Waits until the phone has stored what was walked up to so many metres north. */
export async function walkStored(visit: Visit, north: number): Promise<void> {
	await expect.poll(() => lastLatitude(visit)).toBeCloseTo(placeAt(north, 0).latitude, 6);
}

/** Where the walk ends that this browser has stored; NaN while there is none. */
async function lastLatitude({ page }: Visit): Promise<number> {
	const pieces = await keptRows<{ no: number; points: { lat: number }[] }>(page, 'traces');
	const last = pieces.sort((a, b) => a.no - b.no).at(-1);
	return last?.points.at(-1)?.lat ?? NaN;
}

/** Notes the last position that the page was given: a track must not run ahead of the browser. */
async function notePositions(visit: Visit): Promise<void> {
	await visit.context.addInitScript(() => {
		const watch = navigator.geolocation.watchPosition.bind(navigator.geolocation);
		navigator.geolocation.watchPosition = (onFix, ...rest) =>
			watch(
				(position) => {
					onFix(position);
					const { latitude, longitude } = position.coords;
					Reflect.set(window, 'capitelleHeard', [latitude, longitude]);
				},
				...rest
			);
	});
}

/** A new dry-stone wall, at the step of its place, as a line. */
export async function startWall(visit: Visit): Promise<void> {
	await notePositions(visit);
	await stand(visit, 0);
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, 'mur de soutènement');
	const line = visit.page.getByRole('button', { name: say('capture_kind_line'), exact: true });
	if (await line.isVisible()) await line.click();
}

/** A finger takes longer to come back than the screen holds its buttons still, after what they say changed. */
const fingerMs = 450;

/** Lets a finger come back. */
export async function aMoment(visit: Visit): Promise<void> {
	await visit.page.waitForTimeout(fingerMs);
}

/** Presses a button of the walk, once it has said for a moment what it says. */
export async function press(visit: Visit, key: string): Promise<void> {
	const button = visit.page.getByRole('button', { name: say(key), exact: true });
	await button.waitFor();
	await aMoment(visit);
	await button.click();
}

/** Begins to record a walk; what is given from now on is heard. */
export async function startWalk(visit: Visit): Promise<void> {
	await press(visit, 'trace_start');
	await visit.page.getByRole('button', { name: say('trace_pause'), exact: true }).waitFor();
}
