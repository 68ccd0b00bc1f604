import { addObservation } from '../../domain/actions/add-observation.ts';
import { addPhoto } from '../../domain/actions/add-photo.ts';
import type { Operation } from '../../domain/operation.ts';
import { visitFields, visitProperties } from '../../domain/visit.ts';
import {
	conceptById,
	fieldsFor,
	indexVocabulary,
	type VocabularyIndex
} from '../../domain/vocabulary/graph.ts';
import type { Vocabulary } from '../../domain/vocabulary/types.ts';
import type { Database } from '../database.ts';
import type { FolderStorage } from '../storage-adapter.ts';
import { demoAccounts, demoAuthors } from './accounts.ts';
import { answer } from './answers.ts';
import { speakAs } from './people.ts';
import { factsOf, sendFiles } from './photos.ts';
import type { PlannedPhoto, PlannedRecord } from './plan.ts';
import { Chance } from './random.ts';
import { push } from './send.ts';
import { refusals, visitNotes } from './words.ts';

/** When a visit was made and settled, for the calendar. */
export interface ToldVisit {
	id: string;
	sentAt: Date;
	settledAt: Date;
}

const hour = 3600_000;
/** How much of what is published somebody came back to. */
const visitedShare = 0.22;
const mostVisits = 3;

/** People who come back to what others recorded, and what becomes of their visits. */
export class Visits {
	readonly #database: Database;
	readonly #storage: FolderStorage;
	readonly #index: VocabularyIndex;
	readonly #chance: Chance;
	readonly #now: number;
	readonly told: ToldVisit[] = [];

	constructor(database: Database, storage: FolderStorage, vocabulary: Vocabulary, seed: number) {
		this.#database = database;
		this.#storage = storage;
		this.#index = indexVocabulary(vocabulary);
		this.#chance = new Chance(seed);
		this.#now = Date.now();
	}

	/** Visits to one record, each later than the one before; the last may still wait for a moderator. */
	async tell(record: PlannedRecord): Promise<void> {
		const { concept } = record.content;
		if (visitFields(this.#index, concept).length === 0 || !this.#chance.often(visitedShare)) return;
		const [row] = await this.#database.query<{ status: string; sensitivity: string }>(
			'select status, sensitivity from public.records where id = $1',
			[record.id]
		);
		if (row?.status !== 'published' || row.sensitivity === 'hidden') return;
		const count = this.#chance.int(1, mostVisits);
		let from = record.settledAt.getTime() + hour;
		for (let n = 0; n < count && from < this.#now - 4 * hour; n++) {
			const sentAt = new Date(this.#chance.between(from, (from + this.#now - 3 * hour) / 2));
			const settledAt = new Date(Math.min(sentAt.getTime() + 2 * hour, this.#now - hour));
			await this.#visit(record, sentAt, settledAt, n === count - 1);
			from = settledAt.getTime() + hour;
		}
	}

	async #visit(record: PlannedRecord, sentAt: Date, settledAt: Date, last: boolean): Promise<void> {
		const id = this.#chance.uuid(sentAt);
		const author = this.#chance.pick(demoAuthors);
		const photos = this.#photos(sentAt);
		const waits = await this.#send(record, id, author.id, sentAt, photos);
		this.told.push({ id, sentAt, settledAt });
		if (!waits || (last && this.#chance.often(0.3))) return;
		const refused = this.#chance.often(0.12);
		const moderator = demoAccounts.find(({ memberships }) =>
			memberships.some(
				({ role, territory }) => role === 'moderator' && territory === record.territory
			)
		);
		if (!moderator) throw new Error(`nobody moderates ${record.territory}`);
		const reason = refused ? this.#chance.pick(refusals) : null;
		await speakAs(this.#database, moderator.id, () =>
			this.#database.query(`select public.decide($1, null, 1, $2, $3, $4)`, [
				record.id,
				refused ? 'reject' : 'accept',
				reason,
				id
			])
		);
	}

	/** @returns whether a moderator has to decide on it */
	async #send(
		record: PlannedRecord,
		id: string,
		author: string,
		sentAt: Date,
		photos: PlannedPhoto[]
	): Promise<boolean> {
		const context = {
			newId: () => this.#chance.uuid(sentAt),
			device_time: sentAt.toISOString(),
			device_id: 'demo',
			app_version: 'demo'
		};
		const observed_at = `${new Date(sentAt.getTime() - hour + 2 * hour).toISOString().slice(0, 19)}+02:00`;
		const observation = {
			id,
			observed_at,
			properties: this.#seen(record, sentAt),
			note: this.#chance.often(0.6) ? this.#chance.pick(visitNotes) : null
		};
		const operations: Operation[] = [
			addObservation(record.id, 1, observation, context),
			...photos.map((photo, i) =>
				addPhoto(record.id, 1, { ...factsOf(photo, i, observed_at), observation_id: id }, context)
			)
		];
		await push(this.#database, author, operations);
		if (photos.length > 0)
			await sendFiles(this.#database, this.#storage, author, [{ id: record.id, photos }]);
		const [row] = await this.#database.query<{ waits: boolean }>(
			`select status = 'pending' as waits from public.observations where id = $1`,
			[id]
		);
		return row?.waits ?? false;
	}

	#seen(record: PlannedRecord, seen: Date) {
		const { concept: conceptId } = record.content;
		const concept = conceptById(this.#index, conceptId);
		if (!concept) throw new Error(`no concept ${conceptId}`);
		const about = { index: this.#index, concept, place: '', seen, zeal: 0.6 };
		const properties = answer(about, this.#chance);
		return visitProperties(this.#index, { concept: conceptId, properties });
	}

	#photos(sentAt: Date): PlannedPhoto[] {
		if (!this.#chance.often(0.35)) return [];
		const scene = this.#chance.pick(['hut', 'wall'] as const);
		const seed = this.#chance.int(1, 6);
		return [{ id: this.#chance.uuid(sentAt), scene, seed, caption: null, arrives: true }];
	}
}

/** Elements name their ensembles: some records, where a question asks for another record of their theme. */
export function linkSome(records: PlannedRecord[], index: VocabularyIndex, chance: Chance): void {
	for (const record of records) {
		const { theme, concept, properties } = record.content;
		const field = fieldsFor(index, concept).find(({ kind }) => kind === 'record_link');
		if (!field || !chance.often(0.12)) continue;
		const others = records.filter(
			(other) =>
				other.id !== record.id &&
				other.fate === 'published' &&
				other.territory === record.territory &&
				other.content.theme === (field.linkTheme ?? theme)
		);
		if (others.length > 0) properties[field.key] = chance.pick(others).id;
	}
}
