import proj4 from 'proj4';

const lambert93 =
	'+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs';
/** From the old French datum to WGS 84: right to some metres (IGN, transformation by three parameters). */
const oldDatum =
	'+a=6378249.2 +b=6356515 +towgs84=-168,-60,320,0,0,0,0 +pm=paris +units=m +no_defs';
const geographic = '+proj=longlat +datum=WGS84 +no_defs';

/** How each system that is known is written for proj4 (epsg.io); null for the others. */
function definition(epsg: number): string | null {
	// RGF93 and WGS 84 are the same to a metre, and so is ETRS89.
	if ([4326, 4171, 4258, 4979, 9777].includes(epsg)) return geographic;
	// Lambert-93 and the zones have been numbered anew since RGF93 was worked out again, by centimetres.
	if (epsg === 2154 || epsg === 9793 || epsg === 9794) return lambert93;
	const zone = epsg >= 9842 && epsg <= 9850 ? epsg - 9800 : epsg - 3900;
	if (zone >= 42 && zone <= 50) {
		return `+proj=lcc +lat_0=${zone} +lon_0=3 +lat_1=${zone - 0.75} +lat_2=${zone + 0.75} +x_0=1700000 +y_0=${(zone - 41) * 1_000_000 + 200_000} +ellps=GRS80 +units=m +no_defs`;
	}
	if (epsg === 27_572)
		return `+proj=lcc +lat_1=46.8 +lat_0=46.8 +lon_0=0 +k_0=0.99987742 +x_0=600000 +y_0=2200000 ${oldDatum}`;
	if (epsg === 27_573)
		return `+proj=lcc +lat_1=44.1 +lat_0=44.1 +lon_0=0 +k_0=0.999877499 +x_0=600000 +y_0=3200000 ${oldDatum}`;
	if (epsg === 3857 || epsg === 900_913)
		return '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs';
	const utm = epsg > 25_800 && epsg < 25_861 ? epsg - 25_800 : epsg - 32_600;
	return utm >= 28 && utm <= 33 ? `+proj=utm +zone=${utm} +ellps=GRS80 +units=m +no_defs` : null;
}

/**
 * From a system of coordinates to longitude and latitude in degrees (WGS 84); null for a system that is not known
 * here. What comes of numbers that are not of the system is not finite.
 * @param epsg its EPSG code
 */
export function toLonLat(epsg: number): ((x: number, y: number) => [number, number]) | null {
	const from = definition(epsg);
	if (from === null) return null;
	if (from === geographic) return (x, y) => [x, y];
	const conversion = proj4(from, geographic);
	return (x, y) => {
		const [lon = NaN, lat = NaN] = conversion.forward([x, y]);
		return [lon, lat];
	};
}
