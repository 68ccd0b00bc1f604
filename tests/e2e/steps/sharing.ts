import type { Visit } from '../../support/visit.ts';

/** A file that the gallery hands over. */
export interface Shared {
	name: string;
	type: string;
	data: Buffer;
}

/** Shares files with the app, as the system does: a form that is posted to the address the manifest names. */
export async function share(visit: Visit, files: Shared[]): Promise<void> {
	const given = files.map(({ name, type, data }) => ({
		name,
		type,
		base64: data.toString('base64')
	}));
	await visit.page.evaluate((all) => {
		const form = document.createElement('form');
		Object.assign(form, { action: '/partager', method: 'post', enctype: 'multipart/form-data' });
		const input = document.createElement('input');
		Object.assign(input, { type: 'file', name: 'photos', multiple: true });
		const transfer = new DataTransfer();
		for (const { name, type, base64 } of all) {
			const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
			transfer.items.add(new File([bytes], name, { type }));
		}
		input.files = transfer.files;
		form.append(input);
		document.body.append(form);
		form.submit();
	}, given);
	await visit.page.waitForURL(/\/partager/);
	await visit.hydrated();
}
