import type { PublicRecord } from '../../src/lib/domain/record.ts';
import { sampleVocabulary } from './sample-vocabulary.ts';

interface Row extends PublicRecord {
	lon: number;
	lat: number;
}

/** A record that was merged into the first. */
export const mergedId = '01890000-0000-7000-8000-0000000000ff';

/**
 * The little of the data interface that the public side reads, over records in memory: enough of
 * PostgREST's filters to tell a right query from a wrong one. A page never has more than `pageMost` rows,
 * as on a hosted project.
 */
export function fakeSource(records: PublicRecord[], pageMost = 2) {
	const asked: string[] = [];
	const rows: Row[] = records.map((record) => {
		const [lon = 0, lat = 0] = record.geometry.type === 'Point' ? record.geometry.coordinates : [];
		return { ...record, lon, lat };
	});
	const source = (path: string, init?: RequestInit): Promise<Response> => {
		asked.push(path);
		const url = new URL(path, 'http://source.test');
		const [, , , resource = '', name = ''] = url.pathname.split('/');
		if (resource === 'rpc' && name === 'vocabulary')
			return Promise.resolve(Response.json(sampleVocabulary));
		if (resource === 'rpc' && name === 'record_replaced_by') {
			const merged = init?.body === JSON.stringify({ p_record_id: mergedId });
			return Promise.resolve(Response.json(merged ? (rows[0]?.id ?? null) : null));
		}
		if (['published_history', 'published_observations', 'published_links'].includes(resource))
			return Promise.resolve(Response.json([]));
		if (resource !== 'published_records')
			return Promise.resolve(new Response('{}', { status: 404 }));
		const found = rows.filter((row) => [...url.searchParams].every((one) => passes(row, ...one)));
		const order = url.searchParams.get('order') ?? '';
		if (order.startsWith('id.')) found.sort((a, b) => a.id.localeCompare(b.id));
		else if (order) found.sort((a, b) => b.published_at.localeCompare(a.published_at));
		const from = Number(url.searchParams.get('offset') ?? 0);
		const most = Math.min(Number(url.searchParams.get('limit') ?? Infinity), pageMost);
		return Promise.resolve(
			Response.json(found.slice(from, from + most), {
				headers: { 'content-range': `${from}-${from + most}/${found.length}` }
			})
		);
	};
	return { source, asked };
}

function passes(row: Row, name: string, condition: string): boolean {
	if (['select', 'order', 'limit', 'offset'].includes(name)) return true;
	if (name === 'or')
		return condition
			.slice(1, -1)
			.split(/,(?![^(]*\))/)
			.some((part) => holds(row, part));
	return holds(row, `${name}.${condition}`);
}

function holds(row: Row, part: string): boolean {
	const [, name = '', operator = '', wanted = ''] =
		/^([a-z_]+(?:->>[a-z]+)?)\.([a-z]+)\.(.*)$/s.exec(part) ?? [];
	const held: unknown = name === 'commune->>nom' ? row.commune?.nom : row[name as keyof Row];
	switch (operator) {
		case 'eq':
			return held === wanted;
		case 'in':
			return wanted
				.slice(1, -1)
				.split(',')
				.includes(`"${String(held)}"`);
		case 'gt':
			return String(held) > wanted;
		case 'gte':
			return Number(held) >= Number(wanted);
		case 'lte':
			return Number(held) <= Number(wanted);
		case 'ilike':
			return new RegExp(`^${wanted.replaceAll('*', '.*').replaceAll('_', '.')}$`, 'is').test(
				String(held ?? '')
			);
		default:
			throw new Error(`not understood: ${part}`);
	}
}
