/**
 * The dependency rule of the house, written once: `.dependency-cruiser.cjs` turns it into rules,
 * `eslint.config.js` uses it for what the cruiser cannot see, and the tests try to break it.
 *
 * Each layer is a pattern over paths of the repository. A file belongs to the first one that fits.
 */
export const layers = {
	domain: '^src/lib/domain/',
	themes: '^src/lib/themes/',
	store: '^src/lib/store/',
	remote: '^src/lib/remote/',
	device: '^src/lib/device/',
	map: '^src/lib/map/',
	sync: '^src/lib/sync/',
	// What the frame around every screen shows: the language, online or not. It has no domain in it.
	frame: '^src/lib/state/(language|chrome)[.]svelte[.]ts$',
	state: '^src/lib/state/',
	// Sentences and labels for the codes of the domain.
	wording: '^src/lib/ui/wording/',
	shared: '^src/lib/ui/shared/',
	fields: '^src/lib/ui/fields/',
	views: '^src/lib/ui/views/',
	i18n: '^src/lib/i18n/',
	backend: '^src/lib/backend/',
	// Routes that only ever run on the server.
	endpoints: '^src/routes/.*[+](page[.]|layout[.])?server[.]ts$',
	routes: '^src/routes/',
	cli: '^src/cli/',
	// The composition root, and what it loads for those in charge.
	app: '^src/lib/app[a-z-]*[.]ts$',
	worker: '^src/(service-worker[.]ts$|worker/)',
	hooks: '^src/hooks[.]server[.]ts$'
};

export type Layer = keyof typeof layers;

const edges: Layer[] = ['store', 'remote', 'device', 'map'];

/** What each layer may import besides itself. Anything not named is refused. */
export const allowed: Record<Layer, Layer[]> = {
	domain: [],
	themes: ['domain'],
	store: ['domain'],
	remote: ['domain'],
	device: ['domain'],
	map: ['domain'],
	// No map and no device: the drain also runs in a service worker, where there is no DOM.
	sync: ['domain', 'store', 'remote'],
	frame: ['i18n'],
	state: ['domain', ...edges, 'sync', 'frame', 'i18n'],
	// Knows no domain: what is here could be lifted into another application.
	shared: ['frame', 'i18n'],
	wording: ['domain', 'shared', 'frame', 'i18n'],
	fields: ['domain', 'shared', 'wording', 'frame', 'i18n'],
	views: ['domain', 'state', 'frame', 'map', 'shared', 'wording', 'fields', 'i18n'],
	i18n: [],
	backend: ['domain', 'themes'],
	endpoints: ['domain', 'backend', 'i18n', 'routes'],
	routes: [
		'domain',
		'state',
		'frame',
		'shared',
		'wording',
		'fields',
		'views',
		'i18n',
		'app',
		'endpoints'
	],
	cli: ['domain', 'themes', 'backend'],
	app: ['domain', ...edges, 'sync', 'state', 'frame', 'i18n'],
	worker: ['domain', 'store', 'remote', 'device', 'sync'],
	hooks: ['domain', 'backend', 'i18n']
};

/**
 * Packages with one home. The rest of the code reaches them through that layer.
 */
export const homes: { packages: string[]; only: Layer[]; why: string }[] = [
	{ packages: ['dexie'], only: ['store'], why: 'store is the only place that knows Dexie' },
	{
		packages: ['@supabase/supabase-js'],
		only: ['remote'],
		why: 'remote is the only place that knows Supabase'
	},
	{
		packages: ['leaflet', 'leaflet-draw', 'supercluster'],
		only: ['map'],
		why: 'map is the only place that knows Leaflet'
	},
	{
		packages: ['n3', 'rdfxml-streaming-parser', 'jsonld', 'papaparse'],
		only: ['domain'],
		why: 'what vocabularies are written in is known where SKOS is'
	},
	{
		packages: ['exifr', 'libheif-js'],
		only: ['device'],
		why: 'device is the only place that opens photo files'
	},
	{
		packages: [
			'@supabase/lite',
			'@electric-sql/pglite',
			'@electric-sql/pglite-postgis',
			'pg',
			'nodemailer',
			'jpeg-js'
		],
		only: ['backend', 'cli'],
		why: 'the backend never reaches a browser'
	},
	{
		packages: ['workbox-expiration', 'workbox-precaching', 'workbox-routing', 'workbox-strategies'],
		only: ['worker'],
		why: 'caching is decided in the service worker'
	}
];

/** Layers that must also run without Svelte, SvelteKit or the DOM. */
export const plain: Layer[] = ['domain', 'themes', 'store', 'remote', 'sync', 'backend', 'cli'];

/** Layers that may use the modules of Node. */
export const onNode: Layer[] = ['backend', 'cli', 'hooks', 'endpoints'];

/**
 * Name of the layer a file of the repository belongs to, or null when it is outside the house
 * (tests, configuration, `src/app.d.ts`). Paths are relative to the repository, with forward slashes.
 */
export function layerOf(path: string): Layer | null {
	const found = Object.keys(layers).find((name) => new RegExp(layers[name as Layer]).test(path));
	return (found as Layer | undefined) ?? null;
}
