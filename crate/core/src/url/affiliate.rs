//! Signs of an affiliate link, which pays its publisher: affiliate networks' hosts and partners' parameters.

use super::{Url, is_within, registrable_domain};

/// Hosts of networks; links there pay.
const NETWORKS: &[&str] = &[
    "7eer.net",
    "amzn.to",
    "anrdoezrs.net",
    "avantlink.com",
    "awin1.com",
    "dpbolvw.net",
    "emjcd.com",
    "evyy.net",
    "flexlinkspro.com",
    "go2cloud.org",
    "gopjn.com",
    "hop.clickbank.net",
    "jdoqocy.com",
    "kqzyfj.com",
    "linksynergy.com",
    "ojrq.net",
    "pjtra.com",
    "pntra.com",
    "prf.hn",
    "pxf.io",
    "redirectingat.com",
    "rover.ebay.com",
    "s.click.aliexpress.com",
    "shareasale.com",
    "sjv.io",
    "skimresources.com",
    "tkqlhce.com",
    "tradedoubler.com",
    "viglink.com",
    "webgains.com",
];

/// Parameters that name a partner on any host.
const PARAMETERS: &[&str] = &[
    "aff_id",
    "aff_sub",
    "affid",
    "affiliate_id",
    "afftrack",
    "irgwc",
];

/// Shops whose own addresses name a partner: the label of their registrable domain, the parameter.
const SHOPS: &[(&str, &str)] = &[
    ("booking", "aid"),
    ("expedia", "affcid"),
    ("hotels", "affcid"),
];

/// The network or the parameter that says the address pays a partner.
pub fn affiliate_sign(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    if let Some(network) = NETWORKS.iter().find(|network| is_within(host, network)) {
        return Some((*network).to_owned());
    }
    url.query()?;
    let label = registrable_domain(host)?.split('.').next()?;
    let mut campaign = false;
    let mut rotation = false;
    for (name, value) in url.query_pairs() {
        let lower = name.to_ascii_lowercase();
        campaign |= lower == "campid";
        rotation |= lower == "mkcid";
        let pays = PARAMETERS.contains(&lower.as_str())
            || SHOPS.contains(&(label, &lower))
            || (label == "amazon" && lower == "tag" && is_amazon_tag(&value));
        if pays && !value.is_empty() {
            return Some(format!("{name}={value}"));
        }
    }
    (label == "ebay" && campaign && rotation).then(|| "campid".to_owned())
}

/// Amazon's partner tags end in a dash and two digits (`name-20`, `name-21`).
fn is_amazon_tag(tag: &str) -> bool {
    tag.rsplit_once('-').is_some_and(|(name, number)| {
        !name.is_empty() && number.len() == 2 && number.bytes().all(|b| b.is_ascii_digit())
    })
}
