import type { Table } from 'dexie';
import type { Account } from '$lib/domain/account.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { adoptAnonymous, readAccount, saveAccount } from '$lib/store/accounts.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { sessionStorage } from '$lib/store/session-storage.ts';
import { anonymous, type QueueContext } from '$lib/store/types.ts';
import { signOut } from '$lib/remote/auth.ts';
import { drain } from '$lib/sync/drain.ts';
import { pull } from '$lib/sync/pull.ts';
import { newDisk, type Disk } from '../support/device.ts';
import { Killed } from '../support/kill.ts';
import { Page, type PageOptions } from './page.ts';
import { calm, type DevicePlan, type Trouble } from './plan.ts';

export type DeviceParts = Omit<PageOptions, 'disk' | 'now' | 'meanwhile' | 'told'>;

function accountOf(id: string, email: string): Account {
	return {
		id,
		email,
		display_name: null,
		pseudonym: null,
		name_shown: 'none',
		language: null,
		languages: [],
		has_password: false,
		organisations: [],
		roles: [],
		can_moderate: false,
		charter_accepted: null,
		charter_current: null
	};
}

/** A phone: its disk survives whatever happens to its pages. */
export class Device {
	readonly name: string;
	/** Who may pick it up, first its own. */
	readonly people: string[];
	/** What went wrong during the step, for the trace. */
	mishaps: string[] = [];
	/** What another tab does when the step has one; set by the step. */
	meanwhile: () => Promise<void> = () => Promise.resolve();
	#disk: Disk = newDisk();
	#clock: number;
	readonly #parts: DeviceParts;
	page: Page;

	constructor(plan: DevicePlan, parts: DeviceParts) {
		this.name = plan.name;
		this.people = [...plan.people];
		this.#clock = Date.now() + plan.skewMs;
		this.#parts = parts;
		this.page = this.newPage();
	}

	get db(): CapitelleDatabase {
		return this.page.db;
	}

	/** Another tab of the same device. */
	newPage(): Page {
		return new Page({
			...this.#parts,
			disk: this.#disk,
			now: () => this.#clock,
			told: (what) => this.mishaps.push(what),
			meanwhile: () => this.meanwhile()
		});
	}

	/** What stamps what is saved now. */
	get context(): QueueContext {
		return { device_id: this.name, app_version: 'test', now: new Date(this.#clock) };
	}

	wait(ms: number): void {
		this.#clock += ms;
	}

	/** Runs something in the page, which may die of it, and opens the page again. */
	async live(seed: number, trouble: Trouble, work: () => Promise<unknown>): Promise<void> {
		const { page } = this;
		page.begin(seed, trouble);
		try {
			await work();
		} catch (error) {
			if (!isOfThePage(error)) throw error;
		}
		// Whatever another tab does while a request of this one ends is over with it.
		await page.close();
		this.page = this.newPage();
		this.page.begin(seed, calm);
	}

	/** Runs something in another tab, in the middle of whatever this page does. */
	async inAnotherTab(seed: number, work: () => Promise<unknown>): Promise<void> {
		const first = this.page;
		this.page = this.newPage();
		this.page.begin(seed, calm);
		try {
			await work();
		} finally {
			await this.page.close();
			this.page = first;
		}
	}

	/** Whose device this is now. */
	async owner(): Promise<string> {
		return (await readAccount(this.db))?.id ?? anonymous;
	}

	/** Everyone who has something here. */
	async owners(): Promise<string[]> {
		const { items, operations, drafts, photos, suggestions, visits } = this.db;
		const keys = await Promise.all(
			[items, operations, drafts, photos, suggestions, visits].map((table) =>
				(table as Table).orderBy('owner').uniqueKeys()
			)
		);
		return keys.flat() as string[];
	}

	/** As the app does it: the session, then what was captured before, then the account. */
	async signIn(person: string): Promise<void> {
		const session = await this.#parts.backend.session(`${person}@server.test`, this.#clock);
		await sessionStorage(this.db).setItem('session', JSON.stringify(session));
		const { id, email } = session.user;
		await adoptAnonymous(this.db, id);
		await saveAccount(this.db, accountOf(id, email));
	}

	async signOut(): Promise<void> {
		await signOut(this.page.remote, () => leaveDevice(this.db));
	}

	/** What the app does when it opens: a sign-in that was cut short goes on. */
	async open(): Promise<void> {
		const id = await this.page.remote.session.account();
		if (!id || (await this.owner()) === id) return;
		await adoptAnonymous(this.db, id);
		await saveAccount(this.db, accountOf(id, ''));
	}

	async drain(): Promise<void> {
		const owner = await this.owner();
		if (owner !== anonymous) await drain(this.page.sync, owner);
	}

	async pull(): Promise<void> {
		await pull(this.page.sync, { owner: await this.owner(), theme: null, bbox: null });
	}

	/** The phone is lost; the next one is empty. */
	async loseDisk(): Promise<void> {
		await this.page.close();
		this.#disk = newDisk();
		this.page = this.newPage();
	}

	/** It is put away for good. */
	close(): Promise<void> {
		return this.page.close();
	}
}

/** Death, a full disk or a lost connection: what the person is told of, and the simulation goes on after. */
function isOfThePage(error: unknown): boolean {
	for (let one = error, depth = 0; one && depth < 5; depth++) {
		if (one instanceof Killed) return true;
		const { name, inner, cause } = one as { name?: string; inner?: unknown; cause?: unknown };
		if (
			['QuotaExceededError', 'DatabaseClosedError', 'StoreError', 'RemoteError'].includes(
				name ?? ''
			)
		)
			return true;
		one = inner ?? cause;
	}
	return false;
}
