/** Query parameters that say where a reader came from, never what the page is. */
const TRACKING_NAMES = new Set(
  [
    'utm fbclid gclid gclsrc dclid gbraid wbraid msclkid yclid ysclid twclid ttclid li_fat_id epik igsh igshid',
    '_ga _gl _openstat _hsenc _hsmi __hstc __hssc __hsfp hsctatracking mc_cid mc_eid mkt_tok vero_id vero_conv',
    'oly_anon_id oly_enc_id wickedid rb_clickid s_kwcid sc_cid s_cid trk_contact trk_msg trk_module trk_sid',
    'ns_source ns_mchannel ns_campaign ns_linkname ns_fee xtor wt_mc wt_zmc wtmc cmpid cmp icid ocid ncid ito spm',
    'ref_src ref_url __twitter_impression smid smtyp srnd sref sr_share taid mbid ftag guccounter guce_referrer',
    'guce_referrer_sig traffic_source share_source share_medium fb_action_ids fb_action_types fb_source fb_ref',
    'action_object_map action_type_map action_ref_map',
  ].flatMap((line) => line.split(' ')),
);
const TRACKING_PREFIXES = ['utm_', 'pk_', 'mtm_', 'piwik_', 'hsa_', 'at_', 'fbc_', 'itm_'];

/**
 * An address as it is compared and stored: scheme and host in lower case, no default port, user or fragment (WHATWG
 * URL), percent-escapes normal (RFC 3986 § 6.2.2), tracking parameters dropped and the other ones as they were.
 */
export function normaliseUrl(url: URL): URL {
  const normal = new URL(url.href);
  normal.hash = '';
  normal.username = '';
  normal.password = '';
  normal.hostname = normal.hostname.replace(/\.$/, '');
  normal.pathname = normaliseEscapes(normal.pathname);
  normal.search = dropTracking(normal.search);
  return normal;
}

/** RFC 3986 § 2.3: escapes of unreserved characters say the same as the characters, and hex digits are upper case. */
function normaliseEscapes(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (code, hex: string) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    // A decoded dot could turn a segment into “..”, which means something else.
    return /[A-Za-z0-9_~-]/.test(character) ? character : code.toUpperCase();
  });
}

/** Drops parameters one by one: URLSearchParams would rewrite those that stay. */
function dropTracking(search: string): string {
  const kept = search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !isTracking(nameOf(parameter)));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

function nameOf(parameter: string): string {
  const name = parameter.split('=')[0] ?? '';
  try {
    return decodeURIComponent(name).toLowerCase();
  } catch {
    return name.toLowerCase();
  }
}

function isTracking(name: string): boolean {
  return TRACKING_NAMES.has(name) || TRACKING_PREFIXES.some((prefix) => name.startsWith(prefix));
}
