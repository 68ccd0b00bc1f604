import { describe, expect } from 'vitest';
import { clock, jitter, jump, loss, onward, SimulatedGps, stay, walk } from '../support/gps.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import {
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	typeCoordinates,
	useGps
} from './steps/capture.ts';
import { storedDraft } from './steps/draft.ts';
import { press, startWalk, startWall, walked } from './steps/trace.ts';

const here = { north: 0, east: 0 };

/** A new fountain, at the step of its place. */
async function upToPlace(visit: Visit): Promise<void> {
	await startNoting(visit);
	await chooseTheme(visit, 'Patrimoine');
	await findConcept(visit, 'fontaine');
}

/** The same, the page listening to the device: what is played before that is heard by nobody. */
async function upToListening(visit: Visit): Promise<void> {
	await upToPlace(visit);
	await visit.page.getByText(say('capture_gps_searching')).waitFor();
}

/** Goes on from the place to the safe copy: whatever the position was, a record comes of it. */
async function goOn(visit: Visit): Promise<void> {
	await next(visit, 'fields');
	await answerRequired(visit);
	await next(visit, 'photos');
	await next(visit, 'summary');
	await save(visit);
}

/** Metres north of where tracks begin at which the record stands; as the phone has stored it. */
async function standsAt(visit: Visit): Promise<number> {
	const [, lat = NaN] = ((await storedDraft(visit))?.geometry?.coordinates ?? []) as number[];
	return (lat - 43.9116) * 111_195;
}

describe('a position that does not come', () => {
	test('without a sensor: said, and the place is typed', async ({ openOnce: open }) => {
		const visit = await open('phone');
		await SimulatedGps.none(visit);
		await upToPlace(visit);
		await visit.page.getByText(say('capture_gps_unsupported')).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await typeCoordinates(visit, '43.9116, 4.4131');
		await goOn(visit);
	});

	test.for(['denied', 'unavailable', 'timeout'] as const)(
		'%s: said, and the place is typed',
		async (refusal, { openOnce: open }) => {
			const visit = await open('phone');
			const gps = await SimulatedGps.install(visit);
			await gps.fail(refusal);
			await upToPlace(visit);
			await visit.page.getByText(say(`capture_gps_${refusal}`)).waitFor();
			await typeCoordinates(visit, '43.9116, 4.4131');
			await visit.page
				.getByText(/43,91160\sN\s4,41310\sE/)
				.first()
				.waitFor();
			await goOn(visit);
		}
	);

	test('any more, because it was forbidden in the middle: what was found stays', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await upToListening(visit);
		await gps.play(stay(here, 4));
		await gps.fail('denied');
		await visit.page.getByText(say('capture_gps_denied')).waitFor();
		await expect.poll(() => gps.watches()).toBe(0);
		await expect.poll(() => standsAt(visit)).toBeCloseTo(0, 0);
		await goOn(visit);
	});

	test('leaves nothing running once the step is left', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await upToListening(visit);
		await gps.play(stay(here, 3));
		await next(visit, 'fields');
		await expect.poll(() => gps.watches()).toBe(0);
	});
});

describe('a position that is not to be believed', () => {
	test('of 5,000 metres: said in words, never in the way', async ({ openOnce: open }) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await upToListening(visit);
		await gps.play(stay(here, 4, { accuracyM: 5000 }));
		await visit.page.getByText(say('capture_accuracy_bad')).first().waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('bad-input/accuracy-5000');
		await visit.page
			.getByRole('button', { name: say('position_nowhere_take'), exact: true })
			.click();
		await goOn(visit);
	});

	test('that jumps ten kilometres away and back ends where the person stands', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await upToListening(visit);
		await gps.play(jump(jitter(stay(here, 14), 1), 6, 10_000, 3));
		await useGps(visit);
		await expect.poll(() => standsAt(visit)).toBeGreaterThan(-5);
		const [lon = NaN] = ((await storedDraft(visit))?.geometry?.coordinates ?? []) as number[];
		expect(Math.abs(lon - 4.4131)).toBeLessThan(0.0001);
		await goOn(visit);
	});

	test('simulated, the same to the last digit for ever, is a position like another', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await upToListening(visit);
		await gps.play(stay(here, 20, { accuracyM: 0 }).map((one) => ({ ...one, second: 0 })));
		await useGps(visit);
		await expect.poll(() => standsAt(visit)).toBeCloseTo(0, 1);
		await goOn(visit);
	});

	test.for([-3600, 3600, -30 * 365 * 24 * 3600])(
		'by a clock set by %i s in the middle still follows the person',
		async (by, { openOnce: open }) => {
			const visit = await open('phone');
			const gps = await SimulatedGps.install(visit);
			await upToListening(visit);
			const there = { north: 60, east: 0 };
			const track = onward(
				onward(stay(here, 5), walk(here, there, { accuracyM: 7 })),
				stay(there, 40, { accuracyM: 7 })
			);
			await gps.play(clock(track, 5, by));
			await useGps(visit);
			await expect.poll(() => standsAt(visit)).toBeGreaterThan(45);
			await goOn(visit);
		}
	);
});

describe('a wall walked along with everything going wrong', () => {
	test('jitter, a lost signal, a jump of ten kilometres and a clock set back', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		const gps = await SimulatedGps.install(visit);
		await startWall(visit);
		await startWalk(visit);
		const corner = { north: 0, east: 60 };
		const wall = onward(walk(here, corner), walk(corner, { north: 90, east: 60 }));
		const strayed = jump(loss(jitter(wall, 1.5), 60, 90), 20, 10_000, 3);
		await gps.play(clock(strayed, 100, -3600));
		await visit.page.getByText(/position perdue, \d+\sm/).waitFor();
		// Of 150 m, some 36 were walked without a signal.
		expect(await walked(visit)).toBeGreaterThan(100);
		expect(await walked(visit)).toBeLessThan(130);
		await visit.screenshot('bad-input/trace');
		await press(visit, 'trace_finish');
		await expect
			.poll(async () => (await storedDraft(visit))?.geometry?.type)
			.toBe('MultiLineString');
		await goOn(visit);
	});
});
