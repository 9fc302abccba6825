/**
 * What Chromium is told besides Playwright's own flags. Playwright closes background networking, component updates and
 * sync; these close every way around the proxy, and switch off what a record has no use for.
 */
export const LAUNCH_FLAGS = [
  // Names are looked up by the proxy: whatever would ask a name server finds nothing.
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--dns-prefetch-disable',
  '--no-pings',
  // UDP knows no proxy.
  '--disable-quic',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--disable-background-networking',
  '--disable-domain-reliability',
  // Prerendering and prefetching fetch what nobody asked for.
  '--disable-features=WebRtcHideLocalIpsWithMdns,Prerender2,SpeculationRulesPrefetchFuture,NetworkTimeServiceQuerying,MediaRouter,DialMediaRouteProvider,OptimizationHints,Translate,AcceptCHFrame,AutofillServerCommunication,CertificateTransparencyComponentUpdater,DestroyProfileOnBrowserClose,HttpsUpgrades,PaintHolding,PreconnectToSearch,SearchEnginePreconnect2',
  '--disable-gpu',
  '--mute-audio',
  '--js-flags=--max-old-space-size=384',
];

/** Pictures and fonts are not fetched: neither is a part of a record's text. */
export const SPARING_FLAGS = ['--blink-settings=imagesEnabled=false', '--disable-remote-fonts'];
