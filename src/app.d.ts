declare global {
	namespace App {
		interface Locals {
			/** Reads the data interface as anybody; see `$lib/backend/access.ts`. */
			api: (path: string, init?: RequestInit) => Promise<Response>;
		}
	}
}

export {};
