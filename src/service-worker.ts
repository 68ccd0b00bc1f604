/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { ExpirationPlugin } from 'workbox-expiration';
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst, StaleWhileRevalidate } from 'workbox-strategies';
import { cacheNames, dropCaches, spareCaches } from '$lib/device/caches';
import { openDatabase } from '$lib/store/database.ts';
import { keepRoomFor } from '$lib/store/room.ts';
import { ownNetwork } from '$lib/device/connection.ts';
import { drainInBackground } from '$lib/sync/background.ts';
import { forgetOlder, isOfThisBuild, isPiece } from './worker/precache.ts';

/**
 * What makes the app open from nothing. It keeps the shell (code, styles, one empty page), bounded
 * tiles and photos, and the small public documents. It never keeps what /rest, /auth or /storage answer: what
 * a person may read depends on who they are, and the local database is the only place that keeps it. When the
 * network is back and no page is there to do it, it sends what waits.
 */
const scope = self as unknown as ServiceWorkerGlobalScope & {
	addEventListener(type: 'sync', listener: (event: SyncEvent) => void): void;
};
interface SyncEvent extends ExtendableEvent {
	tag: string;
}

const SHELL = '/shell';
const DAY_S = 24 * 3600;
/** Longer than a good answer takes in a village, short enough not to stare at a white page. */
const NAVIGATION_TIMEOUT_MS = 3000;
/** A proxy in front of a server that is down. */
const GATEWAY_ERRORS = new Set([502, 503, 504]);

/** Public documents of the whole app: shown at once from the last visit, refreshed behind. */
const DOCUMENTS = [
	'/basemaps.json',
	'/config.json',
	// With the operator's own themes it is not the file of the build.
	'/icons/themes/symbols.json',
	'/api/vocabulary.json',
	'/api/themes.json',
	'/api/points.json'
];
/** Screens that live on the local database: the server has nothing to say about them. */
const LOCAL_SCREENS = /^\/(noter|repasser|contributions|connexion|compte|moderation)(\/|$)/;
/** Addresses that are no page of the app. */
const NOT_PAGES =
	/^\/(api|photos|rest|auth|storage|boite|health|telecharger|_app)(\/|\?|$)|^[^?]*\.[a-z0-9]+(\?|$)/;
/** Reads files for screens that need the network anyway: heavy, and for few. */
const ONLINE_ONLY = /\/workers\/vocabulary-file[.]/;
/** What the map page lists when nothing is filtered, and single records: the freshest that can be had. */
const READINGS = /^\/api\/records(\.json|\/[^/]+)$/;
const FIRST_LIST = '/api/records.json?limit=30';

const precache = new PrecacheController({
	plugins: [
		{
			cacheWillUpdate: async ({ request, response }) =>
				(await isOfThisBuild(request.url, response, SHELL, build)) ? response : null
		}
	]
});
precache.addToCacheList([
	{ url: SHELL, revision: version },
	// Hashed names: the same name is the same file, so an update only fetches what changed.
	...build.filter((url) => !ONLINE_ONLY.test(url)).map((url) => ({ url, revision: null })),
	...files.filter((url) => !DOCUMENTS.includes(url)).map((url) => ({ url, revision: version }))
]);
registerRoute(
	new PrecacheRoute(precache, {
		directoryIndex: '',
		cleanURLs: false,
		ignoreURLParametersMatching: []
	})
);

/** The pieces of this version, and those of the one before for pages that are still of it. */
const pieces = () => scope.caches.open(precache.strategy.cacheName);
registerRoute(
	({ url, sameOrigin }) => sameOrigin && isPiece(url.pathname),
	async ({ request }) => (await (await pieces()).match(request.url)) ?? fetch(request)
);

/** A captive portal answers 200 with its own page: only JSON replaces what is kept. */
const onlyJson = {
	cacheWillUpdate: async ({ response }: { response: Response }) =>
		response.status === 200 && response.headers.get('content-type')?.includes('json')
			? response
			: null
};

const documents = new StaleWhileRevalidate({
	cacheName: 'capitelle-documents',
	plugins: [onlyJson]
});
registerRoute(
	// Who asks with an ETag keeps a copy of their own: an older one from here would take its place.
	({ url, sameOrigin, request }) =>
		sameOrigin && DOCUMENTS.includes(url.pathname) && !request.headers.has('if-none-match'),
	documents
);

const readings = new NetworkFirst({
	cacheName: cacheNames.readings,
	networkTimeoutSeconds: NAVIGATION_TIMEOUT_MS / 1000,
	plugins: [onlyJson, new ExpirationPlugin({ maxEntries: 100, purgeOnQuotaError: true })]
});
registerRoute(({ url, sameOrigin }) => sameOrigin && READINGS.test(url.pathname), readings);

registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname === '/api/communes.geojson',
	new StaleWhileRevalidate({
		cacheName: cacheNames.communes,
		plugins: [onlyJson, new ExpirationPlugin({ maxEntries: 60, purgeOnQuotaError: true })]
	})
);

registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith('/photos/'),
	new CacheFirst({
		cacheName: cacheNames.photos,
		plugins: [
			new ExpirationPlugin({ maxEntries: 300, maxAgeSeconds: 60 * DAY_S, purgeOnQuotaError: true })
		]
	})
);

// Images from elsewhere are map tiles: the Content-Security-Policy leaves nothing else.
registerRoute(
	({ request, sameOrigin }) => !sameOrigin && request.destination === 'image',
	new CacheFirst({
		cacheName: cacheNames.tiles,
		plugins: [
			{
				// A response one may not look into is counted as megabytes against the storage quota, so the
				// tile is asked for openly; a server that refuses that still shows, uncached.
				requestWillFetch: async ({ request }) =>
					new Request(request.url, { mode: 'cors', credentials: 'omit' }),
				handlerDidError: ({ request }) => fetch(request)
			},
			new ExpirationPlugin({ maxEntries: 2000, maxAgeSeconds: 30 * DAY_S, purgeOnQuotaError: true })
		]
	})
);

async function shell(): Promise<Response> {
	return (await precache.matchPrecache(SHELL)) ?? Response.error();
}

async function fromNetwork(request: Request): Promise<Response> {
	const response = await fetch(request);
	if (GATEWAY_ERRORS.has(response.status)) throw new Error(`gateway ${response.status}`);
	return response;
}

/** A page rendered by the server when it answers in time, else the shell, which reads the local copy. */
async function publicPage(request: Request): Promise<Response> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error('slow')), NAVIGATION_TIMEOUT_MS);
	});
	try {
		return await Promise.race([fromNetwork(request), late]);
	} catch {
		return await shell();
	} finally {
		clearTimeout(timer);
	}
}

registerRoute(
	new NavigationRoute(
		({ request, url }) => (LOCAL_SCREENS.test(url.pathname) ? shell() : publicPage(request)),
		{ denylist: [NOT_PAGES] }
	)
);

scope.addEventListener('install', (event) => {
	void precache.install(event);
	// The first visit happens before this worker sees any request: fetch what a first capture needs.
	// A document that fails is asked for again when the page does; the shell alone decides the install.
	event.waitUntil(
		Promise.allSettled([
			...DOCUMENTS.map((url) => documents.handleAll({ event, request: new Request(url) })[1]),
			readings.handleAll({ event, request: new Request(FIRST_LIST) })[1]
		])
	);
});

scope.addEventListener('activate', (event) => {
	const current = [...precache.getURLsToCacheKeys().values()];
	event.waitUntil(pieces().then((cache) => forgetOlder(cache, current)));
	event.waitUntil(scope.clients.claim());
});

scope.addEventListener('message', (event) => {
	// Sent by the page when the person pressed « Recharger »; never by itself.
	if ((event.data as { type?: string } | null)?.type === 'SKIP_WAITING') void scope.skipWaiting();
});

/**
 * The network is back, perhaps long after the last page was closed. A page that is shown sends by itself, and
 * tells the person; hidden ones may be frozen, so the queue does not wait for them. The lock of the drain
 * keeps two of them from sending together.
 * @throws when trying later may help: the browser then calls again.
 */
async function networkIsBack(): Promise<void> {
	const pages = await scope.clients.matchAll({ type: 'window' });
	for (const page of pages) page.postMessage({ type: 'capitelle-drain' });
	if (pages.some(({ visibilityState }) => visibilityState === 'visible')) return;
	const db = openDatabase();
	// A receipt, too, needs room to be written.
	keepRoomFor(
		db,
		spareCaches.map((names) => () => dropCaches(names))
	);
	try {
		const around = {
			fetch: (input: RequestInfo | URL, init?: RequestInit) => fetch(input, init),
			locks: scope.navigator.locks,
			now: Date.now,
			random: Math.random,
			...ownNetwork
		};
		if (await drainInBackground(db, around)) throw new Error('something still waits');
	} finally {
		// Or the next version of the database waits for this worker to be put to sleep.
		db.close();
	}
}

scope.addEventListener('sync', (event) => {
	if (event.tag === 'capitelle-drain') event.waitUntil(networkIsBack());
});
