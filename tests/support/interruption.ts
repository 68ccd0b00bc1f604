import type { Visit } from './visit.ts';

/** The page is covered or shown again: another application, a call, a locked screen. */
async function setVisible(visit: Visit, visible: boolean): Promise<void> {
	await visit.page.evaluate((seen) => {
		const state = seen ? 'visible' : 'hidden';
		Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
		Object.defineProperty(document, 'hidden', { configurable: true, value: !seen });
		document.dispatchEvent(new Event('visibilitychange'));
	}, visible);
}

/** Another application is in front meanwhile; the page still runs. */
export async function covered(visit: Visit, meanwhile: () => Promise<void>): Promise<void> {
	await setVisible(visit, false);
	await meanwhile();
	await setVisible(visit, true);
}

/** A call comes in, or the screen is locked: the page is hidden, then frozen, and comes back. */
export async function frozen(visit: Visit, meanwhile: () => Promise<void>): Promise<void> {
	await setVisible(visit, false);
	const protocol = await visit.protocol();
	await protocol.send('Page.setWebLifecycleState', { state: 'frozen' });
	await meanwhile();
	await protocol.send('Page.setWebLifecycleState', { state: 'active' });
	await setVisible(visit, true);
}

/** The phone is turned by a quarter. */
export async function rotate(visit: Visit): Promise<void> {
	const { width, height } = visit.page.viewportSize()!;
	await visit.page.setViewportSize({ width: height, height: width });
}
