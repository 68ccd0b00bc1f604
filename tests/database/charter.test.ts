import { afterEach, expect, test } from 'vitest';
import { acceptCharterSql } from '../support/charter.ts';
import { addPhoto, create, given, push, pushOne, remove } from './support/operations.ts';
import { newId } from '../../src/lib/domain/ids.ts';
import { onEveryEngine, type Who } from './support/world.ts';

interface Version {
	version: string;
	in_force_from: string | null;
}

onEveryEngine('the charter', (world) => {
	const accept = (who: Who, version: string) =>
		world().attempt(who, 'insert into public.charter_acceptances (version) values ($1)', [version]);
	const draft = (version: string, text: unknown = { fr: 'Soyez plus justes.' }) =>
		world().rpc('administrator', 'save_charter_draft', { p_version: version, p_text: text });
	const announce = (version: string, from: string | null = null) =>
		world().rpc('administrator', 'announce_charter', { p_version: version, p_from: from });
	const versions = async (who: Who) =>
		(
			await world().read<Version>(who, `select version, in_force_from from public.charter_versions`)
		).map(({ version }) => version);
	/** A new version comes into force, which nobody accepted yet. */
	const newCharter = async () => {
		const version = `v-${newId().slice(-8)}`;
		await draft(version);
		await announce(version);
		return version;
	};
	afterEach(() => world().db.exec(acceptCharterSql));

	test('what is sent before it is accepted is refused, and remembered by nobody', async () => {
		const version = await newCharter();
		const operation = create();
		const refusal = {
			op_id: operation.op_id,
			result: 'refused',
			problems: [{ code: 'charter_required', field: null, params: { version } }]
		};
		expect(await pushOne(world(), 'author', operation)).toMatchObject(refusal);
		const batch = [operation, create(), create()];
		expect((await push(world(), 'author', batch)).map(({ problems }) => problems[0]?.code)).toEqual(
			Array(3).fill('charter_required')
		);
		expect(
			await world().db.query('select 1 from public.operations_applied where op_id = $1', [
				operation.op_id
			])
		).toEqual([]);
		await world().read('author', 'insert into public.charter_acceptances (version) values ($1)', [
			version
		]);
		// The very same ones.
		expect((await push(world(), 'author', batch)).map(({ result }) => result)).toEqual(
			Array(3).fill('applied')
		);
	});

	test('asked again, a lost reply is given again, and what is one’s own can be taken back', async () => {
		const sent = create();
		await pushOne(world(), 'author', sent);
		const photo = addPhoto(sent.record_id);
		await newCharter();
		expect((await pushOne(world(), 'author', sent)).result).toBe('already');
		expect((await pushOne(world(), 'author', photo)).problems).toMatchObject([
			{ code: 'charter_required' }
		]);
		expect((await pushOne(world(), 'author', remove(sent.record_id, 1))).result).toBe('applied');
	});

	test('a deletion of what others made is a contribution like any other', async () => {
		const id = await given(world(), 'author');
		await newCharter();
		expect((await pushOne(world(), 'moderator', remove(id, 1))).problems).toMatchObject([
			{ code: 'charter_required' }
		]);
	});

	test('a missing word waits for it too; said before, it is known', async () => {
		const suggest = (id: string) => ({
			p_suggestion: { id, theme: 'kilns', kind: 'concept', text: 'rafeta', lang: 'oc' }
		});
		const before = newId();
		await world().rpc('other', 'suggest_word', suggest(before));
		await newCharter();
		expect(await world().rpc('other', 'suggest_word', suggest(before))).toEqual({
			result: 'already'
		});
		expect(await world().rpc('other', 'suggest_word', suggest(newId()))).toMatchObject({
			result: 'refused',
			problems: [{ code: 'charter_required' }]
		});
	});

	test('nobody reads a draft but administrators; what was announced, everyone', async () => {
		await draft('next');
		for (const who of ['anon', 'author', 'moderator'] as const)
			expect(await versions(who), who).not.toContain('next');
		expect(await versions('administrator')).toContain('next');
		const before = await world().rpc<{ charter_current: string }>('author', 'my_account');
		await announce('next', new Date(Date.now() + 86_400_000).toISOString());
		expect(await versions('anon')).toContain('next');
		// Announced, it is asked of nobody yet, and can be taken back.
		expect(await world().rpc('author', 'my_account')).toEqual(before);
		expect(await accept('author', 'next')).toMatchObject({ code: '42501' });
		await world().rpc('administrator', 'take_back_charter', { p_version: 'next' });
		expect(await versions('anon')).not.toContain('next');
		await world().rpc('administrator', 'take_back_charter', { p_version: 'next' });
		expect(await versions('administrator')).not.toContain('next');
	});

	test('what came into force is never changed, nor unsaid', async () => {
		const version = await newCharter();
		for (const change of [
			() => draft(version),
			() => announce(version),
			() => world().rpc('administrator', 'take_back_charter', { p_version: version })
		])
			await expect(change()).rejects.toMatchObject({ message: 'wrong_status' });
		for (const sql of [
			'update public.charter_versions set in_force_from = null',
			'delete from public.charter_versions'
		])
			await expect(world().db.query(`${sql} where version = $1`, [version])).rejects.toMatchObject({
				code: '42501'
			});
	});

	test('a draft is refused for what is wrong with it', async () => {
		for (const [version, text, problem] of [
			['spaces here', { fr: 'Oui.' }, 'bad_format'],
			['a', { en: 'Yes.' }, 'required'],
			['a', { fr: 'Oui.', xx: 'Oui.' }, 'wrong_type'],
			['a', { fr: 'x'.repeat(40_001) }, 'too_long'],
			['a', { fr: 12 }, 'wrong_type'],
			['a', '"Oui."', 'wrong_type']
		] as const)
			await expect(draft(version, text), problem).rejects.toMatchObject({ message: problem });
		await expect(announce('never-written')).rejects.toMatchObject({ message: 'not_in_list' });
	});

	test('it is accepted by oneself, now, once', async () => {
		const version = await newCharter();
		expect(await accept('trusted', version)).toMatchObject({ code: null });
		expect(await accept('anon', version)).toMatchObject({ code: '42501' });
		expect(await accept('trusted', 'test-1')).toMatchObject({ code: '42501' });
		const as = (columns: string, values: string) =>
			world().attempt(
				'trusted',
				`insert into public.charter_acceptances (${columns}) values (${values})`
			);
		expect(await as('user_id, version', `'${world().ids.author}', '${version}'`)).toMatchObject({
			code: '42501'
		});
		expect(await as('version, accepted_at', `'${version}', '2000-01-01'`)).toMatchObject({
			code: '42501'
		});
		await world().read('trusted', 'insert into public.charter_acceptances (version) values ($1)', [
			version
		]);
		expect(await world().rpc('administrator', 'charter_acceptance_counts')).toMatchObject({
			[version]: 1
		});
		expect(await world().rpc('trusted', 'my_account')).toMatchObject({
			charter_accepted: version,
			charter_current: version
		});
	});
});
