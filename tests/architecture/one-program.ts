import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseForESLint } from 'svelte-eslint-parser';
import ts from 'typescript';
import tseslint from 'typescript-eslint';

type Options = Record<string, unknown> & { filePath?: string };
type Parse = (code: string, options: Options) => unknown;
const usual = tseslint.parser as unknown as { parseForESLint: Parse };

/**
 * The parser of typescript-eslint with one TypeScript program for every file. On its own it opens each component in an
 * editor's service with other text than is on the disk: a new program and a new type checker for each of 400.
 * Whatever is not in the program as it is linted (the service worker) still goes that way.
 */
export function oneProgram(root: string, svelteConfig: unknown): typeof tseslint.parser {
	let program: ts.Program | undefined;
	const typed: Parse = (code, options) => {
		if (!options['projectService'] || !options.filePath) return usual.parseForESLint(code, options);
		program ??= build(root, svelteConfig);
		const known = program.getSourceFile(options.filePath)?.text === code;
		return usual.parseForESLint(
			code,
			known ? { ...options, projectService: undefined, programs: [program] } : options
		);
	};
	return { ...tseslint.parser, parseForESLint: typed } as unknown as typeof tseslint.parser;
}

function build(root: string, svelteConfig: unknown): ts.Program {
	const path = resolve(root, 'tsconfig.json');
	const { config } = ts.readConfigFile(path, ts.sys.readFile) as { config: unknown };
	const svelte = { extension: '.svelte', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred };
	const { fileNames, options } = ts.parseJsonConfigFileContent(
		config,
		ts.sys,
		dirname(path),
		{ noEmit: true, allowNonTsExtensions: true },
		path,
		undefined,
		[svelte]
	);
	const host = ts.createCompilerHost(options);
	const { getSourceFile } = host;
	host.getSourceFile = (name, version, ...rest) =>
		/[.]svelte([.]ts)?$/.test(name) && !name.includes('/node_modules/')
			? ts.createSourceFile(name, scriptOf(name, svelteConfig), version, true, ts.ScriptKind.TS)
			: getSourceFile(name, version, ...rest);
	return ts.createProgram(fileNames, options, host);
}

/** What is linted of a component or of a module with runes: its script, with the types of what Svelte adds. */
function scriptOf(filePath: string, svelteConfig: unknown): string {
	const text = readFileSync(filePath, 'utf8');
	let script = text;
	const listen: Parse = (code, options) => {
		if (options['projectService']) script = code;
		return usual.parseForESLint(code, { ...options, projectService: undefined });
	};
	const parser = { ...tseslint.parser, parseForESLint: listen };
	parseForESLint(text, { filePath, parser, svelteConfig, projectService: true });
	return script;
}
