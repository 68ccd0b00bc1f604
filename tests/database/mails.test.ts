import { createDecipheriv, createECDH, createHmac, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PushKeys, ServerContext } from '../../src/lib/backend/jobs/context.ts';
import { sendMails } from '../../src/lib/backend/jobs/mails.ts';
import { wakeDevices } from '../../src/lib/backend/jobs/pushes.ts';
import { runJob } from '../../src/lib/backend/jobs/run.ts';
import { MailRefused, type Letter } from '../../src/lib/backend/mail.ts';
import { givenPublished, pushOne, update } from './support/operations.ts';
import { onEveryEngine } from './support/world.ts';

const pair = () => {
	const keys = createECDH('prime256v1');
	keys.generateKeys();
	return keys;
};

/** A push service of a few lines (RFC 8030): it keeps what it is handed, and answers what it is told to. */
async function pushService() {
	const received: { path: string; headers: Record<string, unknown>; body: Buffer }[] = [];
	let status = 201;
	const server: Server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			received.push({
				path: request.url ?? '',
				headers: request.headers,
				body: Buffer.concat(parts)
			});
			response.writeHead(status).end();
		});
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as { port: number };
	const answer = (next: number) => void (status = next);
	return { server, received, answer, origin: `http://127.0.0.1:${port}` };
}

/** What the device reads (RFC 8291, RFC 8188: one record). */
function opened(body: Buffer, device: ReturnType<typeof pair>, auth: Buffer): string {
	const hkdf = (salt: Buffer, key: Buffer, info: Buffer, length: number) => {
		const prk = createHmac('sha256', salt).update(key).digest();
		return createHmac('sha256', prk)
			.update(Buffer.concat([info, Buffer.from([1])]))
			.digest()
			.subarray(0, length);
	};
	const salt = body.subarray(0, 16);
	const keyLength = body.readUInt8(20);
	const sender = body.subarray(21, 21 + keyLength);
	const sealed = body.subarray(21 + keyLength);
	const info = Buffer.concat([Buffer.from('WebPush: info\0'), device.getPublicKey(), sender]);
	const secret = hkdf(auth, device.computeSecret(sender), info, 32);
	const key = hkdf(salt, secret, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
	const nonce = hkdf(salt, secret, Buffer.from('Content-Encoding: nonce\0'), 12);
	const decipher = createDecipheriv('aes-128-gcm', key, nonce);
	decipher.setAuthTag(sealed.subarray(-16));
	const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
	return plain.subarray(0, plain.lastIndexOf(2)).toString();
}

onEveryEngine('mails', (world) => {
	let service: Awaited<ReturnType<typeof pushService>>;
	let letters: Letter[] = [];
	let server: 'well' | 'away' | 'refuses' = 'well';
	let context: ServerContext;

	beforeAll(async () => {
		service = await pushService();
		const keys = pair();
		const number = keys.getPrivateKey();
		// A small number comes with fewer bytes, which is no key: one time in 256.
		const privateKey = Buffer.concat([Buffer.alloc(32 - number.length), number]);
		const push: PushKeys = {
			publicKey: keys.getPublicKey('base64url'),
			privateKey: privateKey.toString('base64url'),
			subject: 'mailto:a@example.org',
			hosts: [service.origin]
		};
		context = {
			query: (sql, values) => world().db.query(sql, values),
			site: 'https://carte.example.org',
			removeFile: null,
			push,
			mail: {
				send(letter) {
					if (server === 'away') return Promise.reject(new Error('connect ECONNREFUSED'));
					if (server === 'refuses') return Promise.reject(new MailRefused('550 no such user'));
					letters.push(letter);
					return Promise.resolve();
				}
			}
		};
	});
	afterAll(() => void service?.server.close());

	/** Lets all the time pass that anything waits for. */
	async function later(): Promise<void> {
		await world().db.exec(`update private.notice_events set due_at = now() where spread_at is null;
			select private.spread_events(); update public.notice_settings set last_now = null;
			select private.queue_notices(); update private.mail_queue set next_at = now(), claimed_until = null;
			update private.job_runs set claimed_until = null`);
	}
	async function send(state: typeof server = 'well'): Promise<Letter[]> {
		server = state;
		letters = [];
		await later();
		await runJob(sendMails, context, true);
		return letters;
	}
	const to = (name: string) => letters.filter((letter) => letter.to === `${name}@test.example`);

	test('a decision goes out once, in the language of its reader, with the way to stop', async () => {
		await world().db.query(`update public.profiles set language = 'oc' where id = $1`, [
			world().ids.author
		]);
		await givenPublished(world());
		await send();
		expect(to('author')).toHaveLength(1);
		const [letter] = to('author');
		expect(letter!.subject).toMatch(/es publicada/);
		expect(letter!.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
		expect(await send()).toEqual([]);
	});

	test('a thousand decisions are one mail', async () => {
		for (let i = 0; i < 45; i++) await givenPublished(world());
		await send();
		expect(to('author')).toHaveLength(1);
		expect(to('author')[0]!.text).toMatch(/E 5 autras/);
	});

	test('a dead mail server loses none, for however long', async () => {
		await givenPublished(world());
		for (let i = 0; i < 12; i++) expect(await send('away')).toEqual([]);
		const [job] = await world().db.query<{ error: string; failures: number }>(
			`select error, failures from private.job_runs where name = 'send_mails'`
		);
		expect(job).toMatchObject({ error: 'connect ECONNREFUSED', failures: 12 });
		await send();
		expect(to('author')).toHaveLength(1);
	});

	test('what the server refuses for good is set aside, to be seen, and holds up no other', async () => {
		await world().db.query(`select private.queue_mail('nobody@example.org', 'invitation', $1)`, [
			JSON.stringify({ organisation: 'Les Fours', code: 'secret' })
		]);
		for (let i = 0; i < 6; i++) await send('refuses');
		const [{ health } = { health: null }] = await world().db.query<{ health: unknown }>(
			'select private.mail_health() as health'
		);
		expect(health).toMatchObject({ waiting: 0, dead: 1, last_error: '550 no such user' });
	});

	test('whose address is refused is given up for what was refused, not tried anew for ever', async () => {
		await givenPublished(world());
		for (let i = 0; i < 12; i++) await send('refuses');
		const rows = await world().db.query(
			'select dead_at is null as waits from private.mail_queue where user_id = $1 and sent_at is null',
			[world().ids.author]
		);
		expect(rows).toEqual([{ waits: false }]);
		await givenPublished(world());
		await send();
		expect(to('author')).toHaveLength(1);
	});

	test('what a mail server says of an address is kept without the address', async () => {
		await world().db.exec(`select private.queue_mail('bob@example.org', 'invitation', '{}')`);
		const refusing = { send: () => Promise.reject(new Error('451 <bob@example.org>: later')) };
		await later();
		await runJob(sendMails, { ...context, mail: refusing }, true);
		const [kept] = await world().db.query(`select
			(select last_error from private.mail_queue where address = 'bob@example.org') as queue,
			(select error from private.job_runs where name = 'send_mails') as job`);
		expect(kept).toEqual({ queue: '451 <…>: later', job: '451 <…>: later' });
		await send();
	});

	test('a process that dies between sending and noting it sends that one mail twice, under one name', async () => {
		await givenPublished(world());
		await later();
		const lost = { ...context, query: crashing(context.query) };
		server = 'well';
		letters = [];
		await expect(runJob(sendMails, lost, true)).rejects.toThrow('killed');
		const [first] = to('author');
		await send();
		expect(to('author').map(({ messageId }) => messageId)).toEqual([first!.messageId]);
		expect(await send()).toEqual([]);
	});

	/** The database, until the mail left. */
	function crashing(query: ServerContext['query']): ServerContext['query'] {
		let dead = false;
		return (sql, values) => {
			if (dead || sql.includes('finish_mail')) {
				dead = true;
				return Promise.reject(new Error('killed'));
			}
			return query(sql, values);
		};
	}

	test('a mail says nothing of what its reader may no longer read, nor of a hidden place', async () => {
		await world().rpc('other', 'subscribe', { p_kind: 'theme', p_target: 'kilns', p_mail: 'now' });
		const id = await givenPublished(world());
		const secret = await givenPublished(world(), {
			concept: 'kilns/secret',
			sensitivity: 'hidden'
		});
		await later();
		await world().db.query(`update public.records set sensitivity = 'hidden' where id = $1`, [id]);
		await world().rpc('moderator', 'subscribe', {
			p_kind: 'area',
			p_target: 'test-inside',
			p_mail: 'now'
		});
		await pushOne(world(), 'author', update(secret, 1, { 'properties.state': [null, 'mud'] }));
		await send();
		expect(to('other')).toEqual([]);
		// Not even where its reader asked to be told of.
		for (const { html } of to('moderator')) expect(html).not.toMatch(/Dedans/);
		const [mine] = to('author');
		expect(mine!.html).not.toMatch(/Lo Forn|Dedans|43[.,]5/);
		expect(mine!.text).toContain(secret);
	});

	test('a digest comes in the morning where its reader is, once a day, without what was read meanwhile', async () => {
		await world().rpc('other', 'subscribe', {
			p_kind: 'theme',
			p_target: 'kilns',
			p_mail: 'daily'
		});
		await givenPublished(world());
		await later();
		await world().db.exec('delete from private.mail_queue');
		const at = (zone: string) =>
			world().db.query(
				`update public.notice_settings set time_zone = $2, last_daily = null where user_id = $1`,
				[world().ids.other, zone]
			);
		const [{ hour } = { hour: 0 }] = await world().db.query<{ hour: number }>(
			`select extract(hour from now() at time zone 'UTC')::int as hour`
		);
		// The zone where it is three in the morning now, and the one where it is noon.
		const zoneAt = (wanted: number) => {
			const ahead = ((wanted - hour + 36) % 24) - 12;
			return `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
		};
		await world().rpc('other', 'sync_notices', { p_zone: 'Europe/Paris' });
		await at(zoneAt(3));
		await send();
		expect(to('other')).toEqual([]);
		await at(zoneAt(12));
		await send();
		expect(to('other')).toHaveLength(1);
		expect(to('other')[0]!.subject).toMatch(/résumé/);
		await givenPublished(world());
		await send();
		expect(to('other')).toEqual([]);
	});

	test('the link of a mail stops what it says, from nowhere but that mail', async () => {
		await givenPublished(world());
		await send();
		const link = /desabonner\?j=([^\s>]+)/.exec(to('author')[0]!.headers['List-Unsubscribe']!)![1]!;
		const token = decodeURIComponent(link);
		const shown = await world().rpc('anon', 'unsubscribe_by_link', { p_token: token });
		expect(shown).toMatchObject({ scope: 'all', done: false });
		const other = token.replace(world().ids.author, world().ids.other);
		for (const forged of [other, token.replace('.all.', '.own.'), `${token}0`, ''])
			await expect(
				world().rpc('anon', 'unsubscribe_by_link', { p_token: forged, p_do: true })
			).rejects.toMatchObject({ code: 'PT404' });
		await givenPublished(world());
		await world().rpc('anon', 'unsubscribe_by_link', { p_token: token, p_do: true });
		await world().rpc('anon', 'unsubscribe_by_link', { p_token: token, p_do: true });
		await send();
		expect(to('author')).toEqual([]);
		await world().rpc('author', 'set_mail_off', { p_off: false });
	});

	test('an invitation leaves by mail with its code, which is forgotten here then', async () => {
		const [{ id } = { id: '' }] = await world().db.query<{ id: string }>(
			`select id from public.organisations where name = 'Les Fours'`
		);
		const { code } = await world().rpc<{ code: string }>('administrator', 'invite_member', {
			p_organisation_id: id,
			p_email: 'mairie@example.org'
		});
		await send();
		const [letter] = letters.filter((one) => one.to === 'mairie@example.org');
		expect(letter!.text).toContain(`https://carte.example.org/invitation/${code}`);
		expect(letter!.subject).toContain('Les Fours');
		const [row] = await world().db.query<{ kept: string }>(
			`select facts::text as kept from private.mail_queue where address = 'mairie@example.org'`
		);
		expect(row!.kept).toBe('{}');
	});

	test('sentences are put in other words by who administers everything, and hold no other placeholder', async () => {
		const texts = { fr: 'Ouvrir', oc: 'Dobrir', en: 'Open' };
		const save = (who: 'administrator' | 'moderator', p_texts: unknown) =>
			world().rpc(who, 'save_mail_text', { p_key: 'open', p_texts });
		await expect(save('moderator', texts)).rejects.toMatchObject({ code: 'PT403' });
		await expect(save('administrator', { ...texts, fr: '{title}' })).rejects.toMatchObject({
			code: 'PT400'
		});
		await expect(save('administrator', { ...texts, en: ' ' })).rejects.toMatchObject({
			code: 'PT400'
		});
		await save('administrator', texts);
		await givenPublished(world());
		await send();
		expect(to('author')[0]!.text).toContain('Dobrir');
		await save('administrator', null);
	});

	test('a device is woken without a word of what happened, once, and forgotten when its service forgot it', async () => {
		const device = pair();
		const auth = randomBytes(16);
		const keep = (path: string) =>
			world().rpc('author', 'keep_push', {
				p_endpoint: `${service.origin}${path}`,
				p_p256dh: device.getPublicKey('base64url'),
				p_auth: auth.toString('base64url')
			});
		await keep('/device');
		const kept = () => world().db.query('select endpoint from private.push_subscriptions');
		await givenPublished(world());
		await later();
		await runJob(wakeDevices, context, true);
		await runJob(wakeDevices, context, true);
		expect(service.received).toHaveLength(1);
		const [call] = service.received;
		expect(call!.headers['authorization']).toMatch(/^vapid t=/);
		expect(JSON.parse(opened(call!.body, device, auth))).toEqual({
			title: 'Capitelle',
			body: 'I a de novèl per vos.'
		});

		service.answer(503);
		await givenPublished(world());
		await later();
		await runJob(wakeDevices, context, true);
		expect(await kept()).toHaveLength(1);
		service.answer(410);
		await world().db.exec('update private.push_subscriptions set next_at = now()');
		await runJob(wakeDevices, context, true);
		expect(await kept()).toEqual([]);
	});

	test('no address but that of a push service is called', async () => {
		await world().rpc('author', 'keep_push', {
			p_endpoint: 'http://127.0.0.1:9/admin',
			p_p256dh: pair().getPublicKey('base64url'),
			p_auth: randomBytes(16).toString('base64url')
		});
		const before = service.received.length;
		await givenPublished(world());
		await later();
		expect(await runJob(wakeDevices, context, true)).toEqual({ said: '0/1' });
		expect(service.received).toHaveLength(before);
		expect(await world().db.query('select 1 from private.push_subscriptions')).toEqual([]);
	});
});
