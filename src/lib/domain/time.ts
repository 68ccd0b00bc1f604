const two = (value: number) => String(Math.trunc(value)).padStart(2, '0');

/**
 * A moment as ISO 8601 with the device's own offset (`2026-11-22T06:10:00+01:00`), as records and
 * operations carry it: the local hour says when in the day something was seen, which UTC would lose.
 */
export function localIso(date: Date): string {
	const offset = -date.getTimezoneOffset();
	const sign = offset < 0 ? '-' : '+';
	const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, 19);
	return `${local}${sign}${two(Math.abs(offset) / 60)}:${two(Math.abs(offset) % 60)}`;
}

/**
 * Now as ISO 8601, but never before `last`: a clock that is set back while somebody types must not make what
 * they type last look older than what is stored.
 * @param last ISO 8601, as this gave it
 */
export function laterThan(last: string, now: Date): string {
	const before = Date.parse(last);
	return new Date(Math.max(now.getTime(), Number.isNaN(before) ? 0 : before + 1)).toISOString();
}

/**
 * The same hour on another day.
 * @param iso ISO 8601 with offset
 * @param day `YYYY-MM-DD`
 * @returns ISO 8601 with the device's offset; null when that is no day
 */
export function onDay(iso: string, day: string): string | null {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
	const moment = new Date(`${day}T${iso.slice(11, 19)}`);
	return Number.isNaN(moment.getTime()) ? null : localIso(moment);
}
