import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, setExperimental } from '@supabase/lite';
import { boot } from './boot.ts';
import { pgliteDatabase, type Database } from './database.ts';
import { isEmpty, makeDemo } from './demo/demo.ts';
import { openEngine } from './engine.ts';
import { boxDriver, codeSubject, smtpDriver } from './mail.ts';
import type { Versions, WorkerOptions } from './protocol.ts';
import { maxBodyBytes } from './gate.ts';
import { hostedSignedAddress } from './signed-address.ts';
import { FolderStorage } from './storage-adapter.ts';
import { endOtherSessions, isPasswordChange, preparePassword } from './password-change.ts';
import { prepareUpload } from './upload.ts';
import { prepareVerify } from './verify.ts';

/** The embedded backend once running: the same HTTP interface as a Supabase project. */
export interface Api {
	database: Database;
	fetch(request: Request): Promise<Response>;
	/** @throws when the database does not answer or the photo folder cannot be written */
	health(): Promise<Versions>;
	close(): Promise<void>;
}

export interface ApiOptions extends WorkerOptions {
	databaseFolder: string;
	storageFolder: string;
	progress: (step: string) => void;
	deliverCode: (email: string, code: string) => void;
}

/** Opens the database folder, brings it up to date, fills it when a demo is asked for, and mounts the interface. */
export async function startApi(
	options: ApiOptions
): Promise<{ api: Api; versions: Versions; firstStart: boolean }> {
	const firstStart = !existsSync(options.databaseFolder);
	options.progress(firstStart ? 'create' : 'open');
	const connection = await openEngine(options.databaseFolder);
	const database = pgliteDatabase(connection.driver);
	const storage = new FolderStorage(options.storageFolder, maxBodyBytes);
	const { schemaVersion } = await boot(database, options);
	if (options.demo && (await isEmpty(database)))
		await makeDemo(database, storage, options.progress);
	const app = await mount(connection, storage, options);

	const api: Api = {
		database,
		async fetch(request) {
			const changing = await preparePassword(request, database);
			if (changing instanceof Response) return changing;
			const prepared = await prepareUpload(await prepareVerify(changing));
			if (prepared instanceof Response) return prepared;
			const answer = await app.fetch(prepared);
			if (answer.ok && isPasswordChange(request)) await endOtherSessions(request, database);
			return hostedSignedAddress(prepared, answer);
		},
		async health() {
			await storage.check();
			return readVersions(database, schemaVersion);
		},
		close: () => connection.close()
	};
	return { api, versions: await readVersions(database, schemaVersion), firstStart };
}

async function mount(
	connection: Awaited<ReturnType<typeof openEngine>>,
	storage: FolderStorage,
	options: ApiOptions
) {
	setExperimental('storage', true);
	const template = {
		subject: codeSubject,
		content_path: join(options.supabaseFolder, 'templates', 'code.html')
	};
	const app = new App({
		connection,
		api: { schemas: ['public'] },
		auth: {
			enabled: true,
			site_url: options.siteUrl,
			jwt_secret: options.secrets.jwtSecret,
			publishable_key: options.secrets.publishableKey,
			minimum_password_length: 12,
			secret_key: options.secrets.secretKey,
			email: {
				enable_confirmations: true,
				otp_length: 6,
				otp_expiry: 3600,
				template: { magic_link: template, confirmation: template }
			}
		},
		storage: { enabled: true, file_size_limit: '10MiB' },
		studio: { enabled: false },
		options: {
			server: { admin: false, disableStudio: true },
			drivers: { email: options.mail ? smtpDriver(options.mail) : boxDriver(options.deliverCode) }
		}
	});
	Object.assign(app, { _storageAdapter: storage });
	await quietly(() => app.init());
	return app;
}

/** The library warns at each start that its storage is experimental; the documentation says so once. */
async function quietly(work: () => Promise<unknown>): Promise<void> {
	const { warn } = console;
	console.warn = () => undefined;
	try {
		await work();
	} finally {
		console.warn = warn;
	}
}

async function readVersions(database: Database, schema: string): Promise<Versions> {
	const [row] = await database.query<{ postgres: string; postgis: string | null }>(
		`select current_setting('server_version') as postgres,
			(select extversion from pg_extension where extname = 'postgis') as postgis`
	);
	if (!row?.postgres) throw new Error('the database does not answer');
	return { postgres: row.postgres, postgis: row.postgis ?? '', schema };
}
