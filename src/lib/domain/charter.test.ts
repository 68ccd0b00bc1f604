import { expect, test } from 'vitest';
import { charterStatuses, type CharterVersion } from './charter.ts';

const version = (name: string, in_force_from: string | null): CharterVersion => ({
	version: name,
	text: { fr: name },
	in_force_from
});
const told = (versions: CharterVersion[], now: string) =>
	charterStatuses(versions, Date.parse(now)).map(({ version, status }) => `${version} ${status}`);

test('one version is in force, the last that came into it', () => {
	const versions = [
		version('1', '2026-01-01T00:00:00Z'),
		version('3', '2026-12-01T00:00:00Z'),
		version('2', '2026-06-01T00:00:00Z'),
		version('4', null)
	];
	expect(told(versions, '2026-07-01T00:00:00Z')).toEqual([
		'4 draft',
		'3 announced',
		'2 in_force',
		'1 former'
	]);
	expect(told(versions, '2026-12-01T00:00:00Z')[1]).toBe('3 in_force');
});

test('none is in force before the first', () => {
	expect(told([version('1', '2026-01-01T00:00:00Z')], '2025-01-01T00:00:00Z')).toEqual([
		'1 announced'
	]);
	expect(told([], '2025-01-01T00:00:00Z')).toEqual([]);
});
