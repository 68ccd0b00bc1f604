import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Concept, LabelKind, LabelStatus } from '../../domain/vocabulary/types.ts';
import { compileTheme } from '../compile.ts';
import { readTable } from '../../../../tests/support/table.ts';
import heritage from './theme.ts';

/** The draft that the thesaurus was written from; it is beside the repository, not in it. */
const folder = new URL('../../../../../shared/data/heritage/', import.meta.url);
const isThere = existsSync(folder);

const compiled = compileTheme(heritage);
const concepts = new Map(compiled.concepts.map((concept) => [concept.id, concept]));

function compare() {
	const rows = readCsv('thesaurus-draft.csv');

	it('has its 109 concepts, each under the same broader one', () => {
		expect(rows).toHaveLength(109);
		for (const row of rows) {
			const concept = conceptOf(row);
			expect(concept.broader).toEqual(row['broader'] ? [`patrimoine/${row['broader']}`] : []);
			expect(labels(concept, 'pref', 'fr')).toEqual([row['prefLabel_fr']]);
			if (row['definition_fr']) expect(concept.definition?.fr).toBe(row['definition_fr']);
		}
	});

	it('has its geometry kinds', () => {
		const kinds = { P: 'point', L: 'line', A: 'polygon' } as const;
		for (const row of rows) {
			const letters =
				(row['geometry (P=Point,L=LineString,A=Polygon)'] ?? '').match(/[PLA]/g) ?? [];
			expect(conceptOf(row).geometryKinds, row['id']).toEqual(
				letters.map((letter) => kinds[letter as 'P'])
			);
		}
	});

	it('keeps how sure each Occitan label is', () => {
		for (const row of rows) {
			const status = /^(sourced|known|unsure)/.exec(row['oc_status'] ?? '')?.[1];
			if (!status) continue;
			const concept = conceptOf(row);
			// A placeholder, not a label: « pòrc… ».
			if (row['prefLabel_oc']?.includes('…')) continue;
			const words = (row['prefLabel_oc'] ?? '')
				.replace(/\[.*?\]/g, '')
				.split(' / ')
				.map((word) => word.trim());
			const found = concept.labels.filter(
				({ lang, text }) => lang === 'oc' && words.includes(text)
			);
			expect(found.map(({ text }) => text).sort(), row['id']).toEqual([...words].sort());
			expect(new Set(found.map((label) => label.status)), row['id']).toEqual(
				new Set([status as LabelStatus])
			);
		}
	});

	it('has every alternative name, and marks the unsure ones', () => {
		for (const row of rows) {
			const concept = conceptOf(row);
			const known = new Map(
				concept.labels.filter(({ lang }) => lang === 'fr').map((label) => [label.text, label])
			);
			const all = `${row['altLabel_fr_vernaculaire']};${row['altLabel_savant']}`
				.split(';')
				.filter(Boolean);
			for (const written of all) {
				const text = written.replace(/\[.*?\]|\(par extension\)/g, '').trim();
				expect([...known.keys()], `${row['id']}: ${written}`).toContain(text);
				if (written.includes('[unsure]')) expect(known.get(text)?.status).toBe('unsure');
				if (written.includes('[éviter]')) expect(known.get(text)?.kind).toBe('hidden');
			}
			for (const text of row['altLabel_savant']?.split(';').filter(Boolean) ?? []) {
				expect(known.get(text)?.kind, text).toBe('hidden');
			}
		}
	});

	it('has the Catalan labels with their doubts', () => {
		for (const row of rows) {
			const written = row['label_ca (Pyr.-Or.)'];
			if (!written) continue;
			const found = conceptOf(row).labels.filter(({ lang }) => lang === 'ca');
			for (const { text } of found) expect(written).toContain(text);
			expect(
				found.some(({ status }) => status === 'unsure'),
				row['id']
			).toBe(written.includes('[unsure]'));
		}
	});

	it('has every match, with the relation that was found', () => {
		for (const row of rows) {
			const { matches } = conceptOf(row);
			const relation = (uri: string) => matches.find((match) => match.uri === uri)?.relation;
			if (row['pactols_uri'])
				expect(relation(row['pactols_uri']), row['id']).toBe(row['pactols_match_type']);
			if (row['fish_tmt2_closeMatch'])
				expect(relation(row['fish_tmt2_closeMatch'])).toBe('closeMatch');
			for (const column of [
				'wikidata (via PACTOLS)',
				'wikidata (secondary)',
				'aat (via PACTOLS)'
			]) {
				for (const id of row[column]?.split(' ').filter(Boolean) ?? []) {
					expect(
						matches.some(({ uri }) => uri.endsWith(`/${id}`)),
						`${row['id']}: ${id}`
					).toBe(true);
				}
			}
		}
	});

	it('takes only OSM tags that the draft names and does not doubt', () => {
		for (const row of rows) {
			for (const tag of conceptOf(row).osmTags) {
				expect(row['osm_tags'], row['id']).toContain(tag);
				expect(row['osm_tags']).not.toContain(`${tag} [check]`);
			}
			if (/^[\w:]+=\w+$/.test(row['osm_tags'] ?? ''))
				expect(conceptOf(row).osmTags).toEqual([row['osm_tags']]);
		}
	});

	it('blurs by default what the draft calls sensitive or dangerous, and nothing else', () => {
		const sensitive = rows.filter((row) =>
			/sensitivity=|danger=/.test(row['conditional_fields'] ?? '')
		);
		const blurred = rows.filter((row) => conceptOf(row).sensitivity === 'blurred');
		expect(blurred.map((row) => row['id'])).toEqual(sensitive.map((row) => row['id']));
	});

	it('has the 17 lists with their 135 values in order', () => {
		const values = readCsv('lists-draft.csv');
		expect(values).toHaveLength(135);
		expect(new Set(values.map((row) => row['list'])).size).toBe(17);
		for (const list of new Set(values.map((row) => row['list']))) {
			const drafted = values
				.filter((row) => row['list'] === list)
				.map((row) => [row['code'], row['label_fr']]);
			const ours = compiled.concepts
				.filter(({ scheme }) => scheme === `patrimoine-${list}`)
				.map((concept) => [concept.notation, labels(concept, 'pref', 'fr')[0]]);
			expect(ours).toEqual(drafted);
		}
	});
}

if (isThere) describe('beside the draft thesaurus', compare);
else
	it('could not be compared with the draft: ../shared/data/heritage is not on this machine', () => {
		expect(compiled.concepts.filter(({ scheme }) => scheme === 'patrimoine').length).toBe(110);
	});

function conceptOf(row: Record<string, string>): Concept {
	const concept = concepts.get(`patrimoine/${row['id']}`);
	if (!concept) throw new Error(`${row['id']} is missing`);
	return concept;
}

function labels(concept: Concept, kind: LabelKind, lang: string): string[] {
	return concept.labels
		.filter((label) => label.kind === kind && label.lang === lang)
		.map(({ text }) => text);
}

function readCsv(name: string): Record<string, string>[] {
	return readTable(readFileSync(new URL(name, folder), 'utf8'));
}
