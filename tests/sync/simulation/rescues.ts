import { restoreRescue, saveRescue } from '$lib/state/rescue-file.ts';
import { anonymous } from '$lib/store/types.ts';
import type { Chance } from '../support/chance.ts';
import { broken } from './broken.ts';
import type { Device } from './device.ts';
import type { Hands } from './hands.ts';
import type { Ledger } from './ledger.ts';

/** What is read of a rescue file's own text is not looked at here. */
const readme = '';

/** Rescue files on their way: to a new phone, or to another one. */
export class Rescues {
	readonly #devices: Device[];
	readonly #hands: Hands;
	readonly #ledger: Ledger;

	constructor(devices: Device[], hands: Hands, ledger: Ledger) {
		this.#devices = devices;
		this.#hands = hands;
		this.#ledger = ledger;
	}

	/** Everything a person has here is saved to a file, and taken back on a new phone. */
	async losePhone(device: Device, say: (what: string) => void): Promise<void> {
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
			if ((await this.#hands.accountOf(person)) === owner) await device.signIn(person);
		const { damaged, missingPhotos } = await restoreRescue({ db: device.db, owner, now }, file);
		if (damaged + missingPhotos > 0) broken('a rescue file is whole', { damaged, missingPhotos });
		await this.#ledger.look(device.name, device.db, 'machine');
	}

	/** The file goes to another device, where whoever is signed in takes it back; this one goes on too. */
	async handOver(device: Device, chance: Chance, say: (what: string) => void): Promise<void> {
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
}
