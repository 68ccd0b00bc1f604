import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FieldDefinition, FieldKind } from '../../domain/fields/types.ts';
import { compileTheme } from '../compile.ts';
import { readTable } from '../../../../tests/support/table.ts';
import heritage from './theme.ts';

/** The field model that this theme was written from; it is beside the repository, not in it. */
const file = new URL('../../../../../shared/data/heritage/heritage-model.csv', import.meta.url);

const { fields, concepts } = compileTheme(heritage);

/** What every record, visit or photo has by itself, of whatever theme. */
interface Core {
	core: string;
}
interface Field {
	keys: string[];
	kind: FieldKind;
	list?: string;
	/** Of a group: its own fields. */
	rows?: string[];
	perVisit?: true;
}

/** Where each line of the model lives. */
const homes: Record<string, Core | Field> = {
	id: { core: 'id: a UUIDv7 made on the device' },
	concept_id: { core: 'concept' },
	certitude_type: { keys: ['certitude_type'], kind: 'choice', list: 'certitude' },
	nom: { keys: ['nom'], kind: 'text' },
	nom_local: { keys: ['nom_local'], kind: 'local_text' },
	synonymes: { keys: ['synonymes'], kind: 'group', rows: ['nom'] },
	geom: { core: 'geometry, of a kind that the concept allows' },
	precision_position: {
		keys: ['precision_position'],
		kind: 'choice',
		list: 'precision_position'
	},
	commune_insee: { core: 'commune, found by the database' },
	lieu_dit: { keys: ['lieu_dit'], kind: 'text' },
	cadastre: { keys: ['cadastre'], kind: 'text' },
	description: { keys: ['description'], kind: 'long_text' },
	etat: { keys: ['etat'], kind: 'choice', list: 'etat', perVisit: true },
	etat_qualificatif: {
		keys: ['etat_qualificatif'],
		kind: 'multiple_choice',
		list: 'etat_qualificatif',
		perVisit: true
	},
	menaces: { keys: ['menaces'], kind: 'multiple_choice', list: 'menace', perVisit: true },
	urgence: { keys: ['urgence'], kind: 'choice', list: 'urgence', perVisit: true },
	materiaux: { keys: ['materiaux'], kind: 'multiple_choice', list: 'materiau' },
	mise_en_oeuvre: { keys: ['mise_en_oeuvre'], kind: 'choice', list: 'mise_en_oeuvre' },
	couvrement: { keys: ['couvrement'], kind: 'choice', list: 'couvrement' },
	forme_plan: { keys: ['forme_plan'], kind: 'choice', list: 'forme_plan' },
	'longueur_m/largeur_m/hauteur_m/epaisseur_m/diametre_m/profondeur_m': {
		keys: ['longueur', 'largeur', 'hauteur', 'epaisseur', 'diametre', 'profondeur'],
		kind: 'measure'
	},
	orientation: { keys: ['orientation'], kind: 'choice', list: 'orientation' },
	// One interval holds both ends: 1850/1870, /1900.
	'datation_debut/fin': { keys: ['datation'], kind: 'edtf' },
	datation_siecle: { keys: ['datation_siecle'], kind: 'multiple_choice', list: 'siecle' },
	datation_methode: { keys: ['datation_methode'], kind: 'choice', list: 'datation_methode' },
	inscription: { keys: ['inscription'], kind: 'long_text' },
	usage_actuel: { keys: ['usage_actuel'], kind: 'choice', list: 'usage_actuel' },
	accessibilite: { keys: ['accessibilite'], kind: 'choice', list: 'accessibilite' },
	visibilite: { keys: ['visibilite'], kind: 'choice', list: 'visibilite' },
	acces: { keys: ['acces'], kind: 'choice', list: 'acces_osm' },
	statut_propriete: { keys: ['statut_propriete'], kind: 'choice', list: 'statut_propriete' },
	// No outlines of protected areas come with the project: people say what they know.
	protection: { keys: ['protection'], kind: 'multiple_choice', list: 'protection' },
	merimee_ref: { keys: ['merimee_ref'], kind: 'identifier' },
	osm_id: { keys: ['osm_id'], kind: 'identifier' },
	wikidata_id: { keys: ['wikidata_id'], kind: 'identifier' },
	sensibilite: { core: 'sensitivity, from the concept; only raised by a contributor' },
	parent_id: { keys: ['ensemble'], kind: 'record_link' },
	'sources[]': { keys: ['sources'], kind: 'group', rows: ['type', 'reference', 'url'] },
	'photos[]': { core: 'photos, each of a visit' },
	'observation[]': { core: 'observations; the record makes the first' },
	statut_fiche: { core: 'status' },
	licence: { core: 'licence, of the theme; of each photo' }
};

const isField = (home: Core | Field): home is Field => 'keys' in home;
const ours = (key: string): FieldDefinition[] => fields.filter((field) => field.key === key);

function compare() {
	const rows = readTable(readFileSync(file, 'utf8'));

	it('has a home for each of its lines, and no other', () => {
		expect(rows.map((row) => row['field'])).toEqual(Object.keys(homes));
	});

	it('asks for what the model requires, and for nothing else', () => {
		for (const row of rows) {
			const home = homes[row['field'] ?? ''];
			// A position is never without its method and accuracy; the class is for who measured nothing.
			if (!home || !isField(home) || row['field'] === 'precision_position') continue;
			for (const key of home.keys)
				for (const field of ours(key))
					expect(field.required, key).toBe(row['required']?.startsWith('yes'));
		}
	});

	it('checks identifiers as the model writes them', () => {
		const pattern = (key: string) => new RegExp(`^(?:${ours(key)[0]?.pattern ?? '$.'})$`);
		const merimee = rows.find((row) => row['field'] === 'merimee_ref')?.['type'] ?? '';
		expect(merimee).toContain('(PA|IA|EA)');
		for (const good of ['PA00103083', 'IA48000123', 'EA12ABCDEF'])
			expect(good, merimee).toMatch(pattern('merimee_ref'));
		for (const bad of ['PA1', 'XX00103083', 'PA001030831'])
			expect(bad).not.toMatch(pattern('merimee_ref'));
		expect(['n1', 'w23', 'r456'].every((id) => pattern('osm_id').test(id))).toBe(true);
		expect(pattern('wikidata_id').test('Q23757')).toBe(true);
	});

	it('takes conditions from the model where a condition can say them', () => {
		const condition = (key: string) => ours(key)[0]?.showWhen?.field;
		expect(condition('menaces')).toBe('etat');
		expect(condition('urgence')).toBe('menaces');
		const on = (key: string) => ours(key).map(({ concept }) => concept);
		expect(on('forme_plan')).toEqual(['patrimoine/cabanes-abris']);
		for (const notation of ['croix-chemin', 'cadran-solaire', 'borne', 'fontaine'])
			expect(on('inscription')).toContain(`patrimoine/${notation}`);
	});
}

if (existsSync(file)) describe('beside the draft field model', compare);
else
	it('could not be compared with the draft: ../shared/data/heritage is not on this machine', () => {
		expect(Object.keys(homes)).toHaveLength(42);
	});

describe('the heritage model', () => {
	it('has each field in its kind, with its list', () => {
		const schemes = new Set(concepts.map(({ scheme }) => scheme));
		for (const home of Object.values(homes)) {
			if (!isField(home)) continue;
			for (const key of home.keys) {
				const found = ours(key);
				expect(found.length, key).toBeGreaterThan(0);
				for (const field of found) {
					expect(field.kind, key).toBe(home.kind);
					expect(field.perVisit, key).toBe(home.perVisit ?? false);
					expect(field.scheme, key).toBe(home.list ? `patrimoine-${home.list}` : null);
					expect(field.fields.map((row) => row.key)).toEqual(home.rows ?? []);
					if (field.scheme) expect(schemes.has(field.scheme), key).toBe(true);
				}
			}
		}
	});

	it('keeps the parcel from the public, and asks for no owner', () => {
		expect(ours('cadastre').map(({ isPublic }) => isPublic)).toEqual([false]);
		expect(fields.map(({ key }) => key).filter((key) => /propri[ée]taire|owner/.test(key))).toEqual(
			[]
		);
	});

	it('measures in metres, from zero, each with « estimated »', () => {
		for (const key of ['longueur', 'largeur', 'hauteur', 'epaisseur', 'diametre', 'profondeur'])
			for (const field of ours(key)) expect([field.unit, field.min]).toEqual(['m', 0]);
	});
});
