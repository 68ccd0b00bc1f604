import type { ServerContext } from './jobs/context.ts';
import { sendMails } from './jobs/mails.ts';
import { wakeDevices } from './jobs/pushes.ts';
import { removeFiles } from './jobs/removal.ts';
import { sqlJob, type Job } from './jobs/run.ts';

/**
 * Everything done without anybody asking, in the order of each round: by the server while it runs, or by
 * `npm run jobs` (one pass, for a scheduler) beside a hosted project.
 */
export const jobs: readonly Job<ServerContext>[] = [
	sqlJob('tell_events', 10, 'private.spread_events(500)'),
	sqlJob('queue_mails', 15, 'private.queue_notices()'),
	sendMails,
	wakeDevices,
	sqlJob('forget_old_notices', 24 * 3600, 'private.forget_old_notices()'),
	sqlJob('erase_after_time', 6 * 3600, 'private.run_retention()'),
	removeFiles
];
