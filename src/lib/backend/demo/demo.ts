import { addPhoto } from '../../domain/actions/add-photo.ts';
import { createRecord } from '../../domain/actions/create-record.ts';
import type { Operation } from '../../domain/operation.ts';
import { indexVocabulary } from '../../domain/vocabulary/graph.ts';
import type { Vocabulary } from '../../domain/vocabulary/types.ts';
import type { Database } from '../database.ts';
import type { FolderStorage } from '../storage-adapter.ts';
import { demoAuthors } from './accounts.ts';
import { spreadOverTime } from './calendar.ts';
import { tellTheNews } from './notices.ts';
import { addPeopleAndPlaces } from './people.ts';
import { factsOf, sendFiles } from './photos.ts';
import { planRecords, type PlannedRecord } from './plan.ts';
import { Chance } from './random.ts';
import { setRules } from './rules.ts';
import { push } from './send.ts';
import { Story } from './story.ts';
import { talkALittle } from './talk.ts';
import { linkSome, Visits } from './visits.ts';

const seed = 1_936_027;
const recordsPerTerritory = 170;

/** True when nobody has an account here yet: only then may a demo be made. */
export async function isEmpty(database: Database): Promise<boolean> {
	const [row] = await database.query<{ empty: boolean }>(
		'select not exists (select from auth.users) and not exists (select from public.records) as empty'
	);
	return row?.empty === true;
}

/**
 * Fills an empty database with made-up people and records, through the same functions as everyone,
 * so that whatever is there could have been sent by a phone.
 */
export async function makeDemo(
	database: Database,
	storage: FolderStorage,
	progress: (step: string) => void
): Promise<void> {
	progress('demo');
	const [row] = await database.query<{ vocabulary: Vocabulary }>(
		'select public.vocabulary() as vocabulary'
	);
	if (!row || row.vocabulary.themes.length === 0) return;
	await addPeopleAndPlaces(database);
	const index = indexVocabulary(row.vocabulary);
	const records = planRecords(index, demoAuthors.length, recordsPerTerritory, new Date(), seed);
	linkSome(records, index, new Chance(seed + 3));
	const chance = new Chance(seed + 1);
	for (const [i, author] of demoAuthors.entries()) {
		const own = records.filter((record) => record.author === i);
		await push(
			database,
			author.id,
			own.flatMap((record) => operationsOf(record, chance))
		);
		await sendFiles(database, storage, author.id, own);
	}
	const story = new Story(database, row.vocabulary, seed + 2);
	for (const [i, record] of records.entries()) {
		if (i % 100 === 0) progress(`demo ${i}/${records.length}`);
		await story.tell(record);
	}
	const visits = new Visits(database, storage, row.vocabulary, seed + 4);
	progress('demo visits');
	for (const record of records) await visits.tell(record);

	await spreadOverTime(database, records, visits.told);
	await talkALittle(database);
	await tellTheNews(database);
	await setRules(database);
}

function operationsOf(record: PlannedRecord, chance: Chance): Operation[] {
	const context = {
		newId: () => chance.uuid(record.sentAt),
		device_time: record.sentAt.toISOString(),
		device_id: 'demo',
		app_version: 'demo'
	};
	return [
		createRecord(record.id, record.content, context),
		...record.photos.map((photo, i) =>
			addPhoto(record.id, 1, factsOf(photo, i, record.content.observed_at), context)
		)
	];
}
