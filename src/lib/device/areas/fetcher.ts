import type { PackStop } from '../../domain/areas/pack.ts';

/** Ends a download: what came so far stays. */
export class Halt extends Error {
	readonly stop: PackStop;
	constructor(stop: PackStop) {
		super(stop);
		this.stop = stop;
	}
}

/** What a download reaches outside itself; a test brings its own clock. */
export interface FetchPorts {
	fetch(address: string, init: RequestInit): Promise<Response>;
	/** ms since 1970. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** Of answers one after the other: a service that says no this often says no to all. */
const most = { refused: 8, server: 6, odd: 4, busy: 6 };
const tries = 3;
/** Longer than that nobody waits in front of a screen. */
const longestWaitMs = 120_000;
const timeoutMs = 30_000;
/** Slower than one in two seconds nobody would wait for. */
const slowestMs = 2000;

/**
 * Asks one service for many files at the pace its terms allow: so many a second, waiting as long as it asks
 * (429 or 503 with Retry-After, RFC 9110 §10.2.3), slower from then on. What cannot be had is null; a service that
 * gives nothing any more ends the download with a {@link Halt}.
 */
export class PacedFetcher {
	readonly #ports: FetchPorts;
	#stepMs: number;
	#nextAt = 0;
	#inARow = { refused: 0, server: 0, odd: 0, busy: 0 };
	#slowedAt = -Infinity;

	constructor(ports: FetchPorts, perSecond: number) {
		this.#ports = ports;
		this.#stepMs = 1000 / perSecond;
	}

	/** @param type what the answer must begin with to be what was asked for, such as `image/` */
	async get(address: string, type: string, init: RequestInit): Promise<Blob | null> {
		for (let attempt = 1; ; attempt++) {
			await this.#turn();
			const sentAt = this.#ports.now();
			const answer = await this.#ask(address, init);
			if (answer === null) {
				if (attempt >= tries) throw new Halt('offline');
				this.#hold(1000 * 2 ** attempt);
			} else if (
				answer.status === 429 ||
				(answer.status === 503 && retryAfterMs(answer, 0) !== null)
			) {
				this.#slow(sentAt);
				const wait = retryAfterMs(answer, this.#ports.now()) ?? 2500 * 2 ** this.#inARow.busy;
				if (wait > longestWaitMs) throw new Halt('busy');
				this.#hold(wait);
			} else if (answer.status >= 500) {
				if (attempt < tries) this.#hold(1000 * 2 ** attempt);
				else return this.#count('server');
			} else {
				const file = await this.#content(answer, type);
				if (file !== 'cut') return file;
				if (attempt >= tries) return this.#count('server');
				this.#hold(1000 * 2 ** attempt);
			}
		}
	}

	async #content(answer: Response, type: string): Promise<Blob | 'cut' | null> {
		// Coverage ends somewhere: what is not there is no sign of a bad service.
		if (answer.status === 404 || answer.status === 410 || answer.status === 204) return null;
		if (answer.status !== 200) return this.#count('refused');
		if (!answer.headers.get('content-type')?.startsWith(type)) return this.#count('odd');
		const file = await answer.blob().catch(() => 'cut' as const);
		if (file === 'cut') return file;
		if (file.size === 0) return this.#count('odd');
		this.#inARow = { refused: 0, server: 0, odd: 0, busy: 0 };
		return file;
	}

	#ask(address: string, init: RequestInit): Promise<Response | null> {
		const signal = AbortSignal.timeout(timeoutMs);
		return this.#ports.fetch(address, { ...init, signal }).catch(() => null);
	}

	#count(what: keyof typeof most): null {
		this.#inARow[what]++;
		if (this.#inARow[what] >= most[what]) throw new Halt(what);
		return null;
	}

	/** Those that were under way together when the service said so are told once, not each. */
	#slow(sentAt: number): void {
		if (sentAt < this.#slowedAt) return;
		this.#slowedAt = this.#ports.now();
		this.#count('busy');
		this.#stepMs = Math.min(this.#stepMs * 2, slowestMs);
	}

	/** Nobody asks before that: the pace is the service's, not the request's. */
	#hold(ms: number): void {
		this.#nextAt = Math.max(this.#nextAt, this.#ports.now() + ms);
	}

	async #turn(): Promise<void> {
		for (;;) {
			const wait = this.#nextAt - this.#ports.now();
			if (wait <= 0) break;
			// In short steps: a phone that slept must not sleep the rest of the wait as well.
			await this.#ports.sleep(Math.min(wait, 5000));
		}
		this.#nextAt = this.#ports.now() + this.#stepMs;
	}
}

/** Seconds or a date; null when the service does not say, or shows it to no page (CORS). */
function retryAfterMs(answer: Response, now: number): number | null {
	const said = answer.headers.get('retry-after');
	if (said === null) return null;
	const seconds = Number(said);
	if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
	const date = Date.parse(said);
	return Number.isFinite(date) ? Math.max(0, date - now) : null;
}
