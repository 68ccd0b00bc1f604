import { newId } from '../../../src/lib/domain/ids.ts';
import { openDatabase } from '../../../src/lib/store/database.ts';
import { emptyDraft } from '../../../src/lib/store/corrections.ts';
import { queueRecord } from '../../../src/lib/store/outbox.ts';
import { sessionStorage } from '../../../src/lib/store/session-storage.ts';
import type { Draft } from '../../../src/lib/store/types.ts';

/** Signs somebody in and lets their records wait, in the app's own database of this browser. */
async function fill(
	session: string,
	owner: string,
	records: (Partial<Draft> & { id: string })[]
): Promise<void> {
	const db = openDatabase();
	await sessionStorage(db).setItem('session', session);
	const context = { device_id: newId(), app_version: '0.1.0', form_version: 1, now: new Date() };
	for (let i = 0; i < records.length; i += 50) {
		const batch = records.slice(i, i + 50);
		await Promise.all(
			batch.map((record) => {
				const draft = { ...emptyDraft(record.id, owner, new Date()), ...record };
				return queueRecord(db, draft, context);
			})
		);
	}
	db.close();
}

Object.assign(window, { benchQueue: fill });
