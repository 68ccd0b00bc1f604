import { expect } from 'vitest';
import { visit as visitAt } from '../../support/browser.ts';
import { startDeployment } from '../../support/deployment.ts';
import { test as base } from '../../support/scenario.ts';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/**
 * `test` against an address that can be updated under the person's feet: `deployment`, and `enter`, which lets a
 * new person in there with the app installed.
 */
export const test = base
	.extend('deployment', async ({ server }, { onCleanup }) => {
		const deployment = await startDeployment(server.url);
		onCleanup(() => deployment.stop());
		return deployment;
	})
	.extend('enter', async ({ browser, deployment }, { onCleanup }) => {
		const visits: Visit[] = [];
		onCleanup(async () => {
			for (const one of visits) await one.end();
			const complaints = visits.flatMap((one) => one.complaints);
			expect(complaints).toEqual([]);
		});
		return async (path = '/') => {
			const one = await visitAt(browser, deployment.url, 'phone');
			visits.push(one);
			await one.goto(path);
			await one.installed();
			return one;
		};
	});

/**
 * Looks for the newer version there is, as an app that stayed open does when it is shown again; waits for what comes
 * of it. One that fails with its first file may be over before the page is told of it.
 */
export async function lookForUpdate(visit: Visit): Promise<'waiting' | 'failed'> {
	return visit.page.evaluate(async () => {
		const registration = (await navigator.serviceWorker.getRegistration())!;
		const begun = new Promise((resolve) => {
			registration.addEventListener('updatefound', resolve, { once: true });
		});
		await registration.update().catch(() => undefined);
		if (!registration.installing && !registration.waiting) await begun;
		const fresh = registration.installing;
		if (!fresh) return registration.waiting ? ('waiting' as const) : ('failed' as const);
		return new Promise<'waiting' | 'failed'>((resolve) => {
			fresh.addEventListener('statechange', () => {
				if (fresh.state === 'installed') resolve('waiting');
				if (fresh.state === 'redundant') resolve('failed');
			});
		});
	});
}

/** What the person is asked when a newer version waits. */
export function offer(visit: Visit) {
	const notice = visit.page.getByRole('status').filter({ hasText: say('capture_update_ready') });
	return {
		notice,
		reload: notice.getByRole('button', { name: say('capture_update_reload') }),
		later: notice.getByRole('button', { name: say('capture_update_later') })
	};
}

/** Lets the newer version in, and waits until the page is of it. */
export async function letIn(visit: Visit): Promise<void> {
	await Promise.all([visit.page.waitForEvent('load'), offer(visit).reload.click()]);
	await visit.hydrated();
}

/** Counts what the browser loads as a page from now on. */
export function countLoads(visit: Visit): () => number {
	let loads = 0;
	visit.page.on('load', () => loads++);
	return () => loads;
}
