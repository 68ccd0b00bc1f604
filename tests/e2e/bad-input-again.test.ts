import { describe, expect } from 'vitest';
import { jump, SimulatedGps, stay } from '../support/gps.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { atShortScreen } from './steps/again.ts';
import {
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	saved,
	startNoting,
	typeCoordinates
} from './steps/capture.ts';
import { storedDraft } from './steps/draft.ts';

const here = { north: 0, east: 0 };

/** One was saved by typed coordinates, and another one like it is begun. */
async function another(visit: Visit, words: string, coordinates: string): Promise<void> {
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, words);
	await typeCoordinates(visit, coordinates);
	await next(visit, 'fields');
	await answerRequired(visit);
	await next(visit, 'photos');
	await next(visit, 'summary');
	await save(visit);
	await visit.page.getByRole('button', { name: say('flow_again'), exact: true }).click();
	await atShortScreen(visit);
}

const press = (visit: Visit, key: string) =>
	visit.page.getByRole('button', { name: say(key), exact: true }).click();

describe('another one like it, where the position does not come', () => {
	test('without a sensor: said, and the map is one tap away', async ({ openOnce: open }) => {
		const visit = await open('phone');
		await SimulatedGps.none(visit);
		await another(visit, 'fontaine', '43.95, 4.45');
		const start = visit.page.getByRole('button', { name: say('capture_gps_start') });
		if (await start.isVisible()) await start.click();
		await visit.page.getByText(say('capture_gps_unsupported')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('bad-input/again-no-sensor');
		await press(visit, 'flow_again_on_map');
		await typeCoordinates(visit, '43.9116, 4.4131');
		await press(visit, 'capture_next');
		await atShortScreen(visit);
		await press(visit, 'flow_again_save_end');
		await saved(visit).waitFor();
	});

	test('any more, after the first end of a wall: the end stays, and the wall is finished by hand', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await gps.give(here);
		await another(visit, 'muret', '43.9000 4.4000\n43.9003 4.4001');
		await press(visit, 'flow_again_line_begin');
		await visit.page
			.getByRole('button', { name: say('flow_again_line_end'), exact: true })
			.waitFor();
		await gps.fail('denied');
		await visit.page.getByText(say('capture_gps_denied')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await press(visit, 'flow_again_on_map');
		await typeCoordinates(visit, '43.9116 4.4131\n43.9118 4.4131');
		await press(visit, 'capture_next');
		await atShortScreen(visit);
		await press(visit, 'flow_again_save_end');
		await saved(visit).waitFor();
	});
});

describe('another one like it, where the position is not to be believed', () => {
	test('of 5,000 metres places nothing, and says so', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await gps.give({ ...here, accuracyM: 5000 });
		await another(visit, 'fontaine', '43.95, 4.45');
		await visit.page.getByText(/ne sait où vous êtes qu’à 5\skm/).waitFor();
		expect((await storedDraft(visit))?.geometry ?? null).toBeNull();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('bad-input/again-5000');
		await gps.play(stay(here, 3));
		await visit.page.getByText(say('flow_again_placed')).waitFor();
		await press(visit, 'flow_again_save_end');
		await saved(visit).waitFor();
	});

	test('ten kilometres away, just when an end is put down: the end is where the person stands', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await gps.give(here);
		await another(visit, 'muret', '43.9000 4.4000\n43.9003 4.4001');
		await press(visit, 'flow_again_line_begin');
		const end = visit.page.getByRole('button', { name: say('flow_again_line_end'), exact: true });
		await end.waitFor();
		await gps.play(jump(stay({ north: 20, east: 0 }, 6), 4, 10_000, 2));
		await visit.page.getByText(say('position_doubtful')).waitFor();
		await end.click();
		await expect
			.poll(async () => (await storedDraft(visit))?.geometry?.type, { timeout: 10_000 })
			.toBe('LineString');
		const line = (await storedDraft(visit))?.geometry?.coordinates as [number, number][];
		expect(line[1]![0]).toBeCloseTo(4.4131, 4);
		expect((line[1]![1] - 43.9116) * 111_195).toBeCloseTo(20, 0);
	});
});
