import { parseArgs } from 'node:util';
import { availableParallelism } from 'node:os';
import type { BackendKind } from './backend.ts';
import { describeFailure, runCampaign } from './campaign.ts';
import type { BuildName } from './mutations.ts';

/** `npm run simulate -- --seeds 10000`: many stories from the command line, on either backend. */
const usage = `npm run simulate -- [options]
  --seeds N       how many seeds (100)
  --from N        the first of them (1)
  --seed N[,N]    these alone
  --devices N     3 to 6 (drawn)
  --steps N       steps per seed (36)
  --backend B     pglite or postgres (pglite)
  --build B       true, or one that is broken on purpose
  --workers N     processes (one per core, at most 4)
  --stop          stop at the first failure`;

const { values } = parseArgs({
	options: {
		seeds: { type: 'string', default: '100' },
		from: { type: 'string', default: '1' },
		seed: { type: 'string' },
		devices: { type: 'string' },
		steps: { type: 'string' },
		backend: { type: 'string', default: 'pglite' },
		build: { type: 'string', default: 'true' },
		workers: { type: 'string' },
		stop: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false }
	}
});

const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));

async function main(): Promise<number> {
	const seeds = values.seed
		? values.seed.split(',').map(Number)
		: Array.from({ length: Number(values.seeds) }, (_, i) => Number(values.from) + i);
	const started = performance.now();
	let operations = 0;
	let requests = 0;
	let failed = 0;
	const answers = new Map<string, number>();
	const seconds = () => (performance.now() - started) / 1000;
	const failures = await runCampaign({
		seeds,
		size: { devices: number(values.devices), steps: number(values.steps) },
		backend: values.backend as BackendKind,
		build: values.build as BuildName,
		workers: number(values.workers) ?? Math.min(4, availableParallelism()),
		stop: values.stop,
		onLived(lived, done) {
			operations += lived.operations;
			requests += lived.requests;
			for (const [kind, count] of Object.entries(lived.answers))
				answers.set(kind, (answers.get(kind) ?? 0) + (count ?? 0));
			if (lived.failure) {
				failed += 1;
				say(`${describeFailure(lived)}\n`);
			}
			const figures = `${rate(done, seconds())} seeds/s, ${rate(operations, seconds())} operations/s`;
			bar(done, seeds.length, `${figures}, ${failed} failed`);
		}
	});
	say(
		`${seeds.length} seeds in ${seconds().toFixed(0)} s on ${values.backend}: ` +
			`${rate(seeds.length, seconds())} seeds/s, ${requests} requests, ${operations} operations, ` +
			`${failures.length} failed${failures.map(({ seed }) => ` ${seed}`).join(',')}`
	);
	say(`answers: ${[...answers].map(([kind, count]) => `${kind} ${count}`).join(', ')}`);
	return failures.length;
}

function rate(count: number, seconds: number): string {
	return (count / seconds).toFixed(1);
}

function bar(done: number, all: number, figures: string): void {
	if (!process.stderr.isTTY) return;
	const width = 30;
	const full = Math.round((done / all) * width);
	process.stderr.write(
		`\r\u001b[K${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${all} ${figures}`
	);
}

/** Over the bar, which is drawn again below. */
function say(text: string): void {
	if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
	console.log(text);
}

if (values.help) console.log(usage);
else process.exitCode = (await main()) === 0 ? 0 : 1;
