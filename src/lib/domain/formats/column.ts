import type { PublicRecord } from '../record.ts';
import type { Cell } from './csv.ts';

/** One column of a table or one flat property of a feature. */
export interface Column {
	name: string;
	read(record: PublicRecord): Cell;
}
