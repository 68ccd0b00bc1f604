import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets } from './secrets.ts';

let folder: string;
beforeEach(async () => {
	folder = join(await mkdtemp(join(tmpdir(), 'capitelle-secrets-')), 'data');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

test('made once, kept, and different in each folder', async () => {
	const first = await loadSecrets(folder);
	expect(await loadSecrets(folder)).toEqual(first);
	const other = await loadSecrets(`${folder}-other`);
	for (const key of ['jwtSecret', 'publishableKey', 'secretKey'] as const) {
		expect(other[key]).not.toBe(first[key]);
	}
	expect(first.jwtSecret.length).toBeGreaterThanOrEqual(64);
});

test('readable by their owner alone, also after someone opened them', async () => {
	await loadSecrets(folder);
	const path = join(folder, 'secrets.json');
	expect(await modeOf(path)).toBe(0o600);
	expect(await modeOf(folder)).toBe(0o700);
	await chmod(path, 0o644);
	await loadSecrets(folder);
	expect(await modeOf(path)).toBe(0o600);
});

test('a damaged file is an error, not a reason to make new secrets', async () => {
	await loadSecrets(folder);
	const path = join(folder, 'secrets.json');
	await writeFile(path, '{"jwtSecret":"short"}');
	await expect(loadSecrets(folder)).rejects.toThrow(/not the secrets file/);
	expect(await readFile(path, 'utf8')).toBe('{"jwtSecret":"short"}');
});

test('a file of a version that woke no devices gets its keys once, and keeps the rest', async () => {
	const { vapid, ...before } = await loadSecrets(folder);
	await writeFile(join(folder, 'secrets.json'), JSON.stringify(before));
	const after = await loadSecrets(folder);
	expect(after).toMatchObject(before);
	expect(after.vapid.publicKey).not.toBe(vapid.publicKey);
	expect(after.vapid.privateKey).toHaveLength(43);
	expect(await loadSecrets(folder)).toEqual(after);
});
