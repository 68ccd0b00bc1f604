import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Lets Node itself read `$lib/…`, with or without its extension, as Vite does: a script needs no build. */
const library = resolve(import.meta.dirname, '../../../src/lib');

registerHooks({
	resolve(specifier, context, next) {
		if (specifier.startsWith('$lib/')) {
			const path = join(library, specifier.slice('$lib/'.length));
			return next(pathToFileURL(existsSync(path) ? path : `${path}.ts`).href, context);
		}
		return next(specifier, context);
	}
});
