import type { RoleName } from '$lib/domain/account';
import type {
	MemberRole,
	MembershipEvent,
	NewInvitation,
	OrganisationFacts,
	OrganisationPage,
	Scope
} from '$lib/domain/organisation';
import { OneWork } from './one-work.svelte';

/** What the page of an organisation needs from outside; each throws what the remote layer throws. */
export interface OrganisationPorts {
	page(id: string): Promise<OrganisationPage>;
	save(facts: OrganisationFacts): Promise<unknown>;
	setMember(id: string, person: string, role: MemberRole | null, reason: string): Promise<unknown>;
	invite(id: string, role: MemberRole, email: string): Promise<NewInvitation>;
	revokeInvitation(invitation: string): Promise<unknown>;
	requestToJoin(id: string, message: string): Promise<unknown>;
	withdrawRequest(request: string): Promise<unknown>;
	decideRequest(request: string, accept: boolean, reason: string): Promise<unknown>;
	grantHolding(id: string, role: RoleName, scope: Scope, reason: string): Promise<unknown>;
	revokeHolding(holding: string, reason: string): Promise<unknown>;
	grantRole(
		person: string,
		role: RoleName,
		scope: Scope,
		organisation: string,
		reason: string
	): Promise<unknown>;
	revokeRole(role: string, reason: string): Promise<unknown>;
	history(
		organisation: string,
		before: number | null
	): Promise<{ events: MembershipEvent[]; before: number | null }>;
	/** The account may have joined, left, or got a role. */
	accountChanged(): Promise<unknown>;
}

/** One organisation: who belongs to it and what it may give. Every change is asked of the server, then read again. */
export class OrganisationState extends OneWork {
	readonly id: string;
	page = $state.raw<OrganisationPage | null>(null);
	/** The page could not be read. */
	failed = $state.raw<unknown>(null);
	/** The invitation just made, with the code that is told only now. */
	invitation = $state.raw<NewInvitation | null>(null);
	events = $state.raw<MembershipEvent[] | null>(null);
	/** There are older events after these. */
	older = $state<number | null>(null);
	readonly #ports: OrganisationPorts;

	constructor(ports: OrganisationPorts, id: string) {
		super();
		this.#ports = ports;
		this.id = id;
	}

	async load(): Promise<void> {
		this.failed = null;
		try {
			this.page = await this.#ports.page(this.id);
		} catch (error) {
			this.failed = error;
		}
	}

	save(facts: Omit<OrganisationFacts, 'id'>): Promise<boolean> {
		return this.#act(() => this.#ports.save({ ...facts, id: this.id }));
	}

	/** Makes somebody a manager or not; a null role takes them out, with the roles held in its name. */
	setMember(person: string, role: MemberRole | null, reason = ''): Promise<boolean> {
		return this.#act(() => this.#ports.setMember(this.id, person, role, reason));
	}

	invite(role: MemberRole, email: string): Promise<boolean> {
		this.invitation = null;
		return this.#act(async () => {
			this.invitation = await this.#ports.invite(this.id, role, email);
		});
	}

	revokeInvitation(invitation: string): Promise<boolean> {
		if (this.invitation?.id === invitation) this.invitation = null;
		return this.#act(() => this.#ports.revokeInvitation(invitation));
	}

	join(message: string): Promise<boolean> {
		return this.#act(() => this.#ports.requestToJoin(this.id, message));
	}

	withdraw(request: string): Promise<boolean> {
		return this.#act(() => this.#ports.withdrawRequest(request));
	}

	decide(request: string, accept: boolean, reason = ''): Promise<boolean> {
		return this.#act(() => this.#ports.decideRequest(request, accept, reason));
	}

	grantHolding(role: RoleName, scope: Scope, reason: string): Promise<boolean> {
		return this.#act(() => this.#ports.grantHolding(this.id, role, scope, reason));
	}

	revokeHolding(holding: string, reason: string): Promise<boolean> {
		return this.#act(() => this.#ports.revokeHolding(holding, reason));
	}

	grantRole(person: string, role: RoleName, scope: Scope, reason: string): Promise<boolean> {
		return this.#act(() => this.#ports.grantRole(person, role, scope, this.id, reason));
	}

	revokeRole(role: string, reason: string): Promise<boolean> {
		return this.#act(() => this.#ports.revokeRole(role, reason));
	}

	/** Reads what happened, or what happened before what is shown. */
	async readHistory(): Promise<void> {
		await this.work(async () => {
			const page = await this.#ports.history(this.id, this.events ? this.older : null);
			this.events = [...(this.older === null ? [] : (this.events ?? [])), ...page.events];
			this.older = page.before;
		});
	}

	async #act(work: () => Promise<unknown>): Promise<boolean> {
		const done = await this.work(work);
		if (!done) return false;
		await this.load();
		void this.#ports.accountChanged().catch(() => undefined);
		if (this.events) {
			this.events = null;
			this.older = null;
			await this.readHistory();
		}
		return true;
	}
}
