import { demoAccounts } from '../lib/backend/demo/accounts.ts';
import type { Running } from '../lib/backend/running.ts';

/** What a person who starts the server needs to know, in one screen. */
export function banner({ settings, backend, version }: Running, address: string): string {
	const lines = ['', `Capitelle ${version}`, '', row('Adresse', address)];
	if (backend.kind === 'remote') {
		lines.push(
			row('Données', `projet Supabase ${backend.url}`),
			row('Codes de connexion', 'envoyés par ce projet')
		);
	} else {
		lines.push(
			row('Données', `${settings.dataFolder} (base et photos ; à sauvegarder)`),
			row(
				'Codes de connexion',
				settings.mail ? `par courriel, de ${settings.mail.from}` : `ici, et sur ${address}/boite`
			)
		);
		if (settings.demo)
			lines.push('', '  Comptes de démonstration :', ...demoAccounts.map(accountRow));
		lines.push(
			'',
			'  Pour un vrai projet Supabase : PUBLIC_SUPABASE_URL et PUBLIC_SUPABASE_PUBLISHABLE_KEY',
			'  (dans l’environnement ou dans .env ; les autres réglages sont dans .env.example).'
		);
	}
	lines.push('', '  Arrêter : Ctrl+C', '');
	return lines.join('\n');
}

function row(label: string, text: string): string {
	return `  ${label.padEnd(20)}${text}`;
}

function accountRow({ email, may }: { email: string; may: string }): string {
	return `    ${email.padEnd(46)}${may}`;
}
