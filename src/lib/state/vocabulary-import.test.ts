import { describe, expect, test } from 'vitest';
import type { SkosConcept, SkosProblem } from '$lib/domain/vocabulary/skos/types';
import { aSkosConcept, at, FakeVocabulary } from '../../../tests/support/fake-vocabulary';
import { VocabularyImport } from './vocabulary-import.svelte';
import type { VocabularyDeskPorts } from './vocabulary-ports';

const problem = (code: SkosProblem['code'], notation: string, more: Partial<SkosProblem> = {}) =>
	({ code, severity: 'error', uri: at(notation), others: [], detail: '', ...more }) as SkosProblem;

/** A server with the scheme of {@link FakeVocabulary}, and a file of these concepts. */
function importOf(
	present: SkosConcept[] | null,
	concepts: SkosConcept[],
	checks: SkosProblem[] = [],
	over: Partial<VocabularyDeskPorts> = {}
) {
	const server = new FakeVocabulary(present ?? []);
	const sent: { begun: unknown[]; concepts: SkosConcept[]; dropped: string[] } = {
		begun: [],
		concepts: [],
		dropped: []
	};
	const { uri, titles, other } = server.scheme;
	const summary = {
		id: 'words',
		uri,
		title: { fr: 'Mots' },
		kind: 'thesaurus' as const,
		theme: null
	};
	const counts = { concepts: present?.length ?? 0, deprecated: 0, mayEdit: true };
	const ports: VocabularyDeskPorts = {
		...server.ports,
		schemes: async () => (present ? [{ ...summary, ...counts }] : []),
		openFile: async (_file, { onProgress }) => {
			onProgress(0.5);
			const scheme = { uri, titles, other, concepts, collections: [] };
			return { format: 'turtle', schemes: [scheme], problems: [], checks: [checks] };
		},
		importBegin: async (...given) => {
			sent.begun.push(given);
			return 'import-1';
		},
		importAdd: async (_id, part) => sent.concepts.push(...part),
		importApply: async () => ({
			batch: 'b',
			added: sent.concepts.length,
			changed: 0,
			deprecated: 0,
			unchanged: 0,
			refused: []
		}),
		importDrop: async (id) => void sent.dropped.push(id),
		...over
	};
	return { work: new VocabularyImport(ports), sent, server };
}
const file = new File(['x'], 'words.ttl');

describe('a file on its way in', () => {
	test('is shown before anything changes: what is new, changed, gone, and what is wrong', async () => {
		const mur = aSkosConcept('mur');
		const named = {
			...mur,
			labels: [...mur.labels, { ...mur.labels[0]!, lang: 'en', text: 'wall' }]
		};
		const { work, sent } = importOf(
			[mur, aSkosConcept('eau'), aSkosConcept('vieux')],
			[named, aSkosConcept('eau'), aSkosConcept('puits', ['eau']), aSkosConcept('faux')],
			[problem('skos_s14', 'faux'), problem('several_parents', 'eau', { severity: 'warning' })]
		);
		await work.read(file);
		expect(work.step).toBe('preview');
		expect(work.place.existing).toBe('words');
		expect(work.counts).toEqual({
			aside: 1,
			partly: 0,
			added: 1,
			changed: 1,
			deprecated: 0,
			missing: 1,
			unchanged: 1
		});
		expect(work.rows[0]).toMatchObject({ uri: at('faux'), state: 'aside' });
		work.severity = 'warning';
		expect(work.shown.map(({ uri }) => uri)).toEqual([at('eau')]);
		work.severity = 'all';
		work.query = 'Puits';
		expect(work.shown.map(({ state }) => state)).toEqual(['added']);
		expect(sent.begun).toEqual([]);
	});

	test('that says nothing new has nothing to apply, unless what it lacks is to go', async () => {
		const { work } = importOf([aSkosConcept('mur'), aSkosConcept('vieux')], [aSkosConcept('mur')]);
		await work.read(file);
		expect(work.worthwhile).toBe(false);
		work.missing = 'deprecate';
		expect(work.worthwhile).toBe(true);
	});

	test('is sent in parts, with a bar that moves, and applied at once', async () => {
		const many = Array.from({ length: 1201 }, (_, i) => aSkosConcept(`c${i}`));
		const parts: number[] = [];
		const shares: number[] = [];
		const { work, sent } = importOf(null, many, [], {
			importAdd: async (_id, part) => {
				shares.push(work.progress);
				return parts.push(part.length);
			}
		});
		await work.read(file);
		expect(work.place).toMatchObject({ existing: null, id: 'mots', title: 'Mots' });
		await work.apply();
		expect(parts).toEqual([500, 500, 201]);
		expect(shares[0]).toBe(0);
		expect(shares[2]).toBeGreaterThan(0.8);
		expect(work.step).toBe('done');
		expect(sent.begun).toMatchObject([[{ id: 'mots', kind: 'reference' }, 'keep']]);
	});

	test('that the server refuses leaves nothing behind, and stays on the screen', async () => {
		const refusal = { kind: 'offline' };
		const { work, sent } = importOf(null, [aSkosConcept('mur')], [], {
			importApply: () => Promise.reject(refusal)
		});
		await work.read(file);
		await work.apply();
		expect(work.step).toBe('preview');
		expect(work.error).toBe(refusal);
		expect(sent.dropped).toEqual(['import-1']);
	});

	test('that was refused changed nothing; one whose answer was lost may have', async () => {
		const outcomes = { refused: false, rate_limited: false, timeout: true, server: true };
		for (const [kind, uncertain] of Object.entries(outcomes)) {
			const { work } = importOf(null, [aSkosConcept('mur')], [], {
				importApply: () => Promise.reject({ kind })
			});
			await work.read(file);
			await work.apply();
			expect([kind, work.uncertain]).toEqual([kind, uncertain]);
		}
		const { work } = importOf(null, [aSkosConcept('mur')], [], {
			importAdd: () => Promise.reject({ kind: 'timeout' })
		});
		await work.read(file);
		await work.apply();
		expect([work.step, work.uncertain]).toEqual(['preview', false]);
	});

	test('is compared with the place chosen last, and applied only once it was', async () => {
		const answers: (() => void)[] = [];
		const { work, sent, server } = importOf([aSkosConcept('mur')], [aSkosConcept('mur')], [], {
			scheme: () =>
				new Promise((resolve) => answers.push(() => resolve(structuredClone(server.scheme))))
		});
		const reading = work.read(file);
		await expect.poll(() => answers.length).toBe(1);
		answers[0]?.();
		await reading;
		expect([work.ready, work.worthwhile]).toEqual([true, false]);

		const there = work.goTo('words');
		expect([work.compared, work.ready, work.rows]).toEqual([false, false, []]);
		await work.apply();
		expect(sent.begun).toEqual([]);
		await work.goTo(null);
		answers[1]?.();
		expect(await there).toBe(false);
		// Nothing of the slower answer: into a new vocabulary everything is new.
		expect([work.place.existing, work.counts.added]).toEqual([null, 1]);
	});

	test('is not applied to a vocabulary that could not be read', async () => {
		const lost = { kind: 'offline' };
		const { work } = importOf([aSkosConcept('mur')], [aSkosConcept('puits')], [], {
			scheme: () => Promise.reject(lost)
		});
		await work.read(file);
		expect([work.step, work.error, work.ready, work.rows]).toEqual(['preview', lost, false, []]);
	});

	test('that cannot be read says why; one that was stopped says nothing', async () => {
		const bad = { code: 'file_format', line: null, detail: '' };
		const { work } = importOf(null, [], [], { openFile: () => Promise.reject(bad) });
		await work.read(file);
		expect(work.step).toBe('choose');
		expect(work.error).toBe(bad);

		const { work: stopped } = importOf(null, [], [], {
			openFile: (_file, { signal }) =>
				new Promise((_, reject) => signal.addEventListener('abort', () => reject(bad)))
		});
		const reading = stopped.read(file);
		stopped.cancel();
		await reading;
		expect(stopped.step).toBe('choose');
		expect(stopped.error).toBeNull();
	});

	test('takes no name that another vocabulary has', async () => {
		const { work } = importOf([aSkosConcept('mur')], [aSkosConcept('mur')]);
		await work.read(file);
		await work.goTo(null);
		work.place.id = 'words';
		expect([work.idTaken, work.ready]).toEqual([true, false]);
		work.place.id = 'other words';
		expect([work.idFits, work.ready]).toEqual([false, false]);
		work.place.id = 'other-words';
		expect(work.ready).toBe(true);
	});
});
