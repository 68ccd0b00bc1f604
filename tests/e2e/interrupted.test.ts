import { describe, expect } from 'vitest';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import type { Visit } from '../support/visit.ts';
import { say } from '../support/words.ts';
import {
	addPhoto,
	answerRequired,
	atStep,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	useGps,
	type Step
} from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';
import { upToPhotos } from './steps/photos.ts';

const name = 'Puits qui ne se perd pas';

/** What is interrupted: the page is reloaded, or dies and is opened again from the list. */
const accidents: Record<string, (visit: Visit, step: Step) => Promise<void>> = {
	async 'a reload'(visit, step) {
		await visit.page.reload();
		await visit.hydrated();
		await atStep(visit, step);
	},
	async 'a killed page'(visit, step) {
		await visit.kill();
		await openContributions(visit);
		await visit.page.getByRole('button', { name: say('contributions_resume') }).click();
		await atStep(visit, step);
	}
};

describe('nothing typed is lost (fault-02)', () => {
	test.for(Object.keys(accidents))(
		'to %s at any step of the form',
		async (accident, { openOnce: open }) => {
			const visit = await open('phone');
			const happens = (step: Step) => accidents[accident]!(visit, step);
			const { context } = visit;
			const field = () => visit.page.getByRole('textbox', { name: 'Nom', exact: true });

			await startNoting(visit);
			await chooseTheme(visit, 'Patrimoine');
			await happens('concept');

			const label = await findConcept(visit, 'puits');
			await useGps(visit);
			await happens('place');
			await visit.page
				.getByText(/43,9116\d\sN\s4,4131\d\sE/)
				.first()
				.waitFor();

			await next(visit, 'fields');
			await answerRequired(visit);
			// The last letter is a moment old: no autosave had the time.
			await field().fill(name);
			await happens('fields');
			expect(await field().inputValue()).toBe(name);

			await next(visit, 'photos');
			await addPhoto(visit, 'puits.jpg', picture(800, 600));
			await happens('photos');
			await visit.page.getByRole('main').locator('figure img').waitFor();

			await next(visit, 'summary');
			await happens('summary');
			await visit.page.getByText(name).first().waitFor();
			await visit.page.getByText(new RegExp(label, 'i')).first().waitFor();
			await save(visit);

			await visit.kill();
			await openContributions(visit);
			const card = contribution(visit, name);
			await says(card, say('contributions_state_waiting'));
			expect(await card.count()).toBe(1);
			expect(context.pages()).toHaveLength(1);
		}
	);

	test('to opening the camera, which kills the page before a photo comes back', async ({
		openOnce: open
	}) => {
		const visit = await open('phone');
		// The name is typed at the last moment: the file chooser opens before any pause in typing.
		await upToPhotos(visit, name);
		const chooser = visit.page.waitForEvent('filechooser');
		await visit.page.getByText(say('capture_photo_take')).click();
		await chooser;
		const address = visit.page.url();
		await visit.kill();
		await visit.page.goto(address);
		await atStep(visit, 'photos');
		await next(visit, 'summary');
		await visit.page.getByText(name).first().waitFor();
	});
});
