import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { files, read } from './sources.ts';

/**
 * What a phone, a browser, a network and a server do to people's work. The promise is that none of it loses
 * anything: each has a test that makes it happen, and names it in its title.
 */
const faults: Record<string, string> = {
	'01': 'the local database’s connection dies under the page',
	'02': 'opening the camera kills the page',
	'03': 'no room left while saving',
	'04': 'storage evicted or cleared',
	'05': 'the reply lost after the server committed',
	'06': 'the record accepted, its photos failed',
	'07': 'a reconnection in the middle hides what remains',
	'08': 'a record edited while its first version is in flight',
	'09': 'the page killed between two steps of sending',
	'10': 'edit against delete, and delete against edit',
	'11': 'the vocabulary or the form changed while records wait',
	'12': 'one poisoned record',
	'13': 'a token over, refreshed elsewhere; an account deleted; a role lost',
	'14': 'two tabs and the service worker send together',
	'15': 'an upgrade of the local database interrupted, or an older tab open',
	'16': 'the app updated while a form is open; an update that fails half-way',
	'17': 'HTML where JSON or code is expected',
	'18': 'the server answers 409, 413, 429, 500, 503, nonsense or nothing',
	'19': 'the device’s clock or zone is wrong, or midnight passes',
	'20': 'the screen locked during a walked trace',
	'21': 'photos without a place, rotated, huge, of another format, or none at all',
	'22': 'geometries that are huge, cross themselves or are swapped',
	'23': 'a restart in airplane mode',
	'24': 'a receipt for what the server does not have',
	'25': 'autosave and several photos at once',
	'26': 'the server killed in the middle of a batch'
};

/** Functions whose first argument is what a reader of the report sees. */
const titled = new Set(['test', 'it', 'describe']);

/** Every title of a test file, those written in a table of cases too: rows of `each` and keys of `for`. */
function titlesOf(path: string): string[] {
	const found: string[] = [];
	const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
	const visit = (node: ts.Node, inTest: boolean): void => {
		const text = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) ? node.text : null;
		if (text !== null && !inTest) found.push(text);
		if (ts.isCallExpression(node) && titled.has(rootOf(node.expression))) {
			const [title, ...rest] = node.arguments;
			if (title) visit(title, false);
			visit(node.expression, false);
			for (const argument of rest) visit(argument, inTest || !isDescribe(node.expression));
			return;
		}
		ts.forEachChild(node, (child) => visit(child, inTest));
	};
	visit(source, false);
	return found;
}

/** `test` in `test.each(cases)(…)`. */
function rootOf(expression: ts.Expression): string {
	if (ts.isIdentifier(expression)) return expression.text;
	if (ts.isPropertyAccessExpression(expression) || ts.isCallExpression(expression)) {
		return rootOf(expression.expression);
	}
	return '';
}

const isDescribe = (expression: ts.Expression) => rootOf(expression) === 'describe';

const tests = files().filter(
	(path) => path.endsWith('.test.ts') && path !== 'tests/architecture/faults.test.ts'
);
const named = new Map<string, string[]>();
for (const path of tests) {
	for (const title of titlesOf(path)) {
		for (const [, number = ''] of title.matchAll(/fault-(\d\d)/g)) {
			named.set(number, [...(named.get(number) ?? []), `${path}: ${title}`]);
		}
	}
}

describe('what may befall people’s work', () => {
	test.each(Object.entries(faults))('%s, %s: a test makes it happen', (number) => {
		expect(named.get(number) ?? []).not.toEqual([]);
	});

	test('is all in the list', () => {
		expect([...named.keys()].filter((number) => !(number in faults))).toEqual([]);
	});
});
