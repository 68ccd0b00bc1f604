import { expect, test } from 'vitest';
import type { Role } from '$lib/domain/account';
import { mayOpen, sectionsFor } from './sections';

const role = (name: Role['role'], theme: string | null, territory: string | null): Role => ({
	role: name,
	theme,
	territory
});
const slugs = (...roles: Role[]) => sectionsFor(roles).map(({ slug }) => slug);

test('a moderator reads the statistics, and a contributor nothing', () => {
	expect(slugs(role('moderator', 'kilns', 'hills'))).toEqual(['statistiques']);
	expect(slugs(role('trusted', null, null), role('contributor', null, null))).toEqual([]);
});

test('what holds for the whole site needs a role that holds everywhere', () => {
	const here = slugs(role('administrator', null, 'hills'));
	expect(here).toContain('membres');
	expect(here).not.toContain('sante');
	expect(slugs(role('administrator', null, null))).toContain('sante');
});

test('a page is opened by those whose menu has it, the pages below it too', () => {
	const moderator = [role('moderator', null, null)];
	expect(mayOpen('/administration', moderator)).toBe(true);
	expect(mayOpen('/administration/statistiques', moderator)).toBe(true);
	expect(mayOpen('/administration/membres/0198', moderator)).toBe(false);
	expect(mayOpen('/administration/territoires/hills', [role('administrator', null, null)])).toBe(
		true
	);
});
