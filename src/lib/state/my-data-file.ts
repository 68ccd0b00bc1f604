import { textEntry, writeZip, type ZipEntry } from '$lib/device/zip';
import type { DataPage, DataSections } from '$lib/domain/privacy';

/** Where the export takes its parts from. */
export interface ExportPorts {
	sections(): Promise<DataSections>;
	page(section: string, after: string | null): Promise<DataPage>;
	/** The file of a photo by its name in the bucket; null when there is none. @throws when nothing answers */
	photo(name: string): Promise<Blob | null>;
	/** How far it is. */
	progress(what: 'sections' | 'photos', done: number, total: number): void;
}

export interface ExportedFile {
	file: Blob;
	/** Photos whose file the server does not have, or not any more. */
	missing: number;
}

/**
 * Everything about the person as one ZIP: a JSON file for each kind of thing, and the photos. One of them is in
 * memory at a time, beside what was written already, which the browser may keep on disk.
 * @throws what the ports throw: nothing half is handed out
 */
export async function exportMyData(ports: ExportPorts): Promise<ExportedFile> {
	const missing: string[] = [];
	const file = await writeZip(entries(ports, missing));
	return { file, missing: missing.length };
}

async function* entries(ports: ExportPorts, missing: string[]): AsyncGenerator<ZipEntry> {
	const { account, sections } = await ports.sections();
	yield json('compte', { ...account, contents: sections });
	const names: string[] = [];
	for (const [place, { section, why }] of sections.entries()) {
		ports.progress('sections', place, sections.length);
		const rows = await allRows(ports, section);
		if (section === 'photos' || section === 'comment_photos')
			names.push(...rows.flatMap(nameOfKept));
		yield json(section, { why, rows });
	}
	for (const [place, name] of [...new Set(names)].entries()) {
		ports.progress('photos', place, names.length);
		const blob = await ports.photo(name);
		if (blob) yield { name: `photos/${name}`, data: new Uint8Array(await blob.arrayBuffer()) };
		else missing.push(name);
	}
	if (missing.length > 0) yield textEntry('photos-absentes.txt', missing.join('\n'));
}

async function allRows(ports: ExportPorts, section: string): Promise<DataPage['rows']> {
	const rows: DataPage['rows'] = [];
	let after: string | null = null;
	do {
		const page: DataPage = await ports.page(section, after);
		rows.push(...page.rows);
		after = page.next;
	} while (after !== null);
	return rows;
}

/** One taken back has no file for anybody, its author included. */
function nameOfKept(row: Record<string, unknown>): string[] {
	const { object_name: name, removed_at } = row;
	return typeof name === 'string' && (removed_at ?? null) === null ? [name] : [];
}

function json(name: string, value: unknown): ZipEntry {
	return textEntry(`${name}.json`, JSON.stringify(value, null, '\t'));
}
