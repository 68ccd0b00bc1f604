import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startApi } from '../../src/lib/backend/api.ts';
import { loadSecrets } from '../../src/lib/backend/secrets.ts';

const execute = promisify(execFile);

export const root = resolve(import.meta.dirname, '../..');
const cache = join(root, 'node_modules/.cache/capitelle');

/** Everything whose change makes an initialised folder stale. */
const ingredients = {
	empty: [
		'supabase/migrations',
		'supabase/seed.sql',
		'src/lib/backend/boot.ts',
		'src/lib/backend/engine.ts',
		'package-lock.json'
	],
	demo: ['src/lib/backend/demo']
};

type Kind = keyof typeof ingredients;

/**
 * A data folder as the first start leaves it, copied from a cache: initialising one takes half a
 * minute, copying it a fraction of a second. The caller removes it.
 */
export async function freshDataFolder(kind: Kind): Promise<string> {
	const source = await snapshot(kind, kind, (draft) => firstStart(draft, kind));
	const folder = await mkdtemp(join(tmpdir(), 'capitelle-'));
	// A thousand and a half files: ten times faster than one promise for each.
	await execute('cp', ['-a', `${source}/.`, folder]);
	return folder;
}

/**
 * A folder of the cache, made when there is none of this content yet; it is never written to again.
 * @param make fills the folder it is given
 */
export async function snapshot(
	kind: Kind,
	name: string,
	make: (draft: string) => Promise<void>
): Promise<string> {
	const target = join(cache, `${await fingerprint(kind)}-${name}`);
	if (!existsSync(target)) await makeSnapshot(target, make);
	await utimes(target, new Date(), new Date());
	return target;
}

async function makeSnapshot(target: string, make: (draft: string) => Promise<void>): Promise<void> {
	await mkdir(cache, { recursive: true });
	const release = await takeTurn(`${target}.making`, target);
	if (!release) return;
	const draft = await mkdtemp(join(cache, 'draft-'));
	try {
		await make(draft);
		await rename(draft, target);
	} finally {
		await rm(draft, { recursive: true, force: true });
		await release();
	}
	await forgetOldSnapshots();
}

async function firstStart(draft: string, kind: Kind): Promise<void> {
	const { api } = await startApi({
		dataFolder: draft,
		databaseFolder: join(draft, 'database'),
		storageFolder: join(draft, 'storage'),
		supabaseFolder: join(root, 'supabase'),
		secrets: await loadSecrets(draft),
		siteUrl: 'http://127.0.0.1',
		mail: null,
		demo: kind === 'demo',
		progress: () => undefined,
		deliverCode: () => undefined
	});
	await api.close();
}

/** Several test processes may want the same snapshot: one makes it, the others wait. Null: it was made meanwhile. */
async function takeTurn(turn: string, target: string): Promise<(() => Promise<void>) | null> {
	for (;;) {
		try {
			await mkdir(turn);
			const release = () => rm(turn, { recursive: true, force: true });
			// It may have been made between the look at it and this turn.
			if (!existsSync(target)) return release;
			await release();
			return null;
		} catch {
			const age = await stat(turn).then(
				(found) => Date.now() - found.mtimeMs,
				() => 0
			);
			// A process killed meanwhile leaves its turn behind.
			if (age > 600_000) await rm(turn, { recursive: true, force: true });
			await pause(200);
			if (existsSync(target)) return null;
		}
	}
}

async function forgetOldSnapshots(): Promise<void> {
	const names = (await readdir(cache)).filter((name) => /-(empty|demo|postgres-\d+)$/.test(name));
	const dated = await Promise.all(
		names.map(async (name) => ({ name, at: (await stat(join(cache, name))).mtimeMs }))
	);
	for (const { name } of dated.sort((a, b) => b.at - a.at).slice(6)) {
		await rm(join(cache, name), { recursive: true, force: true });
	}
}

const known = new Map<Kind, Promise<string>>();

function fingerprint(kind: Kind): Promise<string> {
	const found = known.get(kind) ?? hashAll(kind);
	known.set(kind, found);
	return found;
}

async function hashAll(kind: Kind): Promise<string> {
	const hash = createHash('sha256');
	const all = kind === 'demo' ? [...ingredients.empty, ...ingredients.demo] : ingredients.empty;
	for (const ingredient of all) await hashInto(hash, join(root, ingredient));
	return hash.digest('hex').slice(0, 16);
}

async function hashInto(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
	if (!existsSync(path) || path.endsWith('.test.ts')) return;
	if (!(await stat(path)).isDirectory()) {
		hash.update(path.slice(root.length)).update(await readFile(path));
		return;
	}
	for (const name of (await readdir(path)).sort()) await hashInto(hash, join(path, name));
}
