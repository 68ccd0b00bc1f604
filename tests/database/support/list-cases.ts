/** Two changes of one list and what both together say: put before the device's rule and the server's. */
export const listCases: {
	title: string;
	base: string[] | null;
	mine: string[] | null;
	theirs: string[] | null;
	merged: string[] | null;
}[] = [
	{
		title: 'each added one',
		base: ['brick'],
		mine: ['brick', 'stone'],
		theirs: ['brick', 'mud'],
		merged: ['brick', 'mud', 'stone']
	},
	{
		title: 'both added the same',
		base: null,
		mine: ['stone', 'brick'],
		theirs: ['brick'],
		merged: ['brick', 'stone']
	},
	{
		title: 'I took one out, they added one',
		base: ['brick', 'stone'],
		mine: ['stone'],
		theirs: ['mud', 'brick', 'stone'],
		merged: ['mud', 'stone']
	},
	{
		title: 'they took out what I kept',
		base: ['brick', 'stone'],
		mine: ['brick', 'stone', 'mud'],
		theirs: ['stone'],
		merged: ['stone', 'mud']
	},
	{
		title: 'I took everything out, they added one',
		base: ['brick'],
		mine: null,
		theirs: ['brick', 'mud'],
		merged: ['mud']
	},
	{
		title: 'each took out the other one',
		base: ['brick', 'stone'],
		mine: ['brick'],
		theirs: ['stone'],
		merged: null
	},
	{
		title: 'they only changed the order',
		base: ['brick', 'stone'],
		mine: ['brick', 'stone', 'mud'],
		theirs: ['stone', 'brick'],
		merged: ['stone', 'brick', 'mud']
	}
];
