import type { Position } from 'geojson';
import type { Fix } from '$lib/device/gps';
import { sharedAnswers, stillOffered } from '$lib/domain/again';
import { soundBegun } from '$lib/domain/begun';
import { withDefaults } from '$lib/domain/fields/defaults';
import type { FieldValue } from '$lib/domain/fields/types';
import { distanceM, kindOf } from '$lib/domain/geometry';
import { measuredPosition, NOWHERE_M, roundedM } from '$lib/domain/position';
import {
	conceptById,
	fieldsFor,
	themeOf,
	type VocabularyIndex
} from '$lib/domain/vocabulary/graph';
import type { GeometryKind } from '$lib/domain/vocabulary/types';
import { lastAnswers } from '$lib/store/habits';
import type { Draft, Peg } from '$lib/store/types';
import { newDraft } from './capture-open';
import type { CapturePorts } from './capture-ports';
import { protectionFor } from './capture-steps';
import { cornersOf, withCorners } from './corners';
import { Locator } from './locator.svelte';

/** Two places nearer than this are one: a person stood still, or the position jittered. */
const apartM = 1;
/** Longest since the device was heard of that it still says where the person stands, in ms: a page sleeps in a pocket. */
const freshMs = 30_000;

/** The form around it. */
interface Form {
	readonly index: VocabularyIndex;
	readonly draft: Draft | null;
	readonly step: string;
	change(patch: Partial<Draft>): void;
	resume(draft: Draft): void;
}

/** « Encore un comme celui-ci »: the same kind, the same answers, here, in one short screen. */
export class CaptureAgain {
	/** How many were saved one after the other. */
	count = $state(0);
	/** What the short screen says was just saved; null when it was opened from elsewhere. */
	receipt = $state.raw<Draft | null>(null);
	/** Answers of the last time to the concept of the form, as they are on this device. */
	last = $state.raw<{ concept: string; answers: Record<string, FieldValue> } | null>(null);
	readonly locator: Locator;
	readonly #form: Form;
	readonly #ports: CapturePorts;
	/** A press asked for a place to put down and the device has none yet. */
	waiting = $state(false);
	/** Its last word that is to be believed: what is more exact may be of where the person was. */
	#latest: { fix: Fix; heard: number } | null = null;

	constructor(form: Form, ports: CapturePorts) {
		this.#form = form;
		this.#ports = ports;
		this.locator = new Locator(ports.watchPosition);
	}

	/** What shape the short screen places: that of the one before, where the concept allows it. */
	kind: GeometryKind = $derived.by(() => {
		const { draft, index } = this.#form;
		const begun = soundBegun(draft?.begun)?.kind;
		const allowed = (draft?.concept && conceptById(index, draft.concept)?.geometryKinds) || [];
		const drawn = draft?.geometry && kindOf(draft.geometry);
		const wanted = drawn ?? begun;
		return wanted && allowed.includes(wanted) ? wanted : (allowed[0] ?? 'point');
	});

	/** Corners of the shape so far, measured here or drawn on the map; null when it has no one end to go on from. */
	corners: Position[] | null = $derived.by(() => this.#form.draft && cornersOf(this.#form.draft));

	/** Another form: nothing of the last one's place remains. */
	reset(): void {
		this.stop();
		this.last = null;
		this.receipt = null;
		this.count = 0;
	}

	/** Nothing follows the person any more. */
	stop(): void {
		this.locator.stop();
		this.locator.fix = null;
		this.#latest = null;
		this.waiting = false;
	}

	/** Begins another one of what was just saved. */
	begin(from: Draft): void {
		if (!from.concept) return;
		const answers = sharedAnswers(this.#form.index, from.concept, from.properties);
		const count = this.count + 1;
		this.#begin(from.concept, answers, from.sensitivity);
		[this.count, this.receipt] = [count, from];
	}

	/** Begins another one of what was saved last of a concept, as far as this device remembers. */
	async beginOf(concept: string): Promise<void> {
		const answers = await lastAnswers(this.#ports.db, this.#ports.owner(), concept);
		this.#begin(concept, answers, null);
	}

	#begin(
		concept: string,
		answers: Record<string, FieldValue>,
		sensitivity: Draft['sensitivity']
	): void {
		const { index } = this.#form;
		const known = conceptById(index, concept);
		const theme = themeOf(index, concept);
		if (!known || !theme) return;
		const properties = withDefaults(answers, fieldsFor(index, concept));
		this.#form.resume({
			...newDraft(this.#ports, index),
			theme: theme.id,
			concept,
			properties,
			taken_over: properties,
			// Who protected the one before more than is usual means this one too.
			sensitivity: protectionFor(known, known, sensitivity),
			step: 'again'
		});
	}

	/** On arrival: the place of a point goes with the person at once, when they allowed it before. */
	async arrive(): Promise<void> {
		if (this.#form.draft?.geometry || !(await this.#ports.mayLocate())) return;
		if (this.#form.step === 'again') this.follow();
	}

	/** Follows the device; a point goes with the person until it is held. */
	follow(): void {
		this.locator.start((fix) => this.#follow(fix), { onReading: (fix) => this.#heard(fix) });
	}

	#follow(fix: Fix): void {
		if (this.#form.step !== 'again' || this.kind !== 'point' || fix.accuracyM > NOWHERE_M) return;
		this.#form.change({
			geometry: { type: 'Point', coordinates: [fix.lon, fix.lat] },
			position: measuredPosition(fix.accuracyM)
		});
	}

	/** The device knows the region and no more: nothing is placed there. */
	get rough(): boolean {
		return (this.locator.fix?.accuracyM ?? 0) > NOWHERE_M;
	}

	/** The place of a point stays what it is from here on. */
	hold(): void {
		if (this.kind === 'point' && this.#form.draft?.geometry) this.locator.stop();
	}

	/** Puts a place down where the person stands: an end, a corner. Waits for the device when it has none. */
	peg(): void {
		this.waiting = true;
		if (!this.locator.running) this.follow();
		const latest = this.#latest;
		if (latest && performance.now() - latest.heard < freshMs) this.#put(latest.fix);
	}

	#heard(fix: Fix): void {
		if (fix.accuracyM > NOWHERE_M) return;
		this.#latest = { fix, heard: performance.now() };
		if (this.waiting) this.#put(fix);
	}

	#put(fix: Fix): void {
		if (this.#form.step !== 'again') return;
		const { corners } = this;
		const [kept, last] = [this.#form.draft?.pegs ?? [], corners?.at(-1)];
		const peg: Peg = { lon: fix.lon, lat: fix.lat, accuracy_m: roundedM(fix.accuracyM) };
		// Where the last one was put: the device has not moved since, and waits for it to.
		if (last && distanceM(last, [peg.lon, peg.lat]) < apartM) return;
		this.waiting = false;
		if (corners) this.#lay([...corners, [peg.lon, peg.lat]], [...kept, peg]);
	}

	/** Takes the last place back. */
	unpeg(): void {
		this.waiting = false;
		if (this.corners) this.#lay(this.corners.slice(0, -1), this.#form.draft?.pegs ?? []);
	}

	#lay(corners: Position[], pegs: readonly Peg[]): void {
		if (this.kind !== 'point') this.#form.change(withCorners(corners, pegs, this.kind));
	}

	/** Looks up what was answered last time, for the form of the concept to offer. */
	async remember(): Promise<void> {
		const { draft } = this.#form;
		if (!draft?.concept || draft.base || draft.taken_over) return;
		const { concept } = draft;
		const answers = await lastAnswers(this.#ports.db, this.#ports.owner(), concept).catch(
			() => ({})
		);
		if (this.#form.draft?.concept === concept) this.last = { concept, answers };
	}

	/** Of the last answers, those that would fill a question still open. */
	offer: Record<string, FieldValue> = $derived.by(() => {
		const { draft, index } = this.#form;
		if (!draft?.concept || this.last?.concept !== draft.concept) return {};
		return stillOffered(index, draft.concept, this.last.answers, draft.properties);
	});

	/** Takes the last answers over where nothing is answered. */
	takeOver(): void {
		const { draft } = this.#form;
		if (draft) this.#form.change({ properties: { ...this.offer, ...draft.properties } });
	}
}
