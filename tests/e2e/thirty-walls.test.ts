import { describe, expect } from 'vitest';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import { signInHere } from './steps/account.ts';
import { atShortScreen, cameraTaps, countTaps, standAt, takePicture } from './steps/again.ts';
import {
	addPhoto,
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	saved,
	startNoting,
	typeCoordinates
} from './steps/capture.ts';
import { openContributions } from './steps/contributions.ts';
import { openSummary, startOuting } from './steps/outings.ts';

const walls = 30;
/** Taps that a repeated wall may cost, picture and camera included. */
const mostTaps = 6;

const press = (visit: Visit, key: string) =>
	visit.page.getByRole('button', { name: say(key), exact: true }).click();

/** A picture that is not that of any other wall. */
const pictureOf = (wall: number) => picture(640 + wall, 480);

/** One more wall, from its one end to the other, and the next one begun unless it is the last. */
async function wallLikeIt(visit: Visit, number: number, last: boolean): Promise<void> {
	// No farther from the last one than anybody gets between two readings.
	const north = number * 40;
	await standAt(visit, north, 0);
	await press(visit, 'flow_again_line_begin');
	await visit.page.getByRole('button', { name: say('flow_again_line_end'), exact: true }).waitFor();
	await standAt(visit, north + 6, 25);
	await press(visit, 'flow_again_line_end');
	await takePicture(visit, `mur-${number}.jpg`, pictureOf(number));
	await visit.screenshot(`thirty-walls/${String(number).padStart(2, '0')}`);
	await press(visit, last ? 'flow_again_save_end' : 'flow_again_save_next');
	if (last) await saved(visit).waitFor();
	else await visit.page.getByText(`${number} de suite`).waitFor();
}

describe('a morning on the Garrigues', () => {
	test(
		'thirty walls in a row without network, each repeated one in six taps at most',
		{ timeout: 8 * 60_000 },
		async ({ server, open }) => {
			const visit = await open('phone');
			const tapped = await countTaps(visit);
			await visit.goto('/noter');
			await visit.installed();
			await visit.offline(true);

			await startOuting(visit, 'Murs de Poulx', 'Ana, Bru');
			await visit.screenshot('thirty-walls/outing');
			expect(await visit.accessibilityFaults()).toEqual([]);
			await startNoting(visit);
			const before = tapped();
			await chooseTheme(visit, 'Patrimoine');
			await findConcept(visit, 'muret');
			await typeCoordinates(visit, '43.9000 4.4000\n43.9003 4.4001');
			await next(visit, 'fields');
			await answerRequired(visit);
			await next(visit, 'photos');
			await addPhoto(visit, 'mur-1.jpg', pictureOf(1));
			await next(visit, 'summary');
			await save(visit);
			const first = tapped() - before;
			await visit.screenshot('thirty-walls/saved');
			await press(visit, 'flow_again');
			await atShortScreen(visit);
			await visit.screenshot('thirty-walls/short');
			expect(await visit.accessibilityFaults()).toEqual([]);

			const taps: number[] = [];
			for (let wall = 2; wall <= walls; wall++) {
				const start = tapped();
				await wallLikeIt(visit, wall, wall === walls);
				taps.push(tapped() - start + cameraTaps);
			}
			console.log(
				`taps: ${first} for the first wall, then ${Math.min(...taps)} to ${Math.max(...taps)} ` +
					`for each of ${taps.length} (${cameraTaps} of them in the camera)`
			);
			expect(Math.max(...taps)).toBeLessThanOrEqual(mostTaps);

			await openSummary(visit);
			await visit.page.getByText(`${walls} fiches`).waitFor();
			await visit.page.getByText(`${walls}`, { exact: true }).first().waitFor();
			await visit.screenshot('thirty-walls/summary');
			expect(await visit.accessibilityFaults()).toEqual([]);

			await openContributions(visit);
			await visit.offline(false);
			await visit.page.getByRole('button', { name: say('contributions_sign_in_and_send') }).click();
			await signInHere(visit, server, 'trente@exemple.test');
			const received = () =>
				server.sql<{ count: number }>(
					`select count(*)::int as count from public.records r
				join auth.users u on u.id = r.author_id
				join public.photos p on p.record_id = r.id and p.received_at is not null
				where u.email = 'trente@exemple.test' and r.concept like '%mur-pierre-seche'
				and st_npoints(r.geometry) = 2`
				);
			await expect.poll(received, { timeout: 60_000 }).toEqual([{ count: walls }]);
			// The outing of before the sign-in is theirs.
			await visit.goto('/sorties');
			await visit.page.getByText('Murs de Poulx').waitFor();
		}
	);
});
