//! Near misses: what on the page comes near a link that is missing.

use serde::{Deserialize, Serialize};

use super::{CheckedLink, LinkFacts, MAX_LISTED, Scene, leads_to};
use crate::link::Relation;
use crate::point::anchor;
use crate::reason::{Key, Reason};
use crate::report::{Link, LinkState, Mention};
use crate::url::{Url, hides_target};

/// Something that comes near a link that is missing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NearMiss {
    /// How near it comes.
    pub kind: NearKind,
    /// The link, if it is one.
    pub link: Option<LinkFacts>,
    /// The index of the mention in the report, if it is one.
    pub mention: Option<usize>,
    /// What it is, in words.
    pub because: Reason,
}

/// How something comes near a missing link, the nearest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NearKind {
    /// The link is commented out in the source.
    Commented,
    /// The link is in `<noscript>` only: no browser that runs scripts shows it.
    Noscript,
    /// The link is there, but in a frame: on another page that this one only shows.
    InFrame,
    /// A link leads to the page, but not to the very address agreed on.
    SamePage,
    /// A link leads to another page of the target's site.
    WrongPage,
    /// A link where one was agreed goes through a shortener.
    Shortened,
    /// A link where one was agreed names the site and goes through a redirector of the page's own.
    Redirected,
    /// The name is in a link that leads elsewhere.
    Elsewhere,
    /// The name is in no link.
    Unlinked,
    /// The name is only where it is hidden.
    HiddenName,
    /// A link leads to a competitor.
    Competitor,
}

impl Scene<'_> {
    /// What comes near, the nearest first, and whether there was more than is listed. `found` are
    /// the links that do lead to a target.
    pub(super) fn near_misses(&self, found: &[CheckedLink]) -> (Vec<NearMiss>, bool) {
        let mut near: Vec<NearMiss> = self.unshown();
        let known = |link: &&Link| !found.iter().any(|found| found.link.index == link.index);
        near.extend(
            self.report
                .links
                .iter()
                .filter(known)
                .filter_map(|link| self.near_link(link)),
        );
        // A link that is near for itself is not told once more for the name in it.
        let told = |near: &NearMiss| {
            let known = near.link.as_ref().map(|link| link.index);
            (near.kind == NearKind::Redirected)
                .then_some(known)
                .flatten()
        };
        let told: Vec<usize> = near.iter().filter_map(told).collect();
        let mentions = self.mentions().into_iter();
        near.extend(mentions.filter(|near| {
            near.link
                .as_ref()
                .is_none_or(|link| !told.contains(&link.index))
        }));
        near.sort_by_key(|near| near.kind);
        let more = near.len() > MAX_LISTED;
        near.truncate(MAX_LISTED);
        (near, more)
    }

    /// Links to a target that are in the source, but that no reader gets.
    fn unshown(&self) -> Vec<NearMiss> {
        let page = &self.report.page;
        let own =
            |address: &&String| Url::parse(address).is_ok_and(|url| self.target(&url).is_some());
        [
            (
                NearKind::Commented,
                Key::NearCommented,
                &page.commented_links,
            ),
            (NearKind::Noscript, Key::NearNoscript, &page.noscript_links),
        ]
        .into_iter()
        .flat_map(|(kind, key, links)| {
            links.iter().filter(own).map(move |address| NearMiss {
                kind,
                link: None,
                mention: None,
                because: Reason::new(key, [address.clone()]),
            })
        })
        .collect()
    }

    fn near_link(&self, link: &Link) -> Option<NearMiss> {
        let url = leads_to(link)?;
        let (kind, key) = if self.target(&url).is_some() {
            link.frame?;
            (NearKind::InFrame, Key::NearInFrame)
        } else if self.is_own(&url) {
            if (self.targets.iter()).any(|target| target.is_page_any_query(&url)) {
                (NearKind::SamePage, Key::NearSamePage)
            } else {
                (NearKind::WrongPage, Key::NearWrongPage)
            }
        } else if link.shortened && link.is_outbound() && self.is_agreed_place(link) {
            (NearKind::Shortened, Key::NearShortened)
        } else if self.may_be_redirected(link, &url) {
            (NearKind::Redirected, Key::NearRedirected)
        } else if link.competitor.is_some() {
            (NearKind::Competitor, Key::NearCompetitor)
        } else {
            return None;
        };
        Some(NearMiss {
            kind,
            link: Some(LinkFacts::of(link)),
            mention: None,
            because: Reason::new(key, [url.to_string()]),
        })
    }

    /// Whether a link of the page's own site names the user's and says no target: editors count clicks so.
    fn may_be_redirected(&self, link: &Link, url: &Url) -> bool {
        link.relation == Some(Relation::Internal)
            && hides_target(url)
            && (self
                .mine()
                .any(|(_, mention)| mention.link_index == Some(link.index))
                || anchor::has_words(&link.anchor, &self.agreement.anchor))
            && self.is_agreed_place(link)
    }

    /// Where the page names the user's site without a link to it.
    fn mine(&self) -> impl Iterator<Item = (usize, &Mention)> {
        let mine = |(_, mention): &(usize, &Mention)| {
            let site = self.own.iter().any(|site| site.name == mention.site);
            site && !mention.possible && mention.link != LinkState::Own
        };
        self.report.mentions.iter().enumerate().filter(mine)
    }

    fn is_agreed_place(&self, link: &Link) -> bool {
        let regions = &self.agreement.regions;
        regions.is_empty() || regions.contains(&link.placement.region)
    }

    /// Those places. Hidden names only if there is none that can be seen.
    fn mentions(&self) -> Vec<NearMiss> {
        let mine: Vec<(usize, &Mention)> = self.mine().collect();
        let seen = mine.iter().any(|(_, mention)| !mention.hidden);
        mine.into_iter()
            .filter(|(_, mention)| !(mention.hidden && seen))
            .map(|(at, mention)| self.near_mention(at, mention))
            .collect()
    }

    fn near_mention(&self, at: usize, mention: &Mention) -> NearMiss {
        let link = mention.link_index.and_then(|index| self.report.link(index));
        let (kind, key, value) = match link {
            _ if mention.hidden => (
                NearKind::HiddenName,
                Key::NearHiddenName,
                mention.text.clone(),
            ),
            Some(link) => {
                let address = link
                    .wraps
                    .as_ref()
                    .or(link.url.as_ref())
                    .unwrap_or(&link.href);
                (NearKind::Elsewhere, Key::NearElsewhere, address.clone())
            }
            None => (NearKind::Unlinked, Key::NearUnlinked, mention.text.clone()),
        };
        NearMiss {
            kind,
            link: link.map(LinkFacts::of),
            mention: Some(at),
            because: Reason::new(key, [value]),
        }
    }
}
