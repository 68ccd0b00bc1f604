import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { startApi, type Api } from './api.ts';
import type {
	Answer,
	Notice,
	PlainRequest,
	PlainResponse,
	Question,
	WorkerOptions
} from './protocol.ts';

/*
 * The embedded backend, in its own thread: PGlite computes on the thread it lives on, and a long
 * query must not stall the pages served by the main one.
 */

if (!parentPort) throw new Error('this file runs as a worker');
const port = parentPort;
const options = workerData as WorkerOptions;

const tell = (notice: Notice) => port.postMessage(notice);

function answer(message: Answer, transfer: ArrayBuffer[] = []): void {
	port.postMessage(message, transfer);
}

async function fetchPlain(
	api: Api,
	{ method, url, headers, body }: PlainRequest
): Promise<PlainResponse> {
	const response = await api.fetch(new Request(url, { method, headers, body, redirect: 'manual' }));
	const bytes = response.body ? await response.arrayBuffer() : null;
	return { status: response.status, headers: [...response.headers], body: bytes };
}

async function reply(api: Api, question: Question): Promise<void> {
	switch (question.ask) {
		case 'fetch': {
			const response = await fetchPlain(api, question.request);
			return answer({ id: question.id, value: response }, response.body ? [response.body] : []);
		}
		case 'health':
			return answer({ id: question.id, value: await api.health() });
		case 'sql':
			return answer({
				id: question.id,
				value: await api.database.query(question.sql, question.values)
			});
		case 'stop':
			await api.close();
			return answer({ id: question.id, value: null });
	}
}

try {
	const { api, versions, firstStart } = await startApi({
		...options,
		databaseFolder: join(options.dataFolder, 'database'),
		storageFolder: join(options.dataFolder, 'storage'),
		progress: (step) => tell({ tell: 'progress', step }),
		deliverCode: (email, code) => tell({ tell: 'code', email, code })
	});
	port.on('message', (question: Question) => {
		reply(api, question).catch((error: unknown) => {
			answer({ id: question.id, error: error instanceof Error ? error.message : String(error) });
		});
	});
	tell({ tell: 'ready', versions, firstStart });
} catch (error) {
	tell({ tell: 'failed', message: error instanceof Error ? error.message : String(error) });
}
