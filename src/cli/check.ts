import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/*
 * npm run check: what can be said of the code without running it. None of these tools uses more than one core,
 * so two of them run side by side; each prints when it is done, and all are told, not only the first that fails.
 */

/** The longest first, so that none of them is left over at the end. */
const checks: Record<string, string> = {
	lint: 'eslint . --max-warnings 0',
	types: 'svelte-check --fail-on-warnings',
	rules: 'depcruise src tests --config .dependency-cruiser.cjs',
	format: 'prettier --check .',
	unused: 'knip --config .knip.json',
	'types of the service worker': 'tsc -p .tsconfig.service-worker.json'
};
/** Each may hold two gigabytes. */
const together = Math.min(2, availableParallelism());

const waiting = Object.entries(checks);
const failed: string[] = [];

async function work(): Promise<void> {
	for (let next = waiting.shift(); next; next = waiting.shift()) {
		const [name, command] = next;
		const begun = Date.now();
		const { code, output } = await run(command);
		const seconds = Math.round((Date.now() - begun) / 1000);
		console.log(`── ${name} (${seconds}s)${code === 0 ? '' : ' FAILED'}\n${output.trimEnd()}`);
		if (code !== 0) failed.push(name);
	}
}

/** npm puts the tools on the path. */
function run(command: string): Promise<{ code: number | null; output: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => (output += text));
		child.once('error', reject);
		child.once('close', (code) => resolve({ code, output }));
	});
}

await Promise.all(Array.from({ length: together }, work));
if (failed.length > 0) {
	console.error(`\ncheck: ${failed.join(', ')} failed`);
	process.exit(1);
}
