import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseTypes } from '../../src/cli/database-types.ts';
import { root } from '../support/snapshot.ts';
import { onEveryEngine } from './support/world.ts';

onEveryEngine('generated types', (world) => {
	test('are those of the migrations (npm run types:database)', async () => {
		const committed = await readFile(join(root, 'src/lib/remote/database.types.ts'), 'utf8');
		expect(committed).toBe(await databaseTypes(world().db));
	});
});
