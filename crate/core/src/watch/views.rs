//! A page's source against the page that a browser has made of it: which links, which rel, robots,
//! canonical and title are there only by script, and whether its text is.
//!
//! Crawlers that run no scripts (those of most AI services, and monitors that ask for a page's source) know
//! the source alone.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::page_words::PageWords;
use super::source::Source;
use crate::document::Clock;
use crate::link::{Relation, qualifying};
use crate::page::{Facts, Mechanism, Page};
use crate::reason::{Key, Reason};
use crate::report::{Link, Report};
use crate::url::{Url, identity, same_page_written};

/// A page with fewer words has no main text that could be missing.
const FEWEST_WORDS: usize = 200;

/// So many of them have to be there by script alone before that is said.
const FEWEST_BY_SCRIPT: usize = 100;

/// The largest part of the words, in percent, that the source may have for it to be said.
const MOST_IN_SOURCE: usize = 60;

/// How many times larger one of the two has to be for it to be said that they may be two pages.
const SIZES: usize = 3;

/// How the two differ.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Differences {
    /// Links, in the order of the page in the tab; those that only the source has come last.
    pub links: Vec<LinkDifference>,
    /// What the page says of itself, and its text.
    pub page: Vec<Reason>,
    /// What has to be known to judge the rest.
    pub notes: Vec<Reason>,
}

/// How one link differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkDifference {
    /// In what.
    pub kind: LinkDifferenceKind,
    /// The link in the report of the source.
    pub source: Option<usize>,
    /// The link in the report of the page in the tab.
    pub tab: Option<usize>,
    /// Both values.
    pub because: Reason,
}

/// In what a link differs. One that differs in several ways is listed with the first of these.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LinkDifferenceKind {
    /// Only a script adds it.
    ByScript,
    /// Only the source has it.
    SourceOnly,
    /// Whether it is marked as nofollow, sponsored or ugc.
    Rel,
    /// The address, of the same page.
    Address,
    /// The anchor text.
    Anchor,
}

impl LinkDifferenceKind {
    /// Every kind, in the order they are listed.
    pub const ALL: [Self; 5] = [
        Self::ByScript,
        Self::SourceOnly,
        Self::Rel,
        Self::Address,
        Self::Anchor,
    ];

    /// Its name in tests and style sheets.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ByScript => "by_script",
            Self::SourceOnly => "source_only",
            Self::Rel => "rel",
            Self::Address => "address",
            Self::Anchor => "anchor",
        }
    }
}

/// How much of a page's text is in its source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct TextInSource {
    /// How many words the page in the tab has.
    words: usize,
    /// How many of them the source has, too.
    found: usize,
}

impl Differences {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty() && self.page.is_empty()
    }

    /// The links that differ in this way.
    pub fn of_kind(&self, kind: LinkDifferenceKind) -> impl Iterator<Item = &LinkDifference> {
        self.links.iter().filter(move |link| link.kind == kind)
    }
}

/// Compares the source of a page with the page in a tab, of which this is the report.
pub fn compare_views(
    source: &Source,
    page: &Page,
    tab: &Report,
    out_of_time: Clock<'_>,
) -> Differences {
    let mut reasons = facts(&source.report.page, &tab.page);
    let text = TextInSource::of(source, page, tab, out_of_time);
    reasons.extend(text.and_then(TextInSource::needs_script));
    Differences {
        links: links(source, tab),
        page: reasons,
        notes: notes(source, page, tab),
    }
}

fn notes(source: &Source, page: &Page, tab: &Report) -> Vec<Reason> {
    let mut notes = Vec::new();
    let (own, other) = (&source.report.page.url, &tab.page.url);
    if !same_page_written(own, other) {
        notes.push(Reason::new(Key::ViewsElsewhere, [own.clone()]));
    }
    if source.is_partial() || tab.is_partial() {
        notes.push(Key::ViewsPartial.into());
    }
    let (small, large) = {
        let (a, b) = (source.page.html.len(), page.html.len());
        (a.min(b), a.max(b))
    };
    if large > small.saturating_mul(SIZES) {
        notes.push(Key::ViewsSizes.into());
    }
    notes
}

/// What the page says of itself. Headers come with the source alone: of what they ask, it is said that only
/// they do.
fn facts(source: &Facts, tab: &Facts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    let robots = |facts: &Facts, by: Mechanism| -> BTreeSet<String> {
        let causes = facts.robots.because.iter().filter(|cause| cause.by == by);
        causes.map(|cause| cause.value.clone()).collect()
    };
    let by_meta = |facts| robots(facts, Mechanism::RobotsMeta);
    let (own, other) = (by_meta(source), by_meta(tab));
    for (key, words) in [
        (Key::ViewsRobotsAdded, &other - &own),
        (Key::ViewsRobotsRemoved, &own - &other),
        (
            Key::ViewsRobotsHeader,
            robots(source, Mechanism::XRobotsTag),
        ),
    ] {
        if !words.is_empty() {
            let words: Vec<String> = words.into_iter().collect();
            reasons.push(Reason::new(key, [words.join(", ")]));
        }
    }
    reasons.extend(canonical(
        source.canonical.as_deref(),
        tab.canonical.as_deref(),
    ));
    let title = |facts: &Facts| facts.title.clone().unwrap_or_default();
    if title(source) != title(tab) {
        reasons.push(Reason::new(Key::ViewsTitle, [title(source), title(tab)]));
    }
    reasons
}

fn canonical(source: Option<&str>, tab: Option<&str>) -> Option<Reason> {
    match (source, tab) {
        (Some(own), Some(other)) if own != other => Some(Reason::new(
            Key::ViewsCanonical,
            [own.to_owned(), other.to_owned()],
        )),
        (None, Some(other)) => Some(Reason::new(Key::ViewsCanonicalAdded, [other.to_owned()])),
        (Some(own), None) => Some(Reason::new(Key::ViewsCanonicalRemoved, [own.to_owned()])),
        _ => None,
    }
}

impl TextInSource {
    /// `None` where words can't be counted.
    pub(super) fn of(
        source: &Source,
        page: &Page,
        tab: &Report,
        out_of_time: Clock<'_>,
    ) -> Option<Self> {
        // A part that was not read would seem to be missing. Few pages have so few words that no more is asked.
        let enough = tab.page.counts.words? >= FEWEST_WORDS && !source.is_partial();
        enough.then(|| {
            let own = PageWords::of(page, false, out_of_time);
            let other = PageWords::of(&source.page, true, out_of_time);
            Self {
                words: own.all,
                found: own.found_in(&other),
            }
        })
    }

    /// Whether the text needs JavaScript.
    pub(super) fn needs_script(self) -> Option<Reason> {
        let Self { words, found } = self;
        let needs = words >= FEWEST_WORDS
            && words - found >= FEWEST_BY_SCRIPT
            && found * 100 <= words * MOST_IN_SOURCE;
        let percent = found * 100 / words.max(1);
        let values = [words, found, percent].map(|number| number.to_string());
        needs.then(|| Reason::new(Key::ViewsText, values))
    }
}

/// The links of one report that are compared, waiting for those of the other that are the same.
struct Waiting<'a> {
    /// By the identity of the target and the anchor text; the first occurrence first.
    exact: HashMap<(String, &'a str), VecDeque<&'a Link>>,
    /// By the identity of the target: what is left once anchors have been compared.
    target: HashMap<String, VecDeque<&'a Link>>,
}

/// Links to the web outside frames, each with its target's identity. What a frame holds only the tab shows.
fn compared(report: &Report) -> impl Iterator<Item = (String, &Link)> {
    report.links.iter().filter_map(|link| {
        let leads = matches!(
            link.relation,
            Some(Relation::Internal | Relation::Outbound | Relation::Own)
        );
        let url = link
            .url
            .as_deref()
            .filter(|_| leads && link.frame.is_none())?;
        Some((identity(&Url::parse(url).ok()?), link))
    })
}

impl<'a> Waiting<'a> {
    fn of(report: &'a Report) -> Self {
        let mut exact: HashMap<(String, &str), VecDeque<&Link>> = HashMap::new();
        for (key, link) in compared(report) {
            let of = exact.entry((key, link.anchor.text.as_str())).or_default();
            of.push_back(link);
        }
        Self {
            exact,
            target: HashMap::new(),
        }
    }

    /// Takes the next link with this target and these words.
    fn same(&mut self, key: &str, link: &'a Link) -> Option<&'a Link> {
        let of = (key.to_owned(), link.anchor.text.as_str());
        self.exact.get_mut(&of)?.pop_front()
    }

    /// From now on, links of a target are the same whatever their words are.
    fn forget_words(&mut self) {
        let mut left: Vec<(String, &Link)> = Vec::new();
        for ((key, _), links) in self.exact.drain() {
            left.extend(links.into_iter().map(|link| (key.clone(), link)));
        }
        left.sort_by_key(|(_, link)| link.index);
        for (key, link) in left {
            self.target.entry(key).or_default().push_back(link);
        }
    }

    fn left(self) -> Vec<&'a Link> {
        let mut left: Vec<&Link> = self.target.into_values().flatten().collect();
        left.sort_by_key(|link| link.index);
        left
    }
}

/// Links are the same by the identity of the target, the words, and which of several such they are; what
/// is left then, without the words.
fn links(source: &Source, tab: &Report) -> Vec<LinkDifference> {
    let mut waiting = Waiting::of(&source.report);
    let mut found = Vec::new();
    let mut left = Vec::new();
    let at_same = same_origin(&source.report.page.url, &tab.page.url);
    for (key, link) in compared(tab) {
        match waiting.same(&key, link) {
            Some(own) => found.extend(difference(own, link, at_same)),
            None => left.push((key, link)),
        }
    }
    waiting.forget_words();
    for (key, link) in left {
        let own = waiting.target.get_mut(&key).and_then(VecDeque::pop_front);
        match own {
            Some(own) => found.extend(difference(own, link, at_same)),
            None if source.is_partial() => {}
            None => found.push(alone(LinkDifferenceKind::ByScript, link)),
        }
    }
    found.sort_by_key(|difference| difference.tab);
    if !tab.is_partial() {
        let left = waiting.left().into_iter();
        found.extend(left.map(|link| alone(LinkDifferenceKind::SourceOnly, link)));
    }
    found
}

/// A link that only one of the two has.
fn alone(kind: LinkDifferenceKind, link: &Link) -> LinkDifference {
    let by_script = kind == LinkDifferenceKind::ByScript;
    LinkDifference {
        kind,
        source: (!by_script).then_some(link.index),
        tab: by_script.then_some(link.index),
        because: if by_script {
            Key::ViewsByScript.into()
        } else {
            Key::ViewsSourceOnly.into()
        },
    }
}

/// How a link differs that both have. `at_same`: whether relative addresses of the two can be compared.
fn difference(source: &Link, tab: &Link, at_same: bool) -> Option<LinkDifference> {
    let rel =
        |link: &Link| -> BTreeSet<String> { qualifying(&link.rel).map(str::to_owned).collect() };
    let url = |link: &Link| link.url.clone().unwrap_or_default();
    let differs = |kind, key, values: [String; 2]| LinkDifference {
        kind,
        source: Some(source.index),
        tab: Some(tab.index),
        because: Reason::new(key, values),
    };
    if rel(source) != rel(tab) {
        let values = [source, tab].map(|link| written(&rel(link)));
        return Some(differs(LinkDifferenceKind::Rel, Key::ViewsRel, values));
    }
    if at_same && url(source) != url(tab) {
        let values = [source, tab].map(url);
        return Some(differs(
            LinkDifferenceKind::Address,
            Key::ViewsAddress,
            values,
        ));
    }
    (source.anchor.text != tab.anchor.text).then(|| {
        let values = [source, tab].map(|link| link.anchor.text.clone());
        differs(LinkDifferenceKind::Anchor, Key::ViewsAnchor, values)
    })
}

/// What a link without a mark is called among the values of [`Key::ViewsRel`].
pub const FOLLOWED: &str = "followed";

fn written(rel: &BTreeSet<String>) -> String {
    if rel.is_empty() {
        return FOLLOWED.to_owned();
    }
    rel.iter().cloned().collect::<Vec<_>>().join(", ")
}

fn same_origin(a: &str, b: &str) -> bool {
    let origin = |url: &str| Url::parse(url).ok().map(|url| url.origin());
    origin(a) == origin(b)
}
