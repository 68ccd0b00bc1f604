import { setTimeout as pause } from 'node:timers/promises';

/** Longer than the slowest comparison of a password takes. */
const leastMs = 1000;

/** Whether an answer says, by how soon it comes, if there is such an account: only of one is a password compared. */
function tells(request: Request, status: number): boolean {
	const { pathname, search } = new URL(request.url);
	return status >= 400 && pathname === '/auth/v1/token' && search === '?grant_type=password';
}

/**
 * Answers a password that was refused after the same time, whether or not anybody has that address.
 * @param work makes the answer
 */
export async function evenly(request: Request, work: () => Promise<Response>): Promise<Response> {
	const started = performance.now();
	const answer = await work();
	if (tells(request, answer.status)) await pause(leastMs - (performance.now() - started));
	return answer;
}
