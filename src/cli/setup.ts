import { existsSync } from 'node:fs';
import type { DeliveredCode } from '../lib/backend/client.ts';
import { FolderInUse } from '../lib/backend/lock.ts';
import { offerDrawings } from '../lib/backend/public/symbols.ts';
import { startBackend, type Running } from '../lib/backend/running.ts';
import { readSettings, SettingsError } from '../lib/backend/settings.ts';
import { seedSql } from './seed-sql.ts';
import { symbolsJson } from './symbols.ts';
import { loadFurtherThemes, loadThemes } from './themes.ts';

/** What takes time at a start, in words. Migrations are named by their topic. */
const stepWords: Record<string, string> = {
	create: 'Création de la base de données (première fois, une demi-minute environ)…',
	open: 'Ouverture de la base de données…',
	platform: 'Préparation de la base…',
	seed: 'Vocabulaire des thèmes…',
	demo: 'Données de démonstration…'
};

/** Reads `.env` when there is one; variables already set win. */
export function loadEnvFile(): void {
	if (existsSync('.env')) process.loadEnvFile('.env');
}

/** The backend, and the drawings of every theme when some are the operator's own. */
interface Started {
	running: Running;
	/** JSON; null when the file of the build has them all. */
	symbols: string | null;
}

/** Starts the backend and tells its steps on the terminal; a wrong setting ends the process with sentences. */
export async function startOrExplain(): Promise<Started> {
	try {
		const shipped = await loadThemes();
		const further = await loadFurtherThemes(readSettings(process.env).themesFolder, shipped);
		const seeds = further.map((theme) => ({
			name: `CAPITELLE_THEMES/${theme.theme.id}`,
			sql: seedSql([theme])
		}));
		const running = await startBackend(process.env, { progress: showStep, code: showCode, seeds });
		const symbols = further.length > 0 ? symbolsJson([...shipped, ...further]) : null;
		if (symbols !== null) offerDrawings(symbols);
		return { running, symbols };
	} catch (error) {
		return explainAndExit(error);
	}
}

/** Says in sentences why it cannot go on, and ends the process. */
export function explainAndExit(error: unknown): never {
	explain(error);
	process.exit(1);
}

let lastStep = '';

function showStep(step: string): void {
	const [name = '', ...rest] = step.split(' ');
	const words = stepWords[name]
		? [stepWords[name], ...rest].join(' ')
		: name === 'migration'
			? 'Structure de la base…'
			: step;
	if (words !== lastStep) console.log(words);
	lastStep = words;
}

function showCode({ email, code }: DeliveredCode): void {
	console.log(`Code de connexion pour ${email} : ${code}`);
}

function explain(error: unknown): void {
	if (error instanceof SettingsError) {
		console.error('Réglages à corriger (voir .env.example) :\n');
		console.error(error.message);
	} else if (error instanceof FolderInUse) {
		console.error(
			`Ce dossier de données sert déjà à un autre processus (${error.pid}). Arrêtez-le d’abord.`
		);
		console.error(`(${error.message})`);
	} else if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
		console.error('Ce port est déjà pris par un autre programme : choisissez-en un avec PORT.');
		console.error('(This port is already in use: choose another one with PORT.)');
	} else {
		console.error('Impossible de continuer :\n');
		console.error(error instanceof Error ? error.message : String(error));
	}
}
