import type { Backend, BackendKind } from './backend.ts';
import { startEmbedded } from './embedded.ts';
import { startPostgresBackend } from './postgres-backend.ts';

export function startBackend(kind: BackendKind): Promise<Backend> {
	return kind === 'postgres' ? startPostgresBackend() : startEmbedded();
}
