import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { packed, unpacked } from './coding.ts';
import { Failures, writeFailure } from './failures.ts';
import { evenly } from './even.ts';
import { Gate, maxBodyBytes } from './gate.ts';
import { Refusals, writeRefusal } from './refusals.ts';
import type {
	Answer,
	Notice,
	PlainResponse,
	Question,
	Versions,
	WorkerOptions
} from './protocol.ts';

/** Requests given to the worker and not yet answered; beyond, callers are asked to come back. */
const maxPending = 256;
/** The worker is one queue: a request that waited this long has nobody left to read it. */
const answerWithinMs = 60_000;

/** A code that was not sent by mail, for the terminal and /boite. */
export interface DeliveredCode {
	email: string;
	code: string;
	at: string;
}

interface Pending {
	resolve: (value: unknown) => void;
	reject: (error: Error) => void;
}

type NewQuestion = Question extends infer Each
	? Each extends { id: number }
		? Omit<Each, 'id'>
		: never
	: never;

/** The main thread's end of the embedded backend. */
export class BackendClient {
	/** Latest first; only filled when no mail server is configured. */
	readonly codes: DeliveredCode[] = [];
	readonly versions: Versions;
	readonly firstStart: boolean;
	readonly #worker: Worker;
	readonly #gate = new Gate();
	readonly #failures = new Failures();
	readonly #refusals = new Refusals();
	readonly #pending = new Map<number, Pending>();
	#nextId = 1;
	#stopped: Promise<void> | null = null;
	#dead: Error | null = null;
	/** Settles when the worker is gone, asked to or not. */
	readonly ended: Promise<void>;

	private constructor(
		worker: Worker,
		ready: { versions: Versions; firstStart: boolean },
		onCode: (code: DeliveredCode) => void
	) {
		this.#worker = worker;
		this.versions = ready.versions;
		this.firstStart = ready.firstStart;
		worker.on('message', (message: Answer | Notice) => {
			if ('id' in message) this.#settle(message);
			else if (message.tell === 'code') this.#keepCode(message.email, message.code, onCode);
		});
		this.ended = new Promise((resolve) => {
			worker.on('error', (error) => this.#fail(error));
			worker.on('exit', () => {
				this.#fail(new Error('the embedded backend stopped'));
				resolve();
			});
		});
	}

	/**
	 * Starts the worker and resolves once it answers requests.
	 * @throws with the worker's reason when the database cannot be opened or brought up to date
	 */
	static start(
		options: WorkerOptions & { workerFile?: string },
		onProgress: (step: string) => void,
		onCode: (code: DeliveredCode) => void
	): Promise<BackendClient> {
		const {
			workerFile = join(options.supabaseFolder, '..', 'src', 'lib', 'backend', 'worker.ts'),
			...data
		} = options;
		const worker = new Worker(workerFile, { workerData: data, execArgv: [] });
		return new Promise((resolve, reject) => {
			const exited = () => reject(new Error('the embedded backend stopped while starting'));
			const listen = (notice: Notice) => {
				if (notice.tell === 'progress') onProgress(notice.step);
				if (notice.tell === 'failed') {
					reject(new Error(notice.message));
					void worker.terminate();
				}
				if (notice.tell === 'ready') {
					worker.off('error', reject).off('exit', exited).off('message', listen);
					resolve(new BackendClient(worker, notice, onCode));
				}
			};
			worker.on('error', reject).on('exit', exited).on('message', listen);
		});
	}

	/** Answers a request as a Supabase project would. `address`: the caller's, for limits on codes. */
	async fetch(request: Request, address: string): Promise<Response> {
		const plain = await unpacked(request, maxBodyBytes);
		if (plain instanceof Response) return plain;
		return packed(request, await evenly(plain, () => this.#fetchPlain(plain, address)));
	}

	async #fetchPlain(request: Request, address: string): Promise<Response> {
		const body = request.body ? await request.arrayBuffer() : null;
		const refused = this.#gate.check(request.method, new URL(request.url), body, address);
		if (refused) {
			this.#note(request, { status: refused.status, body: null }, address);
			return refused;
		}
		if (this.#pending.size >= maxPending || this.#stopped) return unavailable();
		try {
			const plain = {
				method: request.method,
				url: request.url,
				headers: fromAddress(request.headers, address),
				body
			};
			const answer = (await this.#ask(
				{ ask: 'fetch', request: plain },
				body ? [body] : []
			)) as PlainResponse;
			this.#note(request, answer, address);
			return new Response(answer.body, { status: answer.status, headers: answer.headers });
		} catch {
			return unavailable();
		}
	}

	/** Writes a refusal or a failure down, after its answer: nobody waits for it, and a log that fails stops nothing. */
	#note(
		{ method, url, headers }: Request,
		answer: { status: number; body: ArrayBuffer | null },
		address: string
	): void {
		const asked = { method, url: new URL(url), authorization: headers.get('authorization') };
		const line = this.#refusals.of(asked, answer, address);
		if (line)
			this.#write(writeRefusal, [line.kind, line.user, address, JSON.stringify(line.facts)]);
		const failure = this.#failures.of(asked, answer);
		if (failure) this.#write(writeFailure, failure);
	}

	/** Writes down what was thrown while a page or a file was made. @param route its pattern, not its address */
	failed(method: string, route: string, error: unknown): void {
		const failure = this.#failures.thrown(method, route, error);
		if (failure) this.#write(writeFailure, failure);
	}

	#write(sql: string, values: unknown[]): void {
		if (this.#stopped || this.#pending.size >= maxPending / 2) return;
		this.#ask({ ask: 'sql', sql, values }).catch(() => undefined);
	}

	/** @throws with the reason when the database or the photo folder does not work */
	async health(): Promise<Versions> {
		return (await this.#ask({ ask: 'health' })) as Versions;
	}

	/** Runs one statement as the database's owner: for tests and local tools, never for a request. */
	async sql(sql: string, values: unknown[] = []): Promise<unknown> {
		return this.#ask({ ask: 'sql', sql, values });
	}

	/** Lets requests under way finish, closes the database, ends the worker. */
	stop(): Promise<void> {
		this.#stopped ??= this.#ask({ ask: 'stop' })
			.catch(() => undefined)
			.then(() => this.#worker.terminate())
			.then(() => undefined);
		return this.#stopped;
	}

	#ask(question: NewQuestion, transfer: ArrayBuffer[] = []): Promise<unknown> {
		if (this.#dead) return Promise.reject(this.#dead);
		const id = this.#nextId++;
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				this.#pending.delete(id);
				reject(new Error('the embedded backend did not answer in time'));
			}, answerWithinMs);
			const done =
				<T>(settle: (value: T) => void) =>
				(value: T) => {
					clearTimeout(timer);
					settle(value);
				};
			this.#pending.set(id, { resolve: done(resolve), reject: done(reject) });
			this.#worker.postMessage({ ...question, id }, transfer);
		});
	}

	#settle(answer: Answer): void {
		const pending = this.#pending.get(answer.id);
		this.#pending.delete(answer.id);
		if ('error' in answer) pending?.reject(new Error(answer.error));
		else pending?.resolve(answer.value);
	}

	#fail(error: unknown): void {
		this.#dead ??= error instanceof Error ? error : new Error(String(error));
		for (const pending of this.#pending.values()) pending.reject(this.#dead);
		this.#pending.clear();
	}

	#keepCode(email: string, code: string, onCode: (code: DeliveredCode) => void): void {
		const delivered = { email, code, at: new Date().toISOString() };
		this.codes.unshift(delivered);
		this.codes.length = Math.min(this.codes.length, 50);
		onCode(delivered);
	}
}

/** The database counts by address (private.caller_address): what a caller says of it themselves is left out. */
function fromAddress(headers: Headers, address: string): [string, string][] {
	const own = [...headers].filter(([name]) => name !== 'x-forwarded-for');
	return [...own, ['x-forwarded-for', address]];
}

function unavailable(): Response {
	return Response.json(
		{ code: 'PGRST000', message: 'The server is busy or restarting' },
		{ status: 503, headers: { 'retry-after': '5' } }
	);
}
