import { describe, expect } from 'vitest';
import { test } from '../support/scenario.ts';
import { picture } from '../support/jpeg.ts';
import { say } from '../support/words.ts';
import { signInHere } from './steps/account.ts';
import {
	addPhoto,
	answerRequired,
	chooseTheme,
	findConcept,
	next,
	save,
	startNoting,
	useGps
} from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

describe('a first capture', () => {
	test('without network and without an account, then signed in and received', async ({
		server,
		open
	}) => {
		const visit = await open('phone');
		await visit.goto('/noter');
		await visit.installed();
		await visit.offline(true);

		await startNoting(visit);
		await chooseTheme(visit, 'Patrimoine');
		const name = await findConcept(visit, 'caselle');
		await useGps(visit);
		await next(visit, 'fields');
		await answerRequired(visit);
		await next(visit, 'photos');
		await addPhoto(visit, 'capitelle.jpg', picture());
		await next(visit, 'summary');
		await save(visit);

		await openContributions(visit);
		const card = contribution(visit, name);
		await says(card, say('contributions_state_waiting'));
		const mine = () =>
			server.sql<{ received: string | null }>(
				`select p.received_at as received from public.records r
				join auth.users u on u.id = r.author_id
				left join public.photos p on p.record_id = r.id
				where u.email = 'nouvelle@exemple.test'`
			);
		expect(await mine()).toEqual([]);

		await visit.offline(false);
		await visit.page.getByRole('button', { name: say('contributions_sign_in_and_send') }).click();
		await signInHere(visit, server, 'nouvelle@exemple.test');
		await says(card, say('contributions_state_received'));
		expect(await mine()).toEqual([{ received: expect.anything() }]);
	});
});
