import { circle } from '../drawing.ts';

/** What a person sees, drawn like the concepts' own symbols and simpler still: one idea each. */
export const traitIcons: Record<string, string> = {
	'trait-round': `${circle(12, 12, 9)}${circle(12, 12, 4.5)}`,
	'trait-long': 'M1.5 9h21v6h-21zM6.5 9v6M12 9v6M17.5 9v6',
	'trait-high': 'M8 21.5 9 7h6l1 14.5M7.5 7 12 2.5 16.5 7zM4.5 21.5h15M11 12h2M11 16h2',
	'trait-heap': `${circle(5.5, 18, 3)}${circle(12, 18, 3)}${circle(18.5, 18, 3)}${circle(8.7, 12.2, 3)}${circle(15.3, 12.2, 3)}${circle(12, 6.4, 3)}`,
	'trait-dug': 'M1.5 9H7v9.5a2 2 0 0 0 2 2h6a2 2 0 0 0 2-2V9h5.5M12 3v11.5M9 11.5l3 3 3-3',
	'trait-single': 'M7 21 8.2 7.5C8.5 4.5 10 3 12 3s3.5 1.5 3.8 4.5L17 21M3.5 21h17',
	'trait-stone': 'M2.5 5H12v7H2.5zM12 5h9.5v7H12M2.5 12H7v7H2.5zM7 12h9v7H7zM16 12h5.5v7H16',
	'trait-no-mortar':
		'M3.5 6.5 9 5l1 4.5-5.5 1zM13 5.5l6.5-.5 1 5-7 .5zM2.5 15l5-1.5 1.5 4-1 2.5-5 .5zM11.5 14l4-.5.5 6-5 .5zM19 13.5l2.5 1 .5 5h-3z',
	'trait-rock': 'M1.5 20.5 5 10l6-6 6.5 4.5 5 12zM9 20.5V17a3 3 0 0 1 6 0v3.5M7.5 11l3 1.5',
	'trait-roof': 'M1.5 13.5 12 4.5l10.5 9M5 10.7v10h14v-10',
	'trait-water':
		'M2 7c3.3-3 5 2.5 10 0s6.7 3 10 0M2 12.5c3.3-3 5 2.5 10 0s6.7 3 10 0M2 18c3.3-3 5 2.5 10 0s6.7 3 10 0',
	'trait-fire':
		'M12.5 2.5c.5 4.5 6 6.8 6 12.3A6.4 6.4 0 0 1 12 21.5a6.4 6.4 0 0 1-6.5-6.7c0-3 1.7-4.7 3.2-6.8.5 1.8 1.2 2.7 2.3 3.2 1.6-2.7 1-5.7 1.5-8.7z',
	'trait-turning': `${circle(12, 12, 9)}${circle(12, 12, 2)}M12 3v7M12 14v7M3 12h7M14 12h7`,
	'trait-animals':
		'M7.5 15.5V21M16 15.5V21M6.8 9.3a3 3 0 0 1 4.4-1.8 3.3 3.3 0 0 1 5.3.3 2.9 2.9 0 0 1 3.3 4.4 3.2 3.2 0 0 1-3.1 3.8H9a3.4 3.4 0 0 1-2.6-5.2M6.8 9.3C5.3 7.7 2.9 8 1.9 9.6c.8 2 2.6 2.6 4.5 1.2',
	'trait-crops':
		'M12 21.5V8M12 8c-2-1.3-2-3.7 0-5.5C14 4.3 14 6.7 12 8zM12 13.5c-3 .3-4.8-1.2-5-4 3-.3 4.8 1.2 5 4zM12 13.5c3 .3 4.8-1.2 5-4-3-.3-4.8 1.2-5 4zM12 19c-3 .3-4.8-1.2-5-4 3-.3 4.8 1.2 5 4zM12 19c3 .3 4.8-1.2 5-4-3-.3-4.8 1.2-5 4z',
	'trait-path': 'M3.5 21.5 9.5 3M20.5 21.5 14.5 3M12 20.5v-3M12 14v-2.5M12 8V6',
	'trait-mountain': 'M1.5 20.5 9 5l4.5 8 2.5-3.5 6.5 11zM6.3 10.6 9 12.5l2.3-3.3',
	'trait-cross': 'M12 2.5v19M6 8.5h12',
	'trait-written': 'M5 21.5V9a7 7 0 0 1 14 0v12.5zM9 9h6M9 13h6M9 17h3.5'
};
