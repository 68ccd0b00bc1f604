/** Broader concepts by concept, of one scheme; those outside it are left out. */
export type Hierarchy = ReadonlyMap<string, readonly string[]>;

/**
 * Cycles of broader, each as its concepts in the order of the map: strongly connected parts of more than one
 * (Tarjan 1972), without recursion, for chains may be as long as the scheme.
 */
export function cyclesOf(broader: Hierarchy): string[][] {
	const order = new Map<string, number>();
	const low = new Map<string, number>();
	const open: string[] = [];
	const isOpen = new Set<string>();
	const cycles: string[][] = [];
	for (const root of broader.keys()) {
		if (order.has(root)) continue;
		const path: { node: string; next: number }[] = [{ node: root, next: 0 }];
		while (path.length > 0) {
			const step = path.at(-1)!;
			const { node } = step;
			if (step.next === 0 && !order.has(node)) {
				order.set(node, order.size);
				low.set(node, order.get(node)!);
				open.push(node);
				isOpen.add(node);
			}
			const parent = broader.get(node)?.[step.next];
			if (parent !== undefined) {
				step.next += 1;
				if (!order.has(parent)) path.push({ node: parent, next: 0 });
				else if (isOpen.has(parent)) low.set(node, Math.min(low.get(node)!, order.get(parent)!));
				continue;
			}
			path.pop();
			const above = path.at(-1);
			if (above) low.set(above.node, Math.min(low.get(above.node)!, low.get(node)!));
			if (low.get(node) === order.get(node)) {
				const part = open.splice(open.lastIndexOf(node));
				for (const member of part) isOpen.delete(member);
				if (part.length > 1) cycles.push(part);
			}
		}
	}
	return cycles;
}

/** Answers what is broader than what, however far, for one concept after another. */
export class Ancestors {
	readonly #index = new Map<string, number>();
	readonly #parents: number[][];
	/** Which question each concept was last met in: no set is made per question. */
	readonly #met: Int32Array;
	readonly #todo: number[] = [];
	#question = 0;

	constructor(broader: Hierarchy) {
		for (const concept of broader.keys()) this.#index.set(concept, this.#index.size);
		this.#parents = [...broader.values()].map((parents) =>
			parents.map((parent) => this.#index.get(parent)!)
		);
		this.#met = new Int32Array(this.#index.size);
	}

	/** Of `others`, those above `concept`; itself too when it is in a cycle. */
	among(concept: string, others: readonly string[]): string[] {
		const start = this.#index.get(concept);
		const wanted = others.filter((other) => this.#index.has(other));
		if (start === undefined || wanted.length === 0) return [];
		this.#question += 1;
		this.#todo.push(start);
		for (let node = this.#todo.pop(); node !== undefined; node = this.#todo.pop()) {
			for (const parent of this.#parents[node]!) {
				if (this.#met[parent] === this.#question) continue;
				this.#met[parent] = this.#question;
				this.#todo.push(parent);
			}
		}
		return wanted.filter((other) => this.#met[this.#index.get(other)!] === this.#question);
	}
}

/** Groups of addresses that are joined, directly or through others. */
export class Groups {
	readonly #parent = new Map<string, string>();

	/** A name that all addresses of a group share. */
	of(address: string): string {
		let root = address;
		for (let up = this.#parent.get(root); up !== undefined; up = this.#parent.get(root)) root = up;
		// Shortens the way for the next time.
		for (let at = address; at !== root;) {
			const up = this.#parent.get(at)!;
			this.#parent.set(at, root);
			at = up;
		}
		return root;
	}

	join(a: string, b: string): void {
		const [left, right] = [this.of(a), this.of(b)];
		if (left !== right) this.#parent.set(left, right);
	}
}
