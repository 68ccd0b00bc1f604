import { createServer, type Plugin } from 'vite';
import { banner } from './banner.ts';
import { sendSymbols } from './serve.ts';
import { explainAndExit, loadEnvFile, startOrExplain } from './setup.ts';

/* npm run dev: hot reload, and the same backend on the same address. */

loadEnvFile();
const { running, symbols } = await startOrExplain();
const { host, port } = running.settings;
try {
	const vite = await createServer({
		server: { host, port, strictPort: true },
		plugins: symbols === null ? [] : [servingSymbols(symbols)]
	});
	await vite.listen();
	// Vite would end the process itself, before the database is closed.
	process.removeAllListeners('SIGTERM');
	process.stdin.removeAllListeners('end');
	console.log(banner(running, `http://${host}:${port}`));
	const stop = () =>
		void vite
			.close()
			.then(() => running.stop())
			.then(() => process.exit(0));
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
} catch (error) {
	await running.stop();
	explainAndExit(error);
}

/** Before Vite finds the file of the project, which knows its own themes only. */
function servingSymbols(symbols: string): Plugin {
	return {
		name: 'further-themes',
		configureServer(vite) {
			vite.middlewares.use('/icons/themes/symbols.json', (_, response) =>
				sendSymbols(response, symbols)
			);
		}
	};
}
