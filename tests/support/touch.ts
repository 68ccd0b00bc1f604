import type { Locator } from 'playwright-core';
import type { Visit } from './visit.ts';

export interface Spot {
	x: number;
	y: number;
}

/** How often a finger is heard while it moves. */
const stepMs = 16;

/** A finger, or two, on the screen: real touch events, as the browser makes them for any page. */
export class Fingers {
	#visit: Visit;
	#protocol: Awaited<ReturnType<Visit['protocol']>>;

	private constructor(visit: Visit, protocol: Awaited<ReturnType<Visit['protocol']>>) {
		this.#visit = visit;
		this.#protocol = protocol;
	}

	/** For the page as it is; another page needs other fingers. */
	static async on(visit: Visit): Promise<Fingers> {
		return new Fingers(visit, await visit.protocol());
	}

	async down(...spots: Spot[]): Promise<void> {
		await this.#send('touchStart', spots);
	}

	async move(...spots: Spot[]): Promise<void> {
		await this.#send('touchMove', spots);
	}

	async up(): Promise<void> {
		await this.#send('touchEnd', []);
	}

	/** The system takes the touch away, as for an incoming call. */
	async cancel(): Promise<void> {
		await this.#send('touchCancel', []);
	}

	async tap(spot: Spot): Promise<void> {
		await this.down(spot);
		await this.up();
	}

	/** Comes down twice where it was meant to once, as in a glove: nothing is waited for in between. */
	async bounce(spot: Spot): Promise<void> {
		await Promise.all([this.down(spot), this.up(), this.down(spot), this.up()]);
	}

	/** Rests on a place for so long, in ms. */
	async press(spot: Spot, ms = 700): Promise<void> {
		await this.down(spot);
		await this.#visit.page.waitForTimeout(ms);
		await this.up();
	}

	/** From one place to another, as a slow finger goes. */
	async drag(from: Spot, to: Spot, steps = 12): Promise<void> {
		await this.down(from);
		await this.#glide([[from, to]], steps);
		await this.up();
	}

	/** Two fingers around a place, from so many pixels apart to so many. */
	async pinch(around: Spot, from: number, to: number, steps = 12): Promise<void> {
		const pair = (apart: number): [Spot, Spot] => [
			{ x: around.x - apart / 2, y: around.y },
			{ x: around.x + apart / 2, y: around.y }
		];
		const [start, end] = [pair(from), pair(to)];
		await this.down(...start);
		await this.#glide(
			[
				[start[0], end[0]],
				[start[1], end[1]]
			],
			steps
		);
		await this.up();
	}

	async #glide(ways: [from: Spot, to: Spot][], steps: number): Promise<void> {
		for (let i = 1; i <= steps; i++) {
			const spots = ways.map(([from, to]) => ({
				x: from.x + ((to.x - from.x) * i) / steps,
				y: from.y + ((to.y - from.y) * i) / steps
			}));
			await this.move(...spots);
			await this.#visit.page.waitForTimeout(stepMs);
		}
	}

	async #send(
		type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
		spots: Spot[]
	): Promise<void> {
		const touchPoints = spots.map((spot, id) => ({ ...spot, id, radiusX: 12, radiusY: 12 }));
		await this.#protocol.send('Input.dispatchTouchEvent', { type, touchPoints });
	}
}

/** Waits until a map stands still: let go of by a fast finger, it glides on for a moment. */
export async function untilStill({ page }: Visit): Promise<void> {
	// It begins to glide in the frame after the one in which the finger went.
	await page.evaluate(
		() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
	);
	await page
		.locator('.leaflet-pan-anim, .leaflet-zoom-anim')
		.first()
		.waitFor({ state: 'detached' });
}

/** The middle of an element, or a share of its width and height from its left upper corner. */
export async function spotOf(locator: Locator, across = 0.5, down = 0.5): Promise<Spot> {
	const box = await locator.boundingBox();
	if (!box) throw new Error('nothing to touch there');
	return { x: box.x + box.width * across, y: box.y + box.height * down };
}
