import { anonymous } from '$lib/store/types.ts';
import type { Backend } from './backend.ts';
import type { Device } from './device.ts';

/** Who holds which device, and under which account. */
export class Hands {
	readonly #backend: Backend;

	constructor(backend: Backend) {
		this.#backend = backend;
	}

	accountOf(person: string): Promise<string> {
		return this.#backend.account(`${person}@server.test`);
	}

	/** The device is in somebody's hands, signed in. */
	async hand(device: Device, person: string): Promise<void> {
		const owner = await device.owner();
		if (owner !== anonymous && owner !== (await this.accountOf(person))) await device.signOut();
		await device.signIn(person);
	}

	/** Who has something on it, or holds it; first its own. */
	async peopleOn(device: Device): Promise<string[]> {
		const owners = new Set([await device.owner(), ...(await device.owners())]);
		const [first, ...others] = device.people;
		const people = [first!];
		for (const person of others) if (owners.has(await this.accountOf(person))) people.push(person);
		return people;
	}
}
