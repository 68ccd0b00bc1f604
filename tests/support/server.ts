import { spawn, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { freshDataFolder, root } from './snapshot.ts';

export interface ServerOptions {
	/** Made-up records and accounts; otherwise vocabulary and nothing else. */
	demo?: boolean;
	/** Use this data folder as it is, and leave it afterwards (to restart on the same data). */
	dataFolder?: string;
	/** Settings on top of the defaults, as in `.env.example`. */
	environment?: Record<string, string>;
}

export interface TestServer {
	/** `http://127.0.0.1:…` */
	url: string;
	dataFolder: string;
	/** What the server printed. */
	output(): string;
	/** Runs SQL as the database's owner, for arranging and checking. */
	sql<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
	/** The latest sign-in codes, latest first. */
	outbox(): Promise<{ email: string; code: string }[]>;
	/** Ends it as Ctrl+C does, and removes its folder unless the caller brought it. */
	stop(): Promise<void>;
	/** kill -9; the folder stays, for a restart on it. */
	kill(): Promise<void>;
}

/** Starts the production build of `build/` on a free port, on a data folder of its own. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
	const dataFolder = options.dataFolder ?? (await freshDataFolder(options.demo ? 'demo' : 'empty'));
	const port = await freePort();
	const child = spawn(process.execPath, ['src/cli/launch.js', 'start', '--no-build'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		env: {
			...cleanEnvironment(),
			HOST: '127.0.0.1',
			PORT: String(port),
			CAPITELLE_DATA: dataFolder,
			CAPITELLE_DEMO: options.demo ? 'on' : 'off',
			...options.environment
		}
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const url = await readiness(child, ended, () => output);
	const channel = askThrough(child);
	const clean = () =>
		options.dataFolder ? Promise.resolve() : rm(dataFolder, { recursive: true, force: true });
	return {
		url,
		dataFolder,
		output: () => output,
		sql: channel,
		outbox: () => Promise.resolve(codesIn(output)),
		async stop() {
			child.kill('SIGTERM');
			await ended;
			await clean();
		},
		async kill() {
			child.kill('SIGKILL');
			await ended;
		}
	};
}

/** What a person's shell may have set must not reach the server under test. */
function cleanEnvironment(): Record<string, string | undefined> {
	const own =
		/^(HOST|PORT|ORIGIN|SMTP_|CAPITELLE_|PUBLIC_SUPABASE_|ADDRESS_HEADER|XFF_DEPTH|PROTOCOL_HEADER|BODY_SIZE_LIMIT|VITEST|NODE_ENV)/;
	return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)));
}

function readiness(
	child: ChildProcess,
	ended: Promise<number | null>,
	output: () => string
): Promise<string> {
	return new Promise((resolve, reject) => {
		const listen = (message: { ready?: string }) => {
			if (!message.ready) return;
			child.off('message', listen);
			resolve(message.ready);
		};
		child.on('message', listen);
		void ended.then((code) =>
			reject(new Error(`the server ended with ${code} before it was ready\n${output()}`))
		);
	});
}

function askThrough(child: ChildProcess) {
	const waiting = new Map<
		number,
		{ resolve: (rows: never[]) => void; reject: (error: Error) => void }
	>();
	let nextId = 1;
	child.on('message', (answer: { id: number; rows?: never[]; error?: string }) => {
		const question = waiting.get(answer.id);
		waiting.delete(answer.id);
		if (answer.error !== undefined) question?.reject(new Error(answer.error));
		else question?.resolve(answer.rows ?? []);
	});
	return <Row>(sql: string, values: unknown[] = []) =>
		new Promise<Row[]>((resolve, reject) => {
			const id = nextId++;
			waiting.set(id, { resolve, reject });
			child.send({ id, sql, values });
		});
}

function codesIn(output: string): { email: string; code: string }[] {
	const lines = output.matchAll(/^Code de connexion pour (\S+) : (\d{6})$/gm);
	return [...lines].map(([, email = '', code = '']) => ({ email, code })).reverse();
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	if (!address || typeof address === 'string') throw new Error('no free port');
	return address.port;
}
