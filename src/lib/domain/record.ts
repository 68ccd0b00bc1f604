import type { Geometry as GeoJsonGeometry } from 'geojson';
import type { FieldValue } from './fields/types';
import type { Observation } from './observation';
import type { PhotoScale } from './photo-scale';
import type { Problem } from './problem';
import type { Sensitivity } from './vocabulary/types';

/** GeoJSON (RFC 7946), WGS 84 longitude/latitude in degrees; collections of geometries are not used. */
export type Geometry = Exclude<GeoJsonGeometry, { type: 'GeometryCollection' }>;

/** What `status.ts` moves: submitted ⇄ changes_requested → published | rejected; published → archived; withdrawn by its author. */
export type Status =
	'submitted' | 'changes_requested' | 'published' | 'rejected' | 'archived' | 'withdrawn';

/**
 * How a place was found. `gps`: where the device stood; `averaged`: several of its fixes; `sighted`: seen from
 * there, by bearing and distance; `trace`: walked along; `map`: by hand; `photo`: where a photo says it was
 * taken; `typed`: as coordinates; `imported`: from a file.
 */
export type PlaceMethod =
	'gps' | 'averaged' | 'sighted' | 'trace' | 'map' | 'photo' | 'typed' | 'imported';

/** How the position was obtained, and the device's own accuracy in metres (null when not measured). */
export interface Position {
	method: PlaceMethod;
	accuracy_m: number | null;
	/** `averaged`: fixes kept. */
	samples?: number;
	/** `averaged`: metres from their mean within which two thirds of the fixes kept lie. */
	spread_m?: number;
	/** `sighted`: degrees from true north, clockwise, from the person to the thing. */
	bearing?: number;
	/** `sighted`: metres from the person to the thing. */
	distance_m?: number;
}

/** How the author wants to be named to the public. */
export type NameShown = 'real' | 'pseudonym' | 'none';

export interface Photo {
	id: string;
	record_id: string;
	/** Lower-case hex SHA-256 of the stored file. */
	sha256: string;
	bytes: number;
	mime: 'image/jpeg' | 'image/webp';
	width: number;
	height: number;
	caption: string | null;
	/** From EXIF, before it was stripped. ISO 8601. */
	taken_at: string | null;
	/** Degrees from north, clockwise: where the camera looked. From EXIF, the compass or by hand. */
	heading: number | null;
	/** What stands beside the thing and shows its size; absent in what an older app stored. */
	scale?: PhotoScale | null;
	/**
	 * Whom to name. As sent: null means as the account says. As read: the name everyone sees, null for nobody.
	 * Absent in what an older app stored.
	 */
	credit?: string | null;
	licence: 'cc-by-sa-4.0' | 'cc-by-4.0' | 'lov2';
	position: number;
	/** The visit it was taken during; the first one when null, or absent in what an older app stored. */
	observation_id?: string | null;
	/** When the server had the file, with the right size; null while it has only these facts. */
	received_at: string | null;
}

/** Shared attributes of a record, whoever reads it. snake_case because it travels as the database names it. */
export interface RecordCore {
	id: string;
	theme: string;
	concept: string;
	geometry: Geometry;
	position: Position;
	properties: Record<string, FieldValue>;
	sensitivity: Sensitivity;
	/** When it was seen on site, by the device clock. ISO 8601 with offset. */
	observed_at: string;
}

/** A record as its author, a moderator of its territory or an administrator reads it. */
export interface FullRecord extends RecordCore {
	status: Status;
	version: number;
	/** Newest form its answers were given to. */
	form_version: number;
	/** What is wrong by the form in force: it was right when it was made, and stays. For its author and moderators only. */
	flags: Problem[];
	/** Null when the account is gone, or to the author of a proposal on someone else's record. */
	author_id: string | null;
	author_name: string | null;
	commune: { insee: string; nom: string } | null;
	photos: Photo[];
	/** The last moderator's reason, when one was given. */
	reason: string | null;
	/** Edits waiting on a published record. */
	proposal: {
		id: string;
		status: 'pending' | 'changes_requested' | 'rejected';
		reason: string | null;
		changes: Record<string, { old: unknown; new: unknown }>;
		/** False: somebody else's, which its reader may decide on. */
		own?: boolean;
	} | null;
	/** Visits this person may read, oldest first; the first has the record's id. */
	observations: Observation[];
	/** When it was last seen on site: `observed_at`, or the latest accepted visit. */
	last_seen_at: string;
	created_at: string;
	updated_at: string;
}

/** A record as everyone reads it: public fields only, position blurred when it must be, no account id. */
export interface PublicRecord {
	id: string;
	theme: string;
	concept: string;
	title: string | null;
	geometry: Geometry;
	/** True when `geometry` is the centre of a 1 km cell, not the place. */
	blurred: boolean;
	position: Position;
	properties: Record<string, FieldValue>;
	commune: { insee: string; nom: string } | null;
	author_name: string | null;
	licence: string;
	photos: Photo[];
	version: number;
	observed_at: string;
	/** When it was last seen on site: `observed_at`, or the latest visit shown to the public. */
	last_seen_at: string;
	published_at: string;
	updated_at: string;
}

/** A record that another one may name: an ensemble for its elements, a wall for what stands in it. */
export interface LinkableRecord {
	id: string;
	concept: string;
	title: string | null;
	/** From the record being written; null when that is not placed yet. */
	metres: number | null;
}
