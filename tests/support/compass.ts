import type { Visit } from './visit.ts';

/**
 * Points the page's device, standing upright, so many degrees clockwise from north. Told again and again
 * until the returned function is called, as a sensor does.
 */
export async function pointAt(visit: Visit, degrees: number): Promise<() => Promise<void>> {
	await visit.page.evaluate((heading) => {
		const tell = () =>
			dispatchEvent(
				new DeviceOrientationEvent('deviceorientationabsolute', {
					alpha: (360 - heading) % 360,
					beta: 90,
					gamma: 0,
					absolute: true
				})
			);
		Reflect.set(window, 'capitelleCompass', setInterval(tell, 30));
	}, degrees);
	return async () => {
		await visit.page.evaluate(() =>
			clearInterval(Reflect.get(window, 'capitelleCompass') as number)
		);
	};
}
