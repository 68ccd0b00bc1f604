import type { Fix } from '$lib/device/gps';
import { kindOf, validateGeometry } from '$lib/domain/geometry';
import type { Problem } from '$lib/domain/problem';
import type { Geometry, Position } from '$lib/domain/record';
import type { Concept, GeometryKind } from '$lib/domain/vocabulary/types';
import type { Draft } from '$lib/store/types';
import type { Step } from './capture-steps';
import { Locator, type Watch } from './locator.svelte';

/** What placing a record needs from the form around it. */
export interface PlaceForm {
	readonly draft: Draft | null;
	readonly concept: Concept | null;
	readonly step: Step;
	change(patch: Partial<Draft>): void;
}

interface Placed {
	geometry: Geometry;
	position: Position;
}

/** Metres kept with one decimal: more says nothing about a phone. */
function measured(fix: Fix | null): Position {
	return { method: 'gps', accuracy_m: fix && Math.round(fix.accuracyM * 10) / 10 };
}

const byHand: Position = { method: 'map', accuracy_m: null };

/** Where the record is: by the device's position, by hand, from a photo, in one of the concept's shapes. */
export class CapturePlace {
	readonly locator: Locator;
	#form: PlaceForm;
	#mayLocate: () => Promise<boolean>;
	/** Shapes put aside when another kind was tried, so that trying costs nothing. */
	#shapes = new Map<GeometryKind, Placed>();
	#picked = $state<GeometryKind | null>(null);

	constructor(form: PlaceForm, watch: Watch, mayLocate: () => Promise<boolean>) {
		this.#form = form;
		this.#mayLocate = mayLocate;
		this.locator = new Locator(watch);
	}

	/** Kind of shape being placed: the drawn one's, else the one picked, else the concept's first. */
	get kind(): GeometryKind {
		const { draft, concept } = this.#form;
		const allowed = concept?.geometryKinds ?? [];
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
		this.#shapes.clear();
		this.#picked = null;
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
		this.#put(geometry, measured(this.locator.fix));
	}

	/** Null takes the shape away. */
	#put(geometry: Geometry | null, position: Position): void {
		this.#form.change({ geometry, position: geometry ? position : null });
	}

	/** A shape placed by hand or from a photo: the device's position no longer moves it. */
	putByHand(geometry: Geometry | null, method: 'map' | 'photo' = 'map'): void {
		this.locator.stop();
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
		this.#put({ type: 'Point', coordinates: [fix.lon, fix.lat] }, measured(fix));
	}
}
