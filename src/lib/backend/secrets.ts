import { createECDH, randomBytes } from 'node:crypto';
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
	/** Identify this server to push services (VAPID): devices are bound to them, so they never change. */
	vapid: VapidKeys;
}

interface VapidKeys {
	publicKey: string;
	privateKey: string;
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
		const { known, complete } = parseSecrets(path, text);
		// Written by a version that woke no devices yet.
		if (!complete) await writeSecrets(path, known);
		return known;
	}
	const secrets: Secrets = {
		jwtSecret: randomBytes(48).toString('base64url'),
		publishableKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
		secretKey: `sb_secret_${randomBytes(32).toString('base64url')}`,
		vapid: newVapidKeys()
	};
	await writeSecrets(path, secrets);
	return secrets;
}

/** Written beside and renamed: a crash half-way must not leave a truncated file. */
async function writeSecrets(path: string, secrets: Secrets): Promise<void> {
	await writeFile(`${path}.new`, `${JSON.stringify(secrets, null, '\t')}\n`, { mode: 0o600 });
	await rename(`${path}.new`, path);
}

function newVapidKeys(): VapidKeys {
	const pair = createECDH('prime256v1');
	const publicKey = pair.generateKeys('base64url');
	const number = pair.getPrivateKey();
	// A small number comes with fewer bytes.
	const privateKey = Buffer.concat([Buffer.alloc(32 - number.length), number]);
	return { publicKey, privateKey: privateKey.toString('base64url') };
}

function parseSecrets(path: string, text: string): { known: Secrets; complete: boolean } {
	const found = JSON.parse(text) as Partial<Secrets>;
	const { jwtSecret, publishableKey, secretKey, vapid } = found;
	if (
		typeof jwtSecret === 'string' &&
		jwtSecret.length >= 32 &&
		typeof publishableKey === 'string' &&
		publishableKey.startsWith('sb_publishable_') &&
		typeof secretKey === 'string' &&
		secretKey.startsWith('sb_secret_')
	) {
		return {
			known: { jwtSecret, publishableKey, secretKey, vapid: vapid ?? newVapidKeys() },
			complete: vapid !== undefined
		};
	}
	throw new Error(`${path}: not the secrets file of this application`);
}
