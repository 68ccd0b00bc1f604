import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderInUse, lockFolder, startOf } from './lock.ts';

let folder: string;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'capitelle-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const hold = (pid: number, started: string) =>
	writeFile(join(folder, 'lock.json'), JSON.stringify({ pid, started }));

test('taken, released, taken again', async () => {
	const release = await lockFolder(folder);
	expect(await readdir(folder)).toEqual(['lock.json']);
	await release();
	expect(await readdir(folder)).toEqual([]);
	await (
		await lockFolder(folder)
	)();
});

test('a living process keeps its folder', async () => {
	await hold(process.ppid, startOf(process.ppid));
	await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
});

test.each([
	['a process that was killed', 2 ** 30, '1'],
	['a process whose number was given to another', process.ppid, '1'],
	['this process, restarted under the same number', process.pid, '1']
])('the lock of %s is taken over', async (_who, pid, started) => {
	await hold(pid, started);
	await (
		await lockFolder(folder)
	)();
});

test('a damaged lock is taken over', async () => {
	await writeFile(join(folder, 'lock.json'), '');
	await (
		await lockFolder(folder)
	)();
});
