import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = join(import.meta.dirname, '../..');
const cache = join(repository, 'node_modules/.cache/capitelle');

/** Usual places of an installed browser; CAPITELLE_CHROMIUM names any other. */
const installed = [
	'/usr/bin/google-chrome',
	'/usr/bin/google-chrome-stable',
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
];

/** A browser to run, and what its process needs to find its libraries and fonts. */
export interface Chromium {
	executablePath: string;
	env: Record<string, string>;
}

/**
 * The browser of the tests: the one CAPITELLE_CHROMIUM names, else an installed Chrome or Chromium,
 * else the one that came through npm, unpacked once into `node_modules/.cache`.
 */
export async function findChromium(): Promise<Chromium> {
	const named = process.env['CAPITELLE_CHROMIUM'];
	if (named && !existsSync(named)) throw new Error(`CAPITELLE_CHROMIUM: ${named} does not exist`);
	const found = named ?? installed.find((path) => existsSync(path));
	return found ? { executablePath: found, env: {} } : fromNpm();
}

async function fromNpm(): Promise<Chromium> {
	const home = join(cache, `chromium-${manifest().version}`);
	if (!existsSync(home)) await unpack(home);
	const env: Record<string, string> = {};
	// Debian and Ubuntu keep these two here; a bare container has neither, and the package brings both.
	const nss = [
		'/usr/lib/x86_64-linux-gnu/libnss3.so',
		'/usr/lib64/libnss3.so',
		'/usr/lib/libnss3.so'
	];
	if (!nss.some((path) => existsSync(path))) env['LD_LIBRARY_PATH'] = join(home, 'al2023/lib');
	if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(home, 'fonts');
	return { executablePath: join(home, 'chromium'), env };
}

function manifest(): { version: string } {
	const path = join(repository, 'node_modules/@sparticuz/chromium/package.json');
	return JSON.parse(readFileSync(path, 'utf8')) as { version: string };
}

/**
 * Unpacks beside `home` and moves the whole in one step: two test runs that start together must never
 * see half a browser. The package unpacks into the temporary folder, whatever it is.
 */
async function unpack(home: string): Promise<void> {
	await mkdir(cache, { recursive: true });
	const own = await mkdtemp(join(cache, 'unpacking-'));
	const before = process.env['TMPDIR'];
	process.env['TMPDIR'] = own;
	try {
		const { default: chromium, inflate } = await import('@sparticuz/chromium');
		await chromium.executablePath();
		const bin = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin');
		await inflate(join(bin, 'al2023.tar.br'));
	} finally {
		if (before === undefined) delete process.env['TMPDIR'];
		else process.env['TMPDIR'] = before;
	}
	await writeFile(
		join(own, 'fonts/fonts.conf'),
		`<?xml version="1.0"?><fontconfig><dir>${join(home, 'fonts')}</dir></fontconfig>\n`
	);
	await rename(own, home).catch(async (error: unknown) => {
		if (!existsSync(home)) throw error;
		await rm(own, { recursive: true, force: true });
	});
}
