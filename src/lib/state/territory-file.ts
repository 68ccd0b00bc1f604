import { readCodeList } from '$lib/domain/territories/code-list';
import {
	readCommuneFile,
	type CommuneFault,
	type CommuneSource
} from '$lib/domain/territories/commune-file';

/** What a chosen file says, and what of it could not be read. */
export interface TerritoryFile {
	name: string;
	codes: string[];
	/** With their outlines; empty for a list of codes. */
	communes: CommuneSource[];
	faults: { place: number; fault: CommuneFault | 'line'; text: string }[];
}

/** Heavier than the outlines of a region: more would only freeze the page. */
const mostBytes = 50_000_000;

/** Reads GeoJSON or a list of codes. @returns why not, when neither */
export async function readTerritoryFile(file: File): Promise<TerritoryFile | 'large' | 'wrong'> {
	if (file.size > mostBytes) return 'large';
	const text = await file.text();
	const { name } = file;
	const outlines = readCommuneFile(text);
	if (outlines === null) return 'wrong';
	if (outlines !== 'not_json') {
		const { communes, faults } = outlines;
		return {
			name,
			codes: communes.map(({ insee }) => insee),
			communes,
			faults: faults.map(({ place, fault, name }) => ({ place, fault, text: name ?? '?' }))
		};
	}
	const { codes, faults } = readCodeList(text);
	if (codes.length === 0) return 'wrong';
	return { name, codes, communes: [], faults: faults.map((one) => ({ ...one, fault: 'line' })) };
}
