import webPush from 'web-push';
import type { PushKeys, ServerContext } from './context.ts';
import type { Job } from './run.ts';

interface DuePush {
	endpoint: string;
	p256dh: string;
	auth: string;
	lang: 'fr' | 'oc' | 'en';
	until: string;
}

/** A push service that does not answer must not hold up the mails. */
const timeoutMs = 10_000;
/** A device that was off for longer has other ways to learn. */
const ttlS = 3 * 24 * 3600;

/** Wakes the devices whose person has something new to read. What is sent says that, and nothing of a record. */
export const wakeDevices: Job<ServerContext> = {
	name: 'wake_devices',
	everyS: 15,
	async run({ query, push }) {
		if (!push) return 'off';
		const [row] = await query<{ due: DuePush[] }>('select private.due_pushes() as due');
		const due = row?.due ?? [];
		if (due.length === 0) return '0';
		const words = await query<{ key: string; texts: Record<string, string> }>(
			`select key, texts from public.mail_texts where key in ('push_title', 'push_body')`
		);
		const say = (key: string, lang: string) => {
			const texts = words.find((word) => word.key === key)?.texts;
			return texts?.[lang] ?? texts?.['fr'] ?? '';
		};
		let woken = 0;
		for (const device of due) {
			const payload = JSON.stringify({
				title: say('push_title', device.lang),
				body: say('push_body', device.lang)
			});
			const outcome = await wake(device, payload, push);
			if (outcome.error === null) woken++;
			await query('select private.finish_push($1, $2, $3, $4)', [
				device.endpoint,
				device.until,
				outcome.error,
				outcome.gone
			]);
		}
		return `${woken}/${due.length}`;
	}
};

/**
 * Hands one message to the push service of a device, encrypted for that device alone (RFC 8291).
 * @returns `gone` when the service no longer knows the device, or the address is none of a push service
 */
async function wake(
	device: DuePush,
	payload: string,
	keys: PushKeys
): Promise<{ error: string | null; gone: boolean }> {
	// The address came from a browser, or from somebody who would like this server to call another one.
	if (!isPushService(device.endpoint, keys.hosts))
		return { error: 'not a push service', gone: true };
	try {
		const { endpoint, method, headers, body } = webPush.generateRequestDetails(
			{ endpoint: device.endpoint, keys: { p256dh: device.p256dh, auth: device.auth } },
			payload,
			{ vapidDetails: { ...keys }, TTL: ttlS, urgency: 'normal', topic: 'notices' }
		);
		const response = await fetch(endpoint, {
			method,
			headers: headers as Record<string, string>,
			body: new Uint8Array(body),
			redirect: 'manual',
			signal: AbortSignal.timeout(timeoutMs)
		});
		await response.body?.cancel();
		if (response.status === 404 || response.status === 410) return { error: 'gone', gone: true };
		return { error: response.ok ? null : `HTTP ${response.status}`, gone: false };
	} catch (error) {
		return { error: error instanceof Error ? error.message : String(error), gone: false };
	}
}

/** Whether an address is one of the push services that browsers use. */
export function isPushService(endpoint: string, hosts: readonly string[]): boolean {
	const url = URL.parse(endpoint);
	if (!url || url.username || url.password) return false;
	return hosts.some((host) => {
		if (host.startsWith('http://')) return url.origin === host;
		if (url.protocol !== 'https:' || url.port !== '') return false;
		return host.startsWith('.') ? url.hostname.endsWith(host) : url.hostname === host;
	});
}
