import type { Rule } from 'eslint';
import { posix, relative, sep } from 'node:path';
import { allowed, layerOf } from './layers.ts';

/**
 * `import type` in a component disappears when the component is compiled, which is how
 * dependency-cruiser reads it. This ESLint rule applies the dependency rule to what is lost there.
 */
export const svelteTypes: Rule.RuleModule = {
	meta: {
		type: 'problem',
		docs: { description: 'the dependency rule of the house, for types imported by components' },
		messages: { forbidden: '{{from}} must not know types of {{to}} ({{path}}).' },
		schema: []
	},
	create(context) {
		const file = relative(context.cwd, context.filename).split(sep).join('/');
		const from = layerOf(file);
		if (!from) return {};
		return {
			ImportDeclaration(node) {
				const source = String(node.source.value);
				const path = source.startsWith('$lib/')
					? source.replace('$lib/', 'src/lib/')
					: posix.join(posix.dirname(file), source);
				// Imports of modules may leave the extension out; components never do.
				const to = layerOf(`${path.replace(/[.]ts$/, '')}.ts`);
				if (!to || to === from || allowed[from].includes(to)) return;
				context.report({ node, messageId: 'forbidden', data: { from, to, path } });
			}
		};
	}
};
