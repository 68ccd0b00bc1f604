import { charterStatuses, type CharterVersion } from '$lib/domain/charter';
import type { LocalizedText } from '$lib/domain/language';
import { OneWork } from './one-work.svelte';

/** What the screen of the charter's versions needs from outside; calls throw a RemoteError. */
interface CharterDeskPorts {
	versions(): Promise<CharterVersion[]>;
	counts(): Promise<Record<string, number>>;
	save(version: string, text: LocalizedText): Promise<void>;
	announce(version: string, from: string | null): Promise<void>;
	takeBack(version: string): Promise<void>;
	/** ms since 1970. */
	now(): number;
}

/** A draft in the form. */
export interface CharterDraft {
	version: string;
	/** False for a draft that is kept already: its name stays. */
	isNew: boolean;
	fr: string;
	oc: string;
	en: string;
}

/** The versions of the charter, and the draft being written. */
export class CharterDeskState extends OneWork {
	/** Null until read. */
	versions = $state.raw<ReturnType<typeof charterStatuses<CharterVersion>> | null>(null);
	/** Accounts that accepted each version. */
	counts = $state.raw<Record<string, number>>({});
	draft = $state<CharterDraft | null>(null);
	saved = $state(false);
	readonly #ports: CharterDeskPorts;

	constructor(ports: CharterDeskPorts) {
		super();
		this.#ports = ports;
	}

	/** Never throws: see {@link error}. */
	async load(): Promise<void> {
		await this.work(() => this.#read());
	}

	/** A new draft, from the version in force. */
	write(): void {
		const from = this.versions?.find(({ status }) => status === 'in_force');
		this.#open({ version: '', isNew: true, ...texts(from?.text) });
	}

	/** Goes on with a draft. */
	edit({ version, text }: CharterVersion): void {
		this.#open({ version, isNew: false, ...texts(text) });
	}

	/** Keeps the draft. Never throws: see {@link error}. */
	async save(): Promise<void> {
		const draft = this.draft && $state.snapshot(this.draft);
		if (!draft) return;
		const text: LocalizedText = { fr: draft.fr.trim() };
		if (draft.oc.trim()) text.oc = draft.oc.trim();
		if (draft.en.trim()) text.en = draft.en.trim();
		await this.work(async () => {
			await this.#ports.save(draft.version.trim(), text);
			await this.#read();
			this.draft = null;
			this.saved = true;
		});
	}

	/**
	 * Lets a draft come into force.
	 * @param day as a date field gives it, begun by this device's clock; empty: at once
	 */
	async announce(version: string, day: string): Promise<void> {
		const from = day === '' ? null : new Date(`${day}T00:00:00`).toISOString();
		await this.work(async () => {
			await this.#ports.announce(version, from);
			await this.#read();
		});
	}

	/** What was announced is a draft again; a draft is thrown away. */
	async takeBack(version: string): Promise<void> {
		await this.work(async () => {
			await this.#ports.takeBack(version);
			await this.#read();
		});
	}

	close(): void {
		this.draft = null;
		this.error = null;
	}

	#open(draft: CharterDraft): void {
		this.saved = false;
		this.error = null;
		this.draft = draft;
	}

	async #read(): Promise<void> {
		const [versions, counts] = await Promise.all([this.#ports.versions(), this.#ports.counts()]);
		this.versions = charterStatuses(versions, this.#ports.now());
		this.counts = counts;
	}

	protected override work(what: () => Promise<unknown>): Promise<boolean> {
		this.saved = false;
		return super.work(what);
	}
}

function texts(text: LocalizedText | undefined): Pick<CharterDraft, 'fr' | 'oc' | 'en'> {
	return { fr: text?.fr ?? '', oc: text?.oc ?? '', en: text?.en ?? '' };
}
