import { findCallback, receivePush, verifySubscription } from '../../jobs/receive-push.ts';
import type { Stet } from '../../jobs/stet.ts';
import type { WebOptions } from '../review/web.ts';

/** What lets the web server hear WebSub hubs; `wake` is called when there is something to do about what they pushed. */
export function hearHubs(stet: Stet, wake: () => void): Required<Pick<WebOptions, 'pushes' | 'publicUrl'>> {
  return {
    pushes: {
      verify: (id, asked, now) => verifySubscription(stet, id, asked, now),
      find: (id) => findCallback(stet, id),
      receive: async (id, push, now) => {
        if (await receivePush(stet, id, push, now)) wake();
      },
    },
    publicUrl: () => stet.config().settings.web.publicUrl,
  };
}
