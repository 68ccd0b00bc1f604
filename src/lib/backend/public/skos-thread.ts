import { parentPort, workerData } from 'node:worker_threads';
import type { SkosScheme } from '../../domain/vocabulary/skos/types.ts';
import type { SkosFormat } from './negotiation.ts';
import { writeDocument } from './skos-writers.ts';

/* Writes one vocabulary, given as JSON, and ends: pages must not wait while it does. */

const { json, format } = workerData as { json: ArrayBuffer; format: SkosFormat };
const scheme = JSON.parse(new TextDecoder().decode(json)) as SkosScheme;
const written = writeDocument(scheme, format);
parentPort?.postMessage(written, [written.bytes.buffer]);
