import type { FollowKind, Following, Pace } from '$lib/domain/notices';

/** Whether this device is woken; `denied` is changed in the browser's settings only. */
export type WakeState = 'unsupported' | 'denied' | 'off' | 'on';

export interface FollowingPorts {
	load(): Promise<Following>;
	subscribe(kind: FollowKind | 'own', target: string, mail: Pace): Promise<Following>;
	setPace(id: string, mail: Pace): Promise<Following>;
	unsubscribe(id: string): Promise<Following>;
	setMailOff(off: boolean): Promise<Following>;
	/** What can be followed that needs a list: territories, by id and name. */
	territories(): Promise<{ id: string; name: { fr: string } }[]>;
	wakeState(): Promise<WakeState>;
	/** Asks the person through the browser. False: they, or the browser, said no. */
	wakeOn(): Promise<boolean>;
	wakeOff(): Promise<void>;
}

/** What the person follows and how they are told, as the server has it: changed with the network only. */
export class FollowingState {
	/** Null until the server told. */
	current = $state.raw<Following | null>(null);
	territories = $state.raw<{ id: string; name: { fr: string } }[]>([]);
	wake = $state<WakeState>('unsupported');
	busy = $state(false);
	/** The last wish could not be carried out. */
	failed = $state(false);
	/** The last wish was carried out: said aloud once. */
	done = $state(false);
	#ports: FollowingPorts;

	constructor(ports: FollowingPorts) {
		this.#ports = ports;
	}

	async load(): Promise<void> {
		this.wake = await this.#ports.wakeState().catch(() => 'unsupported' as const);
		await this.#try(async () => {
			this.current = await this.#ports.load();
			this.territories = await this.#ports.territories();
		});
		this.done = false;
	}

	follow(kind: FollowKind, target: string, mail: Pace): Promise<void> {
		return this.#change(() => this.#ports.subscribe(kind, target, mail));
	}

	/** How fast mails about one's own work come. */
	ownPace(mail: Pace): Promise<void> {
		return this.#change(() => this.#ports.subscribe('own', '', mail));
	}

	pace(id: string, mail: Pace): Promise<void> {
		return this.#change(() => this.#ports.setPace(id, mail));
	}

	stop(id: string): Promise<void> {
		return this.#change(() => this.#ports.unsubscribe(id));
	}

	mailOff(off: boolean): Promise<void> {
		return this.#change(() => this.#ports.setMailOff(off));
	}

	/** Turns the waking of this device on or off; what the browser says decides. */
	async setWake(on: boolean): Promise<void> {
		await this.#try(async () => {
			if (on) await this.#ports.wakeOn();
			else await this.#ports.wakeOff();
		});
		this.wake = await this.#ports.wakeState().catch(() => 'unsupported' as const);
	}

	#change(work: () => Promise<Following>): Promise<void> {
		return this.#try(async () => {
			this.current = await work();
		});
	}

	async #try(work: () => Promise<void>): Promise<void> {
		this.busy = true;
		this.failed = false;
		this.done = false;
		try {
			await work();
			this.done = true;
		} catch {
			this.failed = true;
		} finally {
			this.busy = false;
		}
	}
}
