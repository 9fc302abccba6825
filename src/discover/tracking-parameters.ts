/**
 * Query parameters that say where a reader came from, never what the page is; with the tool that adds them, as its own
 * documentation names them. A test compares the list with that of npm tidy-url, so that an update of it asks for a
 * decision here. What some site uses for its pages (`ref`, `source`, `id`, `sid`) has no place here.
 */
const NAMES = [
  // Google Analytics, Ads and AMP
  ...['_ga', '_gl', 'gclid', 'gclsrc', 'dclid', 'gbraid', 'wbraid', 'gad_source', 'gad_campaignid', 'srsltid', 'usqp'],
  ...['ga_source', 'ga_medium', 'ga_term', 'ga_content', 'ga_campaign', 'ga_place'],
  // Meta, X, TikTok, LinkedIn, Reddit, Pinterest, Snapchat, Microsoft
  ...['fbclid', 'fb_action_ids', 'fb_action_types', 'fb_source', 'fb_ref', 'fb_comment_id', 'action_object_map'],
  ...['action_type_map', 'action_ref_map', 'igsh', 'igshid', 'twclid', 'ref_src', 'ref_url', '__twitter_impression'],
  ...['ttclid', 'li_fat_id', 'rdt_cid', 'epik', 'sccid', 'msclkid'],
  // Yandex, VK, Mindbox and Russian law on advertisements
  ...['yclid', 'ysclid', '_openstat', 'vkclid', 'mindbox-click-id', 'mindbox-message-key', 'erid'],
  // HubSpot, Mailchimp, Marketo, Klaviyo, Vero, Drip, Eloqua, Blueshift, MailerLite, Omeda
  ...['_hsenc', '_hsmi', '__hstc', '__hssc', '__hsfp', 'hsctatracking', 'mc_cid', 'mc_eid', 'mkt_tok', '_kx'],
  ...['vero_id', 'vero_conv', '__s', 'elqtrackid', 'elqtrack', 'elq', 'elqaid', 'elqat', 'elqcampaignid'],
  ...['ml_subscriber', 'ml_subscriber_hash', 'oly_anon_id', 'oly_enc_id', 'rb_clickid', 'wickedid'],
  // Adobe Analytics, Kenshoo, Coremetrics, Webtrekk and Mapp, AT Internet, comScore
  ...['s_kwcid', 's_cid', 'sc_cid', 'ef_id', 'cm_me', 'cm_cr', 'wt_mc', 'wt_zmc', 'wtmc', 'xtor'],
  ...['ns_source', 'ns_mchannel', 'ns_campaign', 'ns_linkname', 'ns_fee'],
  // Affiliates: Impact, Awin, Tradedoubler, Branch
  ...['irclickid', 'irgwc', 'awc', 'tduid', '_branch_match_id', '_branch_referrer'],
  // What newsrooms put behind their own links: campaigns, newsletters, buttons to share
  ...[
    'cmpid',
    'cmp',
    'icid',
    'ocid',
    'ncid',
    'ito',
    'spm',
    'smid',
    'smtyp',
    'srnd',
    'sref',
    'sr_share',
    'taid',
    'mbid',
  ],
  ...['ftag', 'guccounter', 'guce_referrer', 'guce_referrer_sig', 'traffic_source', 'share_source', 'share_medium'],
  ...['trk_contact', 'trk_msg', 'trk_module', 'trk_sid', 'nx_source', 'cx_click', 'cx_recsorder', 'cx_recswidget'],
  ...['int_source', 'int_medium', 'int_campaign', 'int_content', 'int_cmp_name', 'int_cmp_id', 'int_cmp_creative'],
  'utm',
];

/** Urchin and Google, Matomo (as Piwik too), HubSpot's advertisements, AT Internet, Parse.ly, Facebook, Cordial, DPG Media. */
const PREFIXES = ['utm_', 'pk_', 'mtm_', 'piwik_', 'hsa_', 'at_', 'itm_', 'fbc_', 'bsft_', 'dpg_', 'cm_mmc'];

/** Parameters, and ends of paths, that name a reader's session (servlets, PHP, ASP, ColdFusion). */
const SESSIONS = /^(?:jsessionid|phpsessid|aspsessionid\w*|cfid|cftoken|s_session_?id)$/;

const names = new Set(NAMES);

/** Whether a parameter of this name (decoded, in any case) says nothing of the page. */
export function isTrackingParameter(name: string): boolean {
  const folded = name.toLowerCase();
  return names.has(folded) || PREFIXES.some((prefix) => folded.startsWith(prefix));
}

/** Whether a parameter of this name is a reader's session. */
export function isSessionParameter(name: string): boolean {
  return SESSIONS.test(name.toLowerCase());
}
