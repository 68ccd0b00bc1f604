/** Whether this device can be woken: `off` may be turned on, `denied` only in the browser's own settings. */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

/** How a push service and its keys reach this device. */
interface DevicePush {
	endpoint: string;
	p256dh: string;
	auth: string;
}

const able = () =>
	'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;

async function current(): Promise<PushSubscription | null> {
	const registration = await navigator.serviceWorker.getRegistration();
	return (await registration?.pushManager.getSubscription()) ?? null;
}

/** What is the case now. Nothing is asked of the person. */
export async function pushState(): Promise<PushState> {
	if (!able()) return 'unsupported';
	if (Notification.permission === 'denied') return 'denied';
	return (await current()) ? 'on' : 'off';
}

/**
 * Asks the browser to let this device be woken; it asks the person. Only ever called by their own press.
 * @param key public key of the server (VAPID), base64url
 * @returns null when the person, or the browser, says no
 * @throws when the browser's push service cannot be reached
 */
export async function subscribePush(key: string): Promise<DevicePush | null> {
	if (!able() || (await Notification.requestPermission()) !== 'granted') return null;
	const registration = await navigator.serviceWorker.ready;
	const made = await registration.pushManager.subscribe({
		userVisibleOnly: true,
		applicationServerKey: key
	});
	const { endpoint, keys } = made.toJSON();
	if (!endpoint || !keys?.['p256dh'] || !keys['auth']) return null;
	return { endpoint, p256dh: keys['p256dh'], auth: keys['auth'] };
}

/**
 * From here on this device is woken for nobody; its push service says so to the server at the next try.
 * @returns its address, or null when it was not woken anyway
 */
export async function unsubscribePush(): Promise<string | null> {
	if (!able()) return null;
	const subscription = await current();
	await subscription?.unsubscribe();
	return subscription?.endpoint ?? null;
}
