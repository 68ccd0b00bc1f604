import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished } from 'vitest';
import { launchProfile } from '../support/browser.ts';
import { test } from '../support/scenario.ts';
import { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { noteObject } from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

describe('in airplane mode (fault-23)', () => {
	test('the app opens from nothing, with the map and what waits to be sent', async ({ server }) => {
		const folder = await mkdtemp(join(tmpdir(), 'capitelle-phone-'));
		onTestFinished(() => rm(folder, { recursive: true, force: true }));

		const before = await Visit.begin(await launchProfile(folder, 'phone'), server.url);
		await before.goto('/');
		await before.installed();
		await noteObject(before, { words: 'four', title: 'Four du matin' });
		await before.page.goto(`${server.url}/`);
		await before.page.waitForLoadState('networkidle');
		await before.end();

		// The phone is off, then on again, still in airplane mode.
		const context = await launchProfile(folder, 'phone', 'nothing');
		await context.setOffline(true);
		const after = await Visit.begin(context, server.url);
		after.expectComplaint(/net::ERR_NAME_NOT_RESOLVED/);
		await after.offline(true);
		await after.goto('/');
		await after.page
			.getByRole('region', { name: say('public_map') })
			.or(after.page.getByLabel(say('public_map')))
			.first()
			.waitFor();
		await after.page.getByRole('button', { name: say('public_list'), exact: true }).click();
		await after.page.getByText(say('public_offline')).first().waitFor();
		const pictures = after.page.getByRole('main').locator('li img');
		const broken = () =>
			pictures.evaluateAll(
				(all: HTMLImageElement[]) => all.filter((one) => one.complete && !one.naturalWidth).length
			);
		await expect.poll(broken).toBe(0);
		await openContributions(after);
		await says(contribution(after, 'Four du matin'), say('contributions_state_waiting'));
		await noteObject(after, { words: 'moulin', title: 'Moulin du soir' });
		await openContributions(after);
		await says(contribution(after, 'Moulin du soir'), say('contributions_state_waiting'));

		// An address never visited, and one that needs the network, say so instead of a white page.
		await after.goto('/moderation');
		await after.page.getByRole('heading', { level: 1 }).waitFor();
		expect(after.complaints).toEqual([]);
		await after.end();
	});
});
