import type { RoleName } from '$lib/domain/account';
import type {
	OrganisationFacts,
	PeopleOverview,
	PersonRights,
	Rights,
	Scope
} from '$lib/domain/organisation';
import { OneWork } from './one-work.svelte';

export interface PeoplePorts {
	overview(scope: Scope, after: string | null): Promise<PeopleOverview>;
	organisations(): Promise<OrganisationFacts[]>;
	saveOrganisation(facts: Omit<OrganisationFacts, 'id'> & { id: string | null }): Promise<string>;
	findPerson(email: string): Promise<{ id: string; name: string | null } | null>;
	grantRole(
		person: string,
		role: RoleName,
		scope: Scope,
		organisation: string | null,
		reason: string
	): Promise<unknown>;
	revokeRole(role: string, reason: string): Promise<unknown>;
}

/** Which right the overview is asked about. */
export type AskedRight = 'any' | 'publishes' | 'moderates' | 'administers';

/** Who may do what, where; and giving and taking roles. */
export class PeopleState extends OneWork {
	theme = $state<string | null>(null);
	territory = $state<string | null>(null);
	right = $state<AskedRight>('any');
	people = $state.raw<PersonRights[] | null>(null);
	anyone = $state.raw<Rights | null>(null);
	withoutRole = $state(0);
	organisations = $state.raw<OrganisationFacts[]>([]);
	/** Found by their address, to give them a role; false when nobody signs in with it. */
	found = $state.raw<{ id: string; name: string | null } | false | null>(null);
	readonly #ports: PeoplePorts;

	constructor(ports: PeoplePorts) {
		super();
		this.#ports = ports;
	}

	/** Those who hold the right asked about, in the place asked about. */
	get shown(): PersonRights[] {
		return (this.people ?? []).filter(({ rights }) => holds(rights, this.right));
	}

	/** Anyone with an account holds the right asked about. */
	get anyoneHolds(): boolean {
		return this.anyone !== null && this.right !== 'any' && holds(this.anyone, this.right);
	}

	async load(): Promise<void> {
		await this.work(async () => {
			const scope = { theme: this.theme, territory: this.territory };
			const people: PersonRights[] = [];
			let after: string | null = null;
			do {
				const page: PeopleOverview = await this.#ports.overview(scope, after);
				people.push(...page.people);
				this.anyone = page.anyone;
				this.withoutRole = page.without_role;
				after = page.next;
			} while (after !== null);
			this.people = people;
		});
	}

	async loadOrganisations(): Promise<void> {
		await this.work(async () => {
			this.organisations = await this.#ports.organisations();
		});
	}

	/** @returns its id, or null when it was refused */
	async saveOrganisation(facts: Omit<OrganisationFacts, 'id'>): Promise<string | null> {
		let id: string | null = null;
		await this.work(async () => {
			id = await this.#ports.saveOrganisation({ ...facts, id: null });
		});
		return id;
	}

	async find(email: string): Promise<void> {
		this.found = null;
		await this.work(async () => {
			this.found = (await this.#ports.findPerson(email)) ?? false;
		});
	}

	async grant(person: string, role: RoleName, scope: Scope, reason: string): Promise<boolean> {
		const done = await this.work(() => this.#ports.grantRole(person, role, scope, null, reason));
		if (done) await this.load();
		return done;
	}

	async revoke(role: string, reason: string): Promise<boolean> {
		const done = await this.work(() => this.#ports.revokeRole(role, reason));
		if (done) await this.load();
		return done;
	}
}

function holds(rights: Rights, right: AskedRight): boolean {
	if (right === 'administers') return rights.administers;
	if (right === 'any') {
		return rights.there === null || rights.administers || rights.there.publishes > 0;
	}
	return rights.there ? rights.there[right] > 0 : rights[right].length > 0;
}
