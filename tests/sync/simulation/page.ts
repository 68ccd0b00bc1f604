import { Dexie } from 'dexie';
import type { Remote } from '$lib/remote/client.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { connect } from '$lib/sync/connect.ts';
import type { SyncPorts } from '$lib/sync/ports.ts';
import { Chance } from '../support/chance.ts';
import { openOn, type Disk } from '../support/device.ts';
import { Killed } from '../support/kill.ts';
import type { Backend } from './backend.ts';
import { watchDisk, type DiskEvent } from './disk-faults.ts';
import { calm, type Trouble } from './plan.ts';
import { drawFault, failAs } from './request-faults.ts';
import type { Wire } from './wire.ts';

export interface PageOptions {
	disk: Disk;
	backend: Backend;
	wire: Wire;
	now: () => number;
	/** A broken build of the sync, to see that it is caught. */
	build: (sync: SyncPorts) => SyncPorts;
	/** Told what went wrong, for the trace. */
	told: (what: string) => void;
	/** What another tab does while an answer is on its way. */
	meanwhile: () => Promise<void>;
	/** The other devices pull. */
	others: () => Promise<void>;
}

/** One tab: it dies where its step says, and takes everything that ran in it along. */
export class Page {
	readonly db: CapitelleDatabase;
	readonly remote: Remote;
	readonly sync: SyncPorts;
	readonly #options: PageOptions;
	#chance = new Chance(0);
	#seed = 0;
	#trouble: Trouble = calm;
	#dead = false;
	#boundaries = 0;
	#writes = 0;
	#transactions = 0;
	#requests = 0;
	#pushes = 0;
	readonly #calls = new Map<string, number>();

	constructor(options: PageOptions) {
		this.#options = options;
		this.db = openOn(options.disk);
		watchDisk(this.db, (event) => this.#touch(event));
		const { remote, sync } = connect(this.db, {
			fetch: this.#fetch,
			locks: undefined,
			now: options.now,
			random: () => this.#chance.next()
		});
		this.remote = remote;
		this.sync = options.build(sync);
	}

	/** From here on what goes wrong is drawn anew. */
	begin(seed: number, trouble: Trouble): void {
		this.#seed = seed;
		this.#chance = new Chance(seed);
		this.#trouble = trouble;
		this.#boundaries = this.#writes = this.#transactions = this.#requests = this.#pushes = 0;
		this.#calls.clear();
	}

	/** The page goes; a request that nobody waits for any more ends with it. */
	async close(): Promise<void> {
		this.#dead = true;
		await this.#turn;
		this.db.close();
	}

	/** Dies here when the step says so; where it died nothing runs any more. */
	#boundary(where: string): void {
		if (this.#dead) throw new Killed();
		if (++this.#boundaries !== this.#trouble.kill) return;
		this.#dead = true;
		this.#options.told(`killed ${where}`);
		throw new Killed();
	}

	#touch(event: DiskEvent): void {
		if (this.#dead) throw new Killed();
		if (event === 'read') return;
		if (event === 'transaction') {
			if (++this.#transactions === this.#trouble.lost) {
				this.#options.told('connection to the disk lost');
				throw new Dexie.DatabaseClosedError();
			}
			this.#boundary('before a transaction');
			return;
		}
		if (++this.#writes === this.#trouble.full) {
			this.#options.told('disk full');
			throw new DOMException('no room', 'QuotaExceededError');
		}
		this.#boundary('inside a transaction');
	}

	/** One request at a time: two photos on their way would draw their faults in any order. */
	readonly #fetch: typeof fetch = (input, init) => {
		const answer = this.#turn.then(() => this.#request(String(input), init));
		this.#turn = answer.catch(() => undefined);
		return answer;
	};
	#turn: Promise<unknown> = Promise.resolve();

	async #request(url: string, init?: RequestInit): Promise<Response> {
		this.#boundary(`before ${nameOf(url)}`);
		const fault = drawFault(this.#luckOf(url), this.#trouble.requests);
		const served =
			!fault || fault.served ? await this.#serve(url, init, fault?.name === 'twice') : null;
		if (!this.#dead && ++this.#requests === this.#trouble.meanwhile)
			await this.#options.meanwhile();
		this.#boundary(`after ${nameOf(url)}`);
		if (!fault || (fault.name === 'twice' && served)) return served!;
		this.#options.told(`${nameOf(url)}: ${fault.name}${served ? ' after it was served' : ''}`);
		return failAs(fault);
	}

	/** The same for the n-th call of a kind, whatever the order in which kinds were called. */
	#luckOf(url: string): Chance {
		const name = nameOf(url);
		const nth = (this.#calls.get(name) ?? 0) + 1;
		this.#calls.set(name, nth);
		let hash = nth;
		for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
		return new Chance(this.#seed ^ hash);
	}

	async #serve(url: string, init: RequestInit | undefined, twice: boolean): Promise<Response> {
		const { backend, wire, others } = this.#options;
		const once = async () => {
			const response = await backend.fetch(url, init);
			return wire.heard(url, init, response);
		};
		const slow = nameOf(url) === 'push_operations' && ++this.#pushes === this.#trouble.slow;
		if (slow) {
			this.#options.told('push_operations: committed after others pulled');
			return backend.slowly(once, others);
		}
		if (twice) {
			this.#options.told(`${nameOf(url)}: arrived twice`);
			await once();
		}
		return once();
	}
}

/** What a request is for, in a word. */
function nameOf(url: string): string {
	if (url.includes('/object/')) return 'upload';
	return url
		.replace(/[?].*$/, '')
		.split('/')
		.at(-1)!;
}
