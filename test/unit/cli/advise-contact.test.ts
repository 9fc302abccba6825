import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../config/load-config.ts';
import { adviseContact } from '../../../src/cli/advise-contact.ts';

const loaded = loadConfig(fileURLToPath(new URL('../../../config', import.meta.url)));
if (!loaded.ok) throw new Error('the configuration cannot be read');
const { settings, sources } = loaded.config;
const withNetwork = (network: Partial<typeof settings.network>) => ({
  sources,
  settings: { ...settings, network: { ...settings.network, ...network } },
});

describe('adviseContact', () => {
  it('says what to set, of the configuration that stet comes with', () => {
    expect(adviseContact({ settings, sources })).toContain('network.from');
  });

  it('says nothing where somebody is named', () => {
    expect(adviseContact(withNetwork({ from: 'desk@paper.example' }))).toBeNull();
    expect(adviseContact(withNetwork({ userAgent: 'stet/1.0 (+https://paper.example/crawler)' }))).toBeNull();
  });

  it('says nothing where nobody else is asked', () => {
    const here = sources.map((source) => ({ ...source, homepage: 'http://127.0.0.1:8080/' }));
    expect(adviseContact({ settings, sources: here })).toBeNull();
    expect(adviseContact({ settings, sources: sources.map((source) => ({ ...source, enabled: false })) })).toBeNull();
  });
});
