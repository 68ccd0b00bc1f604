/** Rows as earlier versions of the app left them on phones. Frozen: they are what was, not what is. */

export const owner = 'ana';
export const draftId = '01a2034f-36f1-73b2-add8-58a21286e3ac';
export const recordId = '01a2034f-36d6-71e4-b024-aa8a82b0f245';
export const visitId = '01a2034f-3811-7c02-9d0e-61a2b3c4d5e6';
export const wordId = '01a2034f-3922-7d13-8e1f-72b3c4d5e6f7';
const photoId = '01a2034f-36d7-758e-bc24-ffbf701db5bc';
const operationId = '01a2034f-36ea-77a0-bc7f-6ab6af50ce0b';
const at = '2026-05-01T10:00:00+00:00';
const updated_at = '2026-05-01T10:00:00.000Z';

const geometry = { type: 'Point', coordinates: [3.7, 43.8] };
const position = { method: 'gps', accuracy_m: 4 };
const properties = { name: 'Mur du Coulet', height: { value: 1.5, estimated: true } };

const content = {
	theme: 'stones',
	concept: 'stones/wall',
	geometry,
	position,
	properties,
	sensitivity: 'public',
	observed_at: at
};

const photo = {
	id: photoId,
	sha256: '18a88088d3957a1c15a1cd35b85f90522c1762cc33a44c77e07a3b990b39c41b',
	bytes: 9,
	mime: 'image/jpeg',
	width: 4,
	height: 3,
	caption: null,
	taken_at: null,
	heading: null,
	licence: 'cc-by-sa-4.0',
	position: 0
};

const made = { device_time: at, device_id: 'device-1', app_version: 'old', schema_version: 1 };
const waiting = { state: 'queued', in_flight: false, attempts: 0, next_at: 0, answer: null };

const create = {
	...made,
	op_id: operationId,
	kind: 'create',
	record_id: recordId,
	base_version: null,
	changes: {
		theme: { old: null, new: 'stones' },
		concept: { old: null, new: 'stones/wall' },
		geometry: { old: null, new: geometry },
		position: { old: null, new: position },
		sensitivity: { old: null, new: 'public' },
		observed_at: { old: null, new: at },
		'properties.name': { old: null, new: properties.name },
		'properties.height': { old: null, new: properties.height }
	}
};

const addPhoto = {
	...made,
	op_id: '01a2034f-36ea-77a0-bc7f-6dcfe9129671',
	kind: 'add_photo',
	record_id: recordId,
	base_version: 1,
	changes: {},
	photo
};

const queued = (op: { op_id: string }, seq: number) => ({
	seq,
	op_id: op.op_id,
	owner,
	record_id: recordId,
	op,
	...waiting
});

/** A form left open. */
export const draftStored = {
	drafts: [
		{
			id: draftId,
			owner,
			...content,
			photos: [],
			title: 'Mur commencé',
			step: 'fields',
			base: null,
			updated_at
		}
	]
};

/** A record saved without a network, with its photo. */
export const recordQueued = {
	operations: [queued(create, 1), queued(addPhoto, 2)],
	items: [
		{
			record_id: recordId,
			owner,
			content,
			known: null,
			state: 'waiting',
			deleting: false,
			photos: { total: 1, received: 0 },
			status: null,
			version: null,
			proposal: null,
			reason: null,
			title: 'Mur du Coulet',
			updated_at
		}
	],
	photos: [
		{
			id: photoId,
			owner,
			record_id: recordId,
			facts: photo,
			state: 'queued',
			thumbnail: null,
			attempts: 0,
			next_at: 0,
			problems: []
		}
	],
	files: [{ id: photoId, data: new TextEncoder().encode('picture a').buffer }],
	meta: [{ key: 'device_id', value: 'device-1' }]
};

/** Since version 2: a word somebody missed. */
export const wordStored = {
	suggestions: [
		{
			id: wordId,
			owner,
			theme: 'stones',
			concept: null,
			kind: 'concept',
			text: 'clapas',
			lang: 'oc',
			note: '',
			recordId: null,
			made_at: updated_at,
			state: 'queued',
			attempts: 0,
			next_at: 0,
			problems: [],
			status: 'pending',
			reason: null
		}
	]
};

/** Since version 3: a visit being written. */
export const visitStored = {
	visits: [
		{
			id: visitId,
			owner,
			record_id: recordId,
			observed_at: at,
			properties: {},
			note: 'Un pan est tombé',
			photos: [],
			base: { version: 1, record: { ...content, photos: [] } },
			title: null,
			updated_at
		}
	]
};

/** Since version 4: a walk along what the draft describes, with the phone in the pocket for a while. */
export const traceStored = {
	traces: [
		{
			owner,
			record_id: draftId,
			no: 0,
			gap: null,
			points: [
				{ lon: 3.7, lat: 43.8, accuracyM: 4, at: 1777629600000 },
				{ lon: 3.7001, lat: 43.8, accuracyM: 5, at: 1777629610000 }
			]
		}
	]
};

/** Since version 5: a morning outside, with what was noted in it. */
export const outingId = '01980000-0000-7000-8000-0000000000f5';
export const outingStored = {
	outings: [
		{
			id: outingId,
			owner,
			name: 'Les murs du Coulet',
			participants: ['Jeanne'],
			started_at: '2026-05-01T09:00:00+02:00',
			ended_at: null,
			record_ids: [recordId]
		}
	]
};
