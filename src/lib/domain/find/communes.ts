/** A commune by name, and the box around it: west, south, east, north in degrees. */
export interface NamedCommune {
	insee: string;
	nom: string;
	bbox: [west: number, south: number, east: number, north: number];
}

/** `/api/communes.json`: a row for each commune whose outline the server has; bounds with four decimals (11 m). */
export interface PackedCommunes {
	communes: [
		insee: string,
		nom: string,
		west: number,
		south: number,
		east: number,
		north: number
	][];
}

const round = (degrees: number) => Math.round(degrees * 1e4) / 1e4;

/** The short form for the network; the inverse of {@link unpackCommunes}. */
export function packCommunes(communes: readonly NamedCommune[]): PackedCommunes {
	return {
		communes: communes.map(({ insee, nom, bbox: [west, south, east, north] }) => [
			insee,
			nom,
			round(west),
			round(south),
			round(east),
			round(north)
		])
	};
}

/** Reads the short form; rows that make no sense are left out, because a cache may hold anything. */
export function unpackCommunes(packed: unknown): NamedCommune[] {
	const rows = (packed as Partial<PackedCommunes> | null)?.communes;
	if (!Array.isArray(rows)) return [];
	return rows.flatMap((row: unknown) => {
		if (!Array.isArray(row)) return [];
		const [insee, nom, ...bbox] = row as unknown[];
		const isSound =
			typeof insee === 'string' &&
			typeof nom === 'string' &&
			bbox.length === 4 &&
			bbox.every(Number.isFinite);
		return isSound ? [{ insee, nom, bbox: bbox as NamedCommune['bbox'] }] : [];
	});
}
