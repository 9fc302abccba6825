/** An e-mail, each part of it ready: the subject is one line, the HTML is escaped. */
export type Mail = {
  messageId: string;
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  /** What the HTML shows as `cid:` and this id. */
  pictures: { cid: string; name: string; type: string; bytes: Uint8Array }[];
};

/** The server that takes an e-mail, and who logs in there. */
export type MailServer = {
  /** `smtps://host:port`: encrypted from the start; `smtp://host:port`: by STARTTLS, which it must then offer. */
  address: string;
  user: string | null;
  password: string | null;
  /** Without encryption, to an address of this machine alone. */
  isPlain: boolean;
};

/** What a mail server made of an e-mail. `code` is its answer by SMTP (RFC 5321 § 4.2), where it gave one. */
export type MailResult = { kind: 'sent' } | { kind: 'failed'; reason: string; code: number | null; isFinal: boolean };
