import { runsAsFormula } from '../../formats/csv.ts';

/** Between the values of a cell, as Opentheso does. */
const separator = '##';
const apostrophe = "'";
/** Before a value that is nothing but blanks, which would pass for an empty cell. */
const blank = '\\e';

/** What would not come back as it was: the separator, its halves at the edges, and what stands for others. */
const ambiguous = /##|^#|#$|\\[\\#]|\\$|^\\e/;

/**
 * Several values in one cell. Where a value could be mistaken, `#` and `\` get a `\` before them; a cell
 * that a spreadsheet would run gets an apostrophe in front. Both are undone by {@link splitCell}.
 */
export function joinCell(values: readonly string[]): string {
	if (values.length === 0) return '';
	const cell = values.map(escaped).join(separator);
	return guarded(cell) ? apostrophe + cell : cell;
}

function escaped(value: string): string {
	if (value.trim() === '') return blank + value;
	return ambiguous.test(value) ? value.replace(/[\\#]/g, '\\$&') : value;
}

/** The values of a cell; none when it is blank. */
export function splitCell(cell: string): string[] {
	const plain = cell.startsWith(apostrophe) && guarded(cell.slice(1)) ? cell.slice(1) : cell;
	if (plain.trim() === '') return [];
	const pieces: string[] = [];
	let from = 0;
	for (let at = 0; at < plain.length; at += 1) {
		const two = plain.slice(at, at + 2);
		if (two === '\\#' || two === '\\\\') at += 1;
		else if (two === separator) {
			pieces.push(plain.slice(from, at));
			at += 1;
			from = at + 1;
		}
	}
	pieces.push(plain.slice(from));
	return pieces.filter((piece) => piece !== '').map(unescaped);
}

function unescaped(piece: string): string {
	if (piece.startsWith(blank)) return piece.slice(blank.length);
	return piece.replace(/\\([\\#])/g, '$1');
}

/** Whether a cell needs an apostrophe; one that already begins with some and then would run needs another. */
const guarded = (cell: string) => runsAsFormula(cell.replace(/^'+/, ''));
