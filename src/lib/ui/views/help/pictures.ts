import {
	answers,
	bubble,
	camera,
	card,
	check,
	cloud,
	cross,
	frame,
	gate,
	hut,
	later,
	noCloud,
	person,
	phone,
	pin,
	sign,
	smallRing,
	staff,
	stander,
	stones,
	trail,
	tree,
	wall,
	waves,
	well,
	wideRing,
	wrong,
	type Piece
} from './pieces.ts';

/** A piece at its place in a picture of 240 × 150. */
export interface Placed {
	piece: Piece;
	x: number;
	y: number;
	scale?: number;
}

const put = (piece: Piece, x: number, y: number, scale = 1): Placed => ({ piece, x, y, scale });
const hill: Piece = [['ground', 'M0 124q60-14 120-6t120-4v36H0Z']];
const way: Piece = [['way', 'M0 140q70-10 130-4t110-8']];
const land = [put(hill, 0, 0)];

/** Pictures of the help, drawn for this project. */
export const pictures = {
	see: [
		...land,
		put(wall, 122, 98),
		put(hut, 46, 62),
		put(person, 138, 78, 0.95),
		put(bubble, 158, 14, 1.15)
	],
	keep: [
		...land,
		put(phone, 92, 26),
		put(hut, 102, 60, 0.5),
		put(check, 104, 100, 0.9),
		put(noCloud, 164, 20),
		put(person, 46, 76)
	],
	care: [
		...land,
		put(way, 0, 0),
		put(tree, 8, 62),
		put(person, 66, 78),
		put(gate, 112, 88),
		put(well, 188, 86),
		put(sign, 186, 34)
	],
	families: [
		put(card, 20, 24, 1.9),
		put(hut, 39, 34, 0.6),
		put(card, 130, 24, 1.9),
		put(waves, 142, 42),
		put(card, 75, 88, 1.9),
		put(pin, 107, 98)
	],
	words: [...land, put(hut, 30, 62), put(person, 128, 76), put(bubble, 152, 20, 1.2)],
	near: [...land, put(hut, 74, 62), put(smallRing, 146, 74, 1.05), put(person, 166, 80, 0.95)],
	aim: [
		put(phone, 84, 6, 1.3),
		put(tree, 92, 92, 0.5),
		put(cross, 99, 48, 1.2),
		put(pin, 111, 38, 1.15)
	],
	along: [...land, put(wall, 22, 92, 1.5), put(trail, 26, 142, 1.4), put(person, 184, 84)],
	alike: [
		...land,
		put(hut, 34, 62),
		put(person, 118, 78),
		put(phone, 164, 22),
		put(hut, 174, 50, 0.5)
	],
	repeat: [
		...land,
		put(wall, 8, 106, 0.66),
		put(wall, 86, 106, 0.66),
		put(wall, 164, 106, 0.66),
		put(check, 22, 72),
		put(check, 100, 72),
		put(phone, 176, 28, 0.7)
	],
	questions: [put(phone, 84, 6, 1.3), put(answers, 95, 30, 1.1)],
	camera: [...land, put(hut, 120, 62, 1), put(camera, 20, 40, 1.1)],
	whole: [
		put(frame, 29, 7, 1.75),
		put(hut, 74, 58, 1.05),
		put(stander, 168, 64, 1),
		put(staff, 56, 82)
	],
	close: [put(frame, 29, 7, 1.75), put(stones, 36, 14, 1.82)],
	farRing: [
		...land,
		put(way, 0, 0),
		put(wideRing, 10, 30, 0.95),
		put(person, 56, 84),
		put(hut, 176, 70, 0.6)
	],
	sent: [
		...land,
		put(phone, 60, 26),
		put(check, 72, 66, 1),
		put(later, 140, 60),
		put(cloud, 126, 16)
	],
	faces: [
		put(camera, 20, 50, 1.3),
		put(frame, 120, 40, 0.9),
		put(person, 156, 48, 0.95),
		put(wrong, 150, 60)
	]
} satisfies Record<string, readonly Placed[]>;

export type PictureName = keyof typeof pictures;
