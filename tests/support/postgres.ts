import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

export interface PostgresFound {
	version: string;
	bin: string;
}

export interface PostgresServer {
	url: string;
	connect(): Promise<pg.Client>;
	/** Ends it in order and puts what it held into a folder, to start others from. */
	keep(folder: string): Promise<void>;
	stop(): Promise<void>;
}

/** The newest PostgreSQL of this machine that has PostGIS, or null. */
export function findPostgres(): PostgresFound | null {
	const home = '/usr/lib/postgresql';
	if (!existsSync(home)) return null;
	const versions = readdirSync(home).sort((a, b) => Number(b) - Number(a));
	for (const version of versions) {
		const bin = join(home, version, 'bin');
		const postgis = `/usr/share/postgresql/${version}/extension/postgis.control`;
		if (existsSync(join(bin, 'initdb')) && existsSync(postgis)) return { version, bin };
	}
	return null;
}

/**
 * Starts a private server on a free port, in a folder of its own, without the system's service.
 * @param kept what another one held, to begin with a copy of it; otherwise it begins empty
 */
export async function startPostgres(
	{ bin }: PostgresFound,
	kept: string | null = null
): Promise<PostgresServer> {
	const folder = await mkdtemp(join(tmpdir(), 'capitelle-postgres-'));
	const owner = unprivileged();
	if (owner) await chown(folder, owner.uid, owner.gid);
	const data = join(folder, 'data');
	const run = (command: string, args: string[]) => execute(join(bin, command), args, owner, folder);
	const encoding = ['-E', 'UTF8', '--locale=C.UTF-8'];
	// It only starts on files that are its own: a copy keeps whose they were.
	if (kept) await execute('cp', ['-a', kept, data], null, folder);
	else await run('initdb', ['-D', data, '-U', 'postgres', '-A', 'trust', ...encoding, '--no-sync']);
	const port = await freePort();
	// Durability is worth nothing to a database that dies with its test. The statistics that autovacuum writes after a
	// minute are a transaction like another: while it is open, who pulls is told nothing that came after it.
	const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c autovacuum=off`;
	await run('pg_ctl', ['-D', data, '-o', options, '-l', join(folder, 'log'), '-w', 'start']);
	const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
	return {
		url,
		async connect() {
			const client = new pg.Client({ connectionString: url });
			await client.connect();
			return client;
		},
		async keep(target) {
			await run('pg_ctl', ['-D', data, '-m', 'fast', '-w', 'stop']);
			await execute('cp', ['-a', data, target], null, folder);
			await rm(folder, { recursive: true, force: true });
		},
		async stop() {
			await run('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
			await rm(folder, { recursive: true, force: true });
		}
	};
}

/** PostgreSQL refuses to run as root: then it runs as the package's user, or as nobody. */
function unprivileged(): { uid: number; gid: number } | null {
	if (process.getuid?.() !== 0) return null;
	const users = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.map((line) => line.split(':'));
	const user =
		users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
	if (!user) throw new Error('no unprivileged user to run PostgreSQL');
	return { uid: Number(user[2]), gid: Number(user[3]) };
}

async function execute(
	file: string,
	args: string[],
	owner: { uid: number; gid: number } | null,
	cwd: string
) {
	// pg_ctl's server inherits the outputs: a pipe would keep this waiting until it ends.
	const child = spawn(file, args, {
		...owner,
		cwd,
		stdio: 'ignore',
		env: { ...process.env, LC_ALL: 'C.UTF-8' }
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', resolve);
	});
	if (code === 0) return;
	const log = await readFile(join(cwd, 'log'), 'utf8').catch(() => '');
	throw new Error(`${file} ended with ${code}\n${log}`);
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	await new Promise((resolve) => server.close(resolve));
	await pause(0);
	if (!address || typeof address === 'string') throw new Error('no free port');
	return address.port;
}
