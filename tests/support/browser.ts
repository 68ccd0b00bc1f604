import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions
} from 'playwright-core';
import { findChromium } from './chromium.ts';
import { Visit } from './visit.ts';

/** A dry-stone country to stand in: Poulx, in the Garrigues, whose outline is in the demo data. */
const garrigues = { latitude: 43.9116, longitude: 4.4131, accuracy: 6 };

const flags = [
	'--no-sandbox',
	'--disable-gpu',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	// Nothing a test does may leave this machine.
	'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'
];

const common: BrowserContextOptions = {
	locale: 'fr-FR',
	timezoneId: 'Europe/Paris',
	geolocation: garrigues,
	permissions: ['geolocation'],
	acceptDownloads: true
};

/** The screens the app is judged on. */
export const screens = {
	phone: {
		...common,
		viewport: { width: 360, height: 740 },
		deviceScaleFactor: 2,
		isMobile: true,
		hasTouch: true
	},
	desktop: { ...common, viewport: { width: 1280, height: 800 } }
} satisfies Record<string, BrowserContextOptions>;

export type Screen = keyof typeof screens;

/** One browser process, for as many visits as wanted. */
export async function launchBrowser(): Promise<Browser> {
	const { executablePath, env } = await findChromium();
	return chromium.launch({ executablePath, args: flags, env: { ...process.env, ...env } });
}

/**
 * A browser that keeps its profile in a folder, to be closed and opened again on the same phone.
 * @param reach `nothing`: no address answers, whoever asks; a service worker that starts anew may ask before it hears
 * that its context is offline
 */
export async function launchProfile(
	folder: string,
	screen: Screen,
	reach: 'this machine' | 'nothing' = 'this machine'
): Promise<BrowserContext> {
	const { executablePath, env } = await findChromium();
	const cut = reach === 'nothing' ? ['--host-resolver-rules=MAP * ~NOTFOUND'] : [];
	return chromium.launchPersistentContext(folder, {
		...screens[screen],
		executablePath,
		args: [...flags, ...cut],
		env: { ...process.env, ...env }
	});
}

/** A new person with an empty browser, on the app served at `origin`. */
export async function visit(
	browser: Browser,
	origin: string,
	screen: Screen,
	options: BrowserContextOptions = {}
): Promise<Visit> {
	const context = await browser.newContext({ ...screens[screen], ...options });
	context.setDefaultTimeout(20_000);
	return Visit.begin(context, origin);
}
