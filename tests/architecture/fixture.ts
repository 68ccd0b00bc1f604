import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const copied = [
	'.dependency-cruiser.cjs',
	'.dependency-cruiser.tsconfig.json',
	'package.json',
	'tests/architecture/layers.ts'
];

interface Violation {
	rule: string;
	from: string;
	to: string;
}

/** A small house beside the real one, judged by the very rules of the repository. */
export class Fixture {
	readonly root = mkdtempSync(join(tmpdir(), 'capitelle-house-'));

	constructor() {
		for (const path of copied) {
			mkdirSync(dirname(join(this.root, path)), { recursive: true });
			cpSync(join(repository, path), join(this.root, path));
		}
		symlinkSync(join(repository, 'node_modules'), join(this.root, 'node_modules'));
	}

	write(path: string, text: string): void {
		mkdirSync(dirname(join(this.root, path)), { recursive: true });
		writeFileSync(join(this.root, path), text);
	}

	/** Runs dependency-cruiser as `npm run rules` does, and returns what it refuses. */
	cruise(): Violation[] {
		const bin = join(repository, 'node_modules/.bin/depcruise');
		const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
		const run = spawnSync(bin, args, { cwd: this.root, maxBuffer: 1 << 28, encoding: 'utf8' });
		if (!run.stdout.startsWith('{'))
			throw new Error(run.stderr || 'dependency-cruiser said nothing');
		const summary: { violations: { rule: { name: string }; from: string; to: string }[] } =
			JSON.parse(run.stdout).summary;
		return summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
	}

	[Symbol.dispose](): void {
		rmSync(this.root, { recursive: true, force: true });
	}
}
