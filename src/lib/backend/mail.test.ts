import { createServer, type Server, type Socket } from 'node:net';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { boxDriver, codeSubject, MailRefused, smtpDriver, smtpSender } from './mail.ts';

const template = readFileSync(
	new URL('../../../supabase/templates/code.html', import.meta.url),
	'utf8'
);
const subject = codeSubject.replace('{{ .Token }}', '482913');

let server: Server | null = null;
afterEach(() => server?.close());

/** A mail server of a few lines (RFC 5321), without encryption, that keeps what it receives. */
async function mailServer(): Promise<{ url: string; received: () => string }> {
	let received = '';
	const talk = (socket: Socket) => {
		let inData = false;
		socket.setEncoding('utf8').write('220 test\r\n');
		socket.on('data', (text: string) => {
			received += text;
			if (inData) {
				if (!text.endsWith('\r\n.\r\n')) return;
				inData = false;
				socket.write('250 kept\r\n');
			} else if (/^DATA/i.test(text)) {
				inData = true;
				socket.write('354 go on\r\n');
			} else if (/^QUIT/i.test(text)) socket.end('221 bye\r\n');
			else socket.write('250 yes\r\n');
		});
	};
	const listening = createServer(talk);
	server = listening;
	await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
	const address = listening.address() as { port: number };
	return { url: `127.0.0.1:${address.port}`, received: () => received };
}

test('the code goes out in the subject and in three languages, with the sender that was set', async () => {
	const { url, received } = await mailServer();
	const driver = smtpDriver({ url: `smtp://${url}`, from: 'Capitelle <carte@exemple.fr>' });
	await driver.send({
		to: 'a@exemple.fr',
		subject,
		html: template.replace('{{ .Token }}', '482913')
	});
	const text = received().replaceAll('=\r\n', '');
	expect(text).toContain('MAIL FROM:<carte@exemple.fr>');
	expect(text).toContain('RCPT TO:<a@exemple.fr>');
	expect(text.match(/482913/g)!.length).toBeGreaterThanOrEqual(4);
	expect(text).toContain('text/html');
	expect(text).toMatch(/Your code to sign in/);
});

test('one address is one address, and one that none can be is given up', async () => {
	const { url, received } = await mailServer();
	const sender = smtpSender({ url: `smtp://${url}`, from: 'a@exemple.fr' });
	const letter = { subject: 's', text: 't', html: 'h', headers: {}, messageId: '<1@x.fr>' };
	await sender.send({ ...letter, to: 'x,y@exemple.fr' }).catch(() => undefined);
	expect(received()).not.toMatch(/RCPT TO:<y@/);
	await expect(sender.send({ ...letter, to: '' })).rejects.toBeInstanceOf(MailRefused);
});

test('a password is not given to a server that does not encrypt', async () => {
	const { url, received } = await mailServer();
	const driver = smtpDriver({ url: `smtp://moi:secret@${url}`, from: 'a@exemple.fr' });
	await expect(driver.send({ to: 'a@exemple.fr', subject })).rejects.toThrow();
	expect(received()).not.toMatch(/AUTH|secret|c2VjcmV0/);
});

test('without a mail server the code goes to the box', async () => {
	const codes: string[][] = [];
	await boxDriver((email, code) => codes.push([email, code])).send({ to: 'a@exemple.fr', subject });
	expect(codes).toEqual([['a@exemple.fr', '482913']]);
});

test('the template asks for the code and no link: a link would open another browser than the app', () => {
	expect(template.match(/\{\{ [.]\w+ \}\}/g)).toEqual(['{{ .Token }}']);
});
