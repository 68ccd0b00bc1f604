import { execFileSync } from 'node:child_process';

/**
 * Compiles the message catalogue before the unit tests. The Vite plugin would do it too, but it leaves
 * files open when it does, and the run then waits for ten seconds before it ends.
 */
export function setup(): void {
	execFileSync('npm', ['run', '--silent', 'messages'], { stdio: ['ignore', 'ignore', 'inherit'] });
}
