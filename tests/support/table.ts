/** The lines of a CSV file (RFC 4180) with a header, as objects. */
export function readTable(text: string): Record<string, string>[] {
	const lines: string[][] = [[]];
	const cells = text
		.replace(/^\uFEFF/, '')
		.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g);
	for (const [, quoted, plain, end] of cells) {
		lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
		if (end !== ',' && end !== '') lines.push([]);
	}
	const [header = [], ...rows] = lines.filter((line) => line.length > 1);
	return rows.map((row) => Object.fromEntries(header.map((column, at) => [column, row[at] ?? ''])));
}
