import { Chance } from '../support/chance.ts';
import type { Backend } from './backend.ts';
import { Broken } from './broken.ts';
import { Device } from './device.ts';
import { Ending } from './ending.ts';
import { acceptEverything, changeRoles, changeVocabulary, grant, moderate } from './events.ts';
import { Hands } from './hands.ts';
import { Ledger } from './ledger.ts';
import type { Build } from './mutations.ts';
import { Person } from './person.ts';
import { type Action, type Plan, type Step, type WorldEvent } from './plan.ts';
import { Rescues } from './rescues.ts';
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
	readonly #hands: Hands;
	readonly #rescues: Rescues;
	readonly #ending: Ending;

	constructor(plan: Plan, backend: Backend, build: Build) {
		this.#plan = plan;
		this.#backend = backend;
		this.#ledger = new Ledger(backend.sql);
		const { wire } = this;
		const parts = { backend, wire, build: build.sync, others: () => this.#othersPull() };
		this.#devices = plan.devices.map((device) => new Device(device, parts));
		const desk = { name: 'moderator', people: ['mod'], anonymous: false, skewMs: 0 };
		this.#desk = new Device(desk, { ...parts, build: (sync) => sync });
		this.#hands = new Hands(backend);
		this.#rescues = new Rescues(this.#devices, this.#hands, this.#ledger);
		this.#ending = new Ending({
			seed: plan.seed,
			backend,
			ledger: this.#ledger,
			devices: this.#devices,
			hands: this.#hands,
			wire,
			tell: (line) => this.trace.push(line)
		});
	}

	async run(): Promise<void> {
		await this.#begin();
		for (const step of this.#plan.steps) await this.#step(step);
		await this.#ending.run();
	}

	async close(): Promise<void> {
		for (const device of [...this.#devices, this.#desk]) await device.close();
	}

	async #begin(): Promise<void> {
		await this.#desk.signIn('mod');
		await grant(this.#backend, await this.#desk.owner(), 'moderator');
		for (const person of this.#plan.trusted) {
			await grant(this.#backend, await this.#hands.accountOf(person), 'trusted');
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
		return changeRoles(this.#backend, await this.#hands.accountOf(person), chance, say);
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
				return this.#rescues.losePhone(device, say);
			case 'hand the rescue file over':
				return this.#rescues.handOver(device, chance, say);
		}
	}

	async #signIn(device: Device, chance: Chance, say: (what: string) => void): Promise<void> {
		const person = chance.pick(device.people);
		say(person);
		await this.#hands.hand(device, person);
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
