/** What a person may choose of how the app looks and answers, on this device; the first is what it is made with. */
export const comfortChoices = {
	/** `sun`: black on white, thick lines, no greys, whatever the scheme. */
	contrast: ['usual', 'sun'],
	/** `system`: as the device says. */
	scheme: ['system', 'light', 'dark'],
	/** Size of letters in per cent of what the browser is set to. */
	text: ['100', '125', '150', '175', '200'],
	/** The hand that holds the phone: main buttons and the map's controls are under its thumb. */
	hand: ['right', 'left'],
	/** `system`: as the device says; `less`: nothing slides or fades. */
	motion: ['system', 'less']
} as const;

export type ComfortName = keyof typeof comfortChoices;
export type ComfortChoice<Name extends ComfortName> = (typeof comfortChoices)[Name][number];
type Comfort = { [Name in ComfortName]: ComfortChoice<Name> };

/** Where the choices are kept, and the document that follows them. */
export interface ComfortPage {
	/** What {@link keep} was last given, or null. */
	read(): string | null;
	keep(text: string): void;
	/** Puts `data-{name}` on the document, or takes it off. */
	show(name: ComfortName, value: string | null): void;
}

const key = 'capitelle.comfort';
const names = Object.keys(comfortChoices) as ComfortName[];
const usual: Comfort = {
	contrast: 'usual',
	scheme: 'system',
	text: '100',
	hand: 'right',
	motion: 'system'
};

/**
 * How the app looks for this person. `static/comfort.js` shows it before the first paint; this class keeps it
 * and changes it afterwards. The device's, not the account's: who reads a screen in the sun now is who holds it.
 */
export class ComfortState {
	#chosen = $state.raw<Comfort>(usual);
	#page: ComfortPage;

	constructor(page: ComfortPage) {
		this.#page = page;
		this.#chosen = readChoices(page.read());
	}

	get<Name extends ComfortName>(name: Name): ComfortChoice<Name> {
		return this.#chosen[name];
	}

	/** Shows it at once, and from now on. */
	set<Name extends ComfortName>(name: Name, value: ComfortChoice<Name>): void {
		this.#chosen = { ...this.#chosen, [name]: value };
		this.#page.show(name, value === usual[name] ? null : value);
		this.#page.keep(JSON.stringify(differing(this.#chosen)));
	}

	/** Another tab changed it. */
	follow(): void {
		this.#chosen = readChoices(this.#page.read());
		for (const name of names) {
			const value = this.#chosen[name];
			this.#page.show(name, value === usual[name] ? null : value);
		}
	}
}

/** What cannot be read, or is none of the choices, is as if it had not been chosen. */
function readChoices(text: string | null): Comfort {
	const chosen: Record<string, string> = { ...usual };
	const kept = parsed(text);
	if (typeof kept !== 'object' || kept === null) return usual;
	for (const name of names) {
		const value: unknown = Reflect.get(kept, name);
		const allowed: readonly string[] = comfortChoices[name];
		if (typeof value === 'string' && allowed.includes(value)) chosen[name] = value;
	}
	return chosen as Comfort;
}

function parsed(text: string | null): unknown {
	try {
		return JSON.parse(text ?? 'null');
	} catch {
		return null;
	}
}

function differing(chosen: Comfort): Partial<Comfort> {
	return Object.fromEntries(
		Object.entries(chosen).filter(([name, value]) => value !== usual[name as ComfortName])
	);
}

const browserPage: ComfortPage = {
	read() {
		try {
			return localStorage.getItem(key);
		} catch {
			return null;
		}
	},
	keep(text) {
		try {
			localStorage.setItem(key, text);
		} catch {
			// Kept for this page only.
		}
	},
	show(name, value) {
		const { dataset } = document.documentElement;
		if (value === null) delete dataset[name];
		else dataset[name] = value;
	}
};

export const comfort = new ComfortState(
	typeof document === 'undefined'
		? { read: () => null, keep: () => undefined, show: () => undefined }
		: browserPage
);
