import { readBasemaps } from '../lib/backend/basemaps.ts';
import { readSettings } from '../lib/backend/settings.ts';
import { banner } from './banner.ts';
import { buildApplication, buildIsStale } from './build.ts';
import { answerParent } from './parent.ts';
import { closeServer, serveBuild } from './serve.ts';
import { explainAndExit, loadEnvFile, startOrExplain } from './setup.ts';

/* npm start: the production build on one port, with the embedded backend unless a Supabase project is named. */

loadEnvFile();
try {
	readSettings(process.env);
	readBasemaps();
	// Tests name the build they are about: `npm test` has just made it.
	if (!process.argv.includes('--no-build') && buildIsStale()) {
		console.log('Construction de l’application (une minute environ)…');
		await buildApplication();
	}
} catch (error) {
	explainAndExit(error);
}

const { running, symbols } = await startOrExplain();
const { server, address } = await serveBuild(running, symbols).catch(async (error: unknown) => {
	await running.stop();
	return explainAndExit(error);
});
answerParent(running);
console.log(banner(running, address));
process.send?.({ ready: address });

let stopping = false;
async function stop(): Promise<void> {
	if (stopping) return;
	stopping = true;
	await closeServer(server);
	await running.stop();
	process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());

if (running.backend.kind === 'embedded') {
	// Without its backend the server is of no use: a supervisor can start it again.
	void running.backend.client.ended.then(() => {
		if (stopping) return;
		console.error('La base de données embarquée s’est arrêtée ; le serveur s’arrête aussi.');
		process.exit(1);
	});
}
