import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { readCommunes, TerritoryError } from './communes.ts';
import { fetchDepartment } from './official.ts';

const square = {
	type: 'Polygon',
	coordinates: [
		[
			[4, 44],
			[4.1, 44],
			[4.1, 44.1],
			[4, 44]
		]
	]
};

function collection(...features: unknown[]): string {
	return JSON.stringify({ type: 'FeatureCollection', features });
}

function feature(properties: unknown, geometry: unknown = square): unknown {
	return { type: 'Feature', properties, geometry };
}

describe('a GeoJSON file of communes', () => {
	test('codes and names are found under the names official files use', () => {
		const text = collection(
			feature({ insee: '30156', nom: 'Marguerittes' }),
			feature({ INSEE_COM: '2A004', NOM: 'Ajaccio' }),
			feature({ code: '97105', nom: 'Basse-Terre' })
		);
		expect(readCommunes(text, 'f').map(({ insee }) => insee)).toEqual(['30156', '2A004', '97105']);
	});

	test.each([
		['no JSON', '<html>', /JSON/],
		['no collection', JSON.stringify(square), /FeatureCollection/],
		['nothing in it', collection(), /FeatureCollection/],
		['no code', collection(feature({ nom: 'X' })), /élément 1 [(]X[)] : code/],
		[
			'a postal code with a letter',
			collection(feature({ insee: '3015X', nom: 'X' })),
			/élément 1 [(]X[)] : code/
		],
		['no name', collection(feature({ insee: '30156' })), /nom absent/],
		[
			'a point',
			collection(feature({ insee: '30156', nom: 'X' }, { type: 'Point', coordinates: [4, 44] })),
			/Polygon/
		],
		[
			'Lambert 93 metres',
			collection(
				feature(
					{ insee: '30156', nom: 'X' },
					{ type: 'Polygon', coordinates: [[[815000, 6306000]]] }
				)
			),
			/degrés/
		],
		[
			'a NaN',
			collection(
				feature({ insee: '30156', nom: 'X' }, { type: 'Polygon', coordinates: [[[4, null]]] })
			),
			/degrés/
		],
		[
			'twice the same',
			collection(feature({ insee: '30156', nom: 'X' }), feature({ insee: '30156', nom: 'X' })),
			/deux fois/
		]
	])('%s is refused with a sentence', (_what, text, sentence) => {
		expect(() => readCommunes(text, 'communes.geojson')).toThrow(sentence);
		expect(() => readCommunes(text, 'communes.geojson')).toThrow(TerritoryError);
	});
});

describe('the official service', () => {
	let server: Server | null = null;
	afterEach(() => server?.close());

	async function serve(listener: RequestListener): Promise<{ base: string; backoffMs: number }> {
		const listening = createServer(listener);
		server = listening;
		await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
		return { base: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`, backoffMs: 1 };
	}

	const good: RequestListener = (request, response) => {
		response.setHeader('content-type', 'application/geo+json');
		const isList = request.url?.includes('/communes');
		response.end(
			isList
				? collection(feature({ code: '30156', nom: 'Marguerittes' }))
				: '{"nom":"Gard","code":"30"}'
		);
	};

	test('gives a department with its communes', async () => {
		const { nom, communes } = await fetchDepartment('30', await serve(good));
		expect(nom).toBe('Gard');
		expect(communes).toHaveLength(1);
	});

	test('a failure that passes is retried, also the page of a captive portal', async () => {
		let asked = 0;
		const options = await serve((request, response) => {
			asked++;
			if (asked === 1) return response.writeHead(503).end();
			if (asked === 2)
				return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>');
			if (asked === 3) return void request.socket.destroy();
			good(request, response);
		});
		expect((await fetchDepartment('30', options)).nom).toBe('Gard');
	});

	test('a service that stays away is said so, with the way round it', async () => {
		let asked = 0;
		const options = await serve((_request, response) => {
			asked++;
			response.writeHead(500).end();
		});
		await expect(fetchDepartment('30', options)).rejects.toThrow(/HTTP 500.*GeoJSON/);
		expect(asked).toBe(4);
	});

	test('an unknown department is not asked again', async () => {
		let asked = 0;
		const options = await serve((_request, response) => {
			asked++;
			response.writeHead(404).end();
		});
		await expect(fetchDepartment('99', options)).rejects.toThrow(/inconnu/);
		expect(asked).toBe(1);
		await expect(fetchDepartment('gard', options)).rejects.toThrow(/numéro de département/);
	});
});
