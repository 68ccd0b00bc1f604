/** A job done without anybody asking. */
export interface JobHealth {
	name: string;
	/** ISO time of its last good run; null when there was none. */
	ok_at: string | null;
	/** What that run did. */
	said: string | null;
	next_at: string;
	failed_at: string | null;
	error: string | null;
	/** Failures in a row. */
	failures: number;
	running: boolean;
}

/** A request that the embedded server could not answer, and how often. */
interface ServerFailure {
	/** ISO time of the last. */
	at: string;
	place: string;
	what: string;
	times: number;
}

/** What `service_health` answers. Sizes in bytes, times in ISO 8601. */
export interface ServiceHealth {
	at: string;
	database: {
		postgres: string;
		postgis: string;
		schema: string;
		bytes: number;
		records: number;
		accounts: number;
	};
	/** Photos: files the server has, and those announced that did not come yet. */
	storage: { files: number; bytes: number; expected: number };
	mails: {
		waiting: number;
		oldest: string | null;
		dead: number;
		sent_today: number;
		last_error: string | null;
	};
	/** The last ten, newest first. */
	failures: ServerFailure[];
	jobs: JobHealth[];
}

/** What `/health` answers: the server itself, its database and its files. */
export interface ServerHealth {
	ok: boolean;
	backend: string;
	versions: { app: string };
	reason: string | null;
}

/** What somebody should look at, worst first. */
export type HealthConcern =
	| { kind: 'server'; reason: string | null }
	| { kind: 'mails_dead'; count: number }
	| { kind: 'mails_late'; since: string }
	| { kind: 'job'; name: string; error: string | null }
	| { kind: 'failures'; since: string };

/** Mails leave within a minute; one that waits an hour has a reason. */
const lateMs = 3_600_000;
/** What failed longer ago is history. */
const freshMs = 24 * 3_600_000;

/** What is wrong, if anything; an empty list is good news. */
export function healthConcerns(
	health: ServiceHealth,
	server: ServerHealth | null
): HealthConcern[] {
	const { mails, jobs, failures } = health;
	const age = (iso: string) => Date.parse(health.at) - Date.parse(iso);
	const late = mails.oldest && age(mails.oldest) > lateMs;
	const [last] = failures;
	return [
		...(server && !server.ok ? [{ kind: 'server' as const, reason: server.reason }] : []),
		...(mails.dead > 0 ? [{ kind: 'mails_dead' as const, count: mails.dead }] : []),
		...(late && mails.oldest ? [{ kind: 'mails_late' as const, since: mails.oldest }] : []),
		...jobs
			.filter(({ failures }) => failures > 0)
			.map(({ name, error }) => ({ kind: 'job' as const, name, error })),
		...(last && age(last.at) < freshMs ? [{ kind: 'failures' as const, since: last.at }] : [])
	];
}
