import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';
import { oneProgram } from './tests/architecture/one-program.ts';
import { svelteTypes } from './tests/architecture/svelte-types.ts';

const parser = oneProgram(import.meta.dirname, svelteConfig);

export default ts.config(
	{
		ignores: [
			'build/',
			'.svelte-kit/',
			'test-results/',
			'src/lib/i18n/paraglide/',
			'src/lib/remote/database.types.ts'
		]
	},
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	js.configs.recommended,
	...ts.configs.strict,
	{ languageOptions: { parser } },
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: {
				projectService: { allowDefaultProject: ['*.js', '*.cjs', 'src/service-worker.ts'] },
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			// TypeScript knows better which names exist.
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
			],
			// Every index may be undefined here (noUncheckedIndexedAccess); a loop that just counted knows better.
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			// A promise nobody waits for is an error nobody sees.
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			],
			// Properties are keyed by what the vocabulary says.
			'@typescript-eslint/no-dynamic-delete': 'off',
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-console': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			parserOptions: { parser, svelteConfig }
		}
	},
	{
		files: ['**/*.svelte'],
		plugins: { house: { rules: { 'svelte-types': svelteTypes } } },
		rules: {
			'house/svelte-types': 'error',
			// Data typed by people is never markup.
			'svelte/no-at-html-tags': 'error',
			'svelte/require-each-key': 'error',
			// The app is served at the root of its address (the offline shell answers for every path).
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.svelte.ts', '**/*.svelte'],
		rules: {
			// A Set or a Date used inside one function has nobody to tell that it changed.
			'svelte/prefer-svelte-reactivity': 'off'
		}
	},
	{
		// These talk to a terminal.
		files: ['src/cli/**', 'src/lib/backend/**', 'tests/**'],
		rules: { 'no-console': 'off' }
	},
	{
		// A fixture that needs no other is written with an empty pattern.
		files: ['tests/**'],
		rules: { 'no-empty-pattern': 'off' }
	},
	{
		files: ['**/*.js', '**/*.cjs'],
		...ts.configs.disableTypeChecked
	},
	{
		files: ['**/*.cjs'],
		rules: { '@typescript-eslint/no-require-imports': 'off' }
	}
);
