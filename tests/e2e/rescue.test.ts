import { describe, expect } from 'vitest';
import { picture } from '../support/jpeg.ts';
import { test } from '../support/scenario.ts';
import { say } from '../support/words.ts';
import { signIn } from './steps/account.ts';
import { noteObject } from './steps/capture.ts';
import { contribution, openContributions, says } from './steps/contributions.ts';

describe('the rescue file (fault-04)', () => {
	test('takes a record and its photo from a phone without network to another, which sends them', async ({
		server,
		open
	}) => {
		const lost = await open('phone');
		await lost.goto('/noter');
		await lost.installed();
		await lost.offline(true);
		await noteObject(lost, { words: 'puits', title: 'Puits du Mas', photo: picture() });
		await openContributions(lost);
		const download = lost.page.waitForEvent('download');
		await lost.page.getByRole('button', { name: say('contributions_rescue_save') }).click();
		const file = await (await download).path();

		const found = await open('phone');
		await signIn(found, server, 'secors@exemple.test');
		await openContributions(found);
		await found.page.getByLabel(say('contributions_rescue_restore')).setInputFiles(file);
		await says(contribution(found, 'Puits du Mas'), say('contributions_state_received'));
		const rows = await server.sql<{ received: string | null }>(
			`select p.received_at as received from public.records r
			join auth.users u on u.id = r.author_id
			join public.photos p on p.record_id = r.id
			where u.email = 'secors@exemple.test'`
		);
		expect(rows).toEqual([{ received: expect.anything() }]);

		await found.page.getByLabel(say('contributions_rescue_restore')).setInputFiles({
			name: 'photo.zip',
			mimeType: 'application/zip',
			buffer: picture()
		});
		await found.page.getByText(say('contributions_rescue_not_one')).waitFor();
	});
});
