import { turned } from '../domain/bearing.ts';

/** Where the device points. */
export interface Heading {
	/**
	 * Clockwise from north, 0 to 360: where its top edge points when it lies flat, where its back camera looks
	 * when it stands. North is that of the compass needle: what the earth's field adds (in France about two
	 * degrees) is less than a phone's own error, and is not taken out.
	 */
	degrees: number;
	/** How far it may be off, in degrees; null when the device does not say. */
	accuracy: number | null;
}

/** Why no heading comes: there is no compass, or it may not be read. */
export type CompassError = 'unsupported' | 'denied';

export interface CompassWatcher {
	onHeading(heading: Heading): void;
	onError(error: CompassError): void;
}

/** What an orientation event says; Safari's own two fields are in no standard. */
export interface OrientationReading {
	alpha: number | null;
	beta: number | null;
	gamma: number | null;
	absolute: boolean;
	webkitCompassHeading?: number;
	webkitCompassAccuracy?: number;
}

/** The parts of a browser that a compass needs; the page's own unless a test says otherwise. */
export interface CompassDevice {
	listen(type: string, listener: (event: Event) => void): void;
	forget(type: string, listener: (event: Event) => void): void;
	/** Safari asks the person, and only from inside a tap. Absent elsewhere. */
	ask: (() => Promise<string>) | null;
	/** Whether orientation events exist at all. */
	supported: boolean;
	/** Degrees the picture on the screen is turned against the device. */
	screenAngle(): number;
}

/** A sensor that is there speaks within this. */
const silenceMs = 2000;
/** A needle that moves more often is not read any better, and costs as many redraws. */
const betweenMs = 100;
/** Share of a new direction in the one shown: a hand trembles. */
const fresh = 0.25;
/** Chromium's own event, and what the others send. */
const types = ['deviceorientationabsolute', 'deviceorientation'];

/**
 * Follows the compass until the returned function is called. Call it from inside a tap: Safari asks the
 * person then, and at no other moment. A device without a compass says nothing, or says null; both are told.
 */
export function watchCompass(
	watcher: CompassWatcher,
	device: CompassDevice = thisDevice()
): () => void {
	let over = false;
	let silence: ReturnType<typeof setTimeout> | undefined;
	let toldAt = -Infinity;
	const calm = smoothed();
	const stop = () => {
		over = true;
		clearTimeout(silence);
		for (const type of types) device.forget(type, hear);
	};
	const fail = (error: CompassError) => {
		if (over) return;
		stop();
		watcher.onError(error);
	};
	function hear(event: Event) {
		const heading = headingOf(event as unknown as OrientationReading, device.screenAngle());
		if (!heading || over) return;
		clearTimeout(silence);
		const degrees = calm(heading.degrees);
		const now = performance.now();
		if (now - toldAt < betweenMs) return;
		toldAt = now;
		watcher.onHeading({ ...heading, degrees });
	}
	function begin() {
		if (over) return;
		for (const type of types) device.listen(type, hear);
		silence = setTimeout(() => fail('unsupported'), silenceMs);
	}

	if (!device.supported) {
		// Not before this call has answered: who asked has to know how to stop first.
		queueMicrotask(() => fail('unsupported'));
	} else if (device.ask) {
		device.ask().then(
			(answer) => (answer === 'granted' ? begin() : fail('denied')),
			() => fail('denied')
		);
	} else begin();
	return stop;
}

/**
 * What an orientation event says of north; null when it says nothing of it.
 * @param screenAngle degrees the picture is turned against the device (`screen.orientation.angle`)
 */
export function headingOf(reading: OrientationReading, screenAngle: number): Heading | null {
	const { alpha, beta, gamma, absolute, webkitCompassHeading: own } = reading;
	if (own !== undefined && Number.isFinite(own)) {
		const accuracy = reading.webkitCompassAccuracy ?? null;
		// Below nought it is not calibrated: the figure means nothing then.
		if (accuracy !== null && accuracy < 0) return null;
		return { degrees: turned(own + screenAngle), accuracy };
	}
	if (!absolute || alpha === null || beta === null || gamma === null) return null;
	return { degrees: pointing({ alpha, beta, gamma }, screenAngle), accuracy: null };
}

/** Device Orientation §4.1: rotation about z, x and y, in this order. Direction of the top edge, or of the camera. */
function pointing(
	{ alpha, beta, gamma }: { alpha: number; beta: number; gamma: number },
	screenAngle: number
): number {
	const [z, x, y] = [alpha, beta, gamma].map((angle) => (angle * Math.PI) / 180) as [
		number,
		number,
		number
	];
	const [cz, sz, cx, sx, cy, sy] = [
		Math.cos(z),
		Math.sin(z),
		Math.cos(x),
		Math.sin(x),
		Math.cos(y),
		Math.sin(y)
	];
	const camera = { east: -cz * sy - sz * sx * cy, north: -sz * sy + cz * sx * cy };
	// Standing, the back looks farther over the ground than the top edge does; lying, it looks into it.
	if (Math.hypot(camera.east, camera.north) > Math.SQRT1_2) return towards(camera);
	// The top of the picture is another edge of the device when the screen is turned.
	const turn = (screenAngle * Math.PI) / 180;
	const right = { east: cz * cy - sz * sx * sy, north: sz * cy + cz * sx * sy };
	const top = { east: -sz * cx, north: cz * cx };
	return towards({
		east: Math.cos(turn) * top.east + Math.sin(turn) * right.east,
		north: Math.cos(turn) * top.north + Math.sin(turn) * right.north
	});
}

/** A direction that follows those it is given, over north too. */
function smoothed(): (degrees: number) => number {
	let [east, north] = [0, 0];
	return (degrees) => {
		const angle = (degrees * Math.PI) / 180;
		const share = east === 0 && north === 0 ? 1 : fresh;
		east += (Math.sin(angle) - east) * share;
		north += (Math.cos(angle) - north) * share;
		return towards({ east, north });
	};
}

function towards({ east, north }: { east: number; north: number }): number {
	return turned((Math.atan2(east, north) * 180) / Math.PI);
}

function thisDevice(): CompassDevice {
	const supported = typeof DeviceOrientationEvent !== 'undefined';
	const asking = supported
		? (DeviceOrientationEvent as unknown as { requestPermission?: () => Promise<string> })
		: {};
	return {
		listen: (type, listener) => addEventListener(type, listener),
		forget: (type, listener) => removeEventListener(type, listener),
		ask: asking.requestPermission ? () => asking.requestPermission!() : null,
		supported,
		screenAngle: () => screen.orientation?.angle ?? 0
	};
}
