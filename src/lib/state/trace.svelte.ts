import type { Fix, GpsError } from '$lib/device/gps';
import type { WalkWatcher } from '$lib/device/trace';
import { sameValue } from '$lib/domain/equal';
import type { Geometry } from '$lib/domain/record';
import { grown, lastPoint, pointCount, type TracePiece } from '$lib/domain/trace/pieces';
import { previewOf } from '$lib/domain/trace/preview';
import {
	gapsOf,
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
import type { CapitelleDatabase } from '$lib/store/database';
import type { Draft } from '$lib/store/types';
import { TraceStore, type TraceFailure } from './trace-store';

/** Starts following the device along a walk; answers how to stop. */
export type FollowWalk = (watcher: WalkWatcher) => () => void;

/** What a walk reaches outside itself. */
export interface TracePorts {
	db: CapitelleDatabase;
	followWalk: FollowWalk;
}

/** What a walk needs of the form around it. */
export interface TraceForm {
	readonly draft: Draft | null;
	/** The walked line as the record's place, measured within `accuracyM`; null takes it away. */
	putWalked(geometry: Geometry | null, accuracyM: number | null): void;
	/** Stores the draft as it is, so that what is walked is found again. */
	keep(): void;
}

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
	/** Too little was walked to make a line. */
	tooShort = $state(false);
	failure = $state<TraceFailure | null>(null);
	/** How far the saved line may lie from the walked one, in metres. */
	tolerance = $state<ToleranceM>(usualTolerance);

	preview = $derived(previewOf(this.pieces));
	gaps = $derived(gapsOf(this.pieces));
	count = $derived(pointCount(this.pieces));
	/** A walk is under way or waits to be taken up again: the place is its matter alone. */
	open = $derived(this.phase !== 'none' && this.phase !== 'finished');

	#form: TraceForm;
	#followWalk: FollowWalk;
	#store: TraceStore;
	#memory = atStart;
	#stop: (() => void) | null = null;
	/** The form whose stored walk was read. */
	#known: string | null = null;
	/** Readings believed since the page was last hidden. */
	#heardSince = 0;

	constructor(form: TraceForm, { db, followWalk }: TracePorts) {
		this.#form = form;
		this.#followWalk = followWalk;
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
		this.#form.keep();
		this.#store.recordAlong(draft);
		this.#record();
	}

	/** Goes on after a pause, an interruption, or from where a finished walk ended. */
	resume(): void {
		const { draft } = this.#form;
		if (!draft || this.phase === 'none' || this.phase === 'recording') return;
		if (this.phase === 'finished') this.#memory = after(lastPoint(this.pieces), 'paused');
		this.#form.keep();
		this.#store.recordAlong(draft);
		this.#record();
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
		if (this.phase === 'recording') this.pause();
		this.tooShort = !this.#put();
		if (this.tooShort) return false;
		this.phase = 'finished';
		return true;
	}

	chooseTolerance(tolerance: ToleranceM): void {
		this.tolerance = tolerance;
		if (this.phase === 'finished') this.#put();
	}

	/** Throws the walk away, and the line made of it. A line drawn before stays. */
	abandon(): void {
		const { draft } = this.#form;
		if (!draft || this.phase === 'none') return;
		const made = this.phase === 'finished';
		this.#clear();
		this.#store.drop(draft);
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
	 * finished. What cannot be a line yet waits for them.
	 */
	leave(): void {
		if (this.phase === 'recording' || this.phase === 'paused') this.finish();
		else if (this.phase === 'interrupted' && !this.#form.draft?.geometry) this.finish();
	}

	/** The screen goes away. Resolves once every point is stored. */
	async close(): Promise<void> {
		this.pause();
		await this.#store.settled();
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
			onAwake: (awake) => (this.awake = awake)
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
		const line = traceGeometry(this.pieces, this.tolerance);
		if (line) this.#form.putWalked(line, traceAccuracyM(this.pieces));
		return line !== null;
	}

	#halt(): void {
		this.#stop?.();
		this.#stop = null;
		this.silent = false;
		this.awake = null;
		this.verdict = null;
	}
}
