import type { TestDatabase } from '../support/database.ts';
import { vocabularySql } from '../database/support/vocabulary.ts';

export interface ManyRecords {
	author: string;
	/** Moderates ten communes of the hundred. */
	moderator: string;
	/** Moderates everything everywhere. */
	administrator: string;
}

const places = `
insert into public.communes (insee, nom, departement, outline, origin)
	select '99' || lpad(n::text, 3, '0'), 'Commune ' || n, '99',
		extensions.st_multi(extensions.st_makeenvelope(3 + (n % 10) * 0.1, 43 + (n / 10) * 0.1, 3.1 + (n % 10) * 0.1, 43.1 + (n / 10) * 0.1, 4326)), 'test'
	from generate_series(0, 99) n;
insert into public.territories (id, name) values ('bench', '{"fr": "Dix communes"}');
insert into public.territory_communes select 'bench', '99' || lpad(n::text, 3, '0') from generate_series(0, 9) n;`;

/** Puts the made-up theme, a hundred communes and three people there. */
export async function settle(db: TestDatabase): Promise<ManyRecords> {
	await db.exec(places);
	await db.exec(vocabularySql());
	const [author, moderator, administrator] = [
		await db.addUser('author@test.example'),
		await db.addUser('moderator@test.example'),
		await db.addUser('administrator@test.example')
	];
	await db.query(
		`insert into public.memberships (user_id, role, territory) values ($1, 'moderator', 'bench'), ($2, 'administrator', null)`,
		[moderator, administrator]
	);
	return { author, moderator, administrator };
}

/**
 * Writes records at once, evenly over the communes, each with a sentence of its own.
 * @param status `submitted`, or `published` with what everyone sees of it
 */
export async function addRecords(
	db: TestDatabase,
	author: string,
	count: number,
	status: 'submitted' | 'published'
): Promise<void> {
	const part = 10_000;
	for (let from = 0; from < count; from += part)
		await db.query(
			`insert into public.records (id, theme, concept, geometry, position, properties, sensitivity, observed_at, status, author_id,
				commune_insee, licence, flags, submitted_at, public_geometry, public_properties, public_lon, public_lat, title, published_at)
			select gen_random_uuid(), 'kilns', 'kilns/lime', place, '{"method": "gps", "accuracy_m": 4}',
				jsonb_build_object('state', 'stone', 'note', 'Four numéro ' || n || ' au bord du chemin, à demi effondré'), 'public', now(), $4, $1,
				'99' || lpad((n % 100)::text, 3, '0'), 'lov2', '[]', now() - interval '1 day' + n * interval '1 millisecond',
				case $4 when 'published' then place end, case $4 when 'published' then '{"state": "stone"}'::jsonb end,
				case $4 when 'published' then extensions.st_x(place) end, case $4 when 'published' then extensions.st_y(place) end,
				case $4 when 'published' then 'Four ' || n end, case $4 when 'published' then now() end
			from (select n, extensions.st_setsrid(extensions.st_point(3 + (n % 10) * 0.1 + (n % 97) / 1000.0,
					43 + (n % 100 / 10) * 0.1 + (n % 89) / 1000.0), 4326) as place
				from generate_series($2::int, $3::int) n) made`,
			[author, from, Math.min(from + part, count) - 1, status]
		);
	await db.exec('analyze public.records; analyze public.review_items');
}
