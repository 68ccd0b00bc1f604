import { globSync, readFileSync } from 'node:fs';
import { parse } from 'svelte/compiler';
import { describe, expect, test } from 'vitest';

/** Attributes whose value is read by a person. */
const spoken = new Set(['placeholder', 'title', 'aria-label', 'aria-description', 'alt', 'label']);
/** The app's own name is the same in every language. */
const isText = (text: string) => /\p{L}/u.test(text.replaceAll('Capitelle', ''));

interface Node {
	type: string;
	name?: string;
	data?: string;
	value?: unknown;
	fragment?: unknown;
}

/** Texts written in a component itself, outside the message catalogue. */
function literalTexts(source: string): string[] {
	const found: string[] = [];
	const visit = (value: unknown, inAttribute: boolean): void => {
		if (Array.isArray(value)) value.forEach((item) => visit(item, inAttribute));
		if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
		const node = value as Node;
		if (node.type === 'Text') {
			if (!inAttribute && isText(node.data ?? '')) found.push((node.data ?? '').trim());
			return;
		}
		if (node.type === 'Attribute') {
			found.push(...literalAttribute(node));
			return;
		}
		if (node.type === 'StyleSheet' || node.type === 'Script') return;
		if (node.type === 'RegularElement' && node.name === 'style') return;
		if (node.type === 'ExpressionTag') {
			found.push(...literalsOf(value));
			return;
		}
		for (const child of Object.values(value)) visit(child, inAttribute);
	};
	visit(parse(source, { modern: true }).fragment, false);
	return found;
}

/** A text, or a string inside an expression, given to an attribute that people read. */
function literalAttribute(node: Node): string[] {
	if (!spoken.has(node.name ?? '')) return [];
	const parts = Array.isArray(node.value) ? node.value : [node.value];
	return parts.flatMap((part: Node) => {
		if (part?.type === 'Text') return isText(part.data ?? '') ? [String(part.data)] : [];
		return part?.type === 'ExpressionTag' ? literalsOf(part) : [];
	});
}

/** `{'Bonjour'}` and `{ok ? 'Oui' : 'Non'}`: strings that an expression shows as they are. */
function literalsOf(tag: unknown): string[] {
	const shown = (expression: unknown): string[] => {
		const node = expression as {
			type: string;
			value?: unknown;
			consequent?: unknown;
			alternate?: unknown;
			left?: unknown;
			right?: unknown;
			quasis?: { value: { cooked: string } }[];
		};
		if (node.type === 'Literal')
			return typeof node.value === 'string' && isText(node.value) ? [node.value] : [];
		if (node.type === 'TemplateLiteral')
			return (node.quasis ?? []).map(({ value }) => value.cooked).filter((text) => isText(text));
		if (node.type === 'ConditionalExpression')
			return [...shown(node.consequent), ...shown(node.alternate)];
		if (node.type === 'LogicalExpression') return shown(node.right);
		return [];
	};
	return shown((tag as { expression: unknown }).expression);
}

const sources = new URL('../../', import.meta.url);
const components = globSync('**/*.svelte', { cwd: sources }).sort();

test('the check sees what it must see', () => {
	const source = `<script lang="ts">const word = 'fine';</script>
		<p class="fine">{word}</p><p>Bonjour</p><input placeholder="Nom" title={'Titre'} name="fine" />
		{#if word}<b>{word ? 'Oui' : 'Non'}</b>{/if}<i>12 · —</i><p>{\`\${word} mètres\`}</p>`;
	expect(literalTexts(source)).toEqual(['Bonjour', 'Nom', 'Titre', 'Oui', 'Non', ' mètres']);
});

describe('components keep their texts in the catalogue', () => {
	test('there are components', () => expect(components.length).toBeGreaterThan(10));
	test.each(components)('%s', (path) => {
		expect(literalTexts(readFileSync(new URL(path, sources), 'utf8'))).toEqual([]);
	});
});
