import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { loadFurtherThemes, loadThemes } from './themes.ts';

const fixtures = fileURLToPath(new URL('../../tests/fixtures/themes', import.meta.url));
const shipped = await loadThemes();

async function folderWith(files: Record<string, string>): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'capitelle-themes-'));
	onTestFinished(() => rm(folder, { recursive: true }));
	for (const [name, text] of Object.entries(files)) {
		await mkdir(join(folder, name, '..'), { recursive: true });
		await writeFile(join(folder, name), text);
	}
	return folder;
}

describe('the folder of further themes', () => {
	it('is optional', async () => {
		expect(await loadFurtherThemes(null, shipped)).toEqual([]);
	});

	it('brings a theme that is nothing but data', async () => {
		const [trees, ...others] = await loadFurtherThemes(fixtures, shipped);
		expect(others).toEqual([]);
		expect(trees?.theme.id).toBe('arbres');
		expect(trees?.concepts.filter(({ scheme }) => scheme === 'arbres')).toHaveLength(12);
		expect(trees?.fields).toHaveLength(6);
	});

	it('says everything that is wrong, by folder and place', async () => {
		const [first] = shipped;
		const folder = await folderWith({
			'broken/theme.json': '{ "theme": ',
			'bare/theme.json': '{}',
			'notes/readme.txt': 'no theme here'
		});
		await expect(loadFurtherThemes(folder, [first!])).rejects.toThrow(
			/CAPITELLE_THEMES bare theme\.id[^]*CAPITELLE_THEMES broken : illisible/
		);
	});

	it('refuses a folder without a theme, which is a folder mistyped', async () => {
		const folder = await folderWith({});
		await expect(loadFurtherThemes(folder, shipped)).rejects.toThrow(/aucun thème/);
		await expect(loadFurtherThemes(join(folder, 'nowhere'), shipped)).rejects.toThrow(/no theme/);
	});
});
