import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Seed } from './boot.ts';
import { BackendClient, type DeliveredCode } from './client.ts';
import { lockFolder } from './lock.ts';
import { loadSecrets } from './secrets.ts';
import { readSettings, type RemoteSettings, type Settings } from './settings.ts';

/** What answers the data interface: the embedded worker, or a Supabase project. */
type Backend =
	| { kind: 'embedded'; client: BackendClient; publishableKey: string }
	| ({ kind: 'remote' } & RemoteSettings);

export interface Running {
	settings: Settings;
	/** Of the application, from package.json. */
	version: string;
	backend: Backend;
	stop(): Promise<void>;
}

export interface StartHooks {
	/** Rows of the operator's own themes, for the embedded database. */
	seeds?: readonly Seed[];
	progress?: (step: string) => void;
	code?: (code: DeliveredCode) => void;
}

/** One per process, whichever of the command line and the web server asked first (both carry this module). */
const slot = Symbol.for('capitelle.running');
type Holder = { [slot]?: Promise<Running> };

/**
 * Starts the backend the settings ask for, once per process; later calls get the same one.
 * @throws SettingsError, FolderInUse, or the reason why the database cannot be opened
 */
export function startBackend(
	environment: Record<string, string | undefined>,
	hooks: StartHooks = {}
): Promise<Running> {
	const holder = globalThis as Holder;
	holder[slot] ??= start(readSettings(environment), hooks);
	return holder[slot];
}

async function start(settings: Settings, hooks: StartHooks): Promise<Running> {
	const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
	if (settings.remote) {
		return {
			settings,
			version,
			backend: { kind: 'remote', ...settings.remote },
			stop: () => Promise.resolve()
		};
	}
	const dataFolder = resolve(settings.dataFolder);
	const release = await lockFolder(dataFolder);
	try {
		const secrets = await loadSecrets(dataFolder);
		const client = await BackendClient.start(
			{
				dataFolder,
				supabaseFolder: resolve('supabase'),
				secrets,
				siteUrl: settings.origin ?? `http://${settings.host}:${settings.port}`,
				mail: settings.mail,
				demo: settings.demo,
				uriBase: settings.uriBase,
				seeds: hooks.seeds ?? []
			},
			hooks.progress ?? (() => undefined),
			hooks.code ?? (() => undefined)
		);
		const stop = () => client.stop().then(release);
		return {
			settings,
			version,
			backend: { kind: 'embedded', client, publishableKey: secrets.publishableKey },
			stop
		};
	} catch (error) {
		await release();
		throw error;
	}
}
