//! Services that carry the real target in the link itself: their addresses, and where the target is.

use serde::{Deserialize, Serialize};

/// What kind of wrapper an address has.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WrapperKind {
    /// A redirector that counts or warns.
    Redirect,
    /// An affiliate network's or an advert's redirector.
    Affiliate,
    /// A copy in an AMP cache.
    AmpCache,
    /// A machine translation of the target.
    Translation,
    /// An archived copy of the target.
    Archive,
    /// An address that looks like a redirector: a path like `/out` and a whole address in its
    /// query. No documentation says so.
    LooksLikeRedirect,
}

impl WrapperKind {
    /// Whether the address shows a copy of its target and leads nobody there.
    pub const fn is_copy(self) -> bool {
        match self {
            Self::AmpCache | Self::Translation | Self::Archive => true,
            Self::Redirect | Self::Affiliate | Self::LooksLikeRedirect => false,
        }
    }
}

/// Where in an address the target is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Carrier {
    /// In one of these parameters.
    Parameter(&'static [&'static str]),
    /// The whole query.
    RawQuery,
    /// In base64url after two marks (`a1`) in this parameter.
    Base64(&'static str),
    /// The path after so many segments, then an `s` for https, then host and path.
    Amp(usize),
    /// The path after so many segments and the time of a snapshot, which may be left out.
    Snapshot(usize),
    /// Wherever an http(s) address begins in the path or the query.
    Anywhere,
}

/// One service.
pub(super) struct Redirector {
    /// Its host, subdomains included; `google.*` is Google under any suffix.
    pub(super) host: &'static str,
    /// The path it begins with, whole segments; empty for any.
    pub(super) path: &'static str,
    /// Where the target is.
    pub(super) carrier: Carrier,
    /// What kind of service it is.
    pub(super) kind: WrapperKind,
}

const fn row(
    host: &'static str,
    path: &'static str,
    carrier: Carrier,
    kind: WrapperKind,
) -> Redirector {
    Redirector {
        host,
        path,
        carrier,
        kind,
    }
}

use Carrier::{Amp, Anywhere, Base64, Parameter, RawQuery, Snapshot};
use WrapperKind::{Affiliate, AmpCache, Archive, Redirect, Translation};

/// The services, each with the documentation of its own links.
#[rustfmt::skip]
pub(super) const REDIRECTORS: &[Redirector] = &[
    row("google.*", "/url", Parameter(&["q", "url"]), Redirect),
    row("google.*", "/translate", Parameter(&["u"]), Translation),
    row("google.*", "/website", Parameter(&["u"]), Translation),
    row("google.*", "/amp", Amp(1), AmpCache),
    row("google.*", "/aclk", Parameter(&["adurl"]), Affiliate),
    row("googleadservices.com", "/pagead/aclk", Parameter(&["adurl"]), Affiliate),
    row("cdn.ampproject.org", "/c", Amp(1), AmpCache),
    row("cdn.ampproject.org", "/v", Amp(1), AmpCache),
    row("facebook.com", "/l.php", Parameter(&["u"]), Redirect),
    row("l.instagram.com", "", Parameter(&["u"]), Redirect),
    row("l.messenger.com", "", Parameter(&["u"]), Redirect),
    row("l.threads.net", "", Parameter(&["u"]), Redirect),
    row("youtube.com", "/redirect", Parameter(&["q"]), Redirect),
    row("out.reddit.com", "", Parameter(&["url"]), Redirect),
    row("steamcommunity.com", "/linkfilter", Parameter(&["url", "u"]), Redirect),
    row("linkedin.com", "/redir/redirect", Parameter(&["url"]), Redirect),
    row("vk.com", "/away.php", Parameter(&["to"]), Redirect),
    row("t.umblr.com", "/redirect", Parameter(&["z"]), Redirect),
    row("slack-redir.net", "/link", Parameter(&["url"]), Redirect),
    row("safelinks.protection.outlook.com", "", Parameter(&["url"]), Redirect),
    row("deviantart.com", "/users/outgoing", RawQuery, Redirect),
    row("medium.com", "/r", Parameter(&["url"]), Redirect),
    row("getpocket.com", "/redirect", Parameter(&["url"]), Redirect),
    row("duckduckgo.com", "/l", Parameter(&["uddg"]), Redirect),
    row("bing.com", "/ck/a", Base64("u"), Redirect),
    row("disq.us", "/url", Parameter(&["url"]), Redirect),
    row("href.li", "", RawQuery, Redirect),
    row("anonym.to", "", RawQuery, Redirect),
    row("exit.sc", "", Parameter(&["url"]), Redirect),
    row("web.archive.org", "/web", Snapshot(1), Archive),
    row("archive.ph", "", Anywhere, Archive),
    row("archive.is", "", Anywhere, Archive),
    row("archive.today", "", Anywhere, Archive),
    row("archive.li", "", Anywhere, Archive),
    row("archive.vn", "", Anywhere, Archive),
    row("archive.md", "", Anywhere, Archive),
    row("archive.fo", "", Anywhere, Archive),
    row("webcache.googleusercontent.com", "/search", Anywhere, Archive),
    row("skimresources.com", "", Parameter(&["url"]), Affiliate),
    row("redirectingat.com", "", Parameter(&["url"]), Affiliate),
    row("viglink.com", "", Parameter(&["u", "url"]), Affiliate),
    row("awin1.com", "", Parameter(&["ued", "p"]), Affiliate),
    row("shareasale.com", "", Parameter(&["urllink"]), Affiliate),
    row("linksynergy.com", "", Parameter(&["murl"]), Affiliate),
    row("anrdoezrs.net", "", Anywhere, Affiliate),
    row("dpbolvw.net", "", Anywhere, Affiliate),
    row("jdoqocy.com", "", Anywhere, Affiliate),
    row("kqzyfj.com", "", Anywhere, Affiliate),
    row("tkqlhce.com", "", Anywhere, Affiliate),
    row("emjcd.com", "", Anywhere, Affiliate),
    row("tradedoubler.com", "", Parameter(&["_td_deeplink", "url"]), Affiliate),
    row("webgains.com", "", Parameter(&["wgtarget"]), Affiliate),
    row("avantlink.com", "", Parameter(&["url"]), Affiliate),
    row("pntra.com", "", Parameter(&["url"]), Affiliate),
    row("pjtra.com", "", Parameter(&["url"]), Affiliate),
    row("gopjn.com", "", Parameter(&["url"]), Affiliate),
    row("flexlinkspro.com", "", Parameter(&["url"]), Affiliate),
    row("sjv.io", "", Parameter(&["u"]), Affiliate),
    row("pxf.io", "", Parameter(&["u"]), Affiliate),
    row("evyy.net", "", Parameter(&["u"]), Affiliate),
    row("ojrq.net", "", Parameter(&["u", "return"]), Affiliate),
    row("7eer.net", "", Parameter(&["u"]), Affiliate),
    row("prf.hn", "", Anywhere, Affiliate),
    row("s.click.aliexpress.com", "", Parameter(&["dl_target_url"]), Affiliate),
    row("rover.ebay.com", "", Parameter(&["mpre"]), Affiliate),
];

/// Segments of paths, without a file's ending, under which sites keep redirectors of their own: the
/// usual settings of link plug-ins among them (`go`, `recommends`, `refer`). Names that share buttons use too (`link`, `share`, `url`) are left out.
pub(super) const PATHS: &[&str] = &[
    "away",
    "clickout",
    "exit",
    "external",
    "externallink",
    "go",
    "goto",
    "jump",
    "leave",
    "leaving",
    "linkout",
    "out",
    "outbound",
    "outgoing",
    "outlink",
    "recommends",
    "redir",
    "redirect",
    "redirector",
    "refer",
    "safelink",
    "visit",
];

/// Parameters in which those carry the target.
pub(super) const PARAMETERS: &[&str] = &[
    "dest",
    "destination",
    "goto",
    "href",
    "link",
    "location",
    "redirect",
    "redirect_to",
    "redirect_url",
    "target",
    "to",
    "u",
    "uri",
    "url",
];
