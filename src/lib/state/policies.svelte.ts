import type { Role } from '$lib/domain/account';
import type { LocalizedText } from '$lib/domain/language';
import type {
	Policy,
	PolicyEvent,
	PolicyPreview,
	PolicyScope,
	PolicySettings
} from '$lib/domain/policies';
import { OneWork } from './one-work.svelte';

/** What the screen of the rules needs from outside; calls throw a RemoteError. */
export interface PoliciesPorts {
	policies(): Promise<Policy[]>;
	territories(): Promise<{ id: string; name: LocalizedText }[]>;
	history(before: number | null): Promise<{ events: PolicyEvent[]; before: number | null }>;
	preview(scope: PolicyScope, settings: PolicySettings | null): Promise<PolicyPreview>;
	save(scope: PolicyScope, settings: PolicySettings | null, reason: string): Promise<void>;
	/** Roles of the person who looks. */
	roles(): Role[];
}

/** Rules being made or changed. Nothing is saved that was not looked at as it is. */
export class PolicyEditor extends OneWork {
	theme = $state<string | null>(null);
	territory = $state<string | null>(null);
	settings = $state<PolicySettings>(usual);
	reason = $state('');
	/** What the rules as they stand in the form would do; null until asked, and after each change. */
	preview = $state.raw<PolicyPreview | null>(null);
	/** True for rules that are there already: their scope stays. */
	readonly existing: boolean;
	/** True to take them away: the wider ones hold again. */
	readonly removing: boolean;
	readonly #ports: PoliciesPorts;

	constructor(ports: PoliciesPorts, from: Policy, kind: 'new' | 'existing' | 'removing') {
		super();
		this.#ports = ports;
		this.existing = kind !== 'new';
		this.removing = kind === 'removing';
		this.theme = from.theme;
		this.territory = from.territory;
		this.settings = settingsOf(from);
	}

	get scope(): PolicyScope {
		return { theme: this.theme, territory: this.territory };
	}

	get #wanted(): PolicySettings | null {
		return this.removing ? null : $state.snapshot(this.settings);
	}

	/** Something was changed: what was foretold no longer holds. */
	touched(): void {
		this.preview = null;
		this.error = null;
	}

	/** Never throws: see {@link error}. */
	async look(): Promise<void> {
		await this.work(async () => {
			this.preview = await this.#ports.preview(this.scope, this.#wanted);
		});
	}

	/** @returns whether it is done; see {@link error}. */
	async save(): Promise<boolean> {
		if (!this.preview) return false;
		return this.work(() => this.#ports.save(this.scope, this.#wanted, this.reason));
	}
}

/** The rules of contribution, their history, and the one being worked on. */
export class PoliciesState {
	/** Null until read. */
	policies = $state.raw<Policy[] | null>(null);
	territories = $state.raw<{ id: string; name: LocalizedText }[]>([]);
	events = $state.raw<PolicyEvent[]>([]);
	/** Where earlier changes go on, or null. */
	earlier = $state.raw<number | null>(null);
	editor = $state.raw<PolicyEditor | null>(null);
	/** Something was just saved. */
	saved = $state(false);
	error = $state.raw<unknown>(null);
	readonly #ports: PoliciesPorts;

	constructor(ports: PoliciesPorts) {
		this.#ports = ports;
	}

	/** Never throws: see {@link error}. */
	async load(): Promise<void> {
		this.error = null;
		try {
			const [policies, territories, history] = await Promise.all([
				this.#ports.policies(),
				this.#ports.territories(),
				this.#ports.history(null)
			]);
			this.policies = policies;
			this.territories = territories;
			this.events = history.events;
			this.earlier = history.before;
		} catch (error) {
			this.error = error;
		}
	}

	/** Reads the changes before those shown. Never throws: see {@link error}. */
	async readEarlier(): Promise<void> {
		if (this.earlier === null) return;
		try {
			const { events, before } = await this.#ports.history(this.earlier);
			this.events = [...this.events, ...events];
			this.earlier = before;
		} catch (error) {
			this.error = error;
		}
	}

	/** New rules: they begin as those that hold everywhere, in the first scope this person administers. */
	add(): void {
		const from = this.policies?.find(
			({ theme, territory }) => theme === null && territory === null
		);
		const role = this.#ports.roles().find(({ role }) => role === 'administrator');
		const scope = { theme: role?.theme ?? null, territory: role?.territory ?? null };
		this.#open({ id: '', ...usual, ...from, ...scope }, 'new');
	}

	/** Changes rules that are there. */
	change(policy: Policy): void {
		this.#open(policy, 'existing');
	}

	/** Takes rules away, once it was seen whom that touches. */
	remove(policy: Policy): void {
		this.#open(policy, 'removing');
	}

	close(): void {
		this.editor = null;
	}

	/** Saves what is being worked on, and shows the rules as they are then. */
	async save(): Promise<void> {
		if (!(await this.editor?.save())) return;
		this.editor = null;
		this.saved = true;
		await this.load();
	}

	/**
	 * Whether rules may be changed by who looks, as far as their roles tell: a territory may lie in theirs, which
	 * the server knows.
	 */
	mayChange({ theme, territory }: PolicyScope): boolean {
		return this.#ports
			.roles()
			.some(
				(role) =>
					role.role === 'administrator' &&
					(role.theme === null || role.theme === theme) &&
					(role.territory === null || territory !== null)
			);
	}

	/** Whether a scope has rules already. */
	isTaken({ theme, territory }: PolicyScope): boolean {
		return (this.policies ?? []).some(
			(policy) => policy.theme === theme && policy.territory === territory
		);
	}

	#open(policy: Policy, kind: 'new' | 'existing' | 'removing'): void {
		this.saved = false;
		this.editor = new PolicyEditor(this.#ports, policy, kind);
	}
}

/** What holds when nobody chose otherwise, as the database has it at first. */
const usual: PolicySettings = {
	contribute: 'everyone',
	new_at_once: 'trusted',
	edits_at_once: 'trusted',
	visits_at_once: 'trusted',
	edit_published: 'everyone',
	decisions_needed: 1,
	retention_days: null
};

function settingsOf(policy: Policy): PolicySettings {
	const { contribute, new_at_once, edits_at_once, visits_at_once } = policy;
	const { edit_published, decisions_needed, retention_days } = policy;
	return {
		contribute,
		new_at_once,
		edits_at_once,
		visits_at_once,
		edit_published,
		decisions_needed,
		retention_days
	};
}
