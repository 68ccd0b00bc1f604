// Plain JavaScript that any Node understands: an old one must get a sentence, not a syntax error.
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 18)) {
	console.error(
		[
			`Node ${process.versions.node} est trop ancien : il faut Node 24, que « npm ci » installe avec le reste.`,
			'Lancez la commande par npm (par exemple « npm start »), après « npm ci » sans --ignore-scripts ni --omit=dev.',
			`(Node ${process.versions.node} is too old; run through npm after a full "npm ci", which brings Node 24.)`
		].join('\n')
	);
	process.exit(1);
}

// Everything else reads its files from the root of the project.
process.chdir(join(here, '../..'));
const [, , command = 'start', ...rest] = process.argv;
process.argv.splice(2, process.argv.length, ...rest);
await import(pathToFileURL(join(here, `${command}.ts`)).href);
