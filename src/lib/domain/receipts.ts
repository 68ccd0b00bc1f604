/** What the server really has of one person, deleted records left out. */
export interface Receipts {
	/** Records they made. */
	records: number;
	/** Visits beside the first of a record, whatever was decided of them. */
	visits: number;
	/** Files of photos received whole. */
	photos: number;
	/** Photos announced by any of their devices whose file has not arrived. */
	photos_missing: number;
	/** The server's clock when it counted. ISO 8601. */
	as_of: string;
}
