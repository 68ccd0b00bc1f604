import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build, type Rolldown } from 'vite';

const repository = join(import.meta.dirname, '../..');

/** Bundles one of `tests/bench/pages` with the app's own modules, minified as in production. */
export async function bundle(page: string): Promise<string> {
	const output = (await build({
		configFile: false,
		logLevel: 'error',
		resolve: { alias: { $lib: join(repository, 'src/lib') } },
		build: {
			write: false,
			minify: true,
			lib: { entry: join(repository, 'tests/bench/pages', page), formats: ['es'] }
		}
	})) as Rolldown.RolldownOutput[];
	return output[0]!.output[0].code;
}

/** An empty page that runs a bundled module, on a loopback port. */
export async function servePage(
	page: string
): Promise<{ url: string; close: () => Promise<void> }> {
	const code = await bundle(page);
	const html = '<!doctype html><title>bench</title><script type="module" src="/page.js"></script>';
	const server = createServer((request, response) => {
		const script = request.url === '/page.js';
		response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
		response.end(script ? code : html);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/`,
		close: () => new Promise((resolve) => server.close(() => resolve()))
	};
}
