const { allowed, homes, layers, onNode, plain } = require('./tests/architecture/layers.ts');

// Tests beside the code may reach for anything they need to prove their point.
const test = '[.]test[.]ts$';
// Everything earlier in the list is more precise (see layerOf).
const precise = { routes: [layers.endpoints], state: [layers.frame] };

const from = (layer) => ({ path: layers[layer], pathNot: [test, ...(precise[layer] ?? [])] });

const layerRules = Object.keys(layers).map((layer) => ({
	name: `${layer}-imports`,
	comment: `${layer} may import: ${allowed[layer].join(', ') || 'nothing else of the app'}`,
	severity: 'error',
	from: from(layer),
	to: {
		path: '^src/.*[.](ts|js|svelte)$',
		pathNot: [layer, ...allowed[layer]].map((name) => layers[name])
	}
}));

const homeRules = homes.map(({ packages, only, why }) => ({
	name: `home-of-${packages[0].replace(/[^a-z0-9]+/g, '-').replace(/^-/, '')}`,
	comment: why,
	severity: 'error',
	from: { path: '^src/', pathNot: [test, ...only.map((name) => layers[name])] },
	to: { path: packages.map((name) => `node_modules/${name}/`) }
}));

module.exports = {
	forbidden: [
		...layerRules,
		...homeRules,
		{
			name: 'no-cycles',
			comment: 'two modules that need each other are one module, or want a third',
			severity: 'error',
			from: {},
			to: { circular: true }
		},
		{
			name: 'plain-layers',
			comment: 'runs without Svelte, SvelteKit or the DOM',
			severity: 'error',
			from: { path: plain.map((name) => layers[name]), pathNot: test },
			to: { path: ['node_modules/(svelte|@sveltejs)/', '^[$](app|env|service-worker)'] }
		},
		{
			name: 'node-modules-of-node',
			comment: 'only what runs on the server may use the modules of Node',
			severity: 'error',
			from: { path: '^src/', pathNot: [test, ...onNode.map((name) => layers[name])] },
			to: { dependencyTypes: ['core'] }
		},
		{
			name: 'no-unresolved',
			comment: 'an import that leads nowhere hides from every other rule',
			severity: 'error',
			from: {},
			// `$app` and `./$types` are made by SvelteKit.
			to: { couldNotResolve: true, pathNot: '^([.]/)?[$](app|env|service-worker|types)' }
		},
		{
			name: 'no-tests-in-the-app',
			severity: 'error',
			from: { path: '^src/', pathNot: test },
			to: { path: ['^tests/', test] }
		}
	],
	options: {
		// The cruiser reads `paths` beside the file that holds them, and SvelteKit's lie in a generated folder.
		tsConfig: { fileName: '.dependency-cruiser.tsconfig.json' },
		// Types count: a type from a forbidden layer is knowledge of that layer.
		tsPreCompilationDeps: true,
		doNotFollow: { path: ['node_modules', '^src/lib/i18n/paraglide/'] },
		enhancedResolveOptions: {
			extensions: ['.ts', '.svelte.ts', '.js', '.svelte', '.json', '.d.ts'],
			exportsFields: ['exports'],
			conditionNames: ['import', 'types', 'svelte', 'node', 'default']
		}
	}
};
