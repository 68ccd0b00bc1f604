import { isCommuneCode } from './commune-file.ts';

/** A line without a code, counted from one, and what it says. */
interface FaultyLine {
	place: number;
	text: string;
}

export interface CodeList {
	/** Each once, in the order of the file. */
	codes: string[];
	faults: FaultyLine[];
}

/** What the first line of such files calls the code. */
const headings = /^(insee|code|code_insee|insee_com|codgeo|codes?)$/i;

/**
 * Reads codes of communes out of a CSV file, a column of a spreadsheet or a list typed by hand: the first cell
 * of a line that is a code counts. Spreadsheets take the zero in front of 01001 away; it comes back.
 */
export function readCodeList(text: string): CodeList {
	const codes = new Set<string>();
	const faults: FaultyLine[] = [];
	for (const [i, line] of text
		.replace(/^\uFEFF/, '')
		.split(/\r?\n/)
		.entries()) {
		const cells = line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
		if (cells.every((cell) => cell === '')) continue;
		const found = cells.map((cell) => cell.toUpperCase().padStart(5, '0')).find(isCommuneCode);
		if (found) {
			// A list on one line, as people write it.
			const others = cells.map((cell) => cell.toUpperCase());
			for (const code of others.every(isCommuneCode) ? others : [found]) codes.add(code);
		} else if (i > 0 || !cells.some((cell) => headings.test(cell)))
			faults.push({ place: i + 1, text: line.trim().slice(0, 60) });
	}
	return { codes: [...codes], faults };
}
