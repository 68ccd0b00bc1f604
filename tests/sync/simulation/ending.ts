import { forgetChoices } from '$lib/store/choices.ts';
import { listItems } from '$lib/store/items.ts';
import { keepEverything } from '$lib/store/room.ts';
import { Chance } from '../support/chance.ts';
import type { Backend } from './backend.ts';
import { checkDevice } from './device-promises.ts';
import type { Device } from './device.ts';
import type { Hands } from './hands.ts';
import type { Ledger } from './ledger.ts';
import { Person } from './person.ts';
import { checkServer } from './server-promises.ts';
import type { Wire } from './wire.ts';

const dayMs = 24 * 3_600_000;

/** What the end of a story is made of. */
interface EndingParts {
	seed: number;
	backend: Backend;
	ledger: Ledger;
	devices: Device[];
	hands: Hands;
	wire: Wire;
	tell: (line: string) => void;
}

/** How every story ends: the troubles are over, everything is sent, settled, and held against the promises. */
export class Ending {
	readonly #parts: EndingParts;

	constructor(parts: EndingParts) {
		this.#parts = parts;
	}

	/** Every trouble is over. All is sent and fetched; then every dispute is settled, and once more. */
	async run(): Promise<void> {
		await this.#send();
		await this.#check();
		if (await this.#settleDisputes()) {
			await this.#send();
			await this.#check();
		}
	}

	/** Everyone who has something on a device sends it. */
	async #send(): Promise<void> {
		for (const device of this.#parts.devices)
			for (const person of await this.#parts.hands.peopleOn(device)) {
				// Every pause is over.
				device.wait(dayMs);
				await this.#parts.hands.hand(device, person);
				await keepEverything(device.db);
				await device.drain();
				// A photo follows the record that it waited for.
				const photos = device.db.photos.filter(({ state }) => state === 'announced');
				if ((await photos.count()) > 0) await device.drain();
				await this.#look(device, 'machine');
				this.#parts.wire.check();
			}
	}

	/** Everyone looks at what is parked. @returns whether something was */
	async #settleDisputes(): Promise<boolean> {
		const chance = new Chance(this.#parts.seed);
		let count = 0;
		for (const device of this.#parts.devices) {
			const say = (what: string) => this.#parts.tell(`at the end, ${device.name}: ${what}`);
			const maker = new Person(device, this.#parts.ledger, chance, say);
			for (const person of await this.#parts.hands.peopleOn(device)) {
				const owner = await this.#parts.hands.accountOf(person);
				if ((await device.db.items.where({ owner, state: 'parked' }).count()) === 0) continue;
				await this.#parts.hands.hand(device, person);
				for (const item of await listItems(device.db, owner)) {
					if (item.state !== 'parked') continue;
					count += 1;
					if (item.disputed.length > 0) await maker.chooseOf(item);
					else await maker.sendAgainOf(item);
				}
				await this.#look(device, 'person');
			}
		}
		return count > 0;
	}

	/** Choices can be taken back for a day, with the photos that they gave up. */
	async #forgetChoices(device: Device): Promise<void> {
		const later = new Date(device.context.now.getTime() + 2 * dayMs);
		await forgetChoices(device.db, await device.owner(), later);
		await this.#parts.ledger.look(device.name, device.db, 'person');
	}

	async #check(): Promise<void> {
		for (const device of this.#parts.devices)
			for (const person of await this.#parts.hands.peopleOn(device)) {
				await this.#parts.hands.hand(device, person);
				await device.pull();
				await this.#forgetChoices(device);
				await checkDevice(device, this.#parts.backend);
			}
		await checkServer(this.#parts.backend, this.#parts.ledger, this.#parts.devices);
	}

	#look(device: Device, who: 'machine' | 'person'): Promise<void> {
		return this.#parts.ledger.look(device.name, device.db, who);
	}
}
