import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Files of the repository as git sees them: committed or about to be, never ignored ones. */
export function files(): string[] {
	const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
		cwd: root,
		encoding: 'utf8',
		maxBuffer: 1 << 26
	});
	return list.split('\n').filter((path) => path !== '' && existsSync(join(root, path)));
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Written by people: what the rules about style and size are for. */
export const isSource = (path: string): boolean =>
	/[.](ts|js|cjs|svelte|sql|css|html)$/.test(path) && !generated.includes(path);

/** Written by `npm run types:database`, `npm run seed` and `npm ci`. */
const generated = ['src/lib/remote/database.types.ts', 'supabase/seed.sql', 'package-lock.json'];
