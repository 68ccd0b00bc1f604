import type { Fix } from '$lib/device/gps';
import { kindOf, validateGeometry } from '$lib/domain/geometry';
import type { Problem } from '$lib/domain/problem';
import type { Geometry, Position } from '$lib/domain/record';
import type { Concept, GeometryKind } from '$lib/domain/vocabulary/types';
import type { Draft } from '$lib/store/types';
import type { Step } from './capture-steps';
import { Locator, type Watch } from './locator.svelte';
import { TraceState, type TraceForm, type TracePorts } from './trace.svelte';

/** What placing a record needs from the form around it. */
export interface PlaceForm {
	readonly draft: Draft | null;
	readonly concept: Concept | null;
	readonly step: Step;
	change(patch: Partial<Draft>): void;
}

/** What placing a record reaches outside itself. */
export interface PlacePorts extends TracePorts {
	watchPosition: Watch;
	/** Whether the position may be read without asking the person first. */
	mayLocate(): Promise<boolean>;
}

interface Placed {
	geometry: Geometry;
	position: Position;
}

/** Metres kept with one decimal: more says nothing about a phone. */
function measured(accuracyM: number | null): Position {
	return { method: 'gps', accuracy_m: accuracyM && Math.round(accuracyM * 10) / 10 };
}

const byHand: Position = { method: 'map', accuracy_m: null };

/** Where the record is: by the device's position, by hand, from a photo, in one of the concept's shapes. */
export class CapturePlace {
	readonly locator: Locator;
	/** A line walked along what is recorded. */
	readonly trace: TraceState;
	#form: PlaceForm;
	#mayLocate: () => Promise<boolean>;
	/** Shapes put aside when another kind was tried, so that trying costs nothing. */
	#shapes = new Map<GeometryKind, Placed>();
	#picked = $state<GeometryKind | null>(null);

	constructor(form: PlaceForm, ports: PlacePorts) {
		this.#form = form;
		this.#mayLocate = () => ports.mayLocate();
		this.locator = new Locator(ports.watchPosition);
		const walked: TraceForm = {
			get draft() {
				return form.draft;
			},
			putWalked: (geometry, accuracyM) => this.#put(geometry, measured(accuracyM)),
			keep: () => form.change({})
		};
		this.trace = new TraceState(walked, ports);
	}

	/** A walk is under way or waits to be taken up again, and the concept can be a line. */
	get walking(): boolean {
		return this.trace.open && this.#walkable;
	}

	get #walkable(): boolean {
		return this.#form.concept?.geometryKinds.includes('line') ?? false;
	}

	/** Kind of shape being placed: the drawn one's, else the one picked, else the concept's first. */
	get kind(): GeometryKind {
		const { draft, concept } = this.#form;
		const allowed = concept?.geometryKinds ?? [];
		if (this.walking) return 'line';
		const wanted = draft?.geometry ? kindOf(draft.geometry) : this.#picked;
		return wanted && allowed.includes(wanted) ? wanted : (allowed[0] ?? 'point');
	}

	/** What is wrong with the shape as it is; nothing is wrong with none yet. */
	get problems(): Problem[] {
		const { draft, concept } = this.#form;
		if (!draft?.geometry || !concept) return [];
		return validateGeometry(draft.geometry, concept.geometryKinds);
	}

	/** Another form: nothing of the last one's shapes or position remains. */
	reset(): void {
		this.locator.stop();
		this.trace.reset();
		this.#shapes.clear();
		this.#picked = null;
	}

	/** The person goes on to another step. */
	leave(): void {
		this.locator.stop();
		if (this.#walkable) this.trace.leave();
	}

	/** The screen goes away. Resolves once all that was walked is stored. */
	close(): Promise<void> {
		this.locator.stop();
		return this.trace.close();
	}

	/** Begins to record a line by walking along it. */
	walk(): Promise<void> {
		this.locator.stop();
		return this.trace.start();
	}

	/** Keeps a shape that the concept now chosen cannot have. */
	putAside(): void {
		const { draft } = this.#form;
		if (!draft?.geometry || !draft.position) return;
		const { geometry, position } = draft;
		this.#shapes.set(kindOf(geometry), { geometry, position });
	}

	chooseKind(kind: GeometryKind): void {
		if (kind === this.kind) return;
		this.putAside();
		this.#picked = kind;
		const before = this.#shapes.get(kind);
		this.#put(before?.geometry ?? null, before?.position ?? byHand);
	}

	/** A point that the map placed at the device's position. */
	putMeasured(geometry: Geometry | null): void {
		this.#put(geometry, measured(this.locator.fix?.accuracyM ?? null));
	}

	/** Null takes the shape away. */
	#put(geometry: Geometry | null, position: Position): void {
		this.#form.change({ geometry, position: geometry ? position : null });
	}

	/** A shape placed by hand or from a photo: the device's position no longer moves it. */
	putByHand(geometry: Geometry | null, method: 'map' | 'photo' = 'map'): void {
		this.locator.stop();
		this.trace.superseded();
		this.#put(geometry, { ...byHand, method });
	}

	/** Follows the device; a point record goes with it until the person holds it still. */
	locate(): void {
		this.locator.start((fix) => this.#follow(fix));
		if (this.locator.fix) this.#follow(this.locator.fix);
	}

	/** On arrival: follows at once when nothing is placed and the person allowed it before. */
	async locateIfAllowed(): Promise<void> {
		if (!this.#wantsPosition() || !(await this.#mayLocate())) return;
		if (this.#wantsPosition()) this.locate();
	}

	#wantsPosition(): boolean {
		const { draft, step } = this.#form;
		return step === 'place' && this.kind === 'point' && draft !== null && draft.geometry === null;
	}

	#follow(fix: Fix): void {
		if (this.kind !== 'point' || this.#form.step !== 'place') return;
		this.#put({ type: 'Point', coordinates: [fix.lon, fix.lat] }, measured(fix.accuracyM));
	}
}
