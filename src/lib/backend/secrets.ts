import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the embedded backend signs and recognises its callers with. Never a default value. */
export interface Secrets {
	/** Signs sessions (HS256). */
	jwtSecret: string;
	/** Known to every visitor; answers as `anon`. */
	publishableKey: string;
	/** For administration scripts on this machine; answers as `service_role`. */
	secretKey: string;
}

/**
 * Reads the secrets of a data folder, or makes them at the first start, readable by their owner
 * alone (0600, in a folder 0700).
 * @throws when the file exists and is not what this function writes: guessing would sign everyone out
 */
export async function loadSecrets(dataFolder: string): Promise<Secrets> {
	await mkdir(dataFolder, { recursive: true, mode: 0o700 });
	const path = join(dataFolder, 'secrets.json');
	const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
		if (error.code === 'ENOENT') return null;
		throw error;
	});
	if (text !== null) {
		await chmod(path, 0o600);
		return parseSecrets(path, text);
	}
	const secrets: Secrets = {
		jwtSecret: randomBytes(48).toString('base64url'),
		publishableKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
		secretKey: `sb_secret_${randomBytes(32).toString('base64url')}`
	};
	// Written beside and renamed: a crash half-way must not leave a truncated file.
	await writeFile(`${path}.new`, `${JSON.stringify(secrets, null, '\t')}\n`, { mode: 0o600 });
	await rename(`${path}.new`, path);
	return secrets;
}

function parseSecrets(path: string, text: string): Secrets {
	const found = JSON.parse(text) as Partial<Secrets>;
	const { jwtSecret, publishableKey, secretKey } = found;
	if (
		typeof jwtSecret === 'string' &&
		jwtSecret.length >= 32 &&
		typeof publishableKey === 'string' &&
		publishableKey.startsWith('sb_publishable_') &&
		typeof secretKey === 'string' &&
		secretKey.startsWith('sb_secret_')
	) {
		return { jwtSecret, publishableKey, secretKey };
	}
	throw new Error(`${path}: not the secrets file of this application`);
}
