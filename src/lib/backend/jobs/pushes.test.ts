import { expect, test } from 'vitest';
import { readSettings } from '../settings.ts';
import { isPushService } from './pushes.ts';

const { hosts } = readSettings({}).push;

test.each([
	'https://fcm.googleapis.com/fcm/send/abc',
	'https://updates.push.services.mozilla.com/wpush/v2/abc',
	'https://web.push.apple.com/abc',
	'https://db5p.notify.windows.com/w/?token=abc'
])('a push service that browsers use: %s', (address) => {
	expect(isPushService(address, hosts)).toBe(true);
});

test.each([
	'http://fcm.googleapis.com/fcm/send/abc',
	'https://fcm.googleapis.com.example.org/',
	'https://fcm.googleapis.com@example.org/',
	'https://user:secret@fcm.googleapis.com/',
	'https://fcm.googleapis.com:8443/',
	'https://notpush.apple.com/',
	'https://push.apple.com.evil.test/',
	'http://169.254.169.254/latest/meta-data',
	'http://localhost:3000/rest/v1/rpc/x',
	'file:///etc/passwd',
	'abc'
])('no address but those is called: %s', (address) => {
	expect(isPushService(address, hosts)).toBe(false);
});
