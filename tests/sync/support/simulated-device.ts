import { sendCode, signOut, verifyCode } from '$lib/remote/auth.ts';
import type { Remote } from '$lib/remote/client.ts';
import { adoptAnonymous } from '$lib/store/accounts.ts';
import { leaveDevice } from '$lib/store/departure.ts';
import { draftOfItem } from '$lib/store/corrections.ts';
import type { CapitelleDatabase } from '$lib/store/database.ts';
import { listItems } from '$lib/store/items.ts';
import { queueDeletion, queueRecord } from '$lib/store/outbox.ts';
import { addDraftPhoto, removeDraftPhoto } from '$lib/store/photos.ts';
import type { Draft, Item } from '$lib/store/types.ts';
import { connect } from '$lib/sync/connect.ts';
import { drain } from '$lib/sync/drain.ts';
import type { SyncPorts } from '$lib/sync/ports.ts';
import { pull } from '$lib/sync/pull.ts';
import type { Chance } from './chance.ts';
import { context, jpeg, newDisk, openOn, wall } from './device.ts';
import { killAt, Killed } from './kill.ts';
import type { RealServer } from './real-server.ts';

/** What goes wrong with a request: before it arrives, or to its answer after it was served. */
const faults = {
	offline: () => Promise.reject(new TypeError('Failed to fetch')),
	late: () => Promise.reject(new DOMException('late', 'TimeoutError')),
	portal: () =>
		Promise.resolve(new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } })),
	cut: () => Promise.resolve(new Response('[{"op_id":"')),
	broken: () => Promise.resolve(Response.json({ message: 'x' }, { status: 500 })),
	busy: () => Promise.resolve(Response.json({}, { status: 429, headers: { 'retry-after': '20' } })),
	restarting: () =>
		Promise.resolve(Response.json({}, { status: 503, headers: { 'retry-after': '5' } }))
};

export type Wish = Pick<Draft, 'concept' | 'properties'> | 'deleted';

/** One person's phone: its disk survives whatever happens to its pages. */
export class SimulatedDevice {
	readonly name: string;
	readonly email: string;
	db!: CapitelleDatabase;
	remote!: Remote;
	/** Probability that a request fails; 0 once the troubles are over. */
	trouble = 0;
	/** What the person last wanted of each record, as they saved it here. */
	readonly wanted = new Map<string, Wish>();
	/** Every operation that ever left. */
	readonly sent = new Set<string>();
	owner = '';
	#sync!: SyncPorts;
	#clock = Date.now();
	readonly #disk = newDisk();
	readonly #server: RealServer;
	readonly #chance: Chance;
	#count = 0;

	constructor(name: string, email: string, server: RealServer, chance: Chance) {
		this.name = name;
		this.email = email;
		this.#server = server;
		this.#chance = chance;
		this.#open();
	}

	#open(): void {
		this.db = openOn(this.#disk);
		const { remote, sync } = connect(this.db, {
			fetch: this.#fetch,
			locks: undefined,
			now: () => this.#clock,
			random: () => this.#chance.next()
		});
		this.remote = remote;
		this.#sync = sync;
	}

	/** One request at a time: two photos on their way would draw their faults in any order. */
	readonly #fetch: typeof fetch = (input, init) => {
		const answer = this.#turn.then(() => this.#request(input, init));
		this.#turn = answer.catch(() => undefined);
		return answer;
	};
	#turn: Promise<unknown> = Promise.resolve();

	async #request(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
		const push = String(input).endsWith('/push_operations');
		if (push) {
			const { p_batch } = JSON.parse(String(init?.body)) as { p_batch: { op_id: string }[] };
			for (const { op_id } of p_batch) this.sent.add(op_id);
		}
		const fault = this.#chance.happens(this.trouble)
			? faults[this.#chance.pick(Object.keys(faults) as (keyof typeof faults)[])]
			: null;
		const served = !fault || this.#chance.happens(0.6);
		const answer = served ? await this.#server.fetch(input, init) : null;
		return fault ? fault() : answer!;
	}

	/** Runs something; the page may die in it, and is then opened again. */
	async perhapsKilled(probability: number, work: () => Promise<unknown>): Promise<void> {
		if (this.#chance.happens(probability)) {
			killAt(this.db, 1 + this.#chance.below(8), this.#chance.pick(['before', 'after']));
		}
		try {
			await work();
		} catch (error) {
			if (!(error instanceof Killed)) throw error;
		}
		this.db.close();
		this.#open();
	}

	async signIn(): Promise<void> {
		const { trouble } = this;
		this.trouble = 0;
		if (!(await this.remote.session.account())) {
			await sendCode(this.remote, this.email);
			const user = await verifyCode(this.remote, this.email, this.#server.codeFor(this.email));
			this.owner = user.id;
			await adoptAnonymous(this.db, user.id);
		}
		this.trouble = trouble;
	}

	async signOut(): Promise<void> {
		await signOut(this.remote, () => leaveDevice(this.db));
	}

	wait(ms: number): void {
		this.#clock += ms;
	}

	async drain(): Promise<void> {
		await drain(this.#sync, this.owner);
	}

	async pull(): Promise<void> {
		await pull(this.#sync, { owner: this.owner, theme: null, bbox: null });
	}

	/** In the order they were made, which a seed repeats. */
	async items(): Promise<Item[]> {
		const items = await listItems(this.db, this.owner);
		return items.sort((a, b) => (a.record_id < b.record_id ? -1 : 1));
	}

	async capture(): Promise<void> {
		const name = `${this.name} ${++this.#count}`;
		// Sometimes by a vocabulary that the server no longer accepts.
		const concept = this.#chance.happens(0.2) ? 'stones/old' : 'stones/wall';
		const draft = wall(this.owner, { concept, properties: { name } });
		const pictures = this.#chance.below(3);
		for (let i = 0; i < pictures; i++) await this.#photograph(draft, i);
		await this.#queue(draft);
	}

	/** Changes one thing of a contribution of this person, whatever state it is in. */
	async edit(): Promise<void> {
		const draft = await this.#openOne();
		if (!draft) return;
		const what = this.#chance.pick(['name', 'note', 'concept', 'photo', 'no photo'] as const);
		const text = `${this.name} ${++this.#count}`;
		if (what === 'concept')
			draft.concept = this.#chance.pick(['stones/hut', 'stones/wall', 'stones/old']);
		else if (what === 'photo') await this.#photograph(draft, draft.photos.length);
		else if (what === 'no photo') {
			const photo = draft.photos.pop();
			if (photo) await removeDraftPhoto(this.db, draft.id, photo.id);
		} else draft.properties = { ...draft.properties, [what]: text };
		await this.#queue(draft);
	}

	async delete(): Promise<void> {
		const items = (await this.items()).filter(
			({ state, deleting }) => state !== 'draft' && !deleting
		);
		if (items.length === 0) return;
		const { record_id } = this.#chance.pick(items);
		await this.#wish(record_id, 'deleted', () =>
			queueDeletion(this.db, this.owner, record_id, context)
		);
	}

	/** Notes what the person wants once it is saved; killed in between, nobody knows which it is. */
	async #wish(record_id: string, wish: Wish, save: () => Promise<void>): Promise<void> {
		this.wanted.delete(record_id);
		await save();
		this.wanted.set(record_id, wish);
	}

	async #openOne(): Promise<Draft | undefined> {
		const items = (await this.items()).filter(({ deleting }) => !deleting);
		if (items.length === 0) return undefined;
		return draftOfItem(this.db, this.owner, this.#chance.pick(items).record_id, context);
	}

	async #photograph(draft: Draft, position: number): Promise<void> {
		const { facts, file } = await jpeg(`${this.name} ${++this.#count}`, position);
		await addDraftPhoto(this.db, draft, facts, { file, thumbnail: null });
		draft.photos.push(facts);
	}

	async #queue(draft: Draft): Promise<void> {
		const { concept, properties } = draft;
		await this.#wish(draft.id, { concept, properties }, () => queueRecord(this.db, draft, context));
	}
}
