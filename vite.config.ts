import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

const minute = 60_000;

/**
 * One vitest project per kind of test. Groups run one after the other: the machines this runs on may
 * have two cores, and a browser beside two databases makes all of them slow enough to look broken.
 */
function project(
	name: string,
	settings: {
		include: string;
		order: number;
		timeout: number;
		workers: number;
		/** False: the files of this project share one process, and what its fixtures started. */
		isolate?: boolean;
		plugins?: ReturnType<typeof sveltekit>[];
		globalSetup?: string[];
	}
) {
	return {
		plugins: settings.plugins ?? [],
		resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
		test: {
			name,
			include: [settings.include],
			globalSetup: settings.globalSetup ?? [],
			environment: 'node' as const,
			maxWorkers: settings.workers,
			isolate: settings.isolate ?? true,
			testTimeout: settings.timeout,
			hookTimeout: 3 * minute,
			sequence: { groupOrder: settings.order }
		}
	};
}

export default defineConfig({
	plugins: process.env['VITEST']
		? []
		: [
				paraglideVitePlugin({
					project: './src/lib/i18n/project.inlang',
					outdir: './src/lib/i18n/paraglide',
					strategy: ['cookie', 'preferredLanguage', 'baseLocale']
				}),
				sveltekit()
			],
	test: {
		reporters: [['./tests/support/reporter.ts', {}]],
		projects: [
			project('unit', {
				include: 'src/**/*.test.ts',
				order: 0,
				timeout: 20_000,
				workers: 2,
				// Only these load components and messages.
				plugins: [sveltekit()],
				globalSetup: ['./tests/support/messages.ts']
			}),
			project('architecture', {
				include: 'tests/architecture/**/*.test.ts',
				order: 1,
				timeout: 2 * minute,
				workers: 1
			}),
			project('database', {
				include: 'tests/database/**/*.test.ts',
				order: 2,
				timeout: 2 * minute,
				workers: 1
			}),
			project('sync', {
				include: 'tests/sync/**/*.test.ts',
				order: 3,
				timeout: 3 * minute,
				workers: 1
			}),
			project('e2e', {
				include: 'tests/e2e/**/*.test.ts',
				order: 4,
				timeout: 3 * minute,
				workers: 1,
				isolate: false
			})
		]
	}
});
