/** What the server really has of one person, counted there: no device's belief. */
export interface Receipts {
	/** Records of theirs that are not deleted. */
	records: number;
	/** Visits of theirs to records that exist, their own first ones left out. */
	visits: number;
	/** Photos of theirs whose file the server has. */
	photos: number;
	/** Photos announced whose file it still waits for. */
	photos_missing: number;
	/** When the server counted. ISO 8601. */
	as_of: string;
}
