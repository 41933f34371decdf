//! Checks a page against what was agreed about it, point by point: kept, broken or undetermined.
//!
//! [`check`] takes a report and an [`Agreement`]. A [`Check`] holds all it is about, so that it can
//! be saved and compared with a later one ([`changes`]). Its reasons keep their keys.

mod agreement;
mod as_found;
mod changes;
mod deal;
mod judge;
mod near;
mod read;

use serde::{Deserialize, Serialize};

use crate::document::collapse;
use crate::link::Anchor;
use crate::page::{Cause, Disclosure};
use crate::placement::Region;
use crate::point::target::{self, Presence};
use crate::point::{CheckState, Point};
use crate::reason::{Key, Reason};
use crate::report::{Link, Report};
use crate::site::Site;
use crate::url::{Url, same_page, same_page_any_query, same_site};

use judge::Judged;

pub use crate::point::anchor::AnchorTerm;
pub use crate::point::disclosure::DisclosureTerm;
pub use crate::point::follow::RelTerm;
pub use crate::point::visible::Visible;
pub use agreement::{Agreement, Match, Preset, Target};
pub use changes::{Change, Effect, changes};
pub use deal::Deal;
pub use near::{NearKind, NearMiss};
pub use read::{Agreements, MAX_AGREEMENTS, Refused};

/// Version of the check's form.
pub const VERSION: u32 = 1;

/// Most links and most near misses a check lists, each; more links only where more were agreed.
pub const MAX_LISTED: usize = 50;

/// A page against an agreement.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Check {
    /// Version of this form.
    pub version: u32,
    /// What was agreed.
    pub agreement: Agreement,
    /// What the page says of itself.
    pub page: CheckedPage,
    /// All findings in a word.
    pub overall: Overall,
    /// Every point agreed on: its targets, their count, its links, its page. Those of links are about the
    /// links that count, and for a target without one about the link that comes nearest; without
    /// that they can't be determined.
    pub findings: Vec<Finding>,
    /// The links to the targets: those that count first, then the others, each set best first.
    pub links: Vec<CheckedLink>,
    /// What comes near a link that is missing.
    pub near_misses: Vec<NearMiss>,
    /// Caps that were hit, of the report and of the check.
    pub limits: Vec<Reason>,
}

/// What the page says of itself, as far as a check looks at it. `None` is unknown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckedPage {
    /// Its address as it was given.
    pub url: String,
    /// The address it names as its canonical.
    pub canonical: Option<String>,
    /// The text of its title element.
    pub title: Option<String>,
    /// What it calls its site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub site_name: Option<String>,
    /// Its language tag.
    pub language: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What keeps it out of the index: robots directives; empty if none do.
    pub noindex: Vec<String>,
    /// What keeps all its links from being followed: robots directives.
    pub nofollow: Vec<String>,
    /// What it says of being paid for or a guest's.
    pub disclosure: Option<Disclosure>,
    /// How many links lead to other sites from its main content.
    pub outbound: usize,
}

/// All findings in a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overall {
    /// Every point is as agreed.
    Kept,
    /// At least one is not.
    Broken,
    /// None is known to be broken, but at least one can't be determined.
    Unclear,
}

/// One point of an agreement and how it came out.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// What it is about.
    pub point: Point,
    /// How it came out.
    pub state: CheckState,
    /// What was agreed.
    pub expected: Reason,
    /// What was found.
    pub found: Reason,
    /// What would settle it, or what could yet say otherwise.
    pub would_tell: Option<Reason>,
    /// The links it was read from, by their index in the report; empty if it was read from the
    /// page's own facts, or if there is none.
    pub links: Vec<usize>,
}

/// A link to a target.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckedLink {
    /// Its facts.
    pub link: LinkFacts,
    /// Which of the agreement's targets it leads to.
    pub target: usize,
    /// Whether it is one of the links the agreement is judged by: the best of each target, and as
    /// many as were agreed.
    pub counts: bool,
    /// The points agreed on for links.
    pub findings: Vec<Finding>,
}

/// What a check saves of a link.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkFacts {
    /// Its index in the report.
    pub index: usize,
    /// Which frame it is in; `None` for the page itself.
    pub frame: Option<usize>,
    /// The attribute, to the letter.
    pub href: String,
    /// Which of the links of its document with this very attribute.
    pub nth: u32,
    /// Where it leads, wrappers taken off; `None` if it is no URL.
    pub url: Option<String>,
    /// The host of the redirector it goes through.
    pub through: Option<String>,
    /// Its anchor text.
    pub anchor: Anchor,
    /// The tokens of its rel attribute.
    pub rel: Vec<String>,
    /// Whether it is followed.
    pub followed: Option<bool>,
    /// What decided that.
    pub because: String,
    /// Where it is.
    pub region: Region,
    /// Whether it is hidden.
    pub hidden: Option<bool>,
    /// The sentence around it, its anchor text within.
    #[serde(default)]
    pub sentence: String,
}

/// Checks a page against a usable agreement (see [`Agreement::checked`]). `sites` are the profiles
/// the report was made with; they say what is the user's own besides the targets' sites.
pub fn check(report: &Report, agreement: &Agreement, sites: &[Site]) -> Check {
    let scene = Scene::of(report, agreement, sites);
    let mut limits = report.limits.clone();
    let (mut links, more_links) = scene.links();
    choose(&mut links, agreement);
    let missing = scene.missing(&links);
    let (near_misses, more_near) = if missing {
        scene.near_misses(&links)
    } else {
        (Vec::new(), false)
    };
    if more_links || more_near {
        limits.push(Reason::new(Key::LimitChecked, [MAX_LISTED.to_string()]));
    }
    let mut findings = scene.presence(&links, &near_misses);
    let stand_ins = scene.stand_ins(&links, &near_misses);
    let counting = links.iter().filter(|link| link.counts);
    findings.extend(combined(&counting.chain(&stand_ins).collect::<Vec<_>>()));
    if stand_ins.is_empty() && !links.iter().any(|link| link.counts) {
        // So many points as with a link: none of them is left out.
        let absent = target::against(scene.absence(&near_misses));
        let unjudged = judge::unjudged(agreement, &absent).into_iter();
        findings.extend(unjudged.map(|judged| finding(judged, Vec::new())));
    }
    let of_page = judge::page(&report.page, report.is_partial(), agreement);
    findings.extend(
        of_page
            .into_iter()
            .map(|judged| finding(judged, Vec::new())),
    );
    Check {
        version: VERSION,
        agreement: agreement.clone(),
        page: CheckedPage::of(report),
        overall: overall(&findings),
        findings,
        links,
        near_misses,
        limits,
    }
}

/// A report seen with an agreement in mind.
struct Scene<'a> {
    report: &'a Report,
    agreement: &'a Agreement,
    targets: Vec<TargetKey>,
    /// The profiles that own a target.
    own: Vec<&'a Site>,
}

/// A target ready to be compared.
struct TargetKey {
    /// `None` if it is no address; no link leads there.
    url: Option<Url>,
    mode: Match,
}

impl TargetKey {
    fn is_page(&self, url: &Url) -> bool {
        self.url
            .as_ref()
            .is_some_and(|target| same_page(target, url))
    }

    fn is_page_any_query(&self, url: &Url) -> bool {
        self.url
            .as_ref()
            .is_some_and(|target| same_page_any_query(target, url))
    }

    fn is_of(&self, site: &Site) -> bool {
        self.url.as_ref().is_some_and(|url| site.owns(url))
    }
}

impl<'a> Scene<'a> {
    fn of(report: &'a Report, agreement: &'a Agreement, sites: &'a [Site]) -> Self {
        let targets: Vec<TargetKey> = agreement
            .targets
            .iter()
            .map(|target| {
                let url = Url::parse(&target.url).ok();
                TargetKey {
                    mode: target.mode,
                    url,
                }
            })
            .collect();
        let owns = |site: &&Site| targets.iter().any(|target| target.is_of(site));
        Self {
            report,
            agreement,
            own: sites.iter().filter(owns).collect(),
            targets,
        }
    }

    /// Whether an address is on a target's site.
    fn is_own(&self, url: &Url) -> bool {
        self.targets
            .iter()
            .any(|target| self.is_on_site_of(target, url))
    }

    fn is_on_site_of(&self, target: &TargetKey, url: &Url) -> bool {
        let own = |target: &Url| same_site(target, url);
        let by_profile = |site: &&Site| site.owns(url) && target.is_of(site);
        target.url.as_ref().is_some_and(own) || self.own.iter().any(by_profile)
    }

    /// Which target a link that leads here hits: the first, the nearest match before others.
    fn target(&self, url: &Url) -> Option<usize> {
        let hit = |mode: Match, hits: &dyn Fn(&TargetKey) -> bool| {
            let is_hit = |target: &TargetKey| target.mode == mode && hits(target);
            self.targets.iter().position(is_hit)
        };
        hit(Match::Exact, &|target| target.url.as_ref() == Some(url))
            .or_else(|| hit(Match::Page, &|target| target.is_page(url)))
            .or_else(|| hit(Match::Page, &|target| target.is_page_any_query(url)))
            .or_else(|| hit(Match::Site, &|target| self.is_on_site_of(target, url)))
    }

    /// The links to the targets, judged, in document order; and whether there were more.
    fn links(&self) -> (Vec<CheckedLink>, bool) {
        // What is in a frame is on another page, which no search engine takes for this one.
        let own = self.report.links.iter().filter(|link| link.frame.is_none());
        let all = own.filter_map(|link| {
            let target = self.target(&leads_to(link)?)?;
            Some(self.judged(link, target))
        });
        // Best of all, not of the first: a footer's link may come before the text's.
        let mut links: Vec<CheckedLink> = all.collect();
        let more = links.len() > MAX_LISTED;
        links.sort_by_key(|link| rank(&link.findings));
        if more {
            let least = self.targets.len().max(self.agreement.links);
            links = within_cap(links, self.targets.len(), MAX_LISTED.max(least));
        }
        (links, more)
    }

    /// Whether a target has no link, or there are too few.
    fn missing(&self, links: &[CheckedLink]) -> bool {
        let bare = |target| !links.iter().any(|link| link.target == target);
        (0..self.targets.len()).any(bare) || links.len() < self.agreement.links
    }

    /// The findings on whether there are links enough.
    fn presence(&self, links: &[CheckedLink], near_misses: &[NearMiss]) -> Vec<Finding> {
        let mut findings: Vec<Finding> = (0..self.targets.len())
            .filter_map(|target| self.target_finding(target, links, near_misses))
            .collect();
        if self.agreement.links > self.targets.len().max(1) {
            let expected = Reason::new(Key::AgreedCount, [self.agreement.links.to_string()]);
            let missing = self.absence(near_misses);
            let judged = target::count_against(links.len(), self.agreement.links, missing);
            let links = links.iter().map(|link| link.link.index).collect();
            findings.push(finding((Point::Count, expected, judged), links));
        }
        findings
    }

    fn target_finding(
        &self,
        at: usize,
        links: &[CheckedLink],
        near_misses: &[NearMiss],
    ) -> Option<Finding> {
        let target = self.targets.get(at)?;
        let best = links.iter().find(|link| link.target == at);
        let url = best.and_then(|best| best.link.url.as_deref());
        let found = url.and_then(|url| Url::parse(url).ok());
        let agreed = target.url.as_ref().filter(|_| target.mode == Match::Page);
        let differs = agreed.zip(found.as_ref());
        let differs = differs.and_then(|(agreed, found)| target::difference(agreed, found));
        let page = Url::parse(&self.report.page.url).ok();
        let own = page
            .as_ref()
            .filter(|page| self.is_on_site_of(target, page));
        let presence = match (best, &target.url) {
            _ if own.is_some() => {
                Presence::OwnSite(own.and_then(Url::host_str).unwrap_or_default())
            }
            (Some(_), _) => match &differs {
                Some(part) => Presence::FoundBut(url.unwrap_or_default(), part),
                None => Presence::Found(url.unwrap_or_default()),
            },
            (None, Some(_)) => self.absence(near_misses),
            (None, None) => Presence::NoAddress(&self.agreement.targets.get(at)?.url),
        };
        let judged = (Point::Target, self.expected(at)?, target::against(presence));
        let links = best.map(|best| best.link.index).into_iter().collect();
        Some(finding(judged, links))
    }

    /// The link agreed on, in words.
    fn expected(&self, at: usize) -> Option<Reason> {
        let agreed = self.agreement.targets.get(at)?;
        let url = self.targets.get(at)?.url.as_ref();
        let host = url.and_then(Url::host_str);
        let (key, address) = match agreed.mode {
            Match::Exact => (Key::AgreedLinkExact, agreed.url.as_str()),
            Match::Page => (Key::AgreedLink, agreed.url.as_str()),
            Match::Site => (Key::AgreedLinkSite, host.unwrap_or(&agreed.url)),
        };
        Some(Reason::new(key, [address.to_owned()]))
    }

    /// For each target that surely has no link, the nearest one that only misses it: it is held against
    /// all other terms, so that what else is wrong with it is said at once.
    fn stand_ins(&self, links: &[CheckedLink], near_misses: &[NearMiss]) -> Vec<CheckedLink> {
        let mut found: Vec<CheckedLink> = Vec::new();
        if !matches!(self.absence(near_misses), Presence::Absent) {
            return found;
        }
        for (at, target) in self.targets.iter().enumerate() {
            if links.iter().any(|link| link.target == at) {
                continue;
            }
            let near = near_misses.iter().find_map(|near| {
                let misses = matches!(near.kind, NearKind::SamePage | NearKind::WrongPage);
                // One in a frame is on another page.
                let of_page = |facts: &&LinkFacts| misses && facts.frame.is_none();
                let facts = near.link.as_ref().filter(of_page)?;
                let url = Url::parse(facts.url.as_deref()?).ok()?;
                let free = found.iter().all(|taken| taken.link.index != facts.index);
                (free && self.is_on_site_of(target, &url)).then_some(facts)
            });
            if let Some(link) = near.and_then(|facts| self.report.link(facts.index)) {
                found.push(self.judged(link, at));
            }
        }
        found
    }

    /// A link held against all terms on links.
    fn judged(&self, link: &Link, target: usize) -> CheckedLink {
        let judged = judge::link(&link.subject(&self.report.page), self.agreement);
        CheckedLink {
            link: LinkFacts::of(link),
            target,
            counts: false,
            findings: judged
                .into_iter()
                .map(|judged| finding(judged, vec![link.index]))
                .collect(),
        }
    }

    /// Why no link was found: there is none, or the part of the page it may be in was not read.
    fn absence(&self, near_misses: &[NearMiss]) -> Presence<'static> {
        let has = |kind| near_misses.iter().any(|near| near.kind == kind);
        if self.report.is_partial() {
            Presence::Unread
        } else if has(NearKind::Shortened) {
            Presence::Shortened
        } else if has(NearKind::Redirected) {
            Presence::Redirected
        } else {
            Presence::Absent
        }
    }
}

/// The first of each target, then the best, as many as the cap lets through.
fn within_cap(links: Vec<CheckedLink>, targets: usize, most: usize) -> Vec<CheckedLink> {
    let mut met = vec![false; targets];
    let (mut first, rest): (Vec<_>, Vec<_>) = links.into_iter().partition(|link| {
        met.get_mut(link.target)
            .is_some_and(|met| !std::mem::replace(met, true))
    });
    first.extend(rest);
    first.truncate(most);
    first.sort_by_key(|link| rank(&link.findings));
    first
}

/// The address a link leads to, wrappers taken off.
fn leads_to(link: &Link) -> Option<Url> {
    let address = link.wraps.as_ref().or(link.url.as_ref())?;
    Url::parse(address).ok()
}

/// Links are better the fewer points fail, then the fewer can't be determined.
fn rank(findings: &[Finding]) -> (usize, usize) {
    let count = |state| findings.iter().filter(|found| found.state == state).count();
    (count(CheckState::Fail), count(CheckState::Unknown))
}

/// Marks the links that count and puts them first.
fn choose(links: &mut [CheckedLink], agreement: &Agreement) {
    let mut met = std::collections::HashSet::new();
    for link in links.iter_mut() {
        link.counts = met.insert(link.target);
    }
    let mut left = agreement.links.saturating_sub(met.len());
    for link in links.iter_mut().filter(|link| !link.counts) {
        link.counts = left > 0;
        left = left.saturating_sub(1);
    }
    links.sort_by_key(|link| !link.counts);
}

/// The findings of links: of each point the worst, with the links it is true of.
fn combined(counting: &[&CheckedLink]) -> Vec<Finding> {
    // A copy has a point more than a link that may go through a redirector.
    let mut points: Vec<Point> = Vec::new();
    for found in counting.iter().flat_map(|link| &link.findings) {
        if !points.contains(&found.point) {
            points.push(found.point);
        }
    }
    let worst = points.into_iter().filter_map(|point| {
        let of_point = counting
            .iter()
            .flat_map(|link| &link.findings)
            .filter(|found| found.point == point);
        let state = of_point.clone().map(|found| found.state).max()?;
        let mut same = of_point.filter(|found| found.state == state);
        let mut worst = same.next()?.clone();
        worst.links.extend(same.flat_map(|found| &found.links));
        Some(worst)
    });
    worst.collect()
}

fn overall(findings: &[Finding]) -> Overall {
    match findings.iter().map(|found| found.state).max() {
        Some(CheckState::Fail) => Overall::Broken,
        Some(CheckState::Pass) => Overall::Kept,
        // An agreement without any term holds nothing to check.
        Some(CheckState::Unknown) | None => Overall::Unclear,
    }
}

fn finding((point, expected, judged): Judged, links: Vec<usize>) -> Finding {
    Finding {
        point,
        state: judged.state,
        expected,
        found: judged.found,
        would_tell: judged.would_tell.map(Reason::from),
        links,
    }
}

impl CheckedPage {
    fn of(report: &Report) -> Self {
        let page = &report.page;
        let values = |cause: &Cause| cause.value.clone();
        Self {
            url: page.url.clone(),
            canonical: page.canonical.clone(),
            title: page.title.clone(),
            site_name: page.site_name.clone(),
            language: page.language.clone(),
            author: page.author.clone(),
            noindex: page.robots.noindex_causes().map(values).collect(),
            nofollow: page.robots.nofollow_causes().map(values).collect(),
            disclosure: page.disclosure.clone(),
            outbound: page.counts.content,
        }
    }
}

impl LinkFacts {
    fn of(link: &Link) -> Self {
        Self {
            index: link.index,
            frame: link.frame,
            href: link.href.clone(),
            nth: link.nth,
            url: link.wraps.clone().or_else(|| link.url.clone()),
            through: link.through.first().map(|wrapper| wrapper.host.clone()),
            anchor: link.anchor.clone(),
            rel: link.rel.clone(),
            followed: link.follow.followed,
            because: Cause::values(&link.follow.because),
            region: link.placement.region,
            hidden: link.hidden,
            sentence: sentence(link),
        }
    }
}

/// The sentence around a link, its anchor text within.
fn sentence(link: &Link) -> String {
    let context = &link.context;
    collapse(&[&*context.before, &*link.anchor.text, &*context.after].concat())
}

impl Check {
    /// The points that came out so.
    pub fn in_state(&self, state: CheckState) -> impl Iterator<Item = &Finding> {
        self.findings
            .iter()
            .filter(move |found| found.state == state)
    }

    /// The points that are not as agreed.
    pub fn failed(&self) -> impl Iterator<Item = &Finding> {
        self.in_state(CheckState::Fail)
    }

    /// The links the agreement is judged by.
    pub fn counting(&self) -> impl Iterator<Item = &CheckedLink> {
        self.links.iter().filter(|link| link.counts)
    }
}
