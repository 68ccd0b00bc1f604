import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from './csv.ts';

/** Reads one line back by RFC 4180. */
function cellsOf(line: string): string[] {
	const cells: string[] = [];
	let rest = line.replace(/\r\n$/, '');
	for (;;) {
		const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
		const bare = /^[^,]*/.exec(rest)![0];
		cells.push(quoted ? quoted[1]!.replaceAll('""', '"') : bare);
		rest = rest.slice(quoted ? quoted[0].length : bare.length);
		if (rest === '') return cells;
		rest = rest.slice(1);
	}
}

describe('a line of CSV', () => {
	test('quotes what needs it and nothing else', () => {
		expect(csvLine(['mur', 'a,b', 'dit "lo mur"', 'deux\nlignes', null, undefined, 3, true])).toBe(
			'mur,"a,b","dit ""lo mur""","deux\nlignes",,,3,true\r\n'
		);
	});

	test.each(['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t1', '\r1', '\n1', ' =1', '＝1+1'])(
		'a text that a spreadsheet would run is made harmless: %j',
		(text) => {
			expect(cellsOf(csvLine([text]))).toEqual([`'${text}`]);
		}
	);

	test.each([
		['Vu de loin;=HYPERLINK("http://e.org")', `Vu de loin;'=HYPERLINK("http://e.org")`],
		['toit\n-2+3+cmd|x', "toit\n'-2+3+cmd|x"],
		['\n=1', "'\n'=1"],
		['a;b\t @SUM(A1)', "a;b\t '@SUM(A1)"],
		['3;-4;+5,2', '3;-4;+5,2'],
		['un - deux; trois = quatre', 'un - deux; trois = quatre']
	])('nor does a part that some take for a cell of its own: %j', (text, safe) => {
		expect(cellsOf(csvLine(['x', text]))[1]).toBe(safe);
	});

	test.each(['-3', '+33612345678', '-0.5', '12,5', '1885'])(
		'a plain number stays one: %s',
		(text) => {
			expect(cellsOf(csvLine([text, 'x']))[0]).toBe(text);
		}
	);

	test('numbers are written as they are, negative ones too', () => {
		expect(csvLine([-3.5, 0])).toBe('-3.5,0\r\n');
	});

	test('any text is read back, with at most apostrophes before what would run, and never runs', () => {
		const hostile = fc
			.tuple(
				fc.constantFrom('', '=', '+', '-', '@', '\t', '\r', '\n', ' ', '＝'),
				fc.string({ unit: fc.constantFrom(...'ab1;=-\n\t \'",') })
			)
			.map(([first, rest]) => first + rest);
		fc.assert(
			fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (texts) => {
				const read = cellsOf(csvLine(texts));
				expect(read).toHaveLength(texts.length);
				read.forEach((cell, place) => {
					expect(cell.replaceAll("'", '')).toBe(texts[place]!.replaceAll("'", ''));
					if (!/^[+-]?\d+([.,]\d+)?$/.test(cell)) expect(cell).not.toMatch(/^\s*[=+\-@]|^[\t\r\n]/);
					for (const part of cell.split(/[;\t\r\n]/).slice(1))
						if (!/^\s*[+-]?\d+([.,]\d+)?\s*$/.test(part)) expect(part).not.toMatch(/^\s*[=+\-@]/);
				});
			})
		);
	});
});
