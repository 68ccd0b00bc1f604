/** What a cell may hold. Numbers and booleans are written as they are; null and undefined leave it empty. */
export type Cell = string | number | boolean | null | undefined;

/** Tells spreadsheets that the file is UTF-8; other readers would take it for a first character. */
export const byteOrderMark = '\uFEFF';

/**
 * First characters that make a spreadsheet run a cell as a formula or a command (OWASP, “CSV
 * Injection”), their full-width forms included; leading blanks do not protect everywhere.
 */
const dangerous = /^[\t\r\n]|^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;
const plainNumber = /^[+-]?\d+([.,]\d+)?$/;
/**
 * The same inside a text: a French spreadsheet takes `;` for the end of a cell when a file is opened by a double
 * click, and then does not see the quotes that keep a line break inside.
 */
const dangerousLater =
	/([;\t\r\n]\s*)(?=[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])(?![+-]\d+(?:[.,]\d+)?\s*(?:[;\t\r\n]|$))/g;

/**
 * One line of a CSV file by RFC 4180: commas, CRLF, quotes doubled. A text that a spreadsheet would
 * run gets an apostrophe in front, which spreadsheets hide, and before each part of it that some would take for
 * a cell of its own; plain numbers stay numbers.
 */
export function csvLine(cells: readonly Cell[]): string {
	return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: Cell): string {
	if (cell === null || cell === undefined) return '';
	if (typeof cell !== 'string') return String(cell);
	const safe = cell.replace(dangerousLater, "$1'");
	const text = dangerous.test(cell) && !plainNumber.test(cell) ? `'${safe}` : safe;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Whether a spreadsheet would run this cell instead of showing it. */
export function runsAsFormula(cell: string): boolean {
	return dangerous.test(cell);
}
