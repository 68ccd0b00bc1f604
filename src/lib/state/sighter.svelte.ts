import type { CompassError, Heading, watchCompass } from '$lib/device/compass';
import { turned } from '$lib/domain/bearing';
import type { Geometry, Position } from '$lib/domain/record';
import {
	SIGHT_RANGE_M,
	sightedAs,
	sightedFrom,
	sightedPlace,
	type Standing
} from '$lib/domain/sighting';

/** Follows the compass; to be called from inside a tap. */
export type WatchCompass = (watcher: Parameters<typeof watchCompass>[0]) => () => void;

/** What sighting needs from the placing around it. */
export interface SightForm {
	draft(): { geometry: Geometry | null; position: Position | null } | null;
	/** Where the device is now; null when it does not say. */
	here(): Standing | null;
	put(geometry: Geometry, position: Position): void;
}

/** A thing seen over there: from where one stands, by a direction and a distance. */
export class Sighter {
	/** The person sees it from afar. */
	active = $state(false);
	/** The direction follows the compass. */
	aiming = $state(false);
	/** The last heading of the compass while it is aimed. */
	heading = $state.raw<Heading | null>(null);
	error = $state<CompassError | null>(null);
	/** Degrees clockwise from north. */
	bearing = $state<number | null>(null);
	metres = $state<number | null>(null);
	/** How often a direction or a distance was given. */
	asked = $state(0);
	/** Where the person stood when it was sighted, maybe on another day: the device is elsewhere by now. */
	#stood = $state.raw<Standing | null>(null);
	#form: SightForm;
	#watch: WatchCompass;
	#stop: (() => void) | null = null;
	/** The thing was put on the map: it stays there, and direction and distance follow. */
	#onMap = false;

	constructor(form: SightForm, watch: WatchCompass) {
		this.#form = form;
		this.#watch = watch;
	}

	/** Where the person stands: as what was sighted before tells, else as the device says. */
	from: Standing | null = $derived.by(() => this.#stood ?? this.#form.here());

	/** Begins, with what was sighted before if it was. */
	open(): void {
		this.active = true;
		const { geometry, position } = this.#form.draft() ?? {};
		if (position?.method !== 'sighted' || geometry?.type !== 'Point') return;
		this.#stood = sightedFrom(pointOf(geometry.coordinates), position);
		this.bearing = position.bearing ?? null;
		this.metres = position.distance_m ?? null;
		this.#onMap = position.accuracy_m === null;
	}

	/** The person looks anew, from where the device is now. */
	fromHere(): void {
		this.#stood = null;
		this.project();
	}

	/** Whether what was sighted before still says where the person stood. */
	get remembers(): boolean {
		return this.#stood !== null;
	}

	/** The person stands at it after all, or goes elsewhere; what is placed stays. */
	close(): void {
		this.rest();
		this.active = false;
		this.bearing = null;
		this.metres = null;
		this.error = null;
		this.#stood = null;
		this.#onMap = false;
	}

	/** Lets the compass say the direction until {@link rest}. */
	aim(): void {
		this.rest();
		this.error = null;
		this.aiming = true;
		this.#stop = this.#watch({
			onHeading: (heading) => {
				this.heading = heading;
				this.turn(heading.degrees);
			},
			onError: (error) => {
				this.rest();
				this.error = error;
			}
		});
	}

	/** Keeps the direction as it is. */
	rest(): void {
		this.#stop?.();
		this.#stop = null;
		this.aiming = false;
		this.heading = null;
	}

	turn(bearing: number): void {
		this.bearing = Math.round(turned(bearing)) % 360;
		this.asked += 1;
		this.#onMap = false;
		this.project();
	}

	/** @param metres null while nothing readable is typed */
	goAway(metres: number | null): void {
		const { min, max } = SIGHT_RANGE_M;
		this.metres = metres === null ? null : Math.min(max, Math.max(min, metres));
		this.asked += 1;
		this.#onMap = false;
		this.project();
	}

	/** The thing was put on the map. @returns how it is seen from here; null when nobody knows where here is */
	putOnMap(point: readonly number[]): Position | null {
		if (!this.from) return null;
		this.rest();
		const position = sightedAs(this.from, pointOf(point));
		this.#onMap = true;
		this.bearing = position.bearing ?? null;
		this.metres = position.distance_m ?? null;
		return position;
	}

	/** Places the thing anew, from where the person now is known to stand. */
	project(): void {
		const { from, bearing, metres } = this;
		if (!this.active || !from) return;
		const { geometry } = this.#form.draft() ?? {};
		if (this.#onMap && geometry?.type === 'Point') {
			const position = this.putOnMap(geometry.coordinates);
			if (position) this.#form.put(geometry, position);
		} else if (bearing !== null && metres !== null) {
			const { point, position } = sightedPlace(from, bearing, metres);
			this.#form.put({ type: 'Point', coordinates: point }, position);
		}
	}
}

function pointOf([lon = 0, lat = 0]: readonly number[]): [number, number] {
	return [lon, lat];
}
