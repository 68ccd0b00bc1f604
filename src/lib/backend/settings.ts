import { isLoopback } from './loopback.ts';
import { readProvider, type ProviderSettings } from './provider-settings.ts';
import { readPush, type PushSettings } from './push-settings.ts';

/** Where outgoing codes go when a real mail server is configured. */
export interface MailSettings {
	/** `smtp://` or `smtps://`, with user and password when needed. */
	url: string;
	/** Sender address, alone or as `Name <address>`. */
	from: string;
}

/** A Supabase project that answers instead of the embedded backend. */
export interface RemoteSettings {
	url: string;
	publishableKey: string;
}

export interface Settings {
	host: string;
	port: number;
	/** Address people use, when it differs from host and port (reverse proxy). No trailing slash. */
	origin: string | null;
	/** True when only this machine can reach the server, by its address and by its public name. */
	local: boolean;
	/** Folder of the embedded backend: database, photos, secrets. */
	dataFolder: string;
	/** Null: the embedded backend answers. */
	remote: RemoteSettings | null;
	mail: MailSettings | null;
	push: PushSettings;
	/** Folder of further themes, beside those of the project. */
	themesFolder: string | null;
	/** Base of the addresses given to concepts at the first start, ending in a slash. Null: the project's. */
	uriBase: string | null;
	/** Service that phones ask for addresses, as the Géoplateforme's; null: none is asked. */
	geocoder: string | null;
	/** A service to sign in with beside the code; null: none. */
	provider: ProviderSettings | null;
	/** Fill an empty embedded database with made-up records and accounts. */
	demo: boolean;
}

export interface SettingsProblem {
	variable: string;
	fr: string;
	en: string;
}

/** Raised with every problem found, not only the first one. */
export class SettingsError extends Error {
	readonly problems: SettingsProblem[];
	constructor(problems: SettingsProblem[]) {
		super(problems.map(({ variable, fr, en }) => `${variable} : ${fr}\n  (${en})`).join('\n'));
		this.name = 'SettingsError';
		this.problems = problems;
	}
}

type Environment = Record<string, string | undefined>;

/**
 * Reads and checks the settings. Empty variables count as absent.
 * @throws SettingsError listing each wrong variable, in French then English
 */
export function readSettings(environment: Environment): Settings {
	const problems: SettingsProblem[] = [];
	const value = (name: string) => environment[name]?.trim() || null;
	const refuse = (variable: string, fr: string, en: string) =>
		void problems.push({ variable, fr, en });

	const host = value('HOST') ?? '127.0.0.1';
	const port = readPort(value('PORT'), refuse);
	const origin = readOrigin(value('ORIGIN'), refuse);
	const remote = readRemote(
		value('PUBLIC_SUPABASE_URL'),
		value('PUBLIC_SUPABASE_PUBLISHABLE_KEY'),
		refuse
	);
	const mail = readMail(value('SMTP_URL'), value('SMTP_FROM'), refuse);
	const local = isLoopback(host) && (origin === null || isLoopback(new URL(origin).hostname));
	const demo = readSwitch(
		'CAPITELLE_DEMO',
		value('CAPITELLE_DEMO'),
		!remote && local && !mail,
		refuse
	);

	if (!remote && !mail && !local) {
		refuse(
			isLoopback(host) ? 'ORIGIN' : 'HOST',
			'une adresse publique exige un serveur de courriel (SMTP_URL et SMTP_FROM) : sans lui, les codes de connexion s’afficheraient ici et n’importe qui pourrait se connecter au nom d’un autre',
			'a public address needs a mail server (SMTP_URL and SMTP_FROM): without it nobody could receive a sign-in code safely'
		);
	}
	if (demo && !local) {
		refuse(
			'CAPITELLE_DEMO',
			'les comptes de démonstration ne sont permis que sur cette machine (127.0.0.1)',
			'demo accounts are allowed on this machine only (127.0.0.1)'
		);
	}
	const provider = readProvider(value, remote !== null, refuse);
	const geocoder = readGeocoder(value('CAPITELLE_GEOCODER'), refuse);
	const uriBase = readUriBase(value('CAPITELLE_URI_BASE'), refuse);
	const push = readPush(value, refuse);
	if (problems.length > 0) throw new SettingsError(problems);
	return {
		host,
		port,
		origin,
		local,
		dataFolder: value('CAPITELLE_DATA') ?? '.capitelle',
		remote,
		mail,
		push,
		themesFolder: value('CAPITELLE_THEMES'),
		uriBase,
		geocoder,
		provider,
		demo
	};
}

type Refuse = (variable: string, fr: string, en: string) => void;

function readPort(text: string | null, refuse: Refuse): number {
	if (text === null) return 3000;
	const port = Number(text);
	if (/^\d+$/.test(text) && port <= 65535) return port;
	refuse(
		'PORT',
		`« ${text} » n’est pas un port (nombre entier de 0 à 65535)`,
		`"${text}" is not a port (0 to 65535)`
	);
	return 3000;
}

function readOrigin(text: string | null, refuse: Refuse): string | null {
	if (text === null) return null;
	const url = parseHttpUrl(text);
	if (url && url.pathname === '/' && !url.search && !url.hash) return url.origin;
	refuse(
		'ORIGIN',
		`« ${text} » n’est pas une adresse comme https://carte.exemple.fr`,
		`"${text}" is not an address like https://map.example.org`
	);
	return null;
}

/** People follow these addresses and others write them down: a web address, and of a folder. */
function readUriBase(text: string | null, refuse: Refuse): string | null {
	if (text === null) return null;
	const url = parseHttpUrl(text);
	if (url && !url.search && !url.hash && !url.username && url.pathname.endsWith('/')) {
		return url.href;
	}
	refuse(
		'CAPITELLE_URI_BASE',
		`« ${text} » n’est pas une adresse comme https://w3id.org/mon-projet/ (barre oblique à la fin)`,
		`"${text}" is not an address like https://w3id.org/my-project/ (with a slash at the end)`
	);
	return null;
}

/** Words typed by visitors go there from their phones: said in the settings, and `off` when nobody wants that. */
function readGeocoder(text: string | null, refuse: Refuse): string | null {
	if (text === null) return 'https://data.geopf.fr/geocodage';
	if (/^(off|non|false|0)$/i.test(text)) return null;
	const url = parseHttpUrl(text);
	if (url && !url.search && !url.hash && !url.username) return url.href.replace(/\/+$/, '');
	refuse(
		'CAPITELLE_GEOCODER',
		`« ${text} » n’est ni une adresse comme https://data.geopf.fr/geocodage, ni off`,
		`"${text}" is neither an address like https://data.geopf.fr/geocodage, nor off`
	);
	return null;
}

function readRemote(
	address: string | null,
	key: string | null,
	refuse: Refuse
): RemoteSettings | null {
	if (address === null && key === null) return null;
	if (address === null || key === null) {
		const missing = address === null ? 'PUBLIC_SUPABASE_URL' : 'PUBLIC_SUPABASE_PUBLISHABLE_KEY';
		refuse(
			missing,
			'manque : les deux variables Supabase vont ensemble',
			'missing: both Supabase variables go together'
		);
		return null;
	}
	const url = parseHttpUrl(address);
	if (!url) {
		refuse(
			'PUBLIC_SUPABASE_URL',
			`« ${address} » n’est pas une adresse http(s)`,
			`"${address}" is not an http(s) address`
		);
		return null;
	}
	if (key.startsWith('sb_secret_') || keyRole(key) === 'service_role') {
		refuse(
			'PUBLIC_SUPABASE_PUBLISHABLE_KEY',
			'c’est une clé secrète : elle serait donnée à tous les visiteurs',
			'this is a secret key: it would be handed to every visitor'
		);
		return null;
	}
	return { url: url.href.replace(/\/+$/, ''), publishableKey: key };
}

function readMail(
	address: string | null,
	from: string | null,
	refuse: Refuse
): MailSettings | null {
	if (address === null && from === null) return null;
	if (address === null || from === null) {
		refuse(
			address === null ? 'SMTP_URL' : 'SMTP_FROM',
			'manque : SMTP_URL et SMTP_FROM vont ensemble',
			'missing: SMTP_URL and SMTP_FROM go together'
		);
		return null;
	}
	let valid = true;
	if (!/^smtps?:\/\/[^/\s]+/.test(address) || !URL.canParse(address)) {
		refuse(
			'SMTP_URL',
			'doit ressembler à smtps://utilisateur:motdepasse@serveur:465',
			'must look like smtps://user:password@server:465'
		);
		valid = false;
	}
	if (!/^[^<>\s]+@[^<>\s]+$|^[^<>]*<[^<>\s]+@[^<>\s]+>$/.test(from)) {
		refuse(
			'SMTP_FROM',
			'doit être une adresse, ou « Nom <adresse> »',
			'must be an address, or "Name <address>"'
		);
		valid = false;
	}
	return valid ? { url: address, from } : null;
}

function readSwitch(
	variable: string,
	text: string | null,
	whenAbsent: boolean,
	refuse: Refuse
): boolean {
	if (text === null) return whenAbsent;
	if (/^(on|oui|true|1)$/i.test(text)) return true;
	if (/^(off|non|false|0)$/i.test(text)) return false;
	refuse(variable, `« ${text} » : écrire on ou off`, `"${text}": write on or off`);
	return whenAbsent;
}

function parseHttpUrl(text: string): URL | null {
	const url = URL.parse(text);
	return url && /^https?:$/.test(url.protocol) ? url : null;
}

/** Role inside a legacy JWT key, or null. */
function keyRole(key: string): string | null {
	try {
		const payload: unknown = JSON.parse(
			Buffer.from(key.split('.')[1] ?? '', 'base64url').toString()
		);
		return (payload as { role?: string }).role ?? null;
	} catch {
		return null;
	}
}
