import { restoreRescue, saveRescue } from '$lib/state/rescue-file.ts';
import { forgetChoices } from '$lib/store/choices.ts';
import { listItems } from '$lib/store/items.ts';
import { keepEverything } from '$lib/store/room.ts';
import { anonymous } from '$lib/store/types.ts';
import { Chance } from '../support/chance.ts';
import type { Backend } from './backend.ts';
import { Broken, broken } from './broken.ts';
import { Device } from './device.ts';
import { acceptEverything, changeRoles, changeVocabulary, grant, moderate } from './events.ts';
import { checkDevice } from './device-promises.ts';
import { Ledger } from './ledger.ts';
import type { Build } from './mutations.ts';
import { Person } from './person.ts';
import { type Action, type Plan, type Step, type WorldEvent } from './plan.ts';
import { checkServer } from './server-promises.ts';
import { Wire } from './wire.ts';

export interface Story {
	/** Null: every promise held. */
	failure: { promise: string; message: string } | null;
	/** What happened, a line per step. */
	trace: string[];
	requests: number;
	operations: number;
	answers: Wire['answers'];
}

/** What is read of a rescue file's own text is not looked at here. */
const readme = '';
const dayMs = 24 * 3_600_000;

/** One story: several devices, one server, and everything that goes wrong between them. */
class Simulation {
	readonly trace: string[] = [];
	readonly wire = new Wire();
	readonly #plan: Plan;
	readonly #backend: Backend;
	readonly #ledger: Ledger;
	readonly #devices: Device[];
	readonly #desk: Device;

	constructor(plan: Plan, backend: Backend, build: Build) {
		this.#plan = plan;
		this.#backend = backend;
		this.#ledger = new Ledger(backend.sql);
		const { wire } = this;
		const parts = { backend, wire, build: build.sync, others: () => this.#othersPull() };
		this.#devices = plan.devices.map((device) => new Device(device, parts));
		const desk = { name: 'moderator', people: ['mod'], anonymous: false, skewMs: 0 };
		this.#desk = new Device(desk, { ...parts, build: (sync) => sync });
	}

	async run(): Promise<void> {
		await this.#begin();
		for (const step of this.#plan.steps) await this.#step(step);
		await this.#end();
	}

	async close(): Promise<void> {
		for (const device of [...this.#devices, this.#desk]) await device.close();
	}

	async #begin(): Promise<void> {
		await this.#desk.signIn('mod');
		await grant(this.#backend, await this.#desk.owner(), 'moderator');
		for (const person of this.#plan.trusted) {
			await grant(this.#backend, await this.#accountOf(person), 'trusted');
		}
		for (const [i, { people, anonymous: nobody }] of this.#plan.devices.entries())
			if (!nobody) await this.#devices[i]!.signIn(people[0]!);
	}

	async #step(step: Step): Promise<void> {
		const chance = new Chance(step.seed);
		const said: string[] = [];
		const say = (what: string) => said.push(what);
		const device = step.device === null ? null : this.#devices[step.device]!;
		try {
			if (device) await this.#act(device, step, chance, say);
			else await this.#happen(step.action as WorldEvent, chance, say);
		} finally {
			const who = device ? device.name : 'world';
			const what = [...said, ...(device?.mishaps.map((mishap) => `! ${mishap}`) ?? [])];
			this.trace.push(
				`#${step.n} ${who}: ${step.action}${what.map((one) => `\n\t${one}`).join('')}`
			);
			if (device) device.mishaps = [];
		}
		this.wire.check();
	}

	async #happen(event: WorldEvent, chance: Chance, say: (what: string) => void): Promise<void> {
		if (event === 'accept everything') return acceptEverything(this.#desk.page.remote, say);
		if (event === 'moderate') return moderate(this.#desk.page.remote, chance, say);
		if (event === 'change the vocabulary') return changeVocabulary(this.#backend, say);
		const person = chance.pick(['ana', 'ben', 'carol']);
		say(person);
		return changeRoles(this.#backend, await this.#accountOf(person), chance, say);
	}

	#accountOf(person: string): Promise<string> {
		return this.#backend.account(`${person}@server.test`);
	}

	async #act(
		device: Device,
		{ action, seed, trouble, after }: Step,
		chance: Chance,
		say: (what: string) => void
	): Promise<void> {
		const name = action as Action;
		device.meanwhile = () => this.#meanwhile(device, chance, say);
		let done: Action = name;
		await device.live(seed, trouble, async () => {
			await this.#do(name, device, chance, say);
			for (const next of after) {
				await this.#look(device, done);
				say(`then ${next}`);
				done = next;
				await this.#do(next, device, chance, say);
			}
		});
		await device.open();
		await this.#look(device, done);
		device.wait(chance.below(10) === 0 ? dayMs : chance.below(120_000));
	}

	/** What lies on the device after that is what may. */
	#look(device: Device, after: Action): Promise<void> {
		return this.#ledger.look(device.name, device.db, isMachine(after) ? 'machine' : 'person');
	}

	/** In another tab, while this one waits for an answer. */
	async #meanwhile(device: Device, chance: Chance, say: (what: string) => void): Promise<void> {
		const names = [
			'edit',
			'edit',
			'capture',
			'delete',
			'visit',
			'drain',
			'pull',
			'sign out'
		] as const;
		const name = chance.pick(names);
		say(`meanwhile, in another tab: ${name}`);
		const { meanwhile } = device;
		device.meanwhile = () => Promise.resolve();
		await device.inAnotherTab(chance.below(2 ** 31), async () => {
			await this.#ledger.look(device.name, device.db, 'machine');
			await this.#do(name, device, chance, say);
			await this.#look(device, name);
		});
		device.meanwhile = meanwhile;
	}

	/** While a transaction of the server is still open. */
	async #othersPull(): Promise<void> {
		for (const device of this.#devices)
			await device.inAnotherTab(0, async () => {
				await device.pull();
			});
	}

	async #do(
		action: Action,
		device: Device,
		chance: Chance,
		say: (what: string) => void
	): Promise<unknown> {
		const person = new Person(device, this.#ledger, chance, say);
		switch (action) {
			case 'capture':
				return person.capture();
			case 'begin a draft':
				return person.beginDraft();
			case 'edit':
				return person.edit();
			case 'edit of another':
				return person.editOther();
			case 'visit':
				return person.visit();
			case 'delete':
				return person.delete();
			case 'propose a word':
				return person.proposeWord();
			case 'send again':
				return person.sendAgain();
			case 'choose':
				return person.choose();
			case 'give up':
				return person.giveUp();
			case 'drain':
				return device.drain();
			case 'pull':
				return device.pull();
			case 'sign out':
				return device.signOut();
			case 'sign in':
				return this.#signIn(device, chance, say);
			case 'save and lose the phone':
				return this.#losePhone(device, say);
			case 'hand the rescue file over':
				return this.#handOver(device, chance, say);
		}
	}

	async #signIn(device: Device, chance: Chance, say: (what: string) => void): Promise<void> {
		const person = chance.pick(device.people);
		say(person);
		await this.#hand(device, person);
	}

	/** The device is in somebody's hands, signed in. */
	async #hand(device: Device, person: string): Promise<void> {
		const owner = await device.owner();
		if (owner !== anonymous && owner !== (await this.#accountOf(person))) await device.signOut();
		await device.signIn(person);
	}

	/** Everything a person has here is saved to a file, and taken back on a new phone. */
	async #losePhone(device: Device, say: (what: string) => void): Promise<void> {
		const owner = await device.owner();
		const { db } = device;
		const rows = [...(await db.operations.toArray()), ...(await db.drafts.toArray())];
		const others = rows.some((row) => row.owner !== owner);
		// What another person left on it would be lost with it: they save their own.
		if (others || owner === anonymous) return;
		const { now } = device.context;
		const { file, unreadable } = await saveRescue({ db, owner, now }, readme);
		if (unreadable > 0) broken('a rescue file holds every photo', { unreadable });
		await device.loseDisk();
		say('a new phone takes the file back');
		for (const person of device.people)
			if ((await this.#accountOf(person)) === owner) await device.signIn(person);
		const { damaged, missingPhotos } = await restoreRescue({ db: device.db, owner, now }, file);
		if (damaged + missingPhotos > 0) broken('a rescue file is whole', { damaged, missingPhotos });
		await this.#ledger.look(device.name, device.db, 'machine');
	}

	/** The file goes to another device, where whoever is signed in takes it back; this one goes on too. */
	async #handOver(device: Device, chance: Chance, say: (what: string) => void): Promise<void> {
		const owner = await device.owner();
		if (owner === anonymous) return;
		const other = chance.pick(this.#devices.filter((one) => one !== device));
		const reader = await other.owner();
		if (reader === anonymous) return;
		const { now } = device.context;
		const { file } = await saveRescue({ db: device.db, owner, now }, readme);
		say(`to ${other.name}`);
		await restoreRescue({ db: other.db, owner: reader, now: other.context.now }, file);
		const { items, drafts } = device.db;
		const records = await Promise.all([items, drafts].map((t) => t.where({ owner }).primaryKeys()));
		this.#ledger.handOver(device.name, other.name, owner, records.flat());
		const people = device.people.filter((person) => !other.people.includes(person));
		other.people.push(...people);
		await this.#ledger.look(other.name, other.db, 'machine');
	}

	/** Every trouble is over. All is sent and fetched; then every dispute is settled, and once more. */
	async #end(): Promise<void> {
		await this.#send();
		await this.#check();
		if (await this.#settleDisputes()) {
			await this.#send();
			await this.#check();
		}
	}

	/** Everyone who has something on a device sends it. */
	async #send(): Promise<void> {
		for (const device of this.#devices)
			for (const person of await this.#peopleOn(device)) {
				// Every pause is over.
				device.wait(dayMs);
				await this.#hand(device, person);
				await keepEverything(device.db);
				await device.drain();
				// A photo follows the record that it waited for.
				const photos = device.db.photos.filter(({ state }) => state === 'announced');
				if ((await photos.count()) > 0) await device.drain();
				await this.#look(device, 'drain');
				this.wire.check();
			}
	}

	/** Who has something on it, or holds it; first its own. */
	async #peopleOn(device: Device): Promise<string[]> {
		const owners = new Set([await device.owner(), ...(await device.owners())]);
		const [first, ...others] = device.people;
		const people = [first!];
		for (const person of others) if (owners.has(await this.#accountOf(person))) people.push(person);
		return people;
	}

	/** Everyone looks at what is parked. @returns whether something was */
	async #settleDisputes(): Promise<boolean> {
		const chance = new Chance(this.#plan.seed);
		let count = 0;
		for (const device of this.#devices) {
			const say = (what: string) => this.trace.push(`at the end, ${device.name}: ${what}`);
			const maker = new Person(device, this.#ledger, chance, say);
			for (const person of await this.#peopleOn(device)) {
				const owner = await this.#accountOf(person);
				if ((await device.db.items.where({ owner, state: 'parked' }).count()) === 0) continue;
				await this.#hand(device, person);
				for (const item of await listItems(device.db, owner)) {
					if (item.state !== 'parked') continue;
					count += 1;
					if (item.disputed.length > 0) await maker.chooseOf(item);
					else await maker.sendAgainOf(item);
				}
				await this.#look(device, 'choose');
			}
		}
		return count > 0;
	}

	/** Choices can be taken back for a day, with the photos that they gave up. */
	async #forgetChoices(device: Device): Promise<void> {
		const later = new Date(device.context.now.getTime() + 2 * dayMs);
		await forgetChoices(device.db, await device.owner(), later);
		await this.#ledger.look(device.name, device.db, 'person');
	}

	async #check(): Promise<void> {
		for (const device of this.#devices)
			for (const person of await this.#peopleOn(device)) {
				await this.#hand(device, person);
				await device.pull();
				await this.#forgetChoices(device);
				await checkDevice(device, this.#backend);
			}
		await checkServer(this.#backend, this.#ledger, this.#devices);
	}
}

/** What a machine does by itself takes nothing away that the server does not have. */
function isMachine(action: Action): boolean {
	const machines: Action[] = ['drain', 'pull', 'sign out', 'sign in', 'save and lose the phone'];
	return machines.includes(action) || action === 'hand the rescue file over';
}

/** Lives a story to its end, and says whether every promise held. The server is empty afterwards. */
export async function simulate(plan: Plan, backend: Backend, build: Build): Promise<Story> {
	const simulation = new Simulation(plan, backend, build);
	let failure: Story['failure'] = null;
	try {
		await simulation.run();
	} catch (error) {
		const promise = error instanceof Broken ? error.promise : `no error (${nameOf(error)})`;
		const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
		failure = { promise, message };
	} finally {
		await simulation.close();
		await backend.reset();
	}
	const { trace, wire } = simulation;
	const { requests, operations, answers } = wire;
	return { failure, trace, requests, operations, answers };
}

function nameOf(error: unknown): string {
	return error instanceof Error ? `${error.name} ${error.message.slice(0, 60)}` : 'unknown';
}
