import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkTheme, type TakenNames } from './check.ts';
import type { ThemeSource } from './contract.ts';

const file = new URL(
	'../../../tests/fixtures/themes/arbres-remarquables/theme.json',
	import.meta.url
);
const text = await readFile(file, 'utf8');
const free: TakenNames = { themes: [], schemes: [], icons: {} };

/** Paths of what is wrong with the trees once `spoil` has been at them. */
function faultsOf(spoil: (trees: ThemeSource) => void, taken = free): string[] {
	const trees = JSON.parse(text) as ThemeSource;
	spoil(trees);
	return checkTheme(trees, taken).map(({ path }) => path);
}

/** As JSON can say it, whatever the types. */
const anything = (value: unknown) => value as never;

describe('a theme from outside', () => {
	it('passes when it fulfils the contract', () => {
		expect(faultsOf(() => undefined)).toEqual([]);
	});

	it('may leave out how accurate a position has to be', () => {
		expect(faultsOf((trees) => delete trees.theme.accuracyGateM)).toEqual([]);
	});

	it.each<[string, (trees: ThemeSource) => void]>([
		['theme.id', (t) => (t.theme.id = 'Arbres !')],
		['theme.title.fr', (t) => (t.theme.title = anything({ en: 'Trees' }))],
		['theme.color', (t) => (t.theme.color = 'green')],
		['theme.licence', (t) => (t.theme.licence = anything('mine'))],
		['theme.accuracyGateM', (t) => (t.theme.accuracyGateM = anything('near'))],
		['theme.alikeWithinM', (t) => (t.theme.alikeWithinM = { shrubs: 5 })],
		['theme.alikeWithinM.*', (t) => (t.theme.alikeWithinM = { '*': anything('near') })],
		['theme.titleField', (t) => (t.theme.titleField = 'nickname')],
		['concepts[1].broader', (t) => (t.concepts[1]!.broader = 'shrubs')],
		['concepts[1].related[0]', (t) => (t.concepts[1]!.related = ['shrubs'])],
		['concepts[1].geometry[0]', (t) => (t.concepts[1]!.geometry = anything(['cloud']))],
		['concepts[1].pref.fr', (t) => (t.concepts[1]!.pref = anything({ en: 'oak' }))],
		['concepts[1].pref.oc[1]', (t) => (t.concepts[1]!.pref.oc = anything(['euse', 'perhaps']))],
		['concepts[1].osm[0]', (t) => (t.concepts[1]!.osm = ['tree'])],
		['concepts[0].icon', (t) => (t.concepts[0]!.icon = 'nowhere')],
		['concepts[2].id', (t) => (t.concepts[2]!.id = 'a/b')],
		['concepts', (t) => (t.concepts[2]!.id = 'chene-vert')],
		['traits[0].members[0]', (t) => (t.traits = [{ ...t.traits![0]!, members: ['shrubs'] }])],
		['safety[0].on[0]', (t) => (t.safety = [{ ...t.safety![0]!, on: ['shrubs'] }])],
		['safety[0].text.fr', (t) => (t.safety = [{ ...t.safety![0]!, text: anything({ en: 'x' }) }])],
		['safety[0].icon', (t) => (t.safety = [{ ...t.safety![0]!, icon: 'nowhere' }])],
		['safety', (t) => (t.safety = [t.safety![0]!, t.safety![0]!])],
		['fields[1].list', (t) => (t.fields[1]!.list = 'nowhere')],
		['fields[0].kind', (t) => (t.fields[0]!.kind = anything('song'))],
		['fields[5].on[0]', (t) => (t.fields[5]!.on = ['shrubs'])],
		['fields[4].showWhen.field', (t) => (t.fields[4]!.showWhen = { field: 'mood', in: [] })],
		['concepts', (t) => (t.concepts = t.concepts.filter(({ id }) => id !== 'autre'))],
		['concepts', (t) => delete t.concepts[11]!.geometry],
		['fields', (t) => (t.fields = t.fields.filter(({ key }) => key !== 'mots'))],
		['fields', (t) => (t.fields[5]!.kind = 'boolean')],
		['icons.conifer', (t) => (t.icons['conifer'] = '"/><script>alert(1)</script>')]
	])('is told where it fails: %s', (path, spoil) => {
		expect(faultsOf(spoil)).toContain(path);
	});

	it('takes no name that another theme has, but may use its drawings', () => {
		const taken = {
			themes: ['arbres'],
			schemes: ['arbres-etat'],
			icons: { other: 'M1 1', conifer: 'M2 2' }
		};
		expect(faultsOf((trees) => (trees.concepts[11]!.icon = 'other'), taken)).toEqual([
			'icons.conifer',
			'theme.id',
			'scheme'
		]);
	});

	it.each([null, 'trees', [], { theme: 1, concepts: {}, fields: [null], icons: [] }])(
		'is refused, not crashed upon, when it is %j',
		(source) => {
			expect(checkTheme(source, free).length).toBeGreaterThan(0);
		}
	);
});
