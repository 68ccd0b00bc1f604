/** How a part of a picture is drawn; `Picture.svelte` gives each its colours, for the dark and the sun too. */
type Look =
	| 'ground'
	| 'way'
	| 'stone'
	| 'joint'
	| 'dark'
	| 'body'
	| 'head'
	| 'glass'
	| 'line'
	| 'dots'
	| 'ring'
	| 'sign'
	| 'good'
	| 'bad';

/** Something drawn once and put into several pictures: SVG paths, the rearmost first. */
export type Piece = readonly (readonly [look: Look, path: string])[];

/** A dry-stone hut, 80 × 62. */
export const hut: Piece = [
	['stone', 'M0 62c0-34 14-62 40-62s40 28 40 62Z'],
	[
		'joint',
		'M2 46h26m24 0h26M6 31h68M14 16h52M26 6h28M14 46v15m0-30v15m12-15v15m28-15v15m14-15v15m-3 0v15m-40-45v15m15-15v15m14-15v15M40 6v10'
	],
	['dark', 'M30 62V42q10-9 20 0v20Z']
];

/** A dry-stone wall, 100 × 30. */
export const wall: Piece = [
	['stone', 'M0 30V5l13-4 16 3 20-4 21 4 18-3 12 4v25Z'],
	['joint', 'M0 16h100M18 3v13m26-15v15m28-13v13M9 16v14m24-14v14m26-14v14m24-14v14']
];

/** A well with its rim, 46 × 40. */
export const well: Piece = [
	['stone', 'M2 16v22h42V16Z'],
	['joint', 'M2 27h42M14 16v11m16-11v11M8 27v11m14-11v11m14-11v11'],
	['dark', 'M23 22a21 7 0 1 0 0-14 21 7 0 0 0 0 14Z']
];

/** Somebody with a sun hat, 24 × 60; the feet at the bottom. */
export const person: Piece = [
	['body', 'M12 18v20m0 0-6 20m6-20 6 20M12 24l-8 10m8-10 9 8'],
	['head', 'M12 15a6 6 0 1 0 0-12 6 6 0 0 0 0 12Z'],
	['dark', 'M1 7h22v2H1Zm5 0q0-7 6-7t6 7Z']
];

/** Seen from behind, arms down, 20 × 58. */
export const stander: Piece = [
	['body', 'M10 18v20m0 0-4 18m4-18 4 18m-4-33-6 14m6-14 6 14'],
	['dark', 'M10 14a6 6 0 1 0 0-12 6 6 0 0 0 0 12Z']
];

/** A phone, 60 × 104. */
export const phone: Piece = [
	['glass', 'M8 0h44a8 8 0 0 1 8 8v88a8 8 0 0 1-8 8H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8Z'],
	['line', 'M24 97h12']
];

/** A pin, 22 × 30, its point at the bottom. */
export const pin: Piece = [
	['good', 'M11 30S0 19 0 11a11 11 0 0 1 22 0c0 8-11 19-11 19Z'],
	['dark', 'M11 15a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z']
];

/** How far the device may be wrong, 60 × 60 and 120 × 120. */
export const smallRing: Piece = [['ring', 'M30 60a30 30 0 1 0 0-60 30 30 0 0 0 0 60Z']];
export const wideRing: Piece = [['ring', 'M60 120a60 60 0 1 0 0-120 60 60 0 0 0 0 120Z']];

/** The cross in the middle of the map, 40 × 40. */
export const cross: Piece = [['line', 'M20 0v40M0 20h40']];

export const check: Piece = [['good', 'm0 14 12 12L36 0']];
export const wrong: Piece = [['bad', 'm0 0 30 30M30 0 0 30']];

/** A cloud, 56 × 36; and the same crossed out: no network. */
export const cloud: Piece = [
	['glass', 'M14 36h30a11 11 0 0 0 1-22 17 17 0 0 0-33-2 12 12 0 0 0 2 24Z']
];
export const noCloud: Piece = [...cloud, ['bad', 'M6 40 50 0']];

/** An arrow upwards, 20 × 34, in dots: later. */
export const later: Piece = [
	['dots', 'M10 34V6'],
	['line', 'M2 12l8-9 8 9']
];

/** A triangle of warning, 46 × 40. */
export const sign: Piece = [
	['sign', 'M23 2 2 38h42Z'],
	['line', 'M23 15v11m0 6v.1']
];

/** A gate that is shut, 70 × 36. */
export const gate: Piece = [['line', 'M2 36V2m66 34V2M2 8h66M2 20h66M2 32h66M2 32 68 8']];

/** A tree of the garrigue, 46 × 60. */
export const tree: Piece = [
	['line', 'M23 60V34'],
	['ground', 'M23 40c-14 0-22-7-22-18S10 0 23 0s22 11 22 22-8 18-22 18Z'],
	['joint', 'M23 40c-14 0-22-7-22-18S10 0 23 0s22 11 22 22-8 18-22 18Z']
];

/** What somebody says, 66 × 44: a bubble, and a hut in it. */
export const bubble: Piece = [
	['glass', 'M8 0h50a8 8 0 0 1 8 8v20a8 8 0 0 1-8 8H26L14 46V36H8a8 8 0 0 1-8-8V8a8 8 0 0 1 8-8Z'],
	['stone', 'M18 30c0-13 5-22 15-22s15 9 15 22Z'],
	['dark', 'M29 30v-7q4-4 8 0v7Z']
];

/** Lines of a form, 44 × 56: one answered, one left empty. */
export const answers: Piece = [
	['line', 'M0 4h30M0 32h24'],
	['stone', 'M0 10h44v12H0Zm0 28h44v12H0Z'],
	['good', 'm26 14 4 4 8-9']
];

/** A camera, 60 × 44. */
export const camera: Piece = [
	['glass', 'M2 10h14l5-8h18l5 8h14v32H2Z'],
	['line', 'M30 36a10 10 0 1 0 0-20 10 10 0 0 0 0 20Z']
];

/** The frame of a photo, 104 × 78. */
export const frame: Piece = [['glass', 'M0 0h104v78H0Z']];

/** A few stones seen from far too near, 92 × 66. */
export const stones: Piece = [
	['stone', 'M0 0h50l4 26-20 8H0Zm54 0h38v30l-34-4ZM0 38h34l16-6 8 34H0Zm54-4 38 0v32H62Z']
];

/** A staff of one metre, 6 × 40. */
export const staff: Piece = [
	['glass', 'M0 0h6v40H0Z'],
	['dark', 'M0 8h6v8H0Zm0 16h6v8H0Z']
];

/** The way somebody walked along something, 100 × 6. */
export const trail: Piece = [['dots', 'M0 3h100']];

/** Families to choose from, 44 × 30 each. */
export const card: Piece = [
	['glass', 'M6 0h32a6 6 0 0 1 6 6v18a6 6 0 0 1-6 6H6a6 6 0 0 1-6-6V6a6 6 0 0 1 6-6Z']
];

/** A crown of water, 60 × 20. */
export const waves: Piece = [['line', 'M0 5q7-8 15 0t15 0 15 0 15 0M0 16q7-8 15 0t15 0 15 0 15 0']];
