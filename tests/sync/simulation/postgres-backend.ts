import type { Backend } from './backend.ts';
export function startPostgresBackend(): Promise<Backend> {
	throw new Error('not yet');
}
