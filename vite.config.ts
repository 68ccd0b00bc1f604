import { fileURLToPath } from 'node:url';
import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import LongestFirst from './tests/support/longest-first.ts';

const minute = 60_000;

/**
 * No browser knows the plurals and the numbers of Occitan: asked for them it answers in the language of the device,
 * and some of those know no singular. French rules are the same.
 */
function occitanAsFrench(): Plugin {
	return {
		name: 'occitan-as-french',
		transform(code, id) {
			if (!id.endsWith('/paraglide/registry.js')) return null;
			const asked = /new Intl\.(PluralRules|NumberFormat)\(locale,/g;
			if (code.match(asked)?.length !== 2) throw new Error(`${id} asks for rules in another way`);
			return { code: code.replaceAll(asked, "new Intl.$1([locale, 'fr'],"), map: null };
		}
	};
}

/**
 * One vitest project per kind of test. Groups run one after the other: the machines this runs on may
 * have two cores, and a browser beside two databases makes all of them slow enough to look broken. Those of a
 * kind share a group, and the two cores.
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
		plugins?: (Plugin | ReturnType<typeof sveltekit>)[];
		globalSetup?: string[];
		setupFiles?: string[];
	}
) {
	return {
		plugins: settings.plugins ?? [],
		resolve: { alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) } },
		test: {
			name,
			include: [settings.include],
			globalSetup: settings.globalSetup ?? [],
			setupFiles: settings.setupFiles ?? [],
			environment: 'node' as const,
			maxWorkers: settings.workers,
			isolate: settings.isolate ?? true,
			testTimeout: settings.timeout,
			hookTimeout: 3 * minute,
			// What is waited for comes at once on a quiet machine. One second, the default, is short where three
			// browsers share two cores.
			expect: { poll: { timeout: 15_000 } },
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
				occitanAsFrench(),
				sveltekit()
			],
	test: {
		reporters: [['./tests/support/reporter.ts', {}]],
		sequence: { sequencer: LongestFirst },
		// At the end of a worker a server and a browser are stopped, which takes them a while.
		teardownTimeout: minute,
		projects: [
			project('unit', {
				include: 'src/**/*.test.ts',
				order: 0,
				// The largest files that can be opened take seconds of a core, and may not have one to themselves.
				timeout: minute,
				workers: 2,
				// A process and every module anew for each of 200 files cost twice what the tests do.
				isolate: false,
				// Only these load components and messages.
				plugins: [occitanAsFrench(), sveltekit()],
				globalSetup: ['./tests/support/messages.ts'],
				// Dexie takes the IndexedDB there is when it is loaded, once for all files of a process.
				setupFiles: ['fake-indexeddb/auto']
			}),
			project('architecture', {
				include: 'tests/architecture/**/*.test.ts',
				order: 0,
				timeout: 2 * minute,
				workers: 2
			}),
			project('database', {
				include: 'tests/database/**/*.test.ts',
				order: 1,
				timeout: 2 * minute,
				workers: 2,
				// Each file has databases of its own; what is spared is reading PostgreSQL and PostGIS anew for each.
				isolate: false
			}),
			project('sync', {
				include: 'tests/sync/**/*.test.ts',
				order: 1,
				timeout: 3 * minute,
				workers: 2,
				isolate: false,
				// Dexie only watches where there is a global IndexedDB when it is loaded, as in a browser.
				setupFiles: ['fake-indexeddb/auto']
			}),
			project('e2e', {
				include: 'tests/e2e/**/*.test.ts',
				order: 2,
				timeout: 3 * minute,
				// A browser waits a third of the time: a third one fills two cores.
				workers: 3,
				isolate: false
			})
		]
	}
});
