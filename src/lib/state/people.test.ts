import { expect, test } from 'vitest';
import type { PeopleOverview, PersonRights, Rights } from '$lib/domain/organisation';
import { PeopleState } from './people.svelte';

const nothing: Rights = { publishes: [], moderates: [], administers: false, there: null };
const everywhere = [{ theme: null, everywhere: true, territories: [], communes: 0 }];
const person = (id: string, rights: Partial<Rights>): PersonRights => ({
	id,
	name: id,
	organisations: [],
	roles: [],
	rights: { ...nothing, ...rights }
});

function overviewOf(pages: PersonRights[][], anyone: Partial<Rights> = {}) {
	const asked: unknown[] = [];
	const never = () => Promise.reject(new Error('not asked'));
	const state = new PeopleState({
		overview: async (scope, after): Promise<PeopleOverview> => {
			asked.push([scope, after]);
			const at = after === null ? 0 : Number(after);
			return {
				people: pages[at] ?? [],
				anyone: { ...nothing, ...anyone },
				without_role: 7,
				next: at + 1 < pages.length ? String(at + 1) : null
			};
		},
		organisations: never,
		saveOrganisation: never,
		findPerson: never,
		grantRole: never,
		revokeRole: never
	});
	const names = () => state.shown.map(({ id }) => id);
	return { state, asked, names };
}

test('everyone is read, page after page, and those who hold a right are told from the others', async () => {
	const { state, asked, names } = overviewOf([
		[person('trusted', { publishes: everywhere }), person('member', {})],
		[person('moderator', { publishes: everywhere, moderates: everywhere })]
	]);
	await state.load();
	expect(asked).toHaveLength(2);
	expect(names()).toEqual(['trusted', 'member', 'moderator']);
	state.right = 'moderates';
	expect(names()).toEqual(['moderator']);
	state.right = 'administers';
	expect(names()).toEqual([]);
});

test('where a place is asked about, what somebody holds elsewhere does not count', async () => {
	const here = { communes: 3, publishes: 1, moderates: 0 };
	const { state, names } = overviewOf(
		[
			[
				person('elsewhere', { moderates: everywhere, there: { ...here, publishes: 0 } }),
				person('here', { there: here })
			]
		],
		{ there: here }
	);
	state.territory = 'garrigues';
	await state.load();
	expect(names()).toEqual(['here']);
	state.right = 'publishes';
	expect([names(), state.anyoneHolds]).toEqual([['here'], true]);
	state.right = 'moderates';
	expect([names(), state.anyoneHolds]).toEqual([[], false]);
});
