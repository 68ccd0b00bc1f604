import { circle, drop, fountain, other, pond } from '../drawing.ts';

export const icons: Record<string, string> = {
	river: 'M8.5 2.5c-5.5 5 5 8 .5 13-1.8 2-1.5 4-.5 6M16.5 2.5c-5.5 5 5 8 .5 13-1.8 2-1.5 4-.5 6',
	// The five categories.
	damage: 'M12 3 22.5 20.5h-21zM12 9.5V15M12 17.6v.2',
	wildlife: 'M4.5 21.5C4 11 9.5 4 20.5 2.5c.5 11-4.5 16.5-13 15M4.5 21.5c2-5.5 5-9 9.5-12',
	'water-level':
		'M6 2.5V17M6 4.5h4M6 8.5h2.5M6 12.5h4M2.5 19c2.4-2.4 4-2.4 6.3 0s4 2.4 6.4 0 4-2.4 6.3 0M16.5 3v9M13.5 9l3 3 3-3',
	'water-quality':
		'M8.5 2.5h7M10 2.5v6.5L4.7 18.5a2 2 0 0 0 1.8 3h11a2 2 0 0 0 1.8-3L14 9V2.5M7.3 15h9.4',
	landscape: `M1.5 19.5 8 8l4.5 7 3-4 7 8.5z${circle(17, 5.5, 2)}`,

	fish: 'M2.5 12c3.5-6.5 11-7 14.5-.5l4.5-4v9l-4.5-4c-3.5 6.5-11 6-14.5-.5zM7 11.2v.2M10.5 8.5c1.2 2.2 1.2 4.8 0 7',
	pollution: `${drop}M9.5 12l5 5M14.5 12l-5 5`,
	fountain,
	pond,
	other
};
