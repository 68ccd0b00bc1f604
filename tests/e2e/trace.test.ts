import { describe, expect } from 'vitest';
import { frozen } from '../support/interruption.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { answerRequired, atStep, next, save } from './steps/capture.ts';
import { openContributions } from './steps/contributions.ts';
import { storedDraft } from './steps/draft.ts';
import {
	aMoment,
	press,
	stand,
	startWalk,
	startWall,
	walkNorth,
	walked,
	walkStored
} from './steps/trace.ts';

/** The line as the form sums it up. */
function summary(visit: Visit, metres: RegExp) {
	return visit.page.getByText(new RegExp(`ligne de ${metres.source}\\sm`)).first();
}

const draftGeometry = async (visit: Visit) => (await storedDraft(visit))?.geometry;

describe('a wall recorded by walking along it', () => {
	test('becomes a line, whatever strays on the way, and is saved', async ({ openOnce: open }) => {
		// Without a screen to keep on, the browser asks for this one to be granted.
		const visit = await open('phone', { permissions: ['geolocation', 'screen-wake-lock'] });
		await startWall(visit);
		await startWalk(visit);
		await walkNorth(visit, 0, 40);
		await visit.page.getByText(say('trace_battery')).waitFor();
		await stand(visit, 10_000);
		await visit.page.getByText(say('trace_suspect')).waitFor();
		await stand(visit, 40, 0, 5000);
		await visit.page.getByText(say('trace_weak')).waitFor();
		await walkNorth(visit, 44, 80, 1);
		expect(await walked(visit)).toBeGreaterThanOrEqual(78);
		expect(await walked(visit)).toBeLessThanOrEqual(84);
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('trace/recording-phone');

		await press(visit, 'trace_finish');
		await summary(visit, /8\d/).waitFor();
		await visit.page.getByRole('button', { name: '5\u00a0m', exact: true }).click();
		await visit.page.getByText(/À 5\sm près/).waitFor();
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('trace/finished-phone');

		await next(visit, 'fields');
		await answerRequired(visit);
		await next(visit, 'photos');
		await next(visit, 'summary');
		await save(visit);
	});

	test('is finished by going on, and can be taken up again or given up', async ({
		openOnce: open
	}) => {
		const visit = await open('desktop');
		await startWall(visit);
		await startWalk(visit);
		await walkNorth(visit, 0, 24);
		await next(visit, 'fields');
		await visit.page.getByRole('button', { name: say('common_back'), exact: true }).click();
		await atStep(visit, 'place');
		await summary(visit, /2\d/).waitFor();
		await press(visit, 'trace_continue');
		await walkNorth(visit, 28, 48);
		await press(visit, 'trace_pause');
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('trace/paused-desktop');
		await press(visit, 'trace_abandon');
		await visit.page
			.getByRole('dialog')
			.getByRole('button', { name: say('trace_abandon'), exact: true })
			.click();
		await visit.page.getByRole('button', { name: say('trace_start'), exact: true }).waitFor();
		await summary(visit, /2\d/).waitFor();
	});

	test('is walked by keyboard, and tells who cannot see it where it stands', async ({
		openOnce: open
	}) => {
		const visit = await open('desktop');
		await startWall(visit);
		const { page } = visit;
		await page.getByRole('button', { name: say('trace_start'), exact: true }).focus();
		await page.keyboard.press('Enter');
		const status = page.getByRole('status').filter({ hasText: say('trace_recording') });
		await walkNorth(visit, 0, 24);
		await status.waitFor();
		await aMoment(visit);
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
		await page
			.getByRole('status')
			.filter({ hasText: say('trace_paused') })
			.waitFor();
	});
});

describe('a walk that the phone interrupts (fault-20)', () => {
	test('by a reload, then by its death: what was walked is there, and the gaps are marked', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await startWall(visit);
		await startWalk(visit);
		await walkNorth(visit, 0, 40);
		await walkStored(visit, 40);

		await visit.page.reload();
		await visit.hydrated();
		await atStep(visit, 'place');
		await visit.page.getByText(say('trace_interrupted_help')).waitFor();
		expect(await walked(visit)).toBe(40);
		await visit.screenshot('trace/interrupted-phone');
		await stand(visit, 80);
		await press(visit, 'trace_resume');
		await walkNorth(visit, 80, 120);
		await visit.page.getByText(/application fermée, 40\sm/).waitFor();
		await walkStored(visit, 120);
		await visit.screenshot('trace/gap-phone');

		await visit.kill();
		await openContributions(visit);
		await visit.page.getByRole('button', { name: say('contributions_resume') }).click();
		await atStep(visit, 'place');
		expect(await walked(visit)).toBe(80);
		await press(visit, 'trace_finish');
		await summary(visit, /80/).waitFor();
		await visit.page.getByText(say('trace_gaps_help')).waitFor();
		await expect.poll(async () => (await draftGeometry(visit))?.type).toBe('MultiLineString');
		expect((await draftGeometry(visit))?.coordinates).toHaveLength(2);
	});

	test('by a locked screen that froze the page: it goes on by itself when it wakes', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await startWall(visit);
		await startWalk(visit);
		await walkNorth(visit, 0, 40);
		await frozen(visit, () => stand(visit, 100));
		await walkNorth(visit, 104, 140);
		await visit.page.getByText(/écran éteint, \d+\sm/).waitFor();
		await press(visit, 'trace_finish');
		await visit.page.getByText(say('trace_gaps_help')).waitFor();
		await expect.poll(async () => (await draftGeometry(visit))?.type).toBe('MultiLineString');
	});

	test('by a permission taken away: a plain sentence, and a way on', async ({ openOnce: open }) => {
		const visit = await open('phone');
		await startWall(visit);
		await startWalk(visit);
		await walkNorth(visit, 0, 40);
		await visit.context.clearPermissions();
		await visit.page.getByText(say('trace_denied')).waitFor();
		expect(await walked(visit)).toBe(40);
		expect(await visit.accessibilityFaults()).toEqual([]);
		await visit.screenshot('trace/denied-phone');
		await visit.context.grantPermissions(['geolocation']);
		await press(visit, 'trace_resume');
		await walkNorth(visit, 40, 60);
		await press(visit, 'trace_finish');
		await summary(visit, /60/).waitFor();
	});

	test('by a position too vague for any line: it says so, and the line can be drawn', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		await startWall(visit);
		await stand(visit, 0, 0, 5000);
		await press(visit, 'trace_start');
		await visit.page.getByText(say('trace_weak')).waitFor();
		await press(visit, 'trace_finish');
		await visit.page.getByText(say('trace_too_short')).waitFor();
		await press(visit, 'trace_abandon');
		await visit.page
			.getByRole('toolbar')
			.or(visit.page.getByText(say('capture_map_say_start')))
			.first()
			.waitFor();
	});
});
