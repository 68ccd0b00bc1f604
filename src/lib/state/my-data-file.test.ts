import { describe, expect, test } from 'vitest';
import { readZip } from '$lib/device/zip';
import { exportMyData, type ExportPorts } from './my-data-file.ts';

/** A server with one section of three rows in two pages, and two photos, one of them never sent. */
function ports(over: Partial<ExportPorts> = {}): ExportPorts {
	return {
		sections: () =>
			Promise.resolve({
				account: { email: 'a@b.example' },
				sections: [
					{ section: 'records', why: 'Vos fiches.' },
					{ section: 'photos', why: 'Vos photos.' }
				]
			}),
		page: (section, after) => {
			if (section === 'photos')
				return Promise.resolve({
					rows: [
						{ object_name: 'r/1.jpg', removed_at: null },
						{ object_name: 'r/2.jpg', removed_at: null },
						{ object_name: 'r/3.jpg', removed_at: '2026-01-01T00:00:00Z' }
					],
					next: null
				});
			return Promise.resolve(
				after === null
					? { rows: [{ id: 1 }, { id: 2 }], next: '2' }
					: { rows: [{ id: 3 }], next: null }
			);
		},
		photo: (name) => Promise.resolve(name === 'r/1.jpg' ? new Blob(['jpeg']) : null),
		progress: () => undefined,
		...over
	};
}

async function unpacked(file: Blob): Promise<Record<string, string>> {
	const files: Record<string, string> = {};
	await readZip(
		file,
		() => true,
		({ name, data }) => {
			files[name] = new TextDecoder().decode(data);
			return Promise.resolve();
		}
	);
	return files;
}

describe('everything about me as a file', () => {
	test('holds each kind whole, the photos, and says which of them are not there', async () => {
		const { file, missing } = await exportMyData(ports());
		const files = await unpacked(file);
		expect(Object.keys(files)).toEqual([
			'compte.json',
			'records.json',
			'photos.json',
			'photos/r/1.jpg',
			'photos-absentes.txt'
		]);
		expect(JSON.parse(files['compte.json']!)).toMatchObject({ email: 'a@b.example' });
		expect(JSON.parse(files['records.json']!)).toEqual({
			why: 'Vos fiches.',
			rows: [{ id: 1 }, { id: 2 }, { id: 3 }]
		});
		expect(files['photos/r/1.jpg']).toBe('jpeg');
		// The one taken back is not even asked for.
		expect([missing, files['photos-absentes.txt']]).toEqual([1, 'r/2.jpg']);
	});

	test('a page that does not come leaves no half of a file', async () => {
		const page: ExportPorts['page'] = () => Promise.reject(new Error('away'));
		await expect(exportMyData(ports({ page }))).rejects.toThrow('away');
	});
});
