import { expect, test } from 'vitest';
import { contentChanges, takenUpAgain } from './history';
import type { RecordContent } from './actions/content';

const change = { old: 'brick', new: 'stone' };

test('an event changes what it changed of the record, not what is beside it', () => {
	const changes = {
		geometry: change,
		'properties.state': change,
		'photos.x': change,
		'observation.y': change,
		deleted: { old: false, new: true }
	};
	expect(Object.keys(contentChanges({ kind: 'updated', changes }))).toEqual([
		'geometry',
		'properties.state'
	]);
	expect(contentChanges({ kind: 'proposed', changes })).toEqual({});
});

test('an older content taken up again leaves what was seen since as it is', () => {
	const now = { concept: 'kilns/lime', properties: { name: 'B', condition: 'fallen', new: 1 } };
	const then = { concept: 'kilns/tile', properties: { name: 'A', condition: 'whole' } };
	expect(
		takenUpAgain(now as unknown as RecordContent, then as unknown as RecordContent, ['condition'])
	).toEqual({ concept: 'kilns/tile', properties: { name: 'A', condition: 'fallen' } });
});
