import { createHmac, randomUUID } from 'node:crypto';
import { loadSecrets } from '../../../src/lib/backend/secrets.ts';
import { startServer, type ServerOptions, type TestServer } from '../../support/server.ts';

export interface Account {
	id: string;
	token: string;
	/** As the app keeps it. */
	session: Record<string, unknown>;
}

/** The production build over the embedded backend, as `npm start` runs it, and people who have accounts on it. */
export interface BenchServer extends TestServer {
	/** @param role given everywhere, or none */
	accounts(count: number, role?: 'trusted' | 'moderator'): Promise<Account[]>;
	/** Calls a function of the database as somebody, without the app's own client. */
	rpc(account: Account, name: string, args: unknown): Promise<unknown>;
}

export async function startBenchServer(options: ServerOptions = {}): Promise<BenchServer> {
	const server = await startServer(options);
	const { jwtSecret, publishableKey } = await loadSecrets(server.dataFolder);
	return {
		...server,
		async accounts(count, role) {
			const ids = Array.from({ length: count }, () => randomUUID());
			// Signing in by a code is limited on purpose: five hundred phones do not begin at one address.
			await server.sql(
				`insert into auth.users (id, email, aud, role, email_confirmed_at, raw_user_meta_data)
				 select id, id || '@bench.example', 'authenticated', 'authenticated', now(), '{}' from unnest($1::uuid[]) as id`,
				[ids]
			);
			if (role) {
				await server.sql(
					'insert into public.memberships (user_id, role) select id, $2 from unnest($1::uuid[]) as id',
					[ids, role]
				);
			}
			return ids.map((id) => accountOf(id, jwtSecret));
		},
		async rpc({ token }, name, args) {
			const response = await fetch(`${server.url}/rest/v1/rpc/${name}`, {
				method: 'POST',
				headers: {
					'content-type': 'application/json',
					apikey: publishableKey,
					authorization: `Bearer ${token}`
				},
				body: JSON.stringify(args)
			});
			if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
			return response.json();
		}
	};
}

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function accountOf(id: string, secret: string): Account {
	const expires_at = Math.floor(Date.now() / 1000) + 6 * 3600;
	const email = `${id}@bench.example`;
	const claims = { sub: id, email, role: 'authenticated', aud: 'authenticated', exp: expires_at };
	const said = `${base64({ alg: 'HS256', typ: 'JWT' })}.${base64(claims)}`;
	const token = `${said}.${createHmac('sha256', secret).update(said).digest('base64url')}`;
	const session = { access_token: token, refresh_token: 'none', expires_at, user: { id, email } };
	return { id, token, session };
}
