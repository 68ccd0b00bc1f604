import pg from 'pg';
import type { PostgresServer } from '../../support/postgres.ts';
import type { Accounts } from './world.ts';

interface Claims {
	sub: string;
	email: string;
	role: string;
	session_id: string;
}

/** Number of connections: one request may be held up while others are served. */
const connections = 4;

/** The few requests that the sync makes, answered from PostgreSQL as the hosted services answer them. */
export class PostgresHttp {
	readonly #pool: pg.Pool;
	readonly #accounts: Accounts;

	constructor(server: PostgresServer, accounts: Accounts) {
		this.#pool = new pg.Pool({ connectionString: server.url, max: connections });
		this.#accounts = accounts;
	}

	async close(): Promise<void> {
		await this.#pool.end();
	}

	async serve(request: Request): Promise<Response> {
		const { pathname } = new URL(request.url);
		const claims = claimsOf(request);
		const [, service, , ...rest] = pathname.split('/');
		try {
			if (service === 'auth') return await this.#auth(rest.join('/'), request);
			if (service === 'storage') return await this.#upload(rest.join('/'), request, claims);
			return await this.#call(rest.at(-1)!, (await request.json()) as object, claims);
		} catch (error) {
			return refusalOf(error);
		}
	}

	/** A refresh: the session goes on under new tokens. Or a farewell, which is only heard. */
	async #auth(path: string, request: Request): Promise<Response> {
		if (path !== 'token') return new Response(null, { status: 204 });
		const { refresh_token } = (await request.json()) as { refresh_token: string };
		const { rows } = await this.#pool.query<{ email: string }>(
			`select u.email from auth.refresh_tokens t join auth.users u on u.id = t.user_id where t.token = $1`,
			[refresh_token]
		);
		const [row] = rows;
		if (!row) return Response.json({ error_code: 'refresh_token_not_found' }, { status: 400 });
		const { expires_at: _at, ...session } = await this.#accounts.session(row.email, Date.now());
		return Response.json({ ...session, expires_in: 3600 });
	}

	async #call(name: string, args: object, claims: Claims | null): Promise<Response> {
		const entries = Object.entries(args);
		const named = entries.map(([key], i) => `${key} => $${i + 1}`).join(', ');
		const rows = await this.#as<{ value: unknown }>(
			claims,
			`select public.${name}(${named}) as value`,
			entries.map(([, value]) => toSql(value))
		);
		return Response.json(rows[0]!.value);
	}

	/** What Storage keeps of a file, under the same policies. */
	async #upload(path: string, request: Request, claims: Claims | null): Promise<Response> {
		const [, bucket, ...name] = path.split('/');
		const { size, mimetype } = await fileOf(request);
		await this.#as(
			claims,
			'insert into storage.objects (bucket_id, name, owner, metadata) values ($1, $2, $3, $4)',
			[bucket, name.map(decodeURIComponent).join('/'), claims?.sub ?? null, { size, mimetype }]
		);
		return Response.json({ Key: path });
	}

	/** One statement in one transaction, under the role and the claims of whoever asks. */
	async #as<Row extends object>(
		claims: Claims | null,
		statement: string,
		values: unknown[]
	): Promise<Row[]> {
		const client = await this.#pool.connect();
		try {
			await client.query('begin');
			await client.query(
				`select set_config('request.jwt.claims', $1, true), set_config('role', $2, true)`,
				[JSON.stringify(claims ?? { role: 'anon' }), claims?.role ?? 'anon']
			);
			const { rows } = await client.query<Row>(statement, values);
			await client.query('commit');
			return rows;
		} catch (error) {
			await client.query('rollback');
			throw error;
		} finally {
			client.release();
		}
	}
}

/** Objects travel as JSON; a box is the one array of plain numbers. */
function toSql(value: unknown): unknown {
	if (value === null || typeof value !== 'object') return value;
	return Array.isArray(value) && typeof value[0] === 'number' ? value : JSON.stringify(value);
}

/** What an access token says; tokens are made here, and believed. */
function claimsOf(request: Request): Claims | null {
	const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1];
	const body = token?.split('.')[1];
	if (!body) return null;
	return JSON.parse(Buffer.from(body, 'base64url').toString()) as Claims;
}

async function fileOf(request: Request): Promise<{ size: number; mimetype: string }> {
	const type = request.headers.get('content-type') ?? '';
	if (!type.startsWith('multipart/'))
		return { size: (await request.arrayBuffer()).byteLength, mimetype: type };
	const parts = [...(await request.formData()).values()];
	const file = parts.find((part) => part instanceof Blob)!;
	return { size: file.size, mimetype: file.type };
}

/** PostgREST's answer to an error: SQLSTATE PTxyz is the HTTP status xyz. */
function refusalOf(error: unknown): Response {
	const {
		code = '',
		message,
		detail
	} = error as { code?: string; message?: string; detail?: string };
	const asked = /^PT(\d{3})$/.exec(code)?.[1];
	const status = asked ? Number(asked) : ({ '42501': 403, '23505': 409 }[code] ?? 500);
	return Response.json({ code, message, details: detail ?? null }, { status });
}
