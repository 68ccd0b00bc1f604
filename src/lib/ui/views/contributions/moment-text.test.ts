import { expect, test } from 'vitest';
import { dayText } from './moment-text';

test.each([
	['2026-01-01T00:00:00+14:00', 'fr', '1 janvier 2026'],
	['2025-12-31T23:59:59-10:00', 'fr', '31 décembre 2025'],
	['2025-12-31T23:59:59-10:00', 'oc', '31/12/2025'],
	['one day', 'fr', 'one day']
])('the day of %s is the one it was there (fault-19)', (iso, lang, day) => {
	expect(dayText(iso, lang).replace('1er', '1')).toBe(day);
});
