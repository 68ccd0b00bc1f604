import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const library = pathToFileURL(`${join(import.meta.dirname, '../../../src/lib')}/`);

/** Lets Node read the app's own modules as they are: `$lib/` is what Vite makes of it. */
registerHooks({
	resolve: (specifier, context, next) =>
		specifier.startsWith('$lib/')
			? next(new URL(specifier.slice('$lib/'.length), library).href, context)
			: next(specifier, context)
});
