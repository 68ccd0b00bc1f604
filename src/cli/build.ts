import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json'];
/** Written by the build itself, or read only when the server runs. */
const ignored = [
	/^src\/lib\/i18n\/(paraglide|project\.inlang)(\/|$)/,
	/^src\/cli(\/|$)/,
	/\.test\.ts$/
];

/** True when `build/` is missing or older than what it is made from. */
export function buildIsStale(): boolean {
	if (!existsSync('build/handler.js')) return true;
	const built = statSync('build/handler.js').mtimeMs;
	return sources.some((path) => newestIn(path) > built);
}

function newestIn(path: string): number {
	if (ignored.some((pattern) => pattern.test(path)) || !existsSync(path)) return 0;
	const found = statSync(path);
	if (!found.isDirectory()) return found.mtimeMs;
	return Math.max(0, ...readdirSync(path).map((name) => newestIn(join(path, name))));
}

/** Builds in a process of its own: its memory is not the server's. @throws with what the build said, when it fails */
export async function buildApplication(): Promise<void> {
	const vite = ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'];
	const child = spawn(process.execPath, vite, { stdio: ['ignore', 'ignore', 'pipe'] });
	let said = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('close', resolve);
	});
	if (code !== 0) throw new Error(said || `vite build: ${code}`);
}
