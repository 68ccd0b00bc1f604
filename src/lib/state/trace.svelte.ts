import type { Fix, GpsError } from '$lib/device/gps';
import { sameValue } from '$lib/domain/equal';
import { grown, lastPoint, pointCount, type TracePiece } from '$lib/domain/trace/pieces';
import { previewOf } from '$lib/domain/trace/preview';
import {
	gapsOf,
	savedLine,
	tolerances,
	traceAccuracyM,
	traceGeometry,
	usualTolerance,
	type ToleranceM
} from '$lib/domain/trace/shape';
import {
	after,
	atStart,
	breakOff,
	hear,
	tailOf,
	type GapCause,
	type Verdict
} from '$lib/domain/trace/walk';
import type { Draft } from '$lib/store/types';
import type { FollowWalk, TraceForm, TracePorts } from './trace-ports';
import { TraceStore, type TraceFailure } from './trace-store';
import { WalkHold } from './walk-hold';

/** `interrupted`: the page died or was left while it was recorded. `finished`: the line is the record's place. */
export type TracePhase = 'none' | 'recording' | 'paused' | 'interrupted' | 'finished';

/** A line recorded by walking along it. Each point is stored as it comes; nothing but *abandon* takes one away. */
export class TraceState {
	phase = $state<TracePhase>('none');
	pieces = $state.raw<readonly TracePiece[]>([]);
	/** The latest reading, whatever it was worth. */
	fix = $state.raw<Fix | null>(null);
	verdict = $state<Verdict | null>(null);
	/** No position comes at present. */
	silent = $state(false);
	error = $state<GpsError | null>(null);
	/** Whether the screen stays on by itself; null until the device said. */
	awake = $state<boolean | null>(null);
	/** How much battery is left, from 0 to 1, when it is little; null when all is well or nobody knows. */
	battery = $state<number | null>(null);
	/** Too little was walked to make a line. */
	tooShort = $state(false);
	failure = $state<TraceFailure | null>(null);
	/** Another tab has this walk: here nothing of it is recorded, finished or given up. */
	elsewhere = $state(false);
	/** How far the saved line may lie from the walked one, in metres. */
	tolerance = $state<ToleranceM>(usualTolerance);

	preview = $derived(previewOf(this.pieces));
	gaps = $derived(gapsOf(this.pieces));
	count = $derived(pointCount(this.pieces));
	/** A walk is under way or waits to be taken up again: the place is its matter alone. */
	open = $derived(this.phase !== 'none' && this.phase !== 'finished');

	#form: TraceForm;
	#followWalk: FollowWalk;
	#hold: WalkHold;
	#store: TraceStore;
	#memory = atStart;
	#stop: (() => void) | null = null;
	/** The form whose stored walk was read. */
	#known: string | null = null;
	/** Readings believed since the page was last hidden. */
	#heardSince = 0;

	constructor(form: TraceForm, { db, followWalk, holdWalk }: TracePorts) {
		this.#form = form;
		this.#followWalk = followWalk;
		this.#hold = new WalkHold(holdWalk);
		this.#store = new TraceStore(db, (failure) => (this.failure = failure));
	}

	/** Another form: finds what was walked along its record before. */
	async show(draft: Draft): Promise<void> {
		this.reset();
		const pieces = await this.#store.read(draft);
		// The form has moved on while the database was asked.
		if (this.#form.draft?.id !== draft.id || pieces === null) return;
		this.#known = draft.id;
		if (pieces.length === 0) return;
		void this.#look(draft);
		this.pieces = pieces;
		const { geometry } = this.#form.draft;
		const made = tolerances.find((one) => sameValue(traceGeometry(pieces, one), geometry));
		this.tolerance = made ?? usualTolerance;
		this.phase = made ? 'finished' : 'interrupted';
		this.#memory = after(lastPoint(pieces), made ? 'paused' : 'interrupted');
	}

	/** Forgets what the last form showed; what is stored stays. */
	reset(): void {
		this.#known = null;
		this.#clear();
	}

	#clear(): void {
		this.#halt();
		this.#letGo();
		this.elsewhere = false;
		this.phase = 'none';
		this.pieces = [];
		this.#memory = atStart;
		this.fix = this.error = this.failure = null;
		this.tooShort = false;
		this.tolerance = usualTolerance;
	}

	/** Begins a walk, unless one was begun before along this record: then that one is shown. */
	async start(): Promise<void> {
		const { draft } = this.#form;
		if (draft && this.#known !== draft.id) await this.show(draft);
		if (!draft || this.#known !== draft.id || this.phase !== 'none') return;
		if ((await this.#take(draft)) && this.#is('none')) this.#recordAlong(draft);
	}

	/** Goes on after a pause, an interruption, or from where a finished walk ended. */
	async resume(): Promise<void> {
		const { draft } = this.#form;
		if (!draft || this.phase === 'none' || this.phase === 'recording') return;
		// Where it is held already, not a step is lost in asking.
		if (!this.#hold.taken && !(await this.#take(draft))) return;
		if (this.#is('none') || this.#is('recording')) return;
		if (this.phase === 'finished') this.#memory = after(lastPoint(this.pieces), 'paused');
		this.#recordAlong(draft);
	}

	/** Asked again after a wait, during which it may have changed. */
	#is(phase: TracePhase): boolean {
		return this.phase === phase;
	}

	/** @returns whether this tab has the walk now, with all that another one stored of it */
	async #take(draft: Draft): Promise<boolean> {
		if (this.#hold.taken) return true;
		const taken = await this.#hold.take(draft.id);
		const stored = taken ? await this.#store.read(draft) : null;
		if (this.#known !== draft.id) {
			// The form has moved on meanwhile.
			this.#letGo();
			return false;
		}
		this.elsewhere = !taken;
		if (stored && pointCount(stored) > this.count) {
			this.pieces = stored;
			this.#memory = after(lastPoint(stored), 'interrupted');
			this.phase = 'interrupted';
		}
		return taken;
	}

	async #look(draft: Draft): Promise<void> {
		const free = await this.#hold.isFree(draft.id);
		if (this.#known === draft.id) this.elsewhere = !free;
	}

	#letGo(): void {
		this.#hold.giveBack(this.#store.settled());
	}

	pause(): void {
		if (this.phase !== 'recording') return;
		this.#halt();
		this.#close('paused');
		this.phase = 'paused';
	}

	/** Makes the walk the record's place. @returns false when too little was walked: it stays open */
	finish(): boolean {
		if (!this.open) return true;
		if (this.elsewhere) return false;
		if (this.phase === 'recording') this.pause();
		this.tooShort = !this.#put();
		if (this.tooShort) return false;
		this.phase = 'finished';
		this.#letGo();
		return true;
	}

	chooseTolerance(tolerance: ToleranceM): void {
		this.tolerance = tolerance;
		if (this.phase === 'finished') this.#put();
	}

	/** Throws the walk away, and the line made of it. A line drawn before stays. */
	abandon(): void {
		const { draft } = this.#form;
		if (!draft || this.phase === 'none' || this.elsewhere) return;
		const made = this.phase === 'finished';
		this.#store.drop(draft);
		this.#clear();
		if (made) this.#form.putWalked(null, null);
	}

	/** The line was changed by hand: it is no longer the walk's. */
	superseded(): void {
		if (this.phase === 'finished' && this.#form.draft) {
			this.#store.drop(this.#form.draft);
			this.#clear();
		}
	}

	/**
	 * The person goes on to another step: whoever arrived at the end of the wall and presses *Suivant* has
	 * finished, be it a walk that the page's death cut short: saving the record would throw away what is not in its
	 * line. What cannot be a line yet waits for them.
	 */
	leave(): void {
		this.finish();
	}

	/** The screen goes away. Resolves once every point is stored. */
	async close(): Promise<void> {
		this.pause();
		this.#letGo();
		await this.#store.settled();
	}

	#recordAlong(draft: Draft): void {
		this.#form.keep();
		this.#store.recordAlong(draft);
		this.#record();
	}

	#record(): void {
		this.error = null;
		this.tooShort = false;
		this.silent = false;
		this.phase = 'recording';
		this.#heardSince = 0;
		// Some devices answer at once, and all may refuse at once.
		const stop = this.#followWalk({
			onFix: (fix) => this.#hear(fix),
			onError: (error) => this.#fail(error),
			onSilence: () => (this.silent = true),
			onHidden: () => (this.#heardSince = 0),
			onShown: () => {
				if (this.#heardSince === 0) this.#memory = breakOff(this.#memory, 'hidden');
			},
			onAwake: (awake) => (this.awake = awake),
			onBattery: (left) => (this.battery = left)
		});
		if (this.phase === 'recording') this.#stop = stop;
		else stop();
	}

	#hear(fix: Fix): void {
		if (this.phase !== 'recording') return;
		const heard = hear(this.#memory, fix);
		this.#memory = heard.memory;
		this.fix = fix;
		this.verdict = heard.verdict;
		this.error = null;
		this.silent = false;
		if (heard.verdict === 'kept' || heard.verdict === 'still') this.#heardSince += 1;
		this.#grow(heard);
	}

	#grow(heard: Parameters<typeof grown>[1]): void {
		const before = new Set(this.pieces);
		this.pieces = grown(this.pieces, heard);
		this.#store.save(this.pieces.filter((piece) => !before.has(piece)));
	}

	#fail(error: GpsError): void {
		this.error = error;
		// A lost signal may come back by itself; a refusal does not.
		if (error === 'denied' || error === 'unsupported') this.pause();
	}

	/** Keeps the last step, and notes that what comes next may be elsewhere. */
	#close(cause: GapCause): void {
		const tail = tailOf(this.#memory);
		this.#grow({ added: tail ? [tail] : [], gap: null, replaces: false });
		this.#memory = tail ? after(tail, cause) : breakOff(this.#memory, cause);
	}

	#put(): boolean {
		const made = savedLine(this.pieces, this.tolerance);
		if (!made) return false;
		this.tolerance = made.tolerance;
		this.#form.putWalked(made.line, traceAccuracyM(this.pieces));
		return true;
	}

	#halt(): void {
		this.#stop?.();
		this.#stop = null;
		this.silent = false;
		this.awake = null;
		this.battery = null;
		this.verdict = null;
	}
}
