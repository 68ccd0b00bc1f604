import { expect, test } from 'vitest';
import { statisticsCsv } from './statistics-csv.ts';

test('a territory whose name is a formula is a name', () => {
	const text = statisticsCsv(
		{
			weeks: [
				{
					week: '2026-05-04',
					records: 3,
					corrections: 0,
					visits: 1,
					contributors: 2,
					returning: 1,
					decisions: 0,
					median_hours: null
				}
			],
			backlog: [
				{
					territory: 'x',
					name: { fr: '=HYPERLINK("http://evil.example")' },
					waiting: 4,
					oldest: '2026-05-01T08:00:00Z'
				},
				{ territory: null, name: null, waiting: 1, oldest: '2026-05-02T08:00:00Z' }
			],
			contributors: 2,
			returning: 1,
			decisions: 0,
			median_hours: null,
			waiting: 5
		},
		{
			weeks: {
				week: 'Semaine',
				records: 'Fiches',
				corrections: 'Corrections',
				visits: 'Passages',
				contributors: 'Personnes',
				returning: 'Revenues',
				decisions: 'Décisions',
				median_hours: 'Délai médian (h)'
			},
			backlog: { territory: 'Territoire', waiting: 'En attente', oldest: 'Depuis' },
			nowhere: 'Ailleurs'
		},
		'oc'
	);
	expect(text.split('\r\n')).toEqual([
		'\uFEFFSemaine,Fiches,Corrections,Passages,Personnes,Revenues,Décisions,Délai médian (h)',
		'2026-05-04,3,0,1,2,1,0,',
		'',
		'Territoire,En attente,Depuis',
		`"'=HYPERLINK(""http://evil.example"")",4,2026-05-01`,
		'Ailleurs,1,2026-05-02',
		''
	]);
});
