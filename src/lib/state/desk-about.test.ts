import { describe, expect, test } from 'vitest';
import type { NearRecord, ReviewItem } from '$lib/domain/review';
import { DeskAbout } from './desk-about';

const item = (id: string, author = 'author') =>
	({ item_id: id, author: { id: author }, record: { id, version: 1 } }) as unknown as ReviewItem;
const near = (...ids: string[]) => ids.map((id) => ({ record: { id } })) as unknown as NearRecord[];

function aboutOver(surroundings: Record<string, NearRecord[]>) {
	const asked: string[] = [];
	const ports = {
		near: async ({ item_id }: ReviewItem) => {
			asked.push(`near ${item_id}`);
			return surroundings[item_id] ?? [];
		},
		author: async ({ item_id }: ReviewItem) => {
			asked.push(`author ${item_id}`);
			return null;
		},
		trail: async ({ item_id }: ReviewItem) => {
			asked.push(`trail ${item_id}`);
			return [];
		}
	};
	return { about: new DeskAbout(ports), asked };
}

describe('what is known around an item', () => {
	test('is asked for once, and ahead', async () => {
		const { about, asked } = aboutOver({});
		about.prepare(item('b'));
		await about.near(item('b'));
		expect(asked).toEqual(['near b']);
	});

	test('asked ahead, it does not show a neighbour as it was before it was decided on', async () => {
		const { about, asked } = aboutOver({ b: near('a'), c: near('z') });
		await Promise.all([about.near(item('b')), about.near(item('c'))]);
		about.forget(item('a'));
		await Promise.all([about.near(item('b')), about.near(item('c'))]);
		expect(asked).toEqual(['near b', 'near c', 'near b']);
	});

	test('an answer on its way may be older than the decision', async () => {
		const { about, asked } = aboutOver({ b: [] });
		const before = about.near(item('b'));
		about.forget(item('a'));
		await Promise.all([before, about.near(item('b'))]);
		expect(asked).toEqual(['near b', 'near b']);
	});

	test('what its author sent before counts what was just decided', async () => {
		const { about, asked } = aboutOver({});
		await Promise.all([about.author(item('b', 'one')), about.author(item('c', 'two'))]);
		about.forget(item('a', 'one'));
		await Promise.all([about.author(item('b', 'one')), about.author(item('c', 'two'))]);
		expect(asked).toEqual(['author b', 'author c', 'author b']);
	});
});
