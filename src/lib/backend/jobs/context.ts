import type { MailSender } from '../mail.ts';
import type { JobContext } from './run.ts';

/** What the server's jobs may use. */
export interface ServerContext extends JobContext {
	/** Address of the application, without a slash at the end. */
	site: string;
	mail: MailSender;
	/** Takes the file of a photo out of the bucket, by its name there; null: this process has no way to the files. */
	removeFile: ((name: string) => Promise<void>) | null;
	/** Null: this server wakes no devices. */
	push: PushKeys | null;
}

/** Who wakes devices, as their push services know it (VAPID, RFC 8292). */
export interface PushKeys {
	publicKey: string;
	privateKey: string;
	/** Where the operator can be reached: `mailto:` or `https:`. */
	subject: string;
	/** Names of push services; an address of any other host is never called. `.example.org` stands for all under it. */
	hosts: readonly string[];
}
