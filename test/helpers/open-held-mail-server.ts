import { type MailServerHere, openMailServer } from './open-mail-server.ts';

/** A mail server that greets nobody until it is let go: who comes has handed over nothing yet. */
export type HeldMailServer = MailServerHere & { held: Promise<void>; letGo(): void };

export async function openHeldMailServer(): Promise<HeldMailServer> {
  const somebody = Promise.withResolvers<void>();
  let isHeld = true;
  const server = await openMailServer({
    disabledCommands: ['STARTTLS', 'AUTH'],
    onConnect: (_session, greet) => {
      somebody.resolve();
      if (!isHeld) greet();
    },
  });
  return {
    ...server,
    held: somebody.promise,
    letGo: () => {
      isHeld = false;
    },
  };
}
