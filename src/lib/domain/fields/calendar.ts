/** Days in a month of the proleptic Gregorian calendar (year 0 exists, as in ISO 8601); 0 for no such month. */
export function daysIn(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	if (month < 1 || month > 12) return 0;
	return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Whether the Gregorian calendar has this day; months from 1, any year (ISO 8601 counts a year 0). */
export function isRealDay(year: number, month: number, day: number): boolean {
	return Number.isInteger(day) && day >= 1 && day <= daysIn(year, month);
}
