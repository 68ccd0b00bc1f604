import './lib-alias.ts';
import type { Request, Reply } from './campaign.ts';
import type { BackendKind } from './backend.ts';
import type { BuildName } from './mutations.ts';

/** One process with a server of its own: it lives the stories it is asked for, one after the other. */
const [kind, build] = process.argv.slice(2) as [BackendKind, BuildName];

// The backend says each refusal on its console; there are thousands.
console.error = console.warn = console.info = () => undefined;

const { startBackend } = await import('./start-backend.ts');
const { builds } = await import('./mutations.ts');
const { planOf } = await import('./plan.ts');
const { simulate } = await import('./simulation.ts');
const { shortest } = await import('./shrink.ts');

const backend = await startBackend(kind);
await backend.reset();
const mend = await builds[build].server(backend);
const say = (reply: Reply) => process.send!(reply);

async function answer({ seed, size, shrink }: Request): Promise<void> {
	const plan = planOf(seed, size);
	const story = await simulate(plan, backend, builds[build]);
	const { requests, operations, answers } = story;
	const least =
		story.failure && shrink
			? await shortest(plan, story, (one) => simulate(one, backend, builds[build]))
			: story;
	const { failure } = least;
	say({ seed, failure, requests, operations, answers, trace: failure ? least.trace : [] });
}

process.on('message', (message: Request | 'end') => {
	if (message === 'end')
		void mend()
			.then(backend.close)
			.then(() => process.exit(0));
	else
		void answer(message).catch((error: unknown) => {
			const failure = { promise: 'the simulation runs', message: String((error as Error).stack) };
			say({ seed: message.seed, failure, requests: 0, operations: 0, answers: {}, trace: [] });
		});
});
say('ready');
