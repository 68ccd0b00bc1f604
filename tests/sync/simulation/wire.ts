import { sameValue } from '$lib/domain/equal.ts';
import type { Operation, OperationAnswer } from '$lib/domain/operation.ts';
import { Broken } from './broken.ts';

/** Listens between the devices and the server: what was sent, and whether the server keeps its word. */
export class Wire {
	requests = 0;
	operations = 0;
	/** How often each answer was given: a story in which nobody disagrees proves little. */
	readonly answers: Partial<Record<OperationAnswer['result'], number>> = {};
	readonly #first = new Map<string, OperationAnswer>();
	#broken: Broken | null = null;

	/** @returns the response, still to be read */
	async heard(url: string, init: RequestInit | undefined, response: Response): Promise<Response> {
		this.requests += 1;
		if (!url.endsWith('/push_operations') || !response.ok) return response;
		const text = await response.text();
		const { p_batch } = JSON.parse(String(init?.body)) as { p_batch: Operation[] };
		const answers = JSON.parse(text) as OperationAnswer[];
		this.operations += answers.length;
		if (answers.length !== p_batch.length) this.#note('every operation has its answer', answers);
		for (const answer of answers) this.#answered(answer);
		const { status, headers } = response;
		return new Response(text, { status, headers });
	}

	/** What was heard is said here: thrown inside a request it would look like a bad network. @throws Broken */
	check(): void {
		if (this.#broken) throw this.#broken;
	}

	/** The same operation again is the same answer again, word for word, and nothing else. */
	#answered(answer: OperationAnswer): void {
		this.answers[answer.result] = (this.answers[answer.result] ?? 0) + 1;
		const first = this.#first.get(answer.op_id);
		if (!first) {
			this.#first.set(answer.op_id, answer);
			return;
		}
		// What has not the form of an operation is not remembered: it is refused as often as it comes.
		if (first.problems.some(({ code }) => code === 'operation_malformed')) return;
		const server = answer.server && first.server && withoutRemoved(first.server, answer.server);
		const due = { ...first, result: 'already', server };
		if (!sameValue(answer, due))
			this.#note('an operation is answered once', { first, then: answer });
	}

	#note(promise: string, facts: unknown): void {
		this.#broken ??= new Broken(promise, facts);
	}
}

/** A photo removed since is not shown again by an answer given before: nothing else of it may be gone. */
function withoutRemoved<R extends NonNullable<OperationAnswer['server']>>(first: R, now: R): R {
	const left = new Set(now.photos.map(({ id }) => id));
	return { ...first, photos: first.photos.filter(({ id }) => left.has(id)) };
}
