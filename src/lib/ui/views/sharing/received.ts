/** What became of files while another app handed them over, as the address of the screen says it. */
export interface Received {
	/** `early`: nothing on this device could take them yet. */
	problem: 'full' | 'failed' | 'early' | null;
	tooMany: number;
	tooHeavy: number;
}

const problems: Record<string, NonNullable<Received['problem']>> = {
	plein: 'full',
	echec: 'failed',
	tot: 'early'
};

/** Reads the address; what it cannot know reads as nothing. */
export function receivedOf(query: URLSearchParams): Received {
	const count = (name: string) => {
		const value = Number(query.get(name));
		return Number.isInteger(value) && value > 0 && value < 1000 ? value : 0;
	};
	return {
		problem: problems[query.get('etat') ?? ''] ?? null,
		tooMany: count('trop'),
		tooHeavy: count('lourds')
	};
}
