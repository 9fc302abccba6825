import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export type MailServerHere = { port: number; mails: string[]; secure: boolean[]; close(): Promise<void> };

/** A mail server on this machine that keeps what it takes, as it came. */
export async function openMailServer(options: SMTPServerOptions = {}): Promise<MailServerHere> {
  const mails: string[] = [];
  const secure: boolean[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        secure.push(session.secure);
        mails.push(Buffer.concat(parts).toString());
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {}); // clients that turn away in a handshake
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  return { port, mails, secure, close: () => new Promise((closed) => server.close(() => closed())) };
}
