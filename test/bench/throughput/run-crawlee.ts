/** A bare CheerioCrawler in a process of its own: each message is a list of URLs to crawl, answered when all are done. */
import { CheerioCrawler, Configuration, LogLevel, log } from '@crawlee/cheerio';

log.setLevel(LogLevel.OFF);
const concurrency = Number(process.argv[2]);

async function crawl(urls: string[]): Promise<number> {
  let titled = 0;
  const crawler = new CheerioCrawler(
    {
      minConcurrency: concurrency,
      maxConcurrency: concurrency,
      requestHandler: ({ $ }) => {
        if ($('title').text() !== '') titled += 1;
      },
    },
    new Configuration({ persistStorage: false, purgeOnStart: false }),
  );
  await crawler.run(urls);
  return titled;
}

process.on('message', (urls: string[]) => {
  void crawl(urls).then((titled) => process.send?.(titled));
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
