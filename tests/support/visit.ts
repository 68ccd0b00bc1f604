import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as Axe from 'axe-core';
import type { BrowserContext, CDPSession, ConsoleMessage, Page, Request } from 'playwright-core';

const results = join(import.meta.dirname, '../../test-results');
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What the network says when it is cut on purpose. */
const cutNetwork = /net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|FAILED)/;

/**
 * A person in front of a browser: a page, its context, and everything the browser complained about
 * meanwhile. A complaint nobody announced fails the test when the visit ends.
 */
export class Visit {
	readonly context: BrowserContext;
	readonly origin: string;
	page: Page;
	readonly complaints: string[] = [];
	#expected: RegExp[] = [];
	#wasOffline = false;
	/** What was asked for and has no answer yet. */
	#asked = new Set<Request>();

	private constructor(context: BrowserContext, page: Page, origin: string) {
		this.context = context;
		this.page = page;
		this.origin = origin;
	}

	/** Opens the first page of a context and starts to listen before anything is loaded. */
	static async begin(context: BrowserContext, origin: string): Promise<Visit> {
		const blank = context.pages()[0];
		const page = blank ?? (await context.newPage());
		const visit = new Visit(context, page, origin);
		await context.exposeFunction('capitelleComplain', (text: string) => visit.#hear(text));
		await context.addInitScript(() => {
			// Most people have opened the app before; a test about the first time says so by another value.
			try {
				localStorage.setItem(
					'capitelle.first-run',
					localStorage.getItem('capitelle.first-run') ?? 'seen'
				);
			} catch {
				// A blank page keeps nothing.
			}
			document.addEventListener('securitypolicyviolation', (event) => {
				const complain = Reflect.get(window, 'capitelleComplain') as (text: string) => void;
				const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
				complain(`CSP ${effectiveDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`);
			});
		});
		context.on('console', (message) => visit.#hearConsole(message));
		context.on('request', (request) => visit.#asked.add(request));
		context.on('requestfinished', (request) => visit.#asked.delete(request));
		context.on('requestfailed', (request) => visit.#asked.delete(request));
		context.on('weberror', (error) => visit.#hear(`page error: ${error.error().stack ?? ''}`));
		return visit;
	}

	#hearConsole(message: ConsoleMessage): void {
		if (message.type() !== 'error' && message.type() !== 'warning') return;
		this.#hear(`console ${message.type()}: ${message.text()} (${message.location().url})`);
	}

	#hear(text: string): void {
		if (this.#wasOffline && cutNetwork.test(text)) return;
		if (this.#expected.some((pattern) => pattern.test(text))) return;
		this.complaints.push(text);
	}

	/** Announces what the browser will rightly complain about, such as the 403 a test provokes. */
	expectComplaint(pattern: RegExp): void {
		this.#expected.push(pattern);
	}

	/** Goes to a path of the app and waits until it reacts to clicks. */
	async goto(path: string): Promise<void> {
		await this.page.goto(new URL(path, this.origin).href);
		await this.hydrated();
	}

	/** Until then a button is only a picture of a button. */
	async hydrated(): Promise<void> {
		await this.page.waitForFunction(() => document.documentElement.dataset['ready'] === 'true');
	}

	/** Cuts or restores the network, for pages and service workers alike. */
	async offline(off: boolean): Promise<void> {
		this.#wasOffline ||= off;
		await this.context.setOffline(off);
	}

	/** The page dies as when the system takes its memory: no event, no last words. */
	async kill(): Promise<void> {
		const dead = this.page;
		this.page = await this.context.newPage();
		await dead.close({ runBeforeUnload: false });
	}

	/** Waits until the service worker answers for this page, as after a first visit. */
	async installed(): Promise<void> {
		await this.page.evaluate(async () => {
			await navigator.serviceWorker.ready;
			if (navigator.serviceWorker.controller) return;
			await new Promise((resolve) => {
				navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true });
			});
		});
	}

	/** Talks to the browser's own protocol. */
	async protocol(): Promise<CDPSession> {
		return this.context.newCDPSession(this.page);
	}

	/** Waits until nothing fades or slides: half-way through, a colour is neither of the two meant. */
	async #settled(): Promise<void> {
		await this.page.waitForFunction(() =>
			document
				.getAnimations()
				.filter((one) => one.playState === 'running')
				.every((one) => one.effect?.getComputedTiming().endTime === Infinity)
		);
	}

	/**
	 * Every rule of axe, on the page as it stands. Returns one line per faulty element.
	 * The source is evaluated by the debugger, so the page's own policy stays as strict as it is.
	 */
	async accessibilityFaults(): Promise<string[]> {
		await this.#settled();
		await this.page.evaluate(await readText(axeSource));
		return this.page.evaluate(async () => {
			const axe = Reflect.get(window, 'axe') as typeof Axe;
			const { violations } = await axe.run(document, { resultTypes: ['violations'] });
			return violations.flatMap(({ id, nodes }) =>
				nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`)
			);
		});
	}

	/** The same by day and by night, on the page as it stands. */
	async faultsByDayAndNight(): Promise<string[]> {
		const faults: string[] = [];
		for (const colorScheme of ['dark', 'light'] as const) {
			await this.page.emulateMedia({ colorScheme });
			const found = await this.accessibilityFaults();
			faults.push(...found.map((fault) => `${colorScheme}: ${fault}`));
		}
		return faults;
	}

	/** Writes `test-results/NAME.png` for a person to look at. */
	async screenshot(name: string): Promise<string> {
		const path = join(results, `${name}.png`);
		await mkdir(dirname(path), { recursive: true });
		await this.page.screenshot({ path, animations: 'disabled' });
		return path;
	}

	/** What there is to say of a test that failed: what the page shows, and what it waits for. */
	async witness(): Promise<string> {
		const shown = await this.page.locator('main').innerText({ timeout: 2000 });
		const locks = await this.page.evaluate(async () => {
			const { held = [], pending = [] } = await navigator.locks.query();
			return { held: held.map(({ name }) => name), pending: pending.map(({ name }) => name) };
		});
		const waits = { locks, asked: [...this.#asked].map((one) => `${one.method()} ${one.url()}`) };
		return `${this.page.url()}\n${shown}\n${JSON.stringify(waits)}`;
	}

	async end(): Promise<void> {
		await this.context.close();
	}
}

async function readText(path: string): Promise<string> {
	const { readFile } = await import('node:fs/promises');
	return readFile(path, 'utf8');
}
