//! The report: everything found on one page, the contract of CLI, export, storage and tests.
//!
//! JSON with camelCase keys, snake_case values and null for what is unknown.

mod findings;
mod repeats;
mod verdict;

use serde::{Deserialize, Serialize};

use crate::backlink::Backlink;
use crate::contact::Contacts;
use crate::link::{Anchor, Context, Follow, Relation, qualifying};
use crate::page::{Facts, HiddenBecause, Layout};
use crate::placement::Placement;
use crate::point::Subject;
use crate::reason::{Key, Reason};
use crate::site::Site;
use crate::url::{Url, Wrapper};

pub use crate::mention::{LinkState, Mention};
pub(crate) use findings::findings;
pub use findings::{AnchorCount, LinkOpportunity, SiteFindings};
pub use repeats::Repeats;
pub use verdict::{
    Group, GroupFollow, GroupPlace, MentionCounts, MentionsOf, Standing, Statement, Verdict,
};

/// Version of the report's form.
pub const VERSION: u32 = 2;

/// What was found on a page.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Report {
    /// Version of this form.
    pub version: u32,
    /// The page.
    pub page: Facts,
    /// Whose page this is: names of the profiles whose own page it is.
    #[serde(rename = "ownPageOf")]
    pub own_page_of: Vec<String>,
    /// Every link, in document order; links in frames after those of the page itself.
    pub links: Vec<Link>,
    /// The links to the user's sites.
    pub backlinks: Vec<Backlink>,
    /// Where the page names the user's sites.
    pub mentions: Vec<Mention>,
    /// Who to write to.
    #[serde(default)]
    pub contacts: Contacts,
    /// By profile: anchors, risks and missed opportunities.
    #[serde(default)]
    pub sites: Vec<SiteFindings>,
    /// Every cap that was hit, in words.
    pub limits: Vec<Reason>,
}

/// One link of the page.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    /// Its place among all links of the report, from 0.
    pub index: usize,
    /// Which frame it is in, from 0; `None` for the page itself.
    pub frame: Option<usize>,
    /// The attribute, to the letter.
    pub href: String,
    /// Which of the links of its document with this very attribute, from 0.
    pub nth: u32,
    /// The address it resolves to; `None` if it is no URL.
    pub url: Option<String>,
    /// The real target, where the address is a redirector's that carries it.
    pub wraps: Option<String>,
    /// What the address goes through on its way to that target, outermost first.
    #[serde(default)]
    pub through: Vec<Wrapper>,
    /// The address is a shortener's: its target is unknown.
    #[serde(default)]
    pub shortened: bool,
    /// The affiliate network or the partner's parameter, of an affiliate link.
    #[serde(default)]
    pub affiliate: Option<String>,
    /// The competitor's domain it leads to, where a profile names it.
    #[serde(default)]
    pub competitor: Option<String>,
    /// Whether it is in a list of links to many sites; written only where it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_link_list: bool,
    /// Where it leads; `None` if that can't be determined.
    pub relation: Option<Relation>,
    /// The tokens of its rel attribute.
    pub rel: Vec<String>,
    /// Whether it is followed, and what decided.
    pub follow: Follow,
    /// Where on the page it is.
    pub placement: Placement,
    /// Its anchor text.
    pub anchor: Anchor,
    /// The sentence around it.
    pub context: Context,
    /// Whether it is hidden; `None` is unknown.
    pub hidden: Option<bool>,
    /// How the page's own styles hide it, where its layout is unknown; where `hidden` is unknown, too,
    /// they may. Written only where they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hidden_by: Option<HiddenBecause>,
    /// Where it is on the screen, on a live page.
    pub layout: Option<Layout>,
}

impl Report {
    /// The report as JSON, on one line. Here and not at the caller, because generic code is built
    /// where it is used, and this crate is built for more speed than the extension's pages.
    ///
    /// # Errors
    /// None that a report can cause: its maps have texts for keys.
    pub fn to_json(&self) -> serde_json::Result<String> {
        serde_json::to_string(self)
    }

    /// A link by its index.
    pub fn link(&self, index: usize) -> Option<&Link> {
        self.links.get(index)
    }

    /// Whether a part of the page was not read, so that what was not found may yet be there. Frames
    /// and closed shadow roots that can't be read are on many pages and do not make it so.
    pub fn is_partial(&self) -> bool {
        let cut = |limit: &Reason| {
            let expected = [
                Key::FramesNotInspected,
                Key::ClosedShadowRoots,
                Key::TextsLikeLinks,
                Key::LimitMentions,
                Key::LimitShortName,
                Key::LimitCommented,
                Key::LimitNoscript,
                Key::LimitStyles,
                Key::LimitHeadings,
                Key::LimitHreflang,
                Key::LimitTypes,
            ];
            !expected.contains(&limit.key())
        };
        self.limits.iter().any(cut)
    }

    /// The links to other sites, the user's included.
    pub fn outbound(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| link.is_outbound())
    }
}

impl Link {
    /// Which competitor of a site it leads to, wrappers taken off.
    pub fn competitor_of<'a>(&self, site: &'a Site) -> Option<&'a str> {
        // Few links lead to a competitor.
        self.competitor.as_ref()?;
        let address = self.wraps.as_ref().or(self.url.as_ref())?;
        site.competitor(&Url::parse(address).ok()?)
    }

    /// The link with its page, as each point asks of it.
    pub fn subject<'a>(&'a self, page: &'a Facts) -> Subject<'a> {
        Subject {
            page,
            relation: self.relation,
            rel: &self.rel,
            follow: &self.follow,
            placement: &self.placement,
            anchor: &self.anchor,
            hidden: self.hidden,
            hidden_by: self.hidden_by,
            layout: self.layout.as_ref(),
            through: &self.through,
            affiliate: self.affiliate.as_deref(),
        }
    }

    /// Whether it leads to another site, the user's included.
    pub fn is_outbound(&self) -> bool {
        matches!(self.relation, Some(Relation::Outbound | Relation::Own))
    }

    /// Those of its rel tokens that qualify it.
    pub fn qualifying(&self) -> impl Iterator<Item = &str> {
        qualifying(&self.rel)
    }
}
