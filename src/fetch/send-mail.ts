import ipaddr from 'ipaddr.js';
import type { Mail, MailResult, MailServer } from '../model/mail.ts';
import { type Guard, lookUpAllowed } from './guard-connections.ts';
import { nameFailure } from './request-failure.ts';

/** What nodemailer says of a failure beside its words. */
type MailFailure = Error & { code?: string; responseCode?: number; response?: string };

/** The parts of a conversation in which a code of 5xx is about this e-mail, or about who sends it. */
const OF_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE', 'EAUTH']);

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 };
const PORTS = { 'smtps:': 465, 'smtp:': 587 };

/**
 * Hands an e-mail to a server (RFC 5321), by TLS unless the server is on this machine and says so. The server's addresses
 * are judged like those of any site, whatever the port, and the one that was judged is the one that is connected to;
 * the certificate has to be that of its name.
 */
export async function sendMail(guard: Guard, server: MailServer, mail: Mail): Promise<MailResult> {
  const url = new URL(server.address);
  const hostname = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isSmtps = url.protocol === 'smtps:';
  const port = url.port === '' ? PORTS[isSmtps ? 'smtps:' : 'smtp:'] : Number(url.port);
  try {
    const [first] = await lookUpAllowed(hostname, port, { ...guard, ports: 'any' });
    const address = first?.address ?? hostname;
    if (server.isPlain && !isLoopback(address)) {
      return fail(`The mail server ${hostname} is not on this machine: leave out tls: false, it has to be encrypted.`);
    }
    const { createTransport } = await import('nodemailer'); // few send any
    const transport = createTransport({
      ...TIMEOUTS,
      ...(server.isPlain ? { ignoreTLS: true, secure: false } : { secure: isSmtps, requireTLS: !isSmtps }),
      ...(server.user === null ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
      host: address,
      port,
      servername: hostname,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const { pictures, ...written } = mail;
    const attachments = pictures.map(({ cid, name, type, bytes }) => {
      return {
        cid,
        filename: name,
        contentType: type,
        content: Buffer.from(bytes),
        contentDisposition: 'inline' as const,
      };
    });
    await transport.sendMail({ ...written, attachments });
    transport.close();
    return { kind: 'sent' };
  } catch (error) {
    return describeFailure(error as MailFailure, url, `${hostname}:${port}`);
  }
}

function isLoopback(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
}

/** A code of 5xx is the server's last word on this e-mail (RFC 5321 § 4.2.1). */
function describeFailure(error: MailFailure, url: URL, host: string): MailResult {
  const code = error.responseCode ?? null;
  if (code !== null) {
    const reason = `The mail server ${host} answered ${code}: ${(error.response ?? error.message).slice(0, 300)}`;
    return { kind: 'failed', reason, code, isFinal: code >= 500 && OF_THE_MAIL.has(error.code ?? '') };
  }
  const failure = nameFailure(error, url);
  return fail(failure === error ? failure.message : `The mail server ${host} took no e-mail: ${failure.message}`);
}

function fail(reason: string): MailResult {
  return { kind: 'failed', reason, code: null, isFinal: false };
}
