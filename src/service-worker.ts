/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, files, version } from '$service-worker';
import { ExpirationPlugin } from 'workbox-expiration';
import { PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst, StaleWhileRevalidate } from 'workbox-strategies';
import { cacheNames, dropCaches, dropOldestPack, spareCaches } from '$lib/device/caches';
import { openDatabase } from '$lib/store/database.ts';
import { keepRoomFor } from '$lib/store/room.ts';
import { ownNetwork } from '$lib/device/connection.ts';
import { drainInBackground } from '$lib/sync/background.ts';
import { enlarged, fromPacks } from './worker/packs.ts';
import { forgetOlder, isOfThisBuild, isPiece } from './worker/precache.ts';
import { listenForNews } from './worker/push.ts';
import { receiveShared } from './worker/share.ts';

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
	'/api/points.json',
	// To find a commune by its name where there is no network.
	'/api/communes.json'
];
/** Screens that live on the local database: the server has nothing to say about them. */
const LOCAL_SCREENS =
	/^\/(fiche\/[^/]+\/discussion|noter|repasser|contributions|connexion|compte|moderation|emporter|sorties|reglages|aide|importer|partager|avis)(\/|$)/;
/** Addresses that are no page of the app. */
const NOT_PAGES =
	/^\/(api|photos|rest|auth|storage|boite|health|telecharger|_app)(\/|\?|$)|^[^?]*\.[a-z0-9]+(\?|$)/;
/** Heavy, and for few: what reads vocabularies for screens that need the network anyway, and HEIC photos. */
const ONLINE_ONLY = /\/workers\/vocabulary-file[.]|\/libheif[.]/;
/** What an app shop shows of the app: the shop fetches it, not the people who have the app. */
const FOR_SHOPS = /^\/screenshots\//;
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
	...files
		.filter((url) => !DOCUMENTS.includes(url) && !FOR_SHOPS.test(url))
		.map((url) => ({ url, revision: version }))
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

/** What nobody answers may be in an area taken along. */
const orPack = {
	handlerDidError: async ({ request }: { request: Request }) => fromPacks(request.url)
};
/** An area being taken along keeps its own copies. */
const isForPack = (request: Request) => request.cache === 'no-store';

const readings = new NetworkFirst({
	cacheName: cacheNames.readings,
	networkTimeoutSeconds: NAVIGATION_TIMEOUT_MS / 1000,
	plugins: [onlyJson, orPack, new ExpirationPlugin({ maxEntries: 100, purgeOnQuotaError: true })]
});
registerRoute(
	({ url, sameOrigin, request }) =>
		sameOrigin && READINGS.test(url.pathname) && !isForPack(request),
	readings
);

registerRoute(
	({ url, sameOrigin, request }) =>
		sameOrigin && url.pathname === '/api/communes.geojson' && !isForPack(request),
	new StaleWhileRevalidate({
		cacheName: cacheNames.communes,
		plugins: [onlyJson, orPack, new ExpirationPlugin({ maxEntries: 60, purgeOnQuotaError: true })]
	})
);

registerRoute(
	({ url, sameOrigin, request }) =>
		sameOrigin && url.pathname.startsWith('/photos/') && !isForPack(request),
	new CacheFirst({
		cacheName: cacheNames.photos,
		plugins: [
			orPack,
			new ExpirationPlugin({ maxEntries: 300, maxAgeSeconds: 60 * DAY_S, purgeOnQuotaError: true })
		]
	})
);

/** Map tiles of an operator's own server. */
const OWN_TILES = /^[/](?!api|photos|icons|_app).*[/]\d+[/]\d+[/]\d+([.](png|jpe?g|webp))?$/;

const tiles = new CacheFirst({
	cacheName: cacheNames.tiles,
	plugins: [
		{
			// A response one may not look into is counted as megabytes against the storage quota, so the
			// tile is asked for openly; a server that refuses that still shows, uncached.
			requestWillFetch: async ({ request }) =>
				new Request(request.url, { mode: 'cors', credentials: 'omit' }),
			// Some services answer a page that says why there is no tile, as if it were one: not to be kept.
			cacheWillUpdate: async ({ response }) =>
				response.status === 200 && response.headers.get('content-type')?.startsWith('image/')
					? response
					: null,
			handlerDidError: async ({ request }) => {
				try {
					return await fetch(request);
				} catch {
					const basemaps = await caches.match('/basemaps.json');
					const address = request.url.replace(location.origin, '');
					return enlarged(address, await basemaps?.json(), [cacheNames.tiles]);
				}
			}
		},
		new ExpirationPlugin({ maxEntries: 2000, maxAgeSeconds: 30 * DAY_S, purgeOnQuotaError: true })
	]
});

// Images from elsewhere are map tiles: the Content-Security-Policy leaves nothing else. Those of an area taken
// along come first, for as long as the person keeps it: what browsing keeps comes and goes.
registerRoute(
	({ request, url, sameOrigin }) =>
		request.destination === 'image' && (!sameOrigin || OWN_TILES.test(url.pathname)),
	async ({ request, event }) => (await fromPacks(request.url)) ?? tiles.handle({ request, event })
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

/** The local database; what is written here, receipts and shared photos, takes the room of what can be fetched again. */
function openRoomy(): ReturnType<typeof openDatabase> {
	const db = openDatabase();
	keepRoomFor(
		db,
		spareCaches.map((names) => () => dropCaches(names)),
		dropOldestPack
	);
	return db;
}

registerRoute(
	({ url, sameOrigin }) => sameOrigin && url.pathname === '/partager',
	async ({ request }) => {
		const db = openRoomy();
		try {
			return await receiveShared(request, db);
		} finally {
			db.close();
		}
	},
	'POST'
);

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
	const db = openRoomy();
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

listenForNews(scope);
