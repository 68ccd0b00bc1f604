import { inTransaction, type Database } from '../database.ts';
import { demoAccounts, demoAuthors, type DemoAccount } from './accounts.ts';
import { demoTerritories } from './places.ts';

/** Runs `work` as a signed-in person, under the role and claims the data interface would give. */
export function speakAs<T>(database: Database, userId: string, work: () => Promise<T>): Promise<T> {
	return inTransaction(database, async () => {
		await database.query(
			`select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', $2, true),
				set_config('role', 'authenticated', true)`,
			[JSON.stringify({ sub: userId, role: 'authenticated' }), userId]
		);
		return work();
	});
}

/** Communes, territories, organisations and accounts of the demo. */
export async function addPeopleAndPlaces(database: Database): Promise<void> {
	await inTransaction(database, async () => {
		for (const territory of demoTerritories) {
			for (const { insee, nom, departement, ring } of territory.communes) {
				await database.query(
					`insert into public.communes (insee, nom, departement, outline, origin)
					 values ($1, $2, $3, extensions.st_multi(extensions.st_geomfromgeojson($4)), 'demo') on conflict (insee) do nothing`,
					[insee, nom, departement, JSON.stringify({ type: 'Polygon', coordinates: [ring] })]
				);
			}
			await database.query(
				'insert into public.territories (id, name) values ($1, $2) on conflict (id) do nothing',
				[territory.id, JSON.stringify(territory.name)]
			);
			await database.query(
				'insert into public.territory_communes (territory, insee) select $1, unnest($2::text[]) on conflict do nothing',
				[territory.id, territory.communes.map(({ insee }) => insee)]
			);
		}
		const organisation = await addOrganisation(database);
		const everyone = [
			...demoAccounts,
			...demoAuthors.filter((author) => !demoAccounts.includes(author))
		];
		for (const account of everyone) await addAccount(database, account, organisation);
		await addOrganisationLife(database, organisation);
	});
}

async function addOrganisation(database: Database): Promise<string> {
	const [row] = await database.query<{ id: string }>(
		`insert into public.organisations (name, kind, url)
		 values ('Les Amis des pierres (démonstration)', 'association', 'https://demo.capitelle.test') returning id`
	);
	return row?.id ?? '';
}

async function addAccount(
	database: Database,
	account: DemoAccount,
	organisation: string
): Promise<void> {
	const { id, email, name, pseudonym, shown, language } = account;
	const who = JSON.stringify({ sub: id, email, email_verified: true, phone_verified: false });
	await database.query(
		`insert into auth.users (id, email, aud, role, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
		 values ($1, $2, 'authenticated', 'authenticated', now(), '{"provider": "email", "providers": ["email"]}', $3)`,
		[id, email, who]
	);
	await database.query(
		`insert into auth.identities (id, provider, provider_id, user_id, identity_data) values (gen_random_uuid(), 'email', $1::text, $1::text::uuid, $2)`,
		[id, who]
	);
	await database.query(
		'update public.profiles set display_name = $2, pseudonym = $3, name_shown = $4, language = $5 where id = $1',
		[id, name, pseudonym, shown, language]
	);
	await database.query(
		`insert into public.charter_acceptances (user_id, version)
		 select $1, version from public.charter_versions where in_force_from <= now() order by in_force_from desc limit 1`,
		[id]
	);
	for (const { role, territory } of account.memberships) {
		await database.query(
			'insert into public.memberships (user_id, organisation_id, role, territory) values ($1, $2, $3, $4)',
			[id, role === 'contributor' ? null : organisation, role, territory]
		);
	}
}

/** Who belongs to what, what may be given, and somebody who asks to join: a screen of each has something on it. */
async function addOrganisationLife(database: Database, association: string): Promise<void> {
	const id = (name: string) => demoAccounts.find(({ email }) => email.startsWith(`${name}@`))?.id;
	const [moderator, trusted, administrator] = [
		id('moderateur.garrigues'),
		id('confiance'),
		id('administratrice')
	];
	await database.query(
		`insert into public.organisation_members (organisation_id, user_id, role, changed_by) values
			($1, $2, 'manager', $4), ($1, $3, 'member', $2)`,
		[association, moderator, trusted, administrator]
	);
	await database.query(
		`insert into public.organisation_holdings (organisation_id, role, territory, granted_by, reason)
		 values ($1, 'moderator', 'garrigues', $2, 'Convention de démonstration')`,
		[association, administrator]
	);
	await database.query(
		`insert into public.organisation_requests (organisation_id, user_id, message)
		 values ($1, $2, 'Je relève les murets de la Vaunage depuis dix ans, et je connais les chemins.')`,
		[association, demoAuthors.at(-2)?.id]
	);
	await database.query(
		`with syndicate as (insert into public.organisations (name, kind) values ('Syndicat du Rouergue (démonstration)', 'syndicate') returning id)
		 insert into public.organisation_members (organisation_id, user_id, role, changed_by) select id, $1, 'manager', $2 from syndicate`,
		[id('moderateur.rouergue'), administrator]
	);
	// Each moderates in the name of whom they belong to; the administrator in nobody's.
	await database.query(
		`update public.memberships m set organisation_id = (select o.organisation_id from public.organisation_members o where o.user_id = m.user_id)`
	);
}
