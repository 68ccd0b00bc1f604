import { v7, validate } from 'uuid';

/**
 * A new UUIDv7: made on the device, for ever. Its first 48 bits are the time, so rows created one
 * after the other sort that way and stay close together in the database's index.
 */
export function newId(): string {
	return v7();
}

/** Whether a value is a UUID of any version, as Postgres accepts them from us (with hyphens). */
export function isUuid(value: unknown): value is string {
	return typeof value === 'string' && validate(value);
}
