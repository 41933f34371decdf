//! Services whose addresses hide their target: only a request would reveal it.

use super::is_within;

/// Hosts of shorteners. `youtu.be` is none: its address says the video. `linktr.ee` is a page.
const SHORTENERS: &[&str] = &[
    "a.co",
    "adobe.ly",
    "amzn.eu",
    "amzn.to",
    "apple.co",
    "bit.ly",
    "bitly.com",
    "buff.ly",
    "cutt.ly",
    "dlvr.it",
    "fb.me",
    "geni.us",
    "goo.gl",
    "hubs.ly",
    "ift.tt",
    "is.gd",
    "j.mp",
    "lnk.to",
    "lnkd.in",
    "mzl.la",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "s.id",
    "shorturl.at",
    "smarturl.it",
    "spr.ly",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "trib.al",
    "v.gd",
    "wp.me",
];

/// Whether a host belongs to a shortener.
pub fn is_shortener(host: &str) -> bool {
    SHORTENERS.iter().any(|own| is_within(host, own))
}
