import { Chance } from '../support/chance.ts';

/** What a person, a machine or the world does in one step; the weight says how often it is drawn. */
const actions = {
	capture: 3,
	'begin a draft': 1,
	edit: 9,
	'edit of another': 7,
	visit: 3,
	delete: 2,
	'propose a word': 1,
	'send again': 2,
	choose: 5,
	'give up': 1,
	drain: 4,
	pull: 3,
	'sign out': 1,
	'sign in': 3,
	'save and lose the phone': 1,
	'hand the rescue file over': 1
} as const;
export type Action = keyof typeof actions;

/** What happens beside the devices. */
const events = { moderate: 6, 'change roles': 1, 'change the vocabulary': 1 } as const;
export type WorldEvent = keyof typeof events | 'accept everything';

/** Everything that goes wrong during one step. */
export interface Trouble {
	/** Probability that a request fails. */
	requests: number;
	/** The page dies at its n-th boundary (of a transaction, inside one, or of a request). */
	kill: number | null;
	/** The n-th row written finds the disk full. */
	full: number | null;
	/** The n-th transaction finds its connection dead, as WebKit does. */
	lost: number | null;
	/** Another tab of the device does something while the answer to the n-th request is on its way. */
	meanwhile: number | null;
	/** The server commits the n-th push only after the other devices pulled. */
	slow: number | null;
}

export const calm: Trouble = {
	requests: 0,
	kill: null,
	full: null,
	lost: null,
	meanwhile: null,
	slow: null
};

export interface Step {
	/** Its place in the plan, kept when others are left out. */
	n: number;
	/** Index of the device, or null for an event of the world. */
	device: number | null;
	action: Action | WorldEvent;
	/** Every draw inside the step comes from here: leaving another step out changes none of them. */
	seed: number;
	trouble: Trouble;
	/** What the app does by itself behind what the person did, when it is woken. */
	after: ('drain' | 'pull')[];
}

export interface DevicePlan {
	name: string;
	/** The first signs in at the start, unless the device begins with nobody. */
	people: string[];
	anonymous: boolean;
	/** Milliseconds by which its clock is wrong. */
	skewMs: number;
}

export interface Plan {
	seed: number;
	devices: DevicePlan[];
	/** Who is trusted everywhere from the start. */
	trusted: string[];
	steps: Step[];
}

const year = 365 * 24 * 3_600_000;
/** One person with two devices, a moderator who also edits, one alone, and a tablet that people share. */
const crew: [name: string, people: string[]][] = [
	['phone', ['ana']],
	['desk', ['mod']],
	['tablet', ['ana']],
	['alone', ['ben']],
	['shared', ['ben', 'ana']],
	['other', ['carol']]
];

function weighted<T extends string>(chance: Chance, weights: Partial<Record<T, number>>): T {
	const entries = Object.entries(weights) as [T, number][];
	let draw = chance.below(entries.reduce((sum, [, weight]) => sum + weight, 0));
	return entries.find(([, weight]) => (draw -= weight) < 0)![0];
}

function trouble(chance: Chance): Trouble {
	const drawn = chance.next();
	const n = (most: number) => 1 + chance.below(most);
	return {
		requests: chance.happens(0.5) ? 0.35 : 0,
		kill: drawn < 0.25 ? n(12) : null,
		full: drawn >= 0.25 && drawn < 0.3 ? n(6) : null,
		lost: drawn >= 0.3 && drawn < 0.35 ? n(5) : null,
		meanwhile: drawn >= 0.35 && drawn < 0.5 ? n(3) : null,
		slow: drawn >= 0.5 && drawn < 0.65 ? n(2) : null
	};
}

export interface PlanSize {
	/** From 3 to 6; drawn when absent. */
	devices?: number | undefined;
	steps?: number | undefined;
}

/** The whole story of a seed, before any of it happens. */
export function planOf(seed: number, size: PlanSize = {}): Plan {
	const chance = new Chance(seed);
	const count = size.devices ?? 3 + chance.below(4);
	const devices = crew.slice(0, count).map(([name, people]): DevicePlan => ({
		name,
		people,
		anonymous: name !== 'desk' && chance.happens(0.2),
		skewMs: chance.happens(0.2) ? (chance.below(20) - 10) * year : 0
	}));
	const steps = [...openingOf(chance, count), ...middleOf(chance, count, size.steps ?? 30)];
	return {
		seed,
		devices,
		trusted: chance.happens(0.3) ? ['ben'] : [],
		steps: steps.map((step, n) => ({ ...step, n }))
	};
}

type Unnumbered = Omit<Step, 'n'>;

/** How a story begins: there must be records that all know before people can disagree about them. */
function openingOf(chance: Chance, count: number): Unnumbered[] {
	const step = (
		device: number | null,
		action: Step['action'],
		after: Step['after']
	): Unnumbered => ({
		device,
		action,
		seed: chance.below(2 ** 31),
		trouble: calm,
		after
	});
	return [
		step(0, 'capture', ['drain']),
		step(1, 'capture', ['drain']),
		step(Math.min(3, count - 1), 'capture', ['drain']),
		step(null, 'accept everything', []),
		...Array.from({ length: count }, (_, device) => step(device, 'pull', []))
	];
}

function middleOf(chance: Chance, count: number, length: number): Unnumbered[] {
	return Array.from({ length }, (): Unnumbered => {
		const world = chance.happens(0.15);
		return {
			device: world ? null : chance.below(count),
			action: world ? weighted(chance, events) : weighted(chance, actions),
			seed: chance.below(2 ** 31),
			trouble: world ? calm : trouble(chance),
			after: world || chance.happens(0.4) ? [] : chance.happens(0.4) ? ['drain', 'pull'] : ['drain']
		};
	});
}
