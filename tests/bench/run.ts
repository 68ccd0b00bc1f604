import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import './sync/alias.ts';
import { exceeded, format, type Report } from './figures.ts';

/**
 * Runs every benchmark, or those whose file name contains one of the arguments, and prints their
 * figures. Ends with an error when one is outside its bounds.
 */
const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.bench.ts') && !name.includes('node_modules'))
	.sort()
	.filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

let over = 0;
for (const file of files) {
	const { run } = (await import(join(import.meta.dirname, file))) as { run: () => Promise<Report> };
	const report = await run();
	over += exceeded(report).length;
	console.log(format(report));
}
console.log(over === 0 ? 'every figure is within its bounds' : `${over} outside their bounds`);
process.exitCode = over === 0 ? 0 : 1;
