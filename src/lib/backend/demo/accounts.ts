/** A made-up person of the demo; signs in with a code like everyone. Any likeness is chance. */
export interface DemoAccount {
	/** Fixed, so that a demo made twice is the same. */
	id: string;
	email: string;
	name: string;
	pseudonym: string | null;
	shown: 'real' | 'pseudonym' | 'none';
	language: 'fr' | 'oc' | 'en';
	/** What the person may do, in French, for the terminal. */
	may: string;
	memberships: {
		role: 'contributor' | 'trusted' | 'moderator' | 'administrator';
		territory: string | null;
	}[];
}

/** Domain reserved for tests (RFC 6761): no such address exists. */
const at = (name: string) => `${name}@demo.capitelle.test`;

export const demoAccounts: DemoAccount[] = [
	{
		id: '0190de00-0000-7000-8000-000000000001',
		email: at('contributrice'),
		name: 'Mireille Fabre',
		pseudonym: 'Mirelha',
		shown: 'pseudonym',
		language: 'fr',
		may: 'contributrice',
		memberships: [{ role: 'contributor', territory: null }]
	},
	{
		id: '0190de00-0000-7000-8000-000000000002',
		email: at('confiance'),
		name: 'Joan Pagès',
		pseudonym: null,
		shown: 'real',
		language: 'oc',
		may: 'contributeur de confiance (Garrigues)',
		memberships: [{ role: 'trusted', territory: 'garrigues' }]
	},
	{
		id: '0190de00-0000-7000-8000-000000000003',
		email: at('moderateur.garrigues'),
		name: 'Hélène Roustan',
		pseudonym: null,
		shown: 'real',
		language: 'fr',
		may: 'modératrice, Garrigues et Costières',
		memberships: [{ role: 'moderator', territory: 'garrigues' }]
	},
	{
		id: '0190de00-0000-7000-8000-000000000004',
		email: at('moderateur.rouergue'),
		name: 'Bernat Delpuech',
		pseudonym: null,
		shown: 'none',
		language: 'oc',
		may: 'modérateur, Rouergue',
		memberships: [{ role: 'moderator', territory: 'rouergue' }]
	},
	{
		id: '0190de00-0000-7000-8000-000000000005',
		email: at('administratrice'),
		name: 'Agnès Viala',
		pseudonym: null,
		shown: 'real',
		language: 'fr',
		may: 'administratrice',
		memberships: [{ role: 'administrator', territory: null }]
	}
];

/** Others who brought records; they may sign in too, but show nothing special. */
const neighbours: [name: string, pseudonym: string | null, shown: DemoAccount['shown']][] = [
	['Paul Arnal', null, 'real'],
	['Lucie Teissier', 'Garrigaïre', 'pseudonym'],
	['Étienne Combes', null, 'none'],
	['Rosa Vidal', null, 'real'],
	['Marc Solignac', 'Lo Caussinard', 'pseudonym'],
	['Nadia Benali', null, 'real'],
	['Yves Cabrol', null, 'none']
];

const plainName = (name: string) =>
	name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll(' ', '.');

/** Everyone who may be the author of a demo record. */
export const demoAuthors: DemoAccount[] = [
	...demoAccounts.slice(0, 2),
	...neighbours.map(([name, pseudonym, shown], i): DemoAccount => ({
		id: `0190de00-0000-7000-8000-0000000001${String(i).padStart(2, '0')}`,
		email: at(plainName(name)),
		name,
		pseudonym,
		shown,
		language: 'fr',
		may: 'contributeur',
		memberships: []
	}))
];
