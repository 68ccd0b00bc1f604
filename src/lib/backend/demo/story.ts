import { correctRecord } from '../../domain/actions/correct-record.ts';
import type { RecordContent } from '../../domain/actions/content.ts';
import { fieldsFor, indexVocabulary } from '../../domain/vocabulary/graph.ts';
import type { Vocabulary } from '../../domain/vocabulary/types.ts';
import type { Database } from '../database.ts';
import { demoAccounts, demoAuthors } from './accounts.ts';
import { speakAs } from './people.ts';
import type { PlannedRecord } from './plan.ts';
import { Chance } from './random.ts';
import { push } from './send.ts';
import { refusals, remarks, requests, withdrawals } from './words.ts';

type Decision = 'accept' | 'request_changes' | 'reject';

/** What moderators and authors do with the records once they are there, each as their fate says. */
export class Story {
	readonly #database: Database;
	readonly #vocabulary: Vocabulary;
	readonly #chance: Chance;

	constructor(database: Database, vocabulary: Vocabulary, seed: number) {
		this.#database = database;
		this.#vocabulary = vocabulary;
		this.#chance = new Chance(seed);
	}

	async tell(record: PlannedRecord): Promise<void> {
		const { fate } = record;
		if (fate === 'submitted') return;
		// What trusted people send is published already: nobody is asked about it.
		const published = (await this.#stateOf(record.id)).status === 'published';
		if (published && ['rejected', 'changes_requested', 'resent'].includes(fate)) return;
		if (fate === 'rejected') return this.#decide(record, 'reject', refusals);
		if (fate === 'changes_requested') return this.#decide(record, 'request_changes', requests);
		if (fate === 'resent') {
			await this.#decide(record, 'request_changes', requests);
			return this.#correct(record);
		}
		if (!published) await this.#decide(record, 'accept');
		if (fate === 'archived') return this.#decide(record, 'reject', withdrawals);
		if (fate === 'edited' || fate === 'edit_refused') await this.#correct(record);
		if (fate === 'edit_refused') await this.#decideProposal(record);
	}

	async #decide(
		record: PlannedRecord,
		decision: Decision,
		reasons?: readonly string[]
	): Promise<void> {
		const { version } = await this.#stateOf(record.id);
		await this.#say(record, null, version, decision, reasons);
	}

	async #decideProposal(record: PlannedRecord): Promise<void> {
		const { version } = await this.#stateOf(record.id);
		const [proposal] = await this.#database.query<{ id: string }>(
			`select id from public.proposals where record_id = $1 and status = 'pending'`,
			[record.id]
		);
		if (!proposal) return;
		const asks = this.#chance.often(0.5);
		await this.#say(
			record,
			proposal.id,
			version,
			asks ? 'request_changes' : 'reject',
			asks ? requests : refusals
		);
	}

	async #say(
		record: PlannedRecord,
		proposal: string | null,
		version: number,
		decision: Decision,
		reasons?: readonly string[]
	): Promise<void> {
		const moderator = demoAccounts.find(({ memberships }) =>
			memberships.some(
				({ role, territory }) => role === 'moderator' && territory === record.territory
			)
		);
		if (!moderator) throw new Error(`nobody moderates ${record.territory}`);
		const reason = reasons ? this.#chance.pick(reasons) : null;
		await speakAs(this.#database, moderator.id, () =>
			this.#database.query('select public.decide($1, $2, $3, $4, $5)', [
				record.id,
				proposal,
				version,
				decision,
				reason
			])
		);
	}

	/** Its author changes one thing, from the version they know. */
	async #correct(record: PlannedRecord): Promise<void> {
		const author = demoAuthors[record.author];
		const { version } = await this.#stateOf(record.id);
		const operation = correctRecord(
			record.id,
			{ version, content: record.content },
			this.#corrected(record.content),
			{
				newId: () => this.#chance.uuid(record.settledAt),
				device_time: record.settledAt.toISOString(),
				device_id: 'demo',
				app_version: 'demo'
			}
		);
		if (author && operation) await push(this.#database, author.id, [operation]);
	}

	#corrected(content: RecordContent): RecordContent {
		const fields = fieldsFor(indexVocabulary(this.#vocabulary), content.concept);
		const long = fields.find(({ kind, showWhen }) => kind === 'long_text' && showWhen === null);
		if (long) {
			const text = `${this.#chance.pick(remarks)} Revu sur place.`;
			return { ...content, properties: { ...content.properties, [long.key]: text } };
		}
		const seen = new Date(Date.parse(content.observed_at) + 24 * 3600_000);
		return { ...content, observed_at: `${seen.toISOString().slice(0, 19)}+00:00` };
	}

	async #stateOf(id: string): Promise<{ version: number; status: string }> {
		const [state] = await this.#database.query<{ version: number; status: string }>(
			'select version, status from public.records where id = $1',
			[id]
		);
		if (!state) throw new Error(`the demo's record ${id} is not there`);
		return state;
	}
}
