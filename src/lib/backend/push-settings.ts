/** Keys that identify this server to push services (VAPID, RFC 8292), as the operator set them. */
export interface PushSettings {
	/** Null: made with the other secrets at the first start; none beside a hosted project. */
	keys: { publicKey: string; privateKey: string } | null;
	/** Push services that may be called, as src/lib/backend/jobs/pushes.ts reads them. */
	hosts: readonly string[];
}

/** Those of Chrome and its family, Firefox, Safari and Edge. */
const knownHosts = [
	'fcm.googleapis.com',
	'.push.services.mozilla.com',
	'.push.apple.com',
	'.notify.windows.com'
];

type Refuse = (variable: string, fr: string, en: string) => void;

/**
 * Reads VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and CAPITELLE_PUSH_HOSTS (separated by spaces; instead of those of
 * the browsers we know).
 */
export function readPush(value: (name: string) => string | null, refuse: Refuse): PushSettings {
	const publicKey = value('VAPID_PUBLIC_KEY');
	const privateKey = value('VAPID_PRIVATE_KEY');
	const hosts = value('CAPITELLE_PUSH_HOSTS')?.split(/\s+/) ?? knownHosts;
	if (publicKey === null && privateKey === null) return { keys: null, hosts };
	if (publicKey === null || privateKey === null) {
		refuse(
			publicKey === null ? 'VAPID_PUBLIC_KEY' : 'VAPID_PRIVATE_KEY',
			'manque : VAPID_PUBLIC_KEY et VAPID_PRIVATE_KEY vont ensemble',
			'missing: VAPID_PUBLIC_KEY and VAPID_PRIVATE_KEY go together'
		);
		return { keys: null, hosts };
	}
	// A point of P-256, uncompressed, and a number of 32 bytes.
	if (!/^[\w-]{87}$/.test(publicKey) || !/^[\w-]{43}$/.test(privateKey)) {
		refuse(
			'VAPID_PUBLIC_KEY',
			'ces clés ne sont pas des clés VAPID (base64url, 87 et 43 signes)',
			'these are not VAPID keys (base64url, 87 and 43 characters)'
		);
		return { keys: null, hosts };
	}
	return { keys: { publicKey, privateKey }, hosts };
}
