import type { Locator } from 'playwright-core';
import type { Visit } from '../../support/visit.ts';
import { say } from '../../support/words.ts';

/** The switch of the sun, on the page of settings. */
export function sun({ page }: Visit): Locator {
	return page.getByRole('switch', { name: say('comfort_sun') });
}

/** Chooses one of a group of settings by what it says. */
export async function choose(
	{ page }: Visit,
	group: string,
	choice: string,
	params: Record<string, string> = {}
): Promise<void> {
	await page
		.getByRole('group', { name: say(group) })
		.getByRole('radio', { name: say(choice, params), exact: true })
		.check();
}

/** What the document wears of the settings. */
export function wearing({ page }: Visit): Promise<Record<string, string>> {
	return page.evaluate(() => {
		const { dataset } = document.documentElement;
		const names = ['contrast', 'scheme', 'text', 'hand', 'motion'];
		return Object.fromEntries(
			names.flatMap((name) => (dataset[name] === undefined ? [] : [[name, dataset[name]]]))
		);
	});
}

/** Red, green and blue of the page's letters and of its ground. */
export async function colours({ page }: Visit): Promise<number[][]> {
	return page.evaluate(() => {
		const { color, backgroundColor } = getComputedStyle(document.documentElement);
		return [color, backgroundColor].map((text) => (text.match(/[\d.]+/g) ?? []).map(Number));
	});
}

/**
 * What cannot be reached or read whole: wider than the screen, or words cut off in what they stand in. The map
 * moves under its frame, and what only screen readers get has no place on the screen.
 */
export async function pastTheSide({ page }: Visit): Promise<string[]> {
	return page.evaluate(() => {
		const width = document.documentElement.clientWidth;
		const faults: string[] = [];
		const isUnseen = (one: Element | null): boolean =>
			one !== null && (getComputedStyle(one).clipPath !== 'none' || isUnseen(one.parentElement));
		if (document.documentElement.scrollWidth > width) faults.push('the page scrolls sideways');
		for (const one of document.querySelectorAll<HTMLElement>('main *, header *, nav *')) {
			if (one.closest('.leaflet-container, .visually-hidden, [hidden], svg')) continue;
			const { overflowX, position } = getComputedStyle(one);
			if (isUnseen(one) || !one.checkVisibility()) continue;
			const { left, right, width: wide } = one.getBoundingClientRect();
			const name = `${one.tagName.toLowerCase()}.${one.className} « ${one.innerText?.slice(0, 30)} »`;
			if (wide > 0 && position !== 'absolute' && (left < -1 || right > width + 1)) {
				faults.push(`past the side: ${name}`);
			}
			const cuts = overflowX === 'hidden' || overflowX === 'clip';
			const says = one.childElementCount === 0 && one.innerText?.trim();
			if (cuts && says && one.scrollWidth > one.clientWidth + 1) faults.push(`cut: ${name}`);
		}
		return faults;
	});
}
