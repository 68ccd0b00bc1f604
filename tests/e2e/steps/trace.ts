import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';
import { chooseTheme, findConcept, startNoting } from './capture.ts';

/** Where every walk of the tests begins: on the Garrigues, in the demo's commune. */
const origin = { latitude: 43.9116, longitude: 4.4131 };
const degreeM = 111_195;

/** Puts the phone so many metres north and east of where the walk begins. */
export async function stand(visit: Visit, north: number, east = 0, accuracy = 5): Promise<void> {
	const shrink = Math.cos((origin.latitude * Math.PI) / 180);
	await visit.context.setGeolocation({
		latitude: origin.latitude + north / degreeM,
		longitude: origin.longitude + east / (degreeM * shrink),
		accuracy
	});
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
		const before = await heard(visit);
		await stand(visit, north, east);
		await visit.page.waitForFunction(
			(count) => (Reflect.get(window, 'capitelleHeard') as number) > count,
			before
		);
	}
}

/** Counts the positions that the page was given: a track must not run ahead of the browser. */
async function countPositions(visit: Visit): Promise<void> {
	await visit.context.addInitScript(() => {
		Reflect.set(window, 'capitelleHeard', 0);
		const watch = navigator.geolocation.watchPosition.bind(navigator.geolocation);
		navigator.geolocation.watchPosition = (onFix, ...rest) =>
			watch(
				(position) => {
					onFix(position);
					Reflect.set(
						window,
						'capitelleHeard',
						(Reflect.get(window, 'capitelleHeard') as number) + 1
					);
				},
				...rest
			);
	});
}

async function heard(visit: Visit): Promise<number> {
	return visit.page.evaluate(() => Reflect.get(window, 'capitelleHeard') as number);
}

/** A new dry-stone wall, at the step of its place, as a line. */
export async function startWall(visit: Visit): Promise<void> {
	await countPositions(visit);
	await stand(visit, 0);
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, 'mur de soutènement');
	const line = visit.page.getByRole('button', { name: say('capture_kind_line'), exact: true });
	if (await line.isVisible()) await line.click();
}

/** A finger takes longer to come back than the screen holds its buttons still, after what they say changed. */
const fingerMs = 450;

/** Presses a button of the walk. */
export async function press(visit: Visit, key: string): Promise<void> {
	await visit.page.getByRole('button', { name: say(key), exact: true }).click();
	await visit.page.waitForTimeout(fingerMs);
}
