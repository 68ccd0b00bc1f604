import { afterEach, describe, expect, test } from 'vitest';
import { laterThan, localIso } from './time';

const zone = process.env['TZ'];
afterEach(() => {
	if (zone === undefined) delete process.env['TZ'];
	else process.env['TZ'] = zone;
});

describe('the hour on this device (fault-19)', () => {
	test.each([
		['Europe/Paris', '2026-12-31T23:30:00Z', '2027-01-01T00:30:00+01:00'],
		['Europe/Paris', '2026-07-14T21:59:59Z', '2026-07-14T23:59:59+02:00'],
		['Indian/Reunion', '2026-07-14T20:00:00Z', '2026-07-15T00:00:00+04:00'],
		['America/St_Johns', '2026-01-15T03:29:59Z', '2026-01-14T23:59:59-03:30'],
		['Pacific/Marquesas', '2026-01-15T00:00:00Z', '2026-01-14T14:30:00-09:30'],
		// The hour that happens twice in autumn is told apart by its offset.
		['Europe/Paris', '2026-10-25T00:30:00Z', '2026-10-25T02:30:00+02:00'],
		['Europe/Paris', '2026-10-25T01:30:00Z', '2026-10-25T02:30:00+01:00']
	])('in %s, %s is %s', (place, utc, local) => {
		process.env['TZ'] = place;
		expect(localIso(new Date(utc))).toBe(local);
		expect(Date.parse(local)).toBe(Date.parse(utc));
	});

	test('of a plane that lands elsewhere stays the moment it was', () => {
		const moment = new Date('2026-05-01T22:30:00Z');
		process.env['TZ'] = 'Europe/Paris';
		const there = localIso(moment);
		process.env['TZ'] = 'America/Martinique';
		const here = localIso(moment);
		expect([there, here]).toEqual(['2026-05-02T00:30:00+02:00', '2026-05-01T18:30:00-04:00']);
		expect(Date.parse(there)).toBe(Date.parse(here));
	});

	test.each([
		['set back by ten years', '2036-05-01T10:00:00.000Z', '2036-05-01T10:00:00.001Z'],
		['right', '2026-05-01T09:59:59.999Z', '2026-05-01T10:00:00.000Z'],
		['read before anything was', 'garbage', '2026-05-01T10:00:00.000Z']
	])('never runs back for what is typed: a clock %s', (_name, last, next) => {
		expect(laterThan(last, new Date('2026-05-01T10:00:00Z'))).toBe(next);
	});
});
