import type { Fix } from '$lib/device/gps';
import { averagedPosition, type Average } from '$lib/domain/averaging';
import { soundBegun, type Begun } from '$lib/domain/begun';
import { sameValue } from '$lib/domain/equal';
import { kindOf, validateGeometry } from '$lib/domain/geometry';
import { isMeasured, measuredPosition, NOWHERE_M } from '$lib/domain/position';
import type { Problem } from '$lib/domain/problem';
import type { Geometry, PlaceMethod, Position } from '$lib/domain/record';
import type { GeometryKind } from '$lib/domain/vocabulary/types';
import { Averager } from './averager.svelte';
import { Locator } from './locator.svelte';
import type { Look, PlaceForm, PlacePorts } from './place-ports';
import { Sighter, type SightForm } from './sighter.svelte';
import type { TraceForm } from './trace-ports';
import { TraceState } from './trace.svelte';

interface Placed {
	geometry: Geometry;
	position: Position;
}

const byHand: Position = { method: 'map', accuracy_m: null };

/** Where the record is: by the device's position, by hand, from a photo, in one of the concept's shapes. */
export class CapturePlace {
	readonly locator: Locator;
	/** Several readings of the device become one. */
	readonly averager = new Averager();
	/** A point seen from afar. */
	readonly sighter: Sighter;
	/** A line walked along what is recorded. */
	readonly trace: TraceState;
	#form: PlaceForm;
	#mayLocate: () => Promise<boolean>;
	/** Shapes put aside when another kind was tried, so that trying costs nothing. */
	#shapes = new Map<GeometryKind, Placed>();
	/** The last place the device gave. */
	#measured: Placed | null = null;
	#picked = $state<GeometryKind | null>(null);
	/** The last place the person asked to see; null before the first. */
	looking = $state.raw<Look | null>(null);

	constructor(form: PlaceForm, ports: PlacePorts) {
		this.#form = form;
		this.#mayLocate = () => ports.mayLocate();
		this.locator = new Locator(ports.watchPosition);
		const walked: TraceForm = {
			get draft() {
				return form.draft;
			},
			putWalked: (geometry, accuracyM) => this.#put(geometry, measuredPosition(accuracyM, 'trace')),
			keep: () => form.change({})
		};
		this.sighter = new Sighter(this.#sightForm(), ports.watchCompass);
		this.trace = new TraceState(walked, ports);
	}

	#sightForm(): SightForm {
		return {
			draft: () => this.#form.draft,
			here: () => this.locator.fix,
			put: (geometry, position) => this.#put(geometry, position)
		};
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
		const wanted = draft?.geometry ? kindOf(draft.geometry) : (this.#picked ?? this.begun?.kind);
		return wanted && allowed.includes(wanted) ? wanted : (allowed[0] ?? 'point');
	}

	/** What is drawn and has too few corners yet. */
	get begun(): Begun | null {
		return soundBegun(this.#form.draft?.begun);
	}

	/** What is wrong with the shape as it is; nothing is wrong with none yet. */
	get problems(): Problem[] {
		const { draft, concept } = this.#form;
		if (!draft?.geometry || !concept) return [];
		return validateGeometry(draft.geometry, concept.geometryKinds);
	}

	/** Another form: nothing of the last one's shapes or position remains. */
	reset(): void {
		this.#rest();
		this.averager.reset();
		this.sighter.close();
		this.trace.reset();
		this.#shapes.clear();
		this.#measured = null;
		this.#picked = null;
		this.looking = null;
	}

	/** The point stays where it is now: the device is followed no more. */
	hold(): void {
		this.averager.finish();
		this.#rest();
	}

	#rest(): void {
		this.locator.stop();
		this.averager.finish();
		this.sighter.rest();
	}

	/** The person goes on to another step. */
	leave(): void {
		this.#rest();
		if (this.#walkable) this.trace.leave();
	}

	/** The screen goes away. Resolves once all that was walked is stored. */
	close(): Promise<void> {
		this.#rest();
		return this.trace.close();
	}

	/** Begins to record a line by walking along it. */
	walk(): Promise<void> {
		this.#rest();
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
		this.#rest();
		this.sighter.close();
		this.putAside();
		this.#picked = kind;
		const before = this.#shapes.get(kind);
		this.#put(before?.geometry ?? null, before?.position ?? byHand, this.begun);
	}

	/** Moves the map to a place that was found, and places nothing. */
	lookAt({ lon, lat, bbox }: Omit<Look, 'asked'>): void {
		const asked = (this.looking?.asked ?? 0) + 1;
		this.looking = { lon, lat, ...(bbox && { bbox }), asked };
	}

	/** Null takes the shape away. */
	#put(geometry: Geometry | null, position: Position, begun: Begun | null = null): void {
		if (geometry && isMeasured(position)) this.#measured = { geometry, position };
		this.#form.change({ geometry, position: geometry ? position : null, begun });
	}

	/** What is drawn on the map: a shape, and what is begun of one. */
	putDrawn(geometry: Geometry | null, begun: Begun | null): void {
		if (geometry === this.#form.draft?.geometry) this.#form.change({ begun });
		else this.putByHand(geometry, 'map', begun);
	}

	/** A shape placed by hand, from a photo or as coordinates: the device's position no longer moves it. */
	putByHand(
		geometry: Geometry | null,
		method: Extract<PlaceMethod, 'map' | 'photo' | 'typed'> = 'map',
		begun: Begun | null = null
	): void {
		this.trace.superseded();
		// Somebody who looks at it from afar corrects on the map how far, and is where they are.
		const seen =
			this.sighter.active && method === 'map' && geometry?.type === 'Point'
				? this.sighter.putOnMap(geometry.coordinates)
				: null;
		if (!seen) {
			this.#rest();
			this.sighter.close();
		}
		this.#put(geometry, seen ?? this.#asMeasured(geometry) ?? { ...byHand, method }, begun);
	}

	/** What the device said of a place that is put back as it was: the map takes back one step and knows no more. */
	#asMeasured(geometry: Geometry | null): Position | null {
		const before = this.#measured;
		return before && sameValue(before.geometry, geometry) ? before.position : null;
	}

	/** Follows the device; a point record goes with it until the person holds it still. */
	locate(): void {
		this.sighter.close();
		this.averager.reset();
		this.#listen();
		if (this.locator.fix) this.#follow(this.locator.fix);
	}

	#listen(): void {
		this.locator.start((fix) => this.#follow(fix), {
			onReading: (fix) => this.averager.hear(fix),
			onEnd: () => this.averager.finish()
		});
	}

	/** Stands still and takes the mean of what the device says; ends by itself or by {@link hold}. */
	average(): void {
		if (!this.locator.running) this.locate();
		this.averager.start(
			(average) => this.#putAverage(average),
			() => this.locator.stop()
		);
	}

	#putAverage(average: Average): void {
		if (this.#isPlacing) this.#putPoint(average, averagedPosition(average));
	}

	/** The person sees it over there; where they stand comes from the device, unless it was sighted before. */
	see(): void {
		this.averager.reset();
		this.sighter.open();
		if (!this.sighter.remembers) this.#listen();
	}

	/** Sights it anew, from where the device is now. */
	seeFromHere(): void {
		this.#listen();
		this.sighter.fromHere();
	}

	/** Keeps a position that the device hardly knows, because the person says so. */
	takeRough(): void {
		const { fix } = this.locator;
		if (fix) this.#putFix(fix);
		this.hold();
	}

	/** The device knows the region and no more: nothing is placed there unasked. */
	get rough(): boolean {
		return (this.locator.fix?.accuracyM ?? 0) > NOWHERE_M;
	}

	/** What the map's ring shows. */
	get fix(): { lon: number; lat: number; accuracyM: number } | null {
		return this.averager.average ?? this.locator.fix;
	}

	/** On arrival: follows at once when nothing is placed and the person allowed it before. */
	async locateIfAllowed(): Promise<void> {
		if (this.#form.draft?.position?.method === 'sighted' && this.kind === 'point') this.see();
		if (!this.#wantsPosition() || !(await this.#mayLocate())) return;
		if (this.#wantsPosition()) this.locate();
	}

	#wantsPosition(): boolean {
		const { draft } = this.#form;
		return this.#isPlacing && draft !== null && draft.geometry === null;
	}

	get #isPlacing(): boolean {
		return this.kind === 'point' && this.#form.step === 'place';
	}

	#follow(fix: Fix): void {
		if (!this.#isPlacing || this.averager.average || fix.accuracyM > NOWHERE_M) return;
		if (this.sighter.active) this.sighter.project();
		else this.#putFix(fix);
	}

	#putFix(fix: Fix): void {
		this.#putPoint(fix, measuredPosition(fix.accuracyM));
	}

	#putPoint({ lon, lat }: { lon: number; lat: number }, position: Position): void {
		this.#put({ type: 'Point', coordinates: [lon, lat] }, position);
	}
}
