import type { Problem } from '$lib/domain/problem';
import {
	commentProblems,
	isClosed,
	tidyText,
	visibilities,
	type Comment,
	type NewComment,
	type Person,
	type Talk,
	type Visibility
} from '$lib/domain/talk';
import type { TalkDraft } from '$lib/store/talk-draft';
import type { TalkRow } from '$lib/store/trust-rows';
import { anonymous } from '$lib/store/types';
import { TalkPhotos, type TalkPhotoPorts, type TalkPlace } from './talk-photos.svelte';

/** What a conversation reaches outside itself. */
export interface TalkPorts {
	/** What is here of the conversation on a record, again at each change; returns what stops it. */
	watchRows(owner: string, record_id: string, next: (rows: TalkRow[]) => void): () => void;
	/** Whether the record is this person's own, as far as this device knows. */
	isOwn(owner: string, record_id: string): Promise<boolean>;
	/** As the server tells it now. @throws when it cannot be had */
	fetch(record_id: string): Promise<Talk>;
	/** Whether something failed for want of a network. */
	isOffline(error: unknown): boolean;
	send(owner: string, record_id: string, comment: NewComment, named: Person[]): Promise<void>;
	takeBack(owner: string, id: string): Promise<void>;
	resend(owner: string, id: string): Promise<void>;
	hide(id: string, reason: string | null): Promise<void>;
	readDraft(owner: string, record_id: string): Promise<TalkDraft | undefined>;
	saveDraft(owner: string, record_id: string, draft: TalkDraft | null): Promise<void>;
	newId(): string;
	photos: Omit<TalkPhotoPorts, 'draftOf'>;
	/** Sends what waits; settled once the round is over. */
	wake(): Promise<void>;
}

/** One comment as it is shown, wherever it stands. */
export interface TalkLine extends Comment {
	/** `leaving`: the server may have it. */
	state: 'told' | 'waiting' | 'leaving' | 'parked';
	/** `parked`: why. */
	problems: Problem[];
}

const nothing = (visibility: Visibility): TalkDraft => ({
	body: '',
	visibility,
	mentions: [],
	closes: false
});

/** The conversation on one record: what was said, what is on its way, and what is being written. */
export class TalkState {
	phase = $state<'opening' | 'ready' | 'unseen'>('opening');
	/** The server could not be asked: what is shown is what this device knows. */
	offline = $state(false);
	draft = $state.raw<TalkDraft>(nothing('participants'));
	/** What keeps what was written from being sent; shown once it was tried. */
	problems = $state.raw<Problem[]>([]);
	/** Why the last action failed. */
	failure = $state.raw<unknown>(null);
	busy = $state(false);
	/** Counts what was sent from here, for the screen to say so aloud. */
	sent = $state(0);
	#rows = $state.raw<TalkRow[]>([]);
	#live = $state.raw<Talk | null>(null);
	#own = $state(false);
	#owner = $state(anonymous);
	#record = '';
	/** What is followed; another one whenever something is. */
	place: TalkPlace = { owner: anonymous, record_id: '' };
	#usual: Visibility = 'participants';
	#stop = () => {};
	/** Counts what is followed, so that a late answer to what came before is dropped. */
	#following = 0;
	readonly #ports: TalkPorts;
	/** Attached to what is being written, and to what was said. */
	readonly photos: TalkPhotos;

	lines = $derived.by(() => linesOf(this.#live?.comments ?? null, this.#rows));
	closed = $derived(isClosed(this.lines));
	/** Whom the person may mention, of those who would read what they are writing. */
	people = $derived(
		(this.#live?.people ?? []).filter(({ reads }) => reads.includes(this.draft.visibility))
	);
	may = $derived.by((): Talk['may'] => {
		const signedIn = this.#owner !== anonymous;
		const guess = { write: [...visibilities], close: this.#own, hide: false };
		// Asked again when it is sent: what is written without network is kept all the same.
		if (this.#live) return signedIn ? this.#live.may : { ...this.#live.may, write: [] };
		return signedIn ? guess : { write: [], close: false, hide: false };
	});

	constructor(ports: TalkPorts) {
		this.#ports = ports;
		const resend = async (id: string) => {
			await ports.photos.resend(id);
			this.#wake();
		};
		const draftOf: TalkPhotoPorts['draftOf'] = ({ owner, record_id }) =>
			ports.readDraft(owner, record_id);
		this.photos = new TalkPhotos({ ...ports.photos, resend, draftOf }, this);
	}

	/**
	 * Shows the conversation on a record.
	 * @param owner account id, or the anonymous owner
	 * @param usual to whom one speaks in this place unless something else is chosen
	 */
	async follow(
		owner: string,
		record_id: string,
		usual: Visibility = 'participants'
	): Promise<void> {
		this.close();
		const following = this.#following;
		[this.#owner, this.#record, this.#usual] = [owner, record_id, usual];
		this.place = { owner, record_id };
		this.#reset(usual);
		if (owner !== anonymous) {
			this.#stop = this.#ports.watchRows(owner, record_id, (rows) => {
				this.#rows = rows;
				if (rows.length > 0 && this.phase === 'opening') this.phase = 'ready';
			});
			const [draft, own] = await Promise.all([
				this.#ports.readDraft(owner, record_id),
				this.#ports.isOwn(owner, record_id)
			]);
			if (following !== this.#following) return;
			if (draft && this.draft.body === '') this.draft = draft;
			this.#own = own;
		}
		await this.refresh();
	}

	#reset(usual: Visibility): void {
		this.phase = 'opening';
		this.offline = this.#own = false;
		this.draft = nothing(usual);
		this.problems = [];
		this.failure = null;
		this.#rows = [];
		this.#live = null;
	}

	/** Asks the server again. Never throws. */
	async refresh(): Promise<void> {
		const following = this.#following;
		try {
			const live = await this.#ports.fetch(this.#record);
			if (following !== this.#following) return;
			[this.#live, this.offline, this.phase] = [live, false, 'ready'];
		} catch (error) {
			if (following !== this.#following) return;
			this.offline = this.#ports.isOffline(error);
			// One's own record may be on its way; without network nobody can say that there is none.
			const known = this.#own || this.#rows.length > 0 || this.offline;
			this.phase = known ? 'ready' : 'unseen';
		}
	}

	/** Takes what is being written, and keeps it. */
	write(changes: Partial<TalkDraft>): void {
		this.draft = { ...this.draft, ...changes };
		const able = new Set(this.people.map(({ id }) => id));
		if (changes.visibility && this.#live)
			this.draft = { ...this.draft, mentions: this.draft.mentions.filter((id) => able.has(id)) };
		this.problems = [];
		void this.#keep();
	}

	async #keep(): Promise<void> {
		if (this.#owner === anonymous) return;
		const { body, closes, photos = [] } = this.draft;
		const isEmpty = body === '' && !closes && photos.length === 0;
		await this.#ports
			.saveDraft(this.#owner, this.#record, isEmpty ? null : $state.snapshot(this.draft))
			.catch((error: unknown) => void (this.failure = error));
	}

	/** Puts what was written in the queue. @returns whether it was */
	async send(): Promise<boolean> {
		const comment: NewComment = {
			...$state.snapshot(this.draft),
			id: this.#ports.newId(),
			body: tidyText(this.draft.body)
		};
		this.problems = commentProblems(comment);
		if (this.problems.length > 0) return false;
		const named = (this.#live?.people ?? [])
			.filter(({ id }) => comment.mentions.includes(id))
			.map(({ id, name }) => ({ id, name }));
		const done = await this.#act(() => this.#ports.send(this.#owner, this.#record, comment, named));
		if (!done) return false;
		this.draft = nothing(this.#usual);
		this.sent++;
		this.#wake();
		return true;
	}

	/** Takes back what has not left: it is there to be written again. */
	async takeBack(id: string): Promise<void> {
		if (!(await this.#act(() => this.#ports.takeBack(this.#owner, id)))) return;
		const draft = await this.#ports.readDraft(this.#owner, this.#record);
		if (draft) this.draft = draft;
	}

	/** Sends again, as it is, what was refused. */
	async resend(id: string): Promise<void> {
		if (await this.#act(() => this.#ports.resend(this.#owner, id))) this.#wake();
	}

	/** Hides a comment, or shows it again without a reason. @returns whether it was done */
	async hide(id: string, reason: string | null): Promise<boolean> {
		const done = await this.#act(() => this.#ports.hide(id, reason));
		if (done) await this.refresh();
		return done;
	}

	#wake(): void {
		const following = this.#following;
		void this.#ports.wake().then(() => {
			if (following === this.#following && this.#live) void this.refresh();
		});
	}

	async #act(work: () => Promise<void>): Promise<boolean> {
		this.failure = null;
		this.busy = true;
		try {
			await work();
			return true;
		} catch (error) {
			this.failure = error;
			return false;
		} finally {
			this.busy = false;
		}
	}

	/** Stops following. */
	close(): void {
		this.#following++;
		this.#stop();
		this.#stop = () => {};
	}
}

/** What the server tells, what this device has just sent, and what is on its way, oldest first. */
function linesOf(live: Comment[] | null, rows: readonly TalkRow[]): TalkLine[] {
	const told = rows.flatMap(({ comment }) => comment ?? []);
	const there = new Set(live?.map(({ id }) => id));
	// What others said and the server no longer tells is not shown, whatever the device still has.
	const kept = live ? told.filter(({ id, own }) => own && !there.has(id)) : told;
	const lines = [...(live ?? []), ...kept].map((comment): TalkLine => ({
		...comment,
		state: 'told',
		problems: []
	}));
	const waiting = rows.flatMap((row) => lineOf(row) ?? []).filter(({ id }) => !there.has(id));
	return [...lines, ...waiting].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

/** A comment on its way. */
function lineOf({ state, way, at }: TalkRow): TalkLine | null {
	const comment = way?.op.comment;
	if (!comment || state === 'told') return null;
	return {
		...comment,
		photos: (comment.photos ?? []).map((photo) => ({ ...photo, received: false })),
		at,
		author_name: null,
		author_role: null,
		own: true,
		mentions: way.named,
		hidden: null,
		state: state === 'waiting' && way.sent ? 'leaving' : state,
		problems: way.problems
	};
}
