import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Raised when another process has the data folder open; two would corrupt the database. */
export class FolderInUse extends Error {
	readonly pid: number;
	constructor(dataFolder: string, pid: number) {
		super(`${dataFolder} is in use by process ${pid}`);
		this.name = 'FolderInUse';
		this.pid = pid;
	}
}

/**
 * Takes a data folder for this process. A lock left by a killed process is recognised (its process
 * is gone, or its number was given to another one) and taken over.
 * @returns a function that releases it
 * @throws FolderInUse
 */
export async function lockFolder(dataFolder: string): Promise<() => Promise<void>> {
	await mkdir(dataFolder, { recursive: true, mode: 0o700 });
	const path = join(dataFolder, 'lock.json');
	const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) });
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			await writeFile(path, mine, { flag: 'wx', mode: 0o600 });
			return () => rm(path, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const holder = parseHolder(await readFile(path, 'utf8').catch(() => ''));
		if (
			holder &&
			holder.pid !== process.pid &&
			isAlive(holder.pid) &&
			startOf(holder.pid) === holder.started
		) {
			throw new FolderInUse(dataFolder, holder.pid);
		}
		await rm(path, { force: true });
	}
	throw new Error(`${path}: cannot be taken`);
}

function parseHolder(text: string): { pid: number; started: string } | null {
	try {
		const { pid, started } = JSON.parse(text) as { pid?: unknown; started?: unknown };
		return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : null;
	} catch {
		return null;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** When a process started, in kernel ticks (field 22 of proc(5) stat); empty where /proc is absent. */
export function startOf(pid: number): string {
	try {
		const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? '';
	} catch {
		return '';
	}
}
