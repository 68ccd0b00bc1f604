import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Seed } from './boot.ts';
import { BackendClient, type DeliveredCode } from './client.ts';
import { maxBodyBytes } from './gate.ts';
import { jobs } from './jobs.ts';
import type { PushKeys } from './jobs/context.ts';
import { startJobs } from './jobs/run.ts';
import { lockFolder } from './lock.ts';
import { boxSender, smtpSender, type KeptMail } from './mail.ts';
import { loadSecrets } from './secrets.ts';
import { FolderStorage } from './storage-adapter.ts';
import type { OidcSignIn } from './oidc.ts';
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
	/** What devices ask a push service with; null: this server wakes none. */
	pushKey: string | null;
	/** Mails kept here because there is no mail server, newest first. */
	mails: readonly KeptMail[];
	/** Sign-in with a provider that the embedded backend speaks to; null: there is none. */
	oidc: OidcSignIn | null;
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

/** Its library comes only where a provider is set. */
async function openProvider(
	{ provider }: Settings,
	client: BackendClient
): Promise<OidcSignIn | null> {
	if (!provider?.oidc) return null;
	const { OidcSignIn } = await import('./oidc.ts');
	return new OidcSignIn(provider.id, provider.oidc, (sql, values) => client.sql(sql, values));
}

async function start(settings: Settings, hooks: StartHooks): Promise<Running> {
	const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
	if (settings.remote) {
		return {
			settings,
			version,
			backend: { kind: 'remote', ...settings.remote },
			// Sent by `npm run jobs`, with the same keys.
			pushKey: settings.push.keys?.publicKey ?? null,
			mails: [],
			oidc: null,
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
				siteUrl: siteOf(settings),
				mail: settings.mail,
				demo: settings.demo,
				uriBase: settings.uriBase,
				seeds: hooks.seeds ?? []
			},
			hooks.progress ?? (() => undefined),
			hooks.code ?? (() => undefined)
		);
		const mails: KeptMail[] = [];
		const push = pushKeys(settings, secrets.vapid);
		const files = new FolderStorage(join(dataFolder, 'storage'), maxBodyBytes);
		const endJobs = startJobs(jobs, {
			query: async <Row>(sql: string, values: unknown[] = []) =>
				(await client.sql(sql, values)) as Row[],
			site: siteOf(settings),
			mail: settings.mail ? smtpSender(settings.mail) : boxSender(mails),
			removeFile: (name) => files.deleteObject('photos', name),
			push
		});
		const stop = () => endJobs().then(() => client.stop().then(release));
		return {
			settings,
			version,
			backend: { kind: 'embedded', client, publishableKey: secrets.publishableKey },
			pushKey: push.publicKey,
			mails,
			oidc: await openProvider(settings, client),
			stop
		};
	} catch (error) {
		await release();
		throw error;
	}
}

/** Address of the application, without a slash at the end. */
export function siteOf({ origin, host, port }: Settings): string {
	return origin ?? `http://${host}:${port}`;
}

/** What push services are called with. `made`: used when the operator set no keys. */
export function pushKeys(
	{ push, mail, origin }: Settings,
	made: { publicKey: string; privateKey: string }
): PushKeys {
	const address = /[^<\s]+@[^>\s]+/.exec(mail?.from ?? '')?.[0];
	const subject = address
		? `mailto:${address}`
		: origin?.startsWith('https:')
			? origin
			: 'mailto:postmaster@localhost';
	return { ...(push.keys ?? made), subject, hosts: push.hosts };
}
