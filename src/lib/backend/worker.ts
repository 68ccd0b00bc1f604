import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { startApi, type Api } from './api.ts';
import { Renewal } from './renewal.ts';
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

/** After a refusal of any kind the engine is asked to say one: a worn one answers an error, or no row. */
async function isWorn(result: unknown, { database }: Api): Promise<boolean> {
	const { status } = (result ?? {}) as Partial<PlainResponse>;
	if (status !== 500 && !(result instanceof Error)) return false;
	try {
		const [row] = await database.query<{ alive: number }>('select 1 as alive');
		return row?.alive !== 1;
	} catch {
		return true;
	}
}

async function reply(apis: Renewal<Api>, question: Question): Promise<void> {
	switch (question.ask) {
		case 'fetch': {
			const { request } = question;
			const response = await apis.use((api) => fetchPlain(api, request), isWorn);
			return answer({ id: question.id, value: response }, response.body ? [response.body] : []);
		}
		case 'health':
			return answer({ id: question.id, value: await apis.use((api) => api.health(), isWorn) });
		case 'sql': {
			const { sql, values } = question;
			const rows = await apis.use((api) => api.database.query(sql, values), isWorn);
			return answer({ id: question.id, value: rows });
		}
		case 'stop':
			await apis.settled();
			await apis.current.close();
			return answer({ id: question.id, value: null });
	}
}

try {
	const start = () =>
		startApi({
			...options,
			databaseFolder: join(options.dataFolder, 'database'),
			storageFolder: join(options.dataFolder, 'storage'),
			progress: (step) => tell({ tell: 'progress', step }),
			deliverCode: (email, code) => tell({ tell: 'code', email, code })
		});
	const { api, versions, firstStart } = await start();
	const apis = new Renewal(
		api,
		async () => {
			try {
				return (await start()).api;
			} catch (error) {
				// Nothing can be answered any more: the process is told by the end of its thread.
				console.error(error);
				process.exit(1);
			}
		},
		(worn) => worn.close()
	);
	port.on('message', (question: Question) => {
		reply(apis, question).catch((error: unknown) => {
			answer({ id: question.id, error: error instanceof Error ? error.message : String(error) });
		});
	});
	tell({ tell: 'ready', versions, firstStart });
} catch (error) {
	tell({ tell: 'failed', message: error instanceof Error ? error.message : String(error) });
}
