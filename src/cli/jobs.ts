import pg from 'pg';
import { jobs } from '../lib/backend/jobs.ts';
import { hostedRemoval } from '../lib/backend/jobs/removal.ts';
import { runJob } from '../lib/backend/jobs/run.ts';
import { smtpSender } from '../lib/backend/mail.ts';
import { pushKeys, siteOf } from '../lib/backend/running.ts';
import { readSettings, SettingsError } from '../lib/backend/settings.ts';
import { explainAndExit, loadEnvFile } from './setup.ts';

/*
 * npm run jobs: one pass over everything that is due (mails, digests, devices to wake, retention), for a
 * scheduler beside a hosted project. The server of `npm start` does it by itself on its own database.
 * `-- --now` does not wait until each is due.
 */

loadEnvFile();
try {
	const settings = readSettings(process.env);
	const url = process.env['DATABASE_URL'];
	if (!url) {
		throw missing(
			'DATABASE_URL',
			'manque : l’adresse de la base du projet (postgresql://…). Sans projet Supabase, « npm start » fait ces travaux de lui-même',
			'missing: the address of the project’s database (postgresql://…). Without a Supabase project, "npm start" does these jobs by itself'
		);
	}
	if (!settings.mail || !settings.origin) {
		throw missing(
			settings.mail ? 'ORIGIN' : 'SMTP_URL',
			'manque : les courriels partent par SMTP_URL et SMTP_FROM, et leurs liens mènent à ORIGIN',
			'missing: mails leave through SMTP_URL and SMTP_FROM, and their links lead to ORIGIN'
		);
	}
	// Without it files of photos taken back stay in the bucket, unread by anyone.
	const storageKey = process.env['CAPITELLE_STORAGE_KEY'];
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const context = {
		query: async <Row>(sql: string, values?: unknown[]) =>
			(await client.query(sql, values)).rows as Row[],
		site: siteOf(settings),
		mail: smtpSender(settings.mail),
		removeFile:
			settings.remote && storageKey ? hostedRemoval(settings.remote.url, storageKey) : null,
		push: settings.push.keys ? pushKeys(settings, settings.push.keys) : null
	};
	let failed = false;
	for (const job of jobs) {
		const outcome = await runJob(job, context, process.argv.includes('--now'));
		if (outcome === null) continue;
		failed ||= 'error' in outcome;
		console.log(`${job.name}: ${'error' in outcome ? outcome.error : outcome.said}`);
	}
	await client.end();
	process.exit(failed ? 1 : 0);
} catch (error) {
	explainAndExit(error);
}

function missing(variable: string, fr: string, en: string): SettingsError {
	return new SettingsError([{ variable, fr, en }]);
}
