import {
	healthConcerns,
	type HealthConcern,
	type ServerHealth,
	type ServiceHealth
} from '$lib/domain/service-health';
import { Asked } from './asked.svelte';

export interface ServiceHealthPorts {
	/** What the database knows. */
	service(): Promise<ServiceHealth>;
	/** What the server says of itself; null when it says nothing that can be read. */
	server(): Promise<ServerHealth | null>;
}

/** How the service is doing: read only, and read again when asked. */
export class ServiceHealthState {
	readonly service = new Asked<ServiceHealth>();
	server = $state.raw<ServerHealth | null>(null);
	readonly concerns: HealthConcern[] = $derived(
		this.service.value ? healthConcerns(this.service.value, this.server) : []
	);
	readonly #ports: ServiceHealthPorts;

	constructor(ports: ServiceHealthPorts) {
		this.#ports = ports;
	}

	/** Never throws: see the service's `error`. */
	async load(): Promise<void> {
		const [server] = await Promise.all([
			this.#ports.server().catch(() => null),
			this.service.ask(() => this.#ports.service())
		]);
		this.server = server;
	}
}
