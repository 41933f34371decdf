//! Query parameters that only say how a visitor came: no part of what an address means.

use super::is_within;

/// Names, in lower case.
const NAMES: &[&str] = &[
    "_branch_match_id",
    "_gl",
    "_hsenc",
    "_hsmi",
    "__hsfp",
    "__hssc",
    "__hstc",
    "cmpid",
    "dclid",
    "et_rid",
    "fbclid",
    "gbraid",
    "gclid",
    "hsctatracking",
    "igsh",
    "igshid",
    "irclickid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "oly_anon_id",
    "oly_enc_id",
    "rb_clickid",
    "ref_src",
    "ref_url",
    "s_cid",
    "sc_cid",
    "spm",
    "srsltid",
    "ss_email_id",
    "trk",
    "trkcampaign",
    "ttclid",
    "twclid",
    "vero_conv",
    "vero_id",
    "vgo_ee",
    "wbraid",
    "wickedid",
    "yclid",
    "ymclid",
    "ysclid",
];

/// Beginnings of names, in lower case.
const PREFIXES: &[&str] = &[
    "at_recipient_",
    "bsft_",
    "guce_referrer",
    "matomo_",
    "ml_subscriber",
    "mtm_",
    "oft_",
    "piwik_",
    "pk_",
    "sfmc_",
    "sms_",
    "utm_",
];

/// Names that track on one site and mean something on others.
const ON_SITES: &[(&str, &str)] = &[("youtube.com", "si"), ("youtu.be", "si")];

/// Whether a parameter of an address on `host` only tracks.
pub(super) fn is_tracking(host: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    NAMES.contains(&name.as_str())
        || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || ON_SITES
            .iter()
            .any(|(site, own)| *own == name && is_within(host, site))
}
