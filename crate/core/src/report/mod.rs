//! The report: everything found on one page, the contract of CLI, export, storage and tests.
//!
//! JSON with camelCase keys, snake_case values and null for what is unknown.

mod findings;

use serde::{Deserialize, Serialize};

use crate::backlink::{Backlink, Kind};
use crate::contact::Contacts;
use crate::link::{Anchor, Context, Follow, Relation};
use crate::page::{Blocker, Facts, HiddenBecause, Layout};
use crate::placement::{Placement, Region};
use crate::reason::{Key, Reason};
use crate::url::Wrapper;

pub use crate::mention::{LinkState, Mention};
pub(crate) use findings::findings;
pub use findings::{AnchorCount, Chance, SiteFindings};

/// Version of the report's form.
pub const VERSION: u32 = 1;

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
    /// By profile: anchors, risks and missed chances.
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
    /// Which frame it stands in, from 0; `None` for the page itself.
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
    /// The affiliate network or the partner's parameter, where the link pays whoever placed it.
    #[serde(default)]
    pub affiliate: Option<String>,
    /// The competitor's domain it leads to, where a profile names it.
    #[serde(default)]
    pub competitor: Option<String>,
    /// Whether it stands in a list of links to many sites; written only where it does.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_link_list: bool,
    /// Where it leads; `None` if that can't be told.
    pub relation: Option<Relation>,
    /// The tokens of its rel attribute.
    pub rel: Vec<String>,
    /// Whether it is followed, and what decided.
    pub follow: Follow,
    /// Where on the page it stands.
    pub placement: Placement,
    /// Its anchor text.
    pub anchor: Anchor,
    /// The sentence around it.
    pub context: Context,
    /// Whether it is hidden; `None` is unknown.
    pub hidden: Option<bool>,
    /// Where it stands on the screen, on a live page.
    pub layout: Option<Layout>,
}

/// What the page is to one site, in numbers: the material of the verdict sentence.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Verdict<'a> {
    /// The name of the site's profile.
    pub site: &'a str,
    /// What makes all links of the page worthless: said first.
    pub blockers: &'a [Blocker],
    /// What it all comes to.
    pub standing: Standing,
    /// Whether the page is the site's own.
    pub own_page: bool,
    /// Its backlinks by kind and follow state, most first.
    pub groups: Vec<Group>,
    /// Its mentions; hidden ones are not counted.
    pub mentions: MentionCounts,
}

/// What a verdict comes to, for its colour. Of several links the best one that can be seen decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// The page has blockers, whatever its links are.
    Blocked,
    /// A link that is followed.
    Followed,
    /// A link of which it is unknown.
    Unknown,
    /// A link that is not followed.
    NotFollowed,
    /// Links that nobody can see, and no other.
    Hidden,
    /// No link.
    Unlinked,
}

impl Standing {
    /// Its name in style sheets and tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blocked => "blocked",
            Self::Followed => "followed",
            Self::Unknown => "unknown",
            Self::NotFollowed => "not_followed",
            Self::Hidden => "hidden",
            Self::Unlinked => "unlinked",
        }
    }

    fn of(link: &Link) -> Self {
        match link.follow.followed {
            _ if link.is_out_of_sight() => Self::Hidden,
            Some(true) => Self::Followed,
            None => Self::Unknown,
            Some(false) => Self::NotFollowed,
        }
    }
}

/// Mentions of a site by what they are linked to.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct MentionCounts {
    /// In a link to the site.
    pub linked: usize,
    /// In a link that leads elsewhere.
    pub elsewhere: usize,
    /// In no link.
    pub unlinked: usize,
    /// Possibly not the site.
    pub possible: usize,
}

/// Backlinks that are alike.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Their kind.
    pub kind: Kind,
    /// Where they stand.
    pub region: Region,
    /// Whether they are followed.
    pub followed: Option<bool>,
    /// Those of rel's tokens that qualify the first of them.
    pub qualifies: Vec<String>,
    /// How many there are.
    pub count: usize,
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
                Key::LimitCommented,
            ];
            !expected.into_iter().any(|key| limit.is(key))
        };
        self.limits.iter().any(cut)
    }

    /// The links to other sites, the user's included.
    pub fn outbound(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| link.is_outbound())
    }

    /// What the page is to a site.
    pub fn verdict<'a>(&'a self, site: &'a str) -> Verdict<'a> {
        let mut groups: Vec<Group> = Vec::new();
        for backlink in self.backlinks.iter().filter(|found| found.site == site) {
            let Some(link) = self.link(backlink.link) else {
                continue;
            };
            let group = Group {
                kind: backlink.kind,
                region: link.placement.region,
                followed: link.follow.followed,
                qualifies: link.qualifying().map(str::to_owned).collect(),
                count: 1,
            };
            let same = |other: &&mut Group| {
                (other.kind, other.region, other.followed, &other.qualifies)
                    == (group.kind, group.region, group.followed, &group.qualifies)
            };
            match groups.iter_mut().find(same) {
                Some(known) => known.count += 1,
                None => groups.push(group),
            }
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        Verdict {
            site,
            blockers: &self.page.blockers,
            standing: self.standing(self.backlinks.iter().filter(|found| found.site == site)),
            own_page: self.own_page_of.iter().any(|name| name == site),
            groups,
            mentions: self.mention_counts(site),
        }
    }

    /// What some of the page's backlinks come to.
    pub fn standing<'a>(&self, backlinks: impl Iterator<Item = &'a Backlink>) -> Standing {
        if !self.page.blockers.is_empty() {
            return Standing::Blocked;
        }
        backlinks
            .filter_map(|backlink| self.link(backlink.link).map(Standing::of))
            .min()
            .unwrap_or(Standing::Unlinked)
    }

    fn mention_counts(&self, site: &str) -> MentionCounts {
        let mut counts = MentionCounts::default();
        let visible = self.mentions.iter().filter(|found| !found.hidden);
        for mention in visible.filter(|found| found.site == site) {
            *match mention.link {
                _ if mention.possible => &mut counts.possible,
                LinkState::Own => &mut counts.linked,
                LinkState::Other => &mut counts.elsewhere,
                LinkState::None => &mut counts.unlinked,
            } += 1;
        }
        counts
    }
}

impl Verdict<'_> {
    /// How many backlinks there are in all.
    pub fn backlinks(&self) -> usize {
        self.groups.iter().map(|group| group.count).sum()
    }
}

impl Link {
    /// Whether it leads to another site, the user's included.
    pub fn is_outbound(&self) -> bool {
        matches!(self.relation, Some(Relation::Outbound | Relation::Own))
    }

    /// Whether no reader can see it, not even by opening what it stands in.
    fn is_out_of_sight(&self) -> bool {
        let because = self.layout.as_ref().and_then(|layout| layout.hidden);
        self.hidden == Some(true) && because != Some(HiddenBecause::Collapsed)
    }

    /// Those of its rel tokens that qualify it.
    pub fn qualifying(&self) -> impl Iterator<Item = &str> {
        self.rel
            .iter()
            .map(String::as_str)
            .filter(|token| crate::link::QUALIFYING.contains(token))
    }
}
