/** What the page does when its service worker changes. */
export interface WorkerEvents {
	/** A newer version is fetched whole and waits; `apply` lets it in. */
	onWaiting(apply: () => void): void;
	/** A newer version took over, asked by this page or another. */
	onTakenOver(): void;
}

const script = '/service-worker.js';
const hourMs = 3_600_000;
/** The version before may be in the middle of sending: the page does not wait for that to be over. */
const patienceMs = 5_000;

/** Registers the service worker and follows its updates. Quietly does nothing where that is not possible. */
export async function followWorker({ onWaiting, onTakenOver }: WorkerEvents): Promise<void> {
	if (!('serviceWorker' in navigator)) return;
	const { Workbox } = await import('workbox-window');
	const workbox = new Workbox(script);
	const letIn = () => {
		workbox.messageSkipWaiting();
		setTimeout(onTakenOver, patienceMs);
	};
	// The first worker of a first visit takes the page over too; that is no update.
	let controlled = navigator.serviceWorker.controller !== null;
	workbox.addEventListener('controlling', () => {
		if (controlled) onTakenOver();
		controlled = true;
	});
	try {
		const registration = await workbox.register();
		if (registration) followVersions(registration, () => onWaiting(letIn));
	} catch {
		// No room, or not allowed here: the app works, only not from nothing.
		return;
	}
	// An installed app may stay open for weeks.
	let asked = Date.now();
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState !== 'visible' || Date.now() - asked < hourMs) return;
		asked = Date.now();
		void workbox.update().catch(() => undefined);
	});
}

/**
 * Tells of each newer version that waits, however many came to nothing before it in the life of this page: a network
 * in a village fails more than once, and workbox-window stops listening after the second.
 */
function followVersions(registration: ServiceWorkerRegistration, waits: () => void): void {
	// Without one at work it is the first of all, which waits for nobody.
	const tell = () => {
		if (registration.waiting && registration.active) waits();
	};
	const follow = () => {
		const fresh = registration.installing;
		fresh?.addEventListener('statechange', () => {
			if (registration.waiting === fresh) tell();
		});
	};
	registration.addEventListener('updatefound', follow);
	follow();
	tell();
}

/** Calls when the service worker says the network is back; returns the way to stop. */
export function onWorkerWake(wake: () => void): () => void {
	const told = (event: MessageEvent<{ type?: string } | null>) => {
		if (event.data?.type === 'capitelle-drain') wake();
	};
	navigator.serviceWorker?.addEventListener('message', told);
	return () => navigator.serviceWorker?.removeEventListener('message', told);
}

/** Asks to be woken when the network comes back, where the browser can (Background Sync). */
export async function askBackgroundSync(): Promise<void> {
	const registration = await navigator.serviceWorker?.getRegistration();
	const { sync } = (registration ?? {}) as { sync?: { register(tag: string): Promise<void> } };
	// Refused in private windows and by choice of the person: the page's own timer remains.
	await sync?.register('capitelle-drain').catch(() => undefined);
}

/**
 * Asks for it again when the page leaves the screen with something unsent: a phone put back in the pocket in
 * the middle of sending goes on by its service worker. Returns the way to stop.
 */
export function handOverWhenHidden(waits: () => boolean): () => void {
	const changed = () => {
		if (document.visibilityState === 'hidden' && waits()) void askBackgroundSync();
	};
	document.addEventListener('visibilitychange', changed);
	return () => document.removeEventListener('visibilitychange', changed);
}
