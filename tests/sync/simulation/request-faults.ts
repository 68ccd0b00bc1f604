import type { Chance } from '../support/chance.ts';

type Served = Response | null;

/** An answer that never was ours. */
const page = () =>
	new Response('<!doctype html><title>Wi-Fi</title>', { headers: { 'content-type': 'text/html' } });
const json = (status: number, headers: Record<string, string> = {}) =>
	Response.json({}, { status, headers });

/** What may become of a request; given what the server answered, or null when it never arrived. */
const faults = {
	offline: () => Promise.reject(new TypeError('Failed to fetch')),
	late: () => Promise.reject(new DOMException('late', 'TimeoutError')),
	portal: () => Promise.resolve(page()),
	cut: () => Promise.resolve(new Response('[{"op_id":"')),
	empty: () => Promise.resolve(Response.json([])),
	malformed: () => Promise.resolve(Response.json({ ok: true })),
	conflict: () => Promise.resolve(json(409)),
	large: () => Promise.resolve(json(413)),
	busy: () => Promise.resolve(json(429, { 'retry-after': '20' })),
	broken: () => Promise.resolve(json(500)),
	restarting: () => Promise.resolve(json(503, { 'retry-after': '5' })),
	gateway: () => Promise.resolve(new Response('<h1>502</h1>', { status: 502 })),
	unauthorized: () => Promise.resolve(json(401))
} satisfies Record<string, (served: Served) => Promise<Response>>;

/** Rarely: it parks an item, which only a person puts back. */
const rare: (keyof typeof faults)[] = ['large'];
const common = (Object.keys(faults) as (keyof typeof faults)[]).filter(
	(name) => !rare.includes(name)
);

export interface RequestFault {
	name: keyof typeof faults | 'twice';
	/** The server does its part all the same, and only the answer is lost. */
	served: boolean;
}

/** What goes wrong with one request, or null. */
export function drawFault(chance: Chance, probability: number): RequestFault | null {
	const [happens, rarely, served, which, twice] = [0, 0, 0, 0, 0].map(() => chance.next());
	if (happens! >= probability) return null;
	// Something in between that sends it again by itself.
	if (twice! < 0.08) return { name: 'twice', served: true };
	const names = rarely! < 0.03 ? rare : common;
	return { name: names[Math.floor(which! * names.length)]!, served: served! < 0.6 };
}

/** Answers as the fault has it. */
export function failAs({ name }: RequestFault): Promise<Response> {
	if (name === 'twice') throw new Error('a repeated request is answered');
	return faults[name]();
}
