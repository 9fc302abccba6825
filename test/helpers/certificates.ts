import 'reflect-metadata'; // @peculiar/x509 stands on it
import { webcrypto } from 'node:crypto';
import tls, { type SecureContextOptions } from 'node:tls';
import * as x509 from '@peculiar/x509';

x509.cryptoProvider.set(webcrypto as never);

const DAY = 24 * 60 * 60 * 1000;
const EC = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const RSA = { name: 'RSASSA-PKCS1-v1_5', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 };
const SHA1 = { ...RSA, hash: 'SHA-1' };
/** A server that is to show what a client refuses must not refuse it itself. */
const LENIENT = { ciphers: 'DEFAULT@SECLEVEL=0' };

type Keys = webcrypto.CryptoKeyPair;
type Authority = { name: string; pem: string; keys: Keys; algorithm: typeof EC | typeof SHA1 };
type Wanted = {
  host?: string;
  validFrom?: Date;
  validUntil?: Date;
  algorithm?: object;
  extensions?: x509.Extension[];
};

/** What a TLS server on this machine is started with. */
export type ServerCertificate = Pick<SecureContextOptions, 'key' | 'cert' | 'ciphers' | 'minVersion' | 'maxVersion'>;

let made: ReturnType<typeof issueAll> | null = null;

/**
 * Certificates for `localhost`: a good one, and one of each kind that must not be trusted. From here on this process
 * trusts the authority that issued them, so that each is refused for its own fault alone; made once, as two authorities
 * of one name are taken for each other.
 */
export function makeCertificates(): Promise<Record<string, ServerCertificate>> {
  made ??= issueAll();
  return made;
}

async function issueAll(): Promise<Record<string, ServerCertificate>> {
  const root = await makeAuthority('Test Root', null);
  const weakRoot = await makeAuthority('Old Test Root', null, SHA1);
  tls.setDefaultCACertificates([...tls.getCACertificates('default'), root.pem, weakRoot.pem]);
  const stranger = await makeAuthority('Unknown Root', null);
  const between = await makeAuthority('Test Intermediate', root);
  const now = Date.now();
  const forClients = new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth], true);
  return {
    good: await issue(root),
    'whole chain': withChain(await issue(between), between),
    expired: await issue(root, { validUntil: new Date(now - 60_000) }),
    'not yet valid': await issue(root, { validFrom: new Date(now + DAY / 2) }),
    'of another host': await issue(root, { host: 'other.example' }),
    'signed by itself': await issue(null),
    'of an unknown authority': withChain(await issue(stranger), stranger),
    'without its chain': await issue(between),
    'with a weak key': {
      ...(await issue(root, { algorithm: { ...RSA, modulusLength: 1024, hash: 'SHA-256' } })),
      ...LENIENT,
    },
    'with a weak signature': { ...(await issue(weakRoot)), ...LENIENT },
    'made for clients': await issue(root, { extensions: [forClients] }),
    'over an old protocol': { ...(await issue(root)), ...LENIENT, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' },
  };
}

async function makeAuthority(
  name: string,
  issuer: Authority | null,
  algorithm: Authority['algorithm'] = EC,
): Promise<Authority> {
  const keys = await makeKeys(algorithm);
  const extensions = [new x509.BasicConstraintsExtension(true, undefined, true)];
  const pem = await sign({ subject: name, publicKey: keys.publicKey, extensions }, issuer ?? { name, keys, algorithm });
  return { name, pem, keys, algorithm };
}

/** A certificate of a server; without an issuer, signed by itself. */
async function issue(issuer: Authority | null, wanted: Wanted = {}): Promise<ServerCertificate> {
  const keys = await makeKeys(wanted.algorithm ?? EC);
  const host = wanted.host ?? 'localhost';
  const names = new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: host }]);
  const cert = await sign(
    { ...wanted, subject: host, publicKey: keys.publicKey, extensions: [names, ...(wanted.extensions ?? [])] },
    issuer ?? { name: host, keys, algorithm: EC },
  );
  return { key: await toPem(keys.privateKey), cert };
}

function withChain(certificate: ServerCertificate, issuer: Authority): ServerCertificate {
  return { ...certificate, cert: `${certificate.cert}\n${issuer.pem}` };
}

async function sign(
  wanted: Omit<Wanted, 'host' | 'algorithm'> & { subject: string; publicKey: unknown },
  issuer: Omit<Authority, 'pem'>,
): Promise<string> {
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${wanted.subject}`,
    issuer: `CN=${issuer.name}`,
    notBefore: wanted.validFrom ?? new Date(Date.now() - DAY),
    notAfter: wanted.validUntil ?? new Date(Date.now() + DAY),
    signingAlgorithm: issuer.algorithm,
    extensions: wanted.extensions ?? [],
    publicKey: wanted.publicKey as never,
    signingKey: issuer.keys.privateKey as never,
  });
  return certificate.toString('pem');
}

async function makeKeys(algorithm: object): Promise<Keys> {
  return (await webcrypto.subtle.generateKey(algorithm as never, true, ['sign', 'verify'])) as Keys;
}

async function toPem(key: webcrypto.CryptoKey): Promise<string> {
  const base64 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`;
}
