import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sample } from './sample.ts';

const home = join(import.meta.dirname, 'pouchdb');

/** The little of PouchDB that is used here; it is installed by itself, so its types are not at hand. */
interface Pouch {
	bulkDocs(documents: unknown[]): Promise<unknown>;
	replicate: {
		to(url: string): Promise<{ docs_written: number }>;
		from(url: string): Promise<{ docs_written: number }>;
	};
	destroy(): Promise<unknown>;
}

export function isPouchInstalled(): boolean {
	return existsSync(join(home, 'node_modules/pouchdb'));
}

/** A CouchDB-protocol server over LevelDB. */
export async function startPouchServer(): Promise<{ url: string; stop: () => Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'capitelle-pouchdb-'));
	const child = fork(join(home, 'server.cjs'), [folder], { stdio: 'ignore' });
	const port = await new Promise<number>((resolve, reject) => {
		child.once('message', (message) => resolve((message as { port: number }).port));
		child.once('exit', (code) => reject(new Error(`the PouchDB server ended with ${code}`)));
	});
	return {
		url: `http://127.0.0.1:${port}`,
		async stop() {
			child.kill('SIGKILL');
			await rm(folder, { recursive: true, force: true });
		}
	};
}

/** A database in memory, as its own tests use. */
export function openPouch(name: string): Pouch {
	const load = createRequire(join(home, 'package.json'));
	const PouchDB = load('pouchdb') as { plugin(plugin: unknown): unknown };
	PouchDB.plugin(load('pouchdb-adapter-memory'));
	return new (PouchDB as unknown as new (name: string, options: unknown) => Pouch)(name, {
		adapter: 'memory'
	});
}

/** The same content as an operation carries, as a document. */
export function documentOf({ id, ...content }: Sample): Record<string, unknown> {
	return { _id: id, ...content };
}
