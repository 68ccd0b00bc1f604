import { isLoopback } from './loopback.ts';

/** An OpenID Connect provider that the embedded backend speaks to by itself. */
export interface OidcSettings {
	issuer: string;
	clientId: string;
	clientSecret: string;
	scope: string;
	/** It proves every address it tells of without saying so in `email_verified`, by the operator's word. */
	trustsEmail: boolean;
}

/** A service to sign in with beside the code by e-mail. */
export interface ProviderSettings {
	/** As the authentication server knows it. */
	id: string;
	/** As people know it. */
	name: string;
	/** Null: a Supabase project speaks to it. */
	oidc: OidcSettings | null;
}

type Read = (variable: string) => string | null;
type Refuse = (variable: string, fr: string, en: string) => void;

/**
 * Reads CAPITELLE_PROVIDER and CAPITELLE_PROVIDER_NAME (a provider that the Supabase project has), or
 * CAPITELLE_OIDC_* (one that the embedded backend is a client of). Null: the code by e-mail alone.
 */
export function readProvider(
	value: Read,
	hosted: boolean,
	refuse: Refuse
): ProviderSettings | null {
	const name = value('CAPITELLE_PROVIDER_NAME');
	if (hosted) {
		const id = value('CAPITELLE_PROVIDER');
		return id === null ? null : { id, name: name ?? id, oidc: null };
	}
	const issuer = value('CAPITELLE_OIDC_ISSUER');
	const clientId = value('CAPITELLE_OIDC_CLIENT_ID');
	const clientSecret = value('CAPITELLE_OIDC_CLIENT_SECRET');
	if (issuer === null && clientId === null && clientSecret === null) return null;
	if (issuer === null || clientId === null || clientSecret === null) {
		refuse(
			'CAPITELLE_OIDC_ISSUER',
			'CAPITELLE_OIDC_ISSUER, CAPITELLE_OIDC_CLIENT_ID et CAPITELLE_OIDC_CLIENT_SECRET vont ensemble',
			'CAPITELLE_OIDC_ISSUER, CAPITELLE_OIDC_CLIENT_ID and CAPITELLE_OIDC_CLIENT_SECRET go together'
		);
		return null;
	}
	if (!isSafe(issuer)) {
		refuse(
			'CAPITELLE_OIDC_ISSUER',
			`« ${issuer} » n’est pas une adresse comme https://connexion.exemple.fr/realms/exemple`,
			`"${issuer}" is not an address like https://login.example.org/realms/example`
		);
		return null;
	}
	return {
		id: 'oidc',
		name: name ?? new URL(issuer).hostname,
		oidc: {
			issuer,
			clientId,
			clientSecret,
			scope: value('CAPITELLE_OIDC_SCOPE') ?? 'openid email',
			trustsEmail: /^(on|1|true|oui)$/i.test(value('CAPITELLE_OIDC_TRUSTS_EMAIL') ?? '')
		}
	};
}

/** What is told there opens accounts: it goes over TLS, or stays on this machine. */
function isSafe(issuer: string): boolean {
	const url = URL.canParse(issuer) ? new URL(issuer) : null;
	if (!url || url.search || url.hash || url.username) return false;
	return url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
}
