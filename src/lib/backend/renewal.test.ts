import { describe, expect, test } from 'vitest';
import { Renewal } from './renewal.ts';

/** Things that answer a number of times, then only that they are worn. */
function things(lives: number) {
	const closed: number[] = [];
	let made = 0;
	const make = () => ({ name: ++made, left: lives });
	const renewal = new Renewal(
		make(),
		() => Promise.resolve(make()),
		({ name }) => {
			closed.push(name);
			return Promise.resolve();
		}
	);
	const ask = () =>
		renewal.use(
			async (thing) => {
				await Promise.resolve();
				if (thing.left === 0) return 'worn';
				thing.left -= 1;
				return `answer of ${thing.name}`;
			},
			(result) => Promise.resolve(result === 'worn')
		);
	return { renewal, ask, closed };
}

describe('what wears out', () => {
	test('is opened anew, and the work done on the new one', async () => {
		const { ask, closed } = things(2);
		expect([await ask(), await ask(), await ask()]).toEqual([
			'answer of 1',
			'answer of 1',
			'answer of 2'
		]);
		expect(closed).toEqual([1]);
	});

	test('is renewed once for all who found it worn together', async () => {
		const { ask, closed } = things(3);
		const answers = await Promise.all(Array.from({ length: 6 }, ask));
		expect(answers.filter((answer) => answer === 'answer of 2')).toHaveLength(3);
		expect(closed).toEqual([1]);
	});

	test('does not hide an error that has another reason', async () => {
		const { renewal } = things(1);
		const work = renewal.use(
			() => Promise.reject(new Error('no such table')),
			() => Promise.resolve(false)
		);
		await expect(work).rejects.toThrow('no such table');
	});

	test('is given up after one more try', async () => {
		const { ask, closed } = things(0);
		expect(await ask()).toBe('worn');
		expect(closed).toEqual([1]);
	});
});
