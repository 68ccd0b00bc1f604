import { applyChanges, contentOf } from '$lib/domain/actions/content.ts';
import type { PhotoFacts } from '$lib/domain/actions/add-photo.ts';
import type { Observation } from '$lib/domain/observation.ts';
import type { Operation, OperationAnswer } from '$lib/domain/operation.ts';
import type { Problem } from '$lib/domain/problem.ts';
import type { FullRecord } from '$lib/domain/record.ts';
import type { Comment } from '$lib/domain/talk.ts';
import { RemoteError } from '$lib/remote/errors.ts';
import type { WordProposal } from '$lib/domain/vocabulary/proposal.ts';
import type { WordDecision } from '$lib/remote/suggestions.ts';
import type { SyncRemote } from '$lib/sync/ports.ts';
import { accepted, conflict, refused, visitOf } from './fake-answers.ts';
import { changedElsewhere, disputed, mergedChanges } from './fake-merging.ts';
import { pullFrom, storeFile, type ServerRecord } from './fake-reading.ts';

type Call = 'push' | 'pull' | 'upload' | 'confirm' | 'word' | 'decisions';
/** Called before a request is served and after it was, before the reply leaves; may throw a RemoteError. */
export type Fault = (call: Call, moment: 'before' | 'after') => void | Promise<void>;

/** The rules of the server's functions in memory, to test the device's side of the protocol alone. */
export class FakeServer {
	readonly records = new Map<string, ServerRecord>();
	readonly answers = new Map<string, OperationAnswer>();
	/** Times an operation was really carried out; more than once would be a bug. */
	readonly carriedOut = new Map<string, number>();
	readonly objects = new Map<string, Uint8Array>();
	/** Answers to give instead of judging, by concept: what a database refuses. */
	readonly refusedConcepts = new Map<string, Problem>();
	/** Visits to refuse, by their note. */
	readonly refusedVisits = new Set<string>();
	/** Who made a visit to someone else's record, by its id. */
	readonly visitors = new Map<string, string>();
	/** Words that were suggested, and how often each arrived. */
	readonly words = new Map<string, { proposal: WordProposal; times: number }>();
	readonly decisions = new Map<string, WordDecision>();
	/** Words the server does not take. */
	readonly refusedWords = new Map<string, Problem>();
	/** Comments by their record, as its author reads them. */
	readonly talk = new Map<string, Comment[]>();
	/** Comments the server does not take, by their text. */
	readonly refusedComments = new Map<string, Problem>();
	#stamp = 0;
	pageSize = 500;

	/** The server as one signed-in account reaches it. */
	as(session: () => string | null, fault: Fault = () => {}): SyncRemote {
		const served = async <T>(call: Call, as: string | null, work: () => T): Promise<T> => {
			await fault(call, 'before');
			const account = session();
			if (as !== null && account !== as) throw new RemoteError('unauthorized', { status: 401 });
			const result = work();
			await fault(call, 'after');
			return structuredClone(result);
		};
		return {
			push: (operations, as) =>
				served('push', as, () => operations.map((op) => this.#receive(structuredClone(op), as))),
			pull: ({ cursor, account_id: as }) => served('pull', as, () => pullFrom(this, cursor, as)),
			uploadPhoto: async (file, path, as) => {
				const bytes = new Uint8Array(await file.arrayBuffer());
				await served('upload', as, () => storeFile(this, path, bytes));
			},
			confirmPhoto: (photo_id, as) => served('confirm', as, () => this.#confirm(photo_id)),
			suggestWord: (proposal, as) => served('word', as, () => this.#word(proposal)),
			wordDecisions: (as) => served('decisions', as, () => [...this.decisions.values()])
		};
	}

	/** A moderator's decision on a visit. */
	judgeVisit(
		record_id: string,
		id: string,
		status: 'accepted' | 'rejected',
		reason: string | null
	) {
		const found = this.records.get(record_id)!;
		const judged = (visit: Observation) => (visit.id === id ? { ...visit, status, reason } : visit);
		found.record = { ...found.record, observations: found.record.observations.map(judged) };
		this.#touch(found);
	}

	/** A moderator's decision. */
	moderate(record_id: string, status: FullRecord['status'], reason: string | null): void {
		const found = this.records.get(record_id)!;
		found.record = { ...found.record, status, reason };
		this.#touch(found);
	}

	/** Somebody else who may (a moderator) changes a record. */
	edit(record_id: string, values: Record<string, unknown>, name: string | null): void {
		const found = this.records.get(record_id)!;
		const changes = Object.entries(values).map(([path, now]) => [path, { old: null, new: now }]);
		this.#write(found, Object.fromEntries(changes) as Operation['changes'], name, null);
	}

	/** Somebody else who may deletes a record. */
	remove(record_id: string, name: string | null): void {
		this.#write(this.records.get(record_id)!, { deleted: { old: false, new: true } }, name, null);
	}

	/** One more version of the content. */
	#write(
		found: ServerRecord,
		changes: Operation['changes'],
		name: string | null,
		device: string | null
	): void {
		const at = new Date(Date.UTC(2026, 1, 1) + this.#stamp * 1000).toISOString();
		const version = found.record.version + 1;
		for (const path of Object.keys(changes)) found.changed.set(path, { name, at, version, device });
		if (changes['deleted']) found.deleted = changes['deleted'].new === true;
		Object.assign(found.record, applyChanges(contentOf(found.record), changes), { version });
		this.#touch(found);
	}

	#touch(found: ServerRecord): void {
		found.stamp = ++this.#stamp;
		found.record.updated_at = new Date(Date.UTC(2026, 0, 1) + found.stamp * 1000).toISOString();
	}

	#receive(op: Operation, account: string): OperationAnswer {
		const first = this.answers.get(op.op_id);
		if (first) return { ...first, result: 'already' };
		this.carriedOut.set(op.op_id, (this.carriedOut.get(op.op_id) ?? 0) + 1);
		const answer = this.#judge(op, account);
		this.answers.set(op.op_id, answer);
		return answer;
	}

	#judge(op: Operation, account: string): OperationAnswer {
		const found = this.records.get(op.record_id);
		if (op.kind === 'create')
			return found ? refused(op, 'wrong_status') : this.#create(op, account);
		if (op.kind === 'add_observation' && found && found.record.author_id !== account)
			return this.#visitOf(op, found, account);
		if (!found || found.record.author_id !== account) return refused(op, 'record_not_found');
		if (found.deleted && !this.#restores(op, found)) {
			if (op.kind === 'delete') return accepted(op, found.record, 'applied');
			return op.kind === 'update' ? conflict(op, found) : refused(op, 'record_deleted');
		}
		if (op.comment) return this.#said(op, found);
		const merged = op.kind === 'update' && changedElsewhere(op, found).length > 0;
		const problem = this.#apply(op, found);
		if (problem === 'conflict') return conflict(op, found);
		if (problem) return { ...refused(op, problem.code), problems: [problem] };
		this.#touch(found);
		return accepted(op, found.record, merged ? 'merged' : 'applied');
	}

	#said(op: Operation, found: ServerRecord): OperationAnswer {
		const comment = op.comment!;
		const problem = this.refusedComments.get(comment.body);
		if (problem) return { ...refused(op, problem.code), problems: [problem] };
		const photos = (comment.photos ?? []).map((photo) => ({ ...photo, received: false }));
		this.say(op.record_id, { ...comment, photos, mentions: [], own: true, author_role: 'author' });
		return accepted(op, found.record, 'applied');
	}

	/** Something is said of a record, by its moderator unless told otherwise. */
	say(record_id: string, comment: Pick<Comment, 'id' | 'body'> & Partial<Comment>): void {
		const found = this.records.get(record_id)!;
		this.#touch(found);
		const told: Comment = {
			visibility: 'participants',
			closes: false,
			at: found.record.updated_at,
			author_name: null,
			author_role: 'moderator',
			own: false,
			mentions: [],
			hidden: null,
			...comment
		};
		this.talk.set(record_id, [...(this.talk.get(record_id) ?? []), told]);
	}

	/** Nobody may read any longer what was said of a record. */
	hush(record_id: string): void {
		this.talk.delete(record_id);
		this.#touch(this.records.get(record_id)!);
	}

	#restores(op: Operation, { record }: ServerRecord): boolean {
		return op.changes['deleted']?.new === false && op.base_version === record.version;
	}

	/** Someone else's visit waits for a moderator. */
	#visitOf(op: Operation, found: ServerRecord, account: string): OperationAnswer {
		if (found.record.status !== 'published') return refused(op, 'record_not_found');
		this.visitors.set(op.observation!.id, account);
		found.record.observations.push({ ...visitOf(op.observation!), status: 'pending', own: false });
		this.#touch(found);
		return { ...accepted(op, found.record, 'applied'), proposal: true };
	}

	#create(op: Operation, account: string): OperationAnswer {
		const problem = this.refusedConcepts.get(op.changes['concept']?.new as string);
		if (problem) return { ...refused(op, problem.code), problems: [problem] };
		const content = applyChanges({ properties: {} } as never, op.changes);
		const record: FullRecord = {
			id: op.record_id,
			...content,
			status: 'submitted',
			version: 1,
			form_version: 1,
			flags: [],
			author_id: account,
			author_name: null,
			commune: null,
			photos: [],
			reason: null,
			proposal: null,
			observations: [],
			last_seen_at: content.observed_at,
			created_at: op.device_time,
			updated_at: ''
		};
		const made = { record, deleted: false, changed: new Map(), stamp: 0 };
		this.records.set(op.record_id, made);
		this.#touch(made);
		return accepted(op, record, 'applied');
	}

	#apply(op: Operation, found: ServerRecord): Problem | 'conflict' | null {
		const { record } = found;
		if (op.kind === 'delete') {
			if (changedElsewhere(op, found).length > 0) return 'conflict';
			const gone = { deleted: { old: false, new: true } };
			this.#write(found, gone, record.author_name, op.device_id);
		} else if (op.kind === 'update') {
			const problem = this.refusedConcepts.get(op.changes['concept']?.new as string);
			if (problem) return problem;
			if (disputed(op, found).length > 0) return 'conflict';
			this.#write(found, mergedChanges(op, found), record.author_name, op.device_id);
			if (op.changes['deleted']) record.status = 'submitted';
			if (record.status === 'changes_requested') record.status = 'submitted';
		} else if (op.kind === 'add_observation') {
			return this.#observe(op, found);
		} else if (op.kind === 'withdraw') {
			if (record.status === 'archived') return { code: 'wrong_status', field: null };
			record.status = 'withdrawn';
		} else {
			const facts = op.photo as PhotoFacts;
			const { observation_id: visit } = facts;
			if (visit && !record.observations.some(({ id }) => id === visit))
				return { code: 'record_not_found', field: 'photo.observation_id' };
			record.photos = record.photos.filter(({ id }) => id !== facts.id);
			if (op.kind === 'add_photo') {
				record.photos.push({ ...facts, record_id: record.id, received_at: null });
			}
		}
		return null;
	}

	/** A visit of the record's own author: what was last seen is what the record holds. */
	#observe(op: Operation, found: ServerRecord): Problem | null {
		const visit = op.observation!;
		if (this.refusedVisits.has(visit.note ?? '')) return { code: 'too_long', field: 'note' };
		found.record.observations.push(visitOf(visit));
		found.record.last_seen_at = visit.observed_at;
		const seen = Object.entries(visit.properties).map(([key, value]) => [
			`properties.${key}`,
			{ old: null, new: value }
		]);
		const changes = Object.fromEntries(seen) as Operation['changes'];
		if (seen.length > 0) this.#write(found, changes, found.record.author_name, op.device_id);
		return null;
	}

	#word(proposal: WordProposal): void {
		const problem = this.refusedWords.get(proposal.text);
		if (problem) throw new RemoteError('refused', { problems: [problem] });
		const times = (this.words.get(proposal.id)?.times ?? 0) + 1;
		this.words.set(proposal.id, { proposal, times });
		const { id } = proposal;
		if (!this.decisions.has(id)) this.decisions.set(id, { id, status: 'pending', reason: null });
	}

	#confirm(photo_id: string): { received: boolean } {
		const said = [...this.talk.values()].flat().flatMap(({ photos = [] }) => photos);
		const attached = said.find(({ id }) => id === photo_id);
		if (attached) {
			const object = this.objects.get(`${attached.id}/${attached.sha256}.jpg`);
			attached.received = object?.length === attached.bytes;
			return { received: attached.received };
		}
		for (const found of this.records.values()) {
			const photo = found.record.photos.find(({ id }) => id === photo_id);
			if (!photo) continue;
			const object = this.objects.get(`${found.record.id}/${photo.sha256}.jpg`);
			if (object?.length !== photo.bytes) return { received: false };
			if (photo.received_at === null) {
				photo.received_at = '2026-05-01T10:00:00Z';
				this.#touch(found);
			}
			return { received: true };
		}
		throw new RemoteError('refused', { problems: [{ code: 'record_not_found', field: null }] });
	}
}
