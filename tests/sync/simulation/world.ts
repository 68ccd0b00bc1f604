import { createHmac, randomUUID } from 'node:crypto';
import type { StoredSession } from '$lib/remote/tokens.ts';
import type { Backend } from './backend.ts';

type Sql = Backend['sql'];

/** The simulation's own theme: texts, a list that merges as a set, and what is asked again at each visit. */
export const vocabulary = `
	insert into public.concept_schemes (id, title, uri) values
		('stones', '{"fr": "Pierres"}', 'http://server.test/stones/'),
		('threats', '{"fr": "Menaces"}', 'http://server.test/threats/');
	insert into public.concepts (id, scheme, notation, geometry_kinds, deprecated) values
		('stones/wall', 'stones', 'wall', '{point,line}', false),
		('stones/hut', 'stones', 'hut', '{point,line}', false),
		('stones/old', 'stones', 'old', '{point,line}', true),
		('threats/root', 'threats', 'root', '{}', false),
		('threats/water', 'threats', 'water', '{}', false),
		('threats/road', 'threats', 'road', '{}', false);
	insert into public.themes (id, title, description, scheme, title_field, icon, color, licence, accuracy_gate_m)
		values ('stones', '{"fr": "Pierres"}', '{"fr": "Pierres"}', 'stones', 'name', 'wall', '#777777', 'lov2', 20);
	insert into public.field_definitions (id, theme, key, kind, label, scheme, per_visit) values
		('stones/name', 'stones', 'name', 'text', '{"fr": "Nom"}', null, false),
		('stones/note', 'stones', 'note', 'long_text', '{"fr": "Note"}', null, false),
		('stones/threats', 'stones', 'threats', 'multiple_choice', '{"fr": "Menaces"}', 'threats', false),
		('stones/state', 'stones', 'state', 'text', '{"fr": "État"}', null, true);
`;

/** Everything that people made, from the leaves up; without its triggers, one of which keeps history for ever. */
const emptying = `do $$ begin
	set local session_replication_role = replica;
	delete from public.record_history;
	delete from public.moderation_decisions;
	delete from public.photos;
	delete from public.proposals;
	delete from public.observations;
	delete from private.record_links;
	delete from public.operations_applied;
	delete from public.records;
	delete from public.vocabulary_suggestions;
	delete from public.memberships;
	delete from storage.objects;
	update public.concepts set deprecated = (notation = 'old') where scheme = 'stones';
end $$`;

export async function resetWorld(sql: Sql): Promise<void> {
	await sql(emptying);
}

/** Accounts by their address. Signing in by code is proven elsewhere, and costs more than a whole simulated day. */
export class Accounts {
	readonly #sql: Sql;
	readonly #secret: string;
	readonly #ids = new Map<string, string>();

	constructor(sql: Sql, secret: string) {
		this.#sql = sql;
		this.#secret = secret;
	}

	async id(email: string): Promise<string> {
		const known = this.#ids.get(email);
		if (known) return known;
		const [row] = await this.#sql<{ id: string }>(
			`insert into auth.users (id, email, aud, role, email_confirmed_at, raw_user_meta_data)
			values (gen_random_uuid(), $1, 'authenticated', 'authenticated', now(), '{}') returning id`,
			[email]
		);
		this.#ids.set(email, row!.id);
		return row!.id;
	}

	/** As if a code had been typed now. */
	async session(email: string, now: number): Promise<StoredSession> {
		const id = await this.id(email);
		const session_id = randomUUID();
		const refresh_token = randomUUID();
		await this.#sql('insert into auth.sessions (id, user_id, aal) values ($1, $2, $3)', [
			session_id,
			id,
			'aal1'
		]);
		await this.#sql(
			'insert into auth.refresh_tokens (id, token, user_id, session_id) values ($1, $2, $3, $4)',
			[randomUUID(), refresh_token, id, session_id]
		);
		return {
			access_token: this.token(id, email, session_id),
			refresh_token,
			expires_at: Math.floor(now / 1000) + 3600,
			user: { id, email }
		};
	}

	token(sub: string, email: string, session_id: string): string {
		const iat = Math.floor(Date.now() / 1000);
		const claims = { sub, aud: 'authenticated', role: 'authenticated', email, session_id };
		const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
		const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ ...claims, iat, exp: iat + 86_400 })}`;
		return `${body}.${createHmac('sha256', this.#secret).update(body).digest('base64url')}`;
	}
}
