//! Known backlinks as rows of a list, and the domains they come from.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use linkglance_core::backlink::BacklinkKind;
use linkglance_core::import::{Bucket, Figure};
use linkglance_core::link::{AnchorKind, FollowState};
use linkglance_core::placement::Region;
use linkglance_core::profile::DAY;
use linkglance_core::prospect::Millis;
use linkglance_core::url::site_of;

use super::figures::{DomainFacts, Facts, rank_word_of};
use super::filter::{Facet, Filters, Preset};
use super::row::{Listed, Rows};
use super::sort::{By, Sort};
use super::watches::{Group, Watches, by_watch};
use linkglance_browser::i18n::t;
use linkglance_browser::prospect::short;
use linkglance_browser::store::{KnownBacklink, Said, Subject, Watch, host_name, page_key};
use linkglance_browser::{watching, words};

/// A backlink as a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Backlink {
    pub(in crate::dashboard) known: KnownBacklink,
    pub(in crate::dashboard) state: FollowState,
    /// The registrable domain it comes from.
    pub(in crate::dashboard) domain: Arc<str>,
    /// What tools say of that.
    pub(in crate::dashboard) facts: Arc<DomainFacts>,
    /// What looking again has found, if it is watched.
    pub(in crate::dashboard) watch: Option<Arc<Watch>>,
    /// Whether it was first known within the last month.
    pub(in crate::dashboard) is_new: bool,
    words: String,
}

/// The backlinks that were seen last, while not all are read.
#[derive(Clone)]
pub(in crate::dashboard) struct Newest {
    pub(in crate::dashboard) rows: Rows<Backlink>,
    /// They are all that were seen at this moment or later.
    pub(in crate::dashboard) since: Millis,
}

/// How long a backlink is new, in milliseconds: a month.
const NEW_FOR: Millis = 30 * DAY;

/// The watches of backlinks, by the backlink's id.
fn watches_of(watches: &Watches) -> HashMap<&str, &Arc<Watch>> {
    let watches = watches.values();
    let of_links = watches.filter_map(|watch| match &watch.subject {
        Subject::Backlink(id) => Some((id.as_str(), watch)),
        Subject::Agreement(_) | Subject::Prospect(_) => None,
    });
    of_links.collect()
}

/// Makes rows of backlinks, with what is known of their domains and watches.
pub(in crate::dashboard) struct Maker<'a> {
    watches: HashMap<&'a str, &'a Arc<Watch>>,
    facts: &'a Facts,
    now: Millis,
    /// Many come from one host, and what its domain is takes a look into a long list.
    domains: HashMap<String, (Arc<str>, Arc<DomainFacts>)>,
    known_facts: HashMap<String, (Arc<str>, Arc<DomainFacts>)>,
}

impl<'a> Maker<'a> {
    pub(in crate::dashboard) fn new(watches: &'a Watches, facts: &'a Facts, now: Millis) -> Self {
        Self {
            watches: watches_of(watches),
            facts,
            now,
            domains: HashMap::new(),
            known_facts: HashMap::new(),
        }
    }

    /// A backlink as a row.
    pub(in crate::dashboard) fn row(&mut self, known: KnownBacklink) -> Arc<Backlink> {
        let domain = self.domain(&known.page);
        let watch = self.watches.get(known.id.as_str());
        let watch = watch.map(|watch| Arc::clone(watch));
        Arc::new(Backlink::of(known, domain, watch, self.now))
    }

    fn domain(&mut self, page: &str) -> (Arc<str>, Arc<DomainFacts>) {
        let host = host_name(page);
        if let Some(found) = self.domains.get(&host) {
            return found.clone();
        }
        let domain = site_of(&host).to_owned();
        let facts = self.facts;
        let found = self.known_facts.entry(domain);
        let found =
            found.or_insert_with_key(|domain| (domain.as_str().into(), facts.domain(domain)));
        self.domains.insert(host, found.clone());
        found.clone()
    }
}

/// Backlinks as rows.
#[cfg(test)]
pub(in crate::dashboard) fn rows(
    known: Vec<KnownBacklink>,
    watches: &Watches,
    facts: &Facts,
    now: Millis,
) -> Rows<Backlink> {
    let mut maker = Maker::new(watches, facts, now);
    Arc::new(known.into_iter().map(|known| maker.row(known)).collect())
}

impl Backlink {
    /// A backlink as a row. What was seen when it was looked at again counts before what a list says.
    fn of(
        known: KnownBacklink,
        (domain, facts): (Arc<str>, Arc<DomainFacts>),
        watch: Option<Arc<Watch>>,
        now: Millis,
    ) -> Self {
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let words = [
            known.page.as_str(),
            &text(&known.title),
            &text(&known.target),
            &text(&known.anchor),
            &known.site,
        ];
        Self {
            words: words.join(" ").to_lowercase(),
            domain,
            facts,
            state: state_of(&known, watch.as_deref()),
            is_new: now.saturating_sub(known.first) < NEW_FOR,
            watch,
            known,
        }
    }

    /// The watch of it, or one that begins now.
    pub(in crate::dashboard) fn to_watch(&self, now: Millis) -> Watch {
        let known = self.watch.as_deref().cloned();
        known.unwrap_or_else(|| watching::of_backlink(&self.known, now))
    }

    /// Where on its page it is: as it was last seen, else as a list says.
    pub(in crate::dashboard) fn region(&self) -> Option<Region> {
        let seen = self.watch.as_ref().and_then(|watch| watch.link.as_ref());
        seen.map(|link| link.region).or(self.known.region)
    }

    /// Whether it leads to a page, by whatever address.
    pub(in crate::dashboard) fn leads_to(&self, url: &str) -> bool {
        self.known
            .target
            .as_deref()
            .is_some_and(|target| page_key(target) == page_key(url))
    }

    /// What a list says of it, where the list calls it lost and it was not seen or looked at since: that counts
    /// before the word of a list.
    pub(in crate::dashboard) fn lost_by_list(&self) -> Option<&Said> {
        let said = self.known.said.as_deref()?;
        let lost = said.lost.is_some() || said.lost_because.is_some();
        let looked = self.group() != Group::Unchecked;
        let seen_since =
            self.known.tool.is_none() && self.known.last >= said.lost.unwrap_or(said.at);
        (lost && !looked && !seen_since).then_some(said)
    }

    /// In which group of states it is.
    pub(in crate::dashboard) fn group(&self) -> Group {
        Group::of(self.watch.as_deref())
    }
}

/// Rows with what is known of their watches now; those that stay as they were are the same.
pub(in crate::dashboard) fn with_watches(
    rows: &Rows<Backlink>,
    watches: &Watches,
    now: Millis,
) -> Rows<Backlink> {
    let watches = watches_of(watches);
    let rows = rows.iter().map(|row| {
        let watch = watches.get(row.known.id.as_str());
        let watch = watch.map(|watch| Arc::clone(watch));
        if watch == row.watch {
            Arc::clone(row)
        } else {
            let (known, domain) = (
                row.known.clone(),
                (Arc::clone(&row.domain), Arc::clone(&row.facts)),
            );
            Arc::new(Backlink::of(known, domain, watch, now))
        }
    });
    Arc::new(rows.collect())
}

/// How a backlink is followed: as it was last seen, else by what is known of it.
fn state_of(known: &KnownBacklink, watch: Option<&Watch>) -> FollowState {
    let seen = watch.and_then(|watch| watch.link.as_ref());
    let (followed, rel) = match seen {
        Some(link) => (link.followed, &link.rel),
        None => (known.followed, &known.rel),
    };
    let says = |token: &str| rel.iter().any(|rel| rel == token);
    match followed {
        None => FollowState::Unknown,
        Some(true) => FollowState::Followed,
        Some(false) if says("sponsored") => FollowState::Sponsored,
        Some(false) if says("ugc") => FollowState::Ugc,
        Some(false) if says("nofollow") => FollowState::Nofollow,
        Some(false) => FollowState::NotFollowed,
    }
}

impl Listed for Backlink {
    fn key(&self) -> &str {
        &self.known.id
    }

    fn site(&self) -> Option<&str> {
        Some(&self.known.site)
    }

    fn title(&self) -> String {
        let title = self.known.title.clone().filter(|title| !title.is_empty());
        title.unwrap_or_else(|| short(&self.known.page))
    }

    fn url(&self) -> Option<&str> {
        Some(&self.known.page)
    }

    fn words(&self) -> &str {
        &self.words
    }

    const OPTIONAL: &'static [&'static str] = &["figure_dr", "figure_visits", "fact_rank"];

    fn has(&self, column: &str) -> bool {
        has_fact(&self.facts, column)
    }
}

/// What backlinks are filtered by.
pub(in crate::dashboard) const FILTERS: Filters<Backlink> = Filters {
    presets: &[
        Preset {
            name: "links_new",
            through: |row, _| row.is_new,
        },
        Preset {
            name: "links_lost",
            through: |row, _| row.group() == Group::Lost || row.lost_by_list().is_some(),
        },
        Preset {
            name: "links_missing",
            through: |row, _| row.group() == Group::Missing,
        },
        Preset {
            name: "links_changed",
            through: |row, _| row.group() == Group::Changed,
        },
        Preset {
            name: "links_live",
            through: |row, _| row.group() == Group::Live,
        },
        Preset {
            name: "links_unknown",
            through: |row, _| row.group() == Group::Unknown,
        },
        Preset {
            name: "links_unchecked",
            through: |row, _| row.group() == Group::Unchecked,
        },
    ],
    facets: &[
        Facet {
            name: "filter_follow",
            each: |row, give| give(row.state.name()),
            word: |name| {
                let state = FollowState::ALL.iter().find(|state| state.name() == name);
                state.map_or_else(String::new, |state| words::follow_word(*state))
            },
        },
        Facet {
            name: "filter_region",
            each: |row, give| give(row.region().map_or("", Region::name)),
            word: |name| {
                let region = Region::ALL.iter().find(|region| region.name() == name);
                region.map_or_else(|| t("state_unknown"), |region| words::region(*region))
            },
        },
        Facet {
            name: "filter_anchor",
            each: |row, give| give(row.known.anchor_kind.map_or("", AnchorKind::name)),
            word: |name| {
                let kind = AnchorKind::ALL.iter().find(|kind| kind.name() == name);
                kind.map_or_else(|| t("state_unknown"), |kind| words::anchor_kind(*kind))
            },
        },
        Facet {
            name: "fact_kind",
            each: |row, give| give(row.known.kind.map_or("", BacklinkKind::name)),
            word: |name| {
                let kind = BacklinkKind::ALL.iter().find(|kind| kind.name() == name);
                kind.map_or_else(|| t("state_unknown"), |kind| words::kind(*kind))
            },
        },
        Facet {
            name: "fact_source",
            each: |row, give| give(row.known.tool.as_deref().unwrap_or_default()),
            word: |tool| {
                if tool.is_empty() {
                    t("source_inspected")
                } else {
                    tool.to_owned()
                }
            },
        },
        Facet {
            name: "fact_domain",
            each: |row, give| give(&row.domain),
            word: str::to_owned,
        },
    ],
};

/// The order at first: what was seen last on top.
pub(in crate::dashboard) const SORT: Sort<Backlink> = Sort {
    by: "fact_last_seen",
    order: by_last,
    descending: true,
};

pub(in crate::dashboard) fn by_page(row: &Backlink) -> By<'_> {
    match row.known.title.as_deref() {
        None | Some("") => By::text(&row.domain),
        Some(title) => By::Text(title),
    }
}

pub(in crate::dashboard) fn by_anchor(row: &Backlink) -> By<'_> {
    By::text(row.known.anchor.as_deref().unwrap_or_default())
}

/// Followed ones first, what is unknown last.
pub(in crate::dashboard) fn by_state(row: &Backlink) -> By<'_> {
    match row.state {
        FollowState::Followed => By::Number(0),
        FollowState::Unknown => By::Unknown,
        state => By::Number(1 + state as u64),
    }
}

pub(in crate::dashboard) fn by_region(row: &Backlink) -> By<'_> {
    let region = row.region();
    region.map_or(By::Unknown, |region| By::Number(region as u64))
}

pub(in crate::dashboard) fn by_kind(row: &Backlink) -> By<'_> {
    let kind = row.known.kind;
    kind.map_or(By::Unknown, |kind: BacklinkKind| By::Number(kind as u64))
}

pub(in crate::dashboard) fn by_source(row: &Backlink) -> By<'_> {
    By::text(row.known.tool.as_deref().unwrap_or_default())
}

pub(in crate::dashboard) fn by_first(row: &Backlink) -> By<'_> {
    By::Number(row.known.first)
}

pub(in crate::dashboard) fn by_last(row: &Backlink) -> By<'_> {
    By::Number(row.known.last)
}

/// A row that is of a domain, or of something that comes from one.
pub(in crate::dashboard) trait OfDomain {
    /// What tools say of the domain.
    fn facts(&self) -> &DomainFacts;
}

impl OfDomain for Backlink {
    fn facts(&self) -> &DomainFacts {
        &self.facts
    }
}

impl OfDomain for Domain {
    fn facts(&self) -> &DomainFacts {
        &self.facts
    }
}

pub(in crate::dashboard) fn by_rating<R: OfDomain>(row: &R) -> By<'_> {
    by_figure(row.facts(), Figure::DomainRating)
}

pub(in crate::dashboard) fn by_visits<R: OfDomain>(row: &R) -> By<'_> {
    by_figure(row.facts(), Figure::Visits)
}

/// The highest first, what is not listed last.
pub(in crate::dashboard) fn by_rank<R: OfDomain>(row: &R) -> By<'_> {
    let bucket: Option<Bucket> = row.facts().rank().and_then(|told| told.value);
    bucket.map_or(By::Unknown, |bucket| By::Number(bucket as u64))
}

fn by_figure(facts: &DomainFacts, figure: Figure) -> By<'_> {
    let told = facts.figure(figure);
    told.map_or(By::Unknown, |told| By::Number(told.value))
}

/// What needs a look first comes first.
pub(in crate::dashboard) fn by_standing(row: &Backlink) -> By<'_> {
    by_watch(row.watch.as_deref())
}

/// What is known of one referring domain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Domain {
    pub(in crate::dashboard) name: String,
    pub(in crate::dashboard) backlinks: usize,
    pub(in crate::dashboard) pages: usize,
    /// How many of its links are in each state, the followed ones first.
    pub(in crate::dashboard) states: Vec<(FollowState, usize)>,
    pub(in crate::dashboard) first: Millis,
    pub(in crate::dashboard) last: Millis,
    /// What tools say of it.
    pub(in crate::dashboard) facts: Arc<DomainFacts>,
}

/// The columns of figures, each with its own.
pub(in crate::dashboard) const FIGURES: [(&str, Figure); 5] = [
    ("figure_dr", Figure::DomainRating),
    ("figure_da", Figure::DomainAuthority),
    ("figure_as", Figure::DomainScore),
    ("figure_tf", Figure::TrustFlow),
    ("figure_visits", Figure::Visits),
];

/// Whether there is something to show of a domain in a column.
fn has_fact(facts: &DomainFacts, column: &str) -> bool {
    let figure = FIGURES.iter().find(|(name, _)| *name == column);
    match figure {
        Some((_, figure)) => facts.figure(*figure).is_some(),
        None => facts.rank().is_some(),
    }
}

impl Domain {
    /// How many of its links are followed.
    pub(in crate::dashboard) fn followed(&self) -> usize {
        let first = self.states.first();
        let followed = first.filter(|(state, _)| *state == FollowState::Followed);
        followed.map_or(0, |(_, count)| *count)
    }
}

impl Listed for Domain {
    fn key(&self) -> &str {
        &self.name
    }

    fn site(&self) -> Option<&str> {
        None
    }

    fn title(&self) -> String {
        self.name.clone()
    }

    fn url(&self) -> Option<&str> {
        None
    }

    fn words(&self) -> &str {
        &self.name
    }

    const OPTIONAL: &'static [&'static str] = &[
        "figure_dr",
        "figure_da",
        "figure_as",
        "figure_tf",
        "figure_visits",
        "fact_rank",
    ];

    fn has(&self, column: &str) -> bool {
        has_fact(&self.facts, column)
    }
}

/// What domains are filtered by.
pub(in crate::dashboard) const DOMAIN_FILTERS: Filters<Domain> = Filters {
    presets: &[],
    facets: &[Facet {
        name: "fact_rank",
        each: |row, give| {
            if let Some(name) = row.facts.rank_name() {
                give(name);
            }
        },
        word: rank_word_of,
    }],
};

/// The order at first: whence most links come on top.
pub(in crate::dashboard) const DOMAIN_SORT: Sort<Domain> = Sort {
    by: "view_backlinks",
    order: by_count,
    descending: true,
};

pub(in crate::dashboard) fn by_name(row: &Domain) -> By<'_> {
    By::Text(&row.name)
}

pub(in crate::dashboard) fn by_count(row: &Domain) -> By<'_> {
    By::Number(row.backlinks as u64)
}

pub(in crate::dashboard) fn by_pages(row: &Domain) -> By<'_> {
    By::Number(row.pages as u64)
}

pub(in crate::dashboard) fn by_followed(row: &Domain) -> By<'_> {
    By::Number(row.followed() as u64)
}

pub(in crate::dashboard) fn by_authority(row: &Domain) -> By<'_> {
    by_figure(&row.facts, Figure::DomainAuthority)
}

pub(in crate::dashboard) fn by_score(row: &Domain) -> By<'_> {
    by_figure(&row.facts, Figure::DomainScore)
}

pub(in crate::dashboard) fn by_trust(row: &Domain) -> By<'_> {
    by_figure(&row.facts, Figure::TrustFlow)
}

pub(in crate::dashboard) fn by_domain_first(row: &Domain) -> By<'_> {
    By::Number(row.first)
}

pub(in crate::dashboard) fn by_domain_last(row: &Domain) -> By<'_> {
    By::Number(row.last)
}

/// The domains that backlinks come from, by name.
pub(in crate::dashboard) fn by_domain(backlinks: &[Arc<Backlink>]) -> Rows<Domain> {
    let mut domains: BTreeMap<&str, Vec<&Backlink>> = BTreeMap::new();
    for backlink in backlinks {
        domains.entry(&backlink.domain).or_default().push(backlink);
    }
    let domains = domains.into_iter();
    let domains = domains.map(|(name, links)| Arc::new(domain(name, &links)));
    Arc::new(domains.collect())
}

fn domain(name: &str, links: &[&Backlink]) -> Domain {
    let pages: HashSet<&str> = links.iter().map(|link| link.known.page.as_str()).collect();
    let count = |state: &FollowState| links.iter().filter(|link| link.state == *state).count();
    // The followed ones are the last of all states, the narrowest first.
    let states = FollowState::ALL.iter().rev();
    let states = states.map(|state| (*state, count(state)));
    Domain {
        name: name.to_owned(),
        backlinks: links.len(),
        pages: pages.len(),
        states: states.filter(|(_, count)| *count > 0).collect(),
        facts: links
            .first()
            .map_or_else(Arc::default, |link| Arc::clone(&link.facts)),
        first: links
            .iter()
            .map(|link| link.known.first)
            .min()
            .unwrap_or_default(),
        last: links
            .iter()
            .map(|link| link.known.last)
            .max()
            .unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(page: &str, followed: Option<bool>, rel: &[&str], at: Millis) -> Arc<Backlink> {
        let known = KnownBacklink {
            id: page.into(),
            site: "Acme".into(),
            page: page.into(),
            title: None,
            target: Some("https://acme.example/Shop".into()),
            anchor: Some("Acme".into()),
            anchor_kind: None,
            followed,
            rel: rel.iter().map(|&token| token.to_owned()).collect(),
            region: None,
            kind: None,
            tool: None,
            against: Vec::new(),
            said: None,
            in_source: false,
            first: at,
            last: at + 1,
        };
        let rows = rows(vec![known], &Watches::default(), &Facts::default(), at);
        rows.first().map(Arc::clone).unwrap()
    }

    #[test]
    fn the_state_is_the_narrowest_that_is_known() {
        let state = |followed, rel: &[&str]| link("https://a.example/", followed, rel, 0).state;
        assert_eq!(state(None, &["nofollow"]), FollowState::Unknown);
        assert_eq!(state(Some(true), &[]), FollowState::Followed);
        assert_eq!(
            state(Some(false), &["ugc", "sponsored"]),
            FollowState::Sponsored
        );
        assert_eq!(state(Some(false), &["nofollow"]), FollowState::Nofollow);
        assert_eq!(state(Some(false), &[]), FollowState::NotFollowed);
    }

    #[test]
    fn a_domain_counts_its_links_pages_and_states() {
        let links = [
            link("https://www.blog.example/a", Some(true), &[], 5),
            link("https://news.blog.example/b", Some(false), &["nofollow"], 3),
            link("https://news.blog.example/b", Some(true), &[], 9),
            link("https://other.example:8080/", None, &[], 1),
        ];
        let domains = by_domain(&links);
        let names: Vec<&str> = domains.iter().map(|domain| domain.name.as_str()).collect();
        assert_eq!(names, ["blog.example", "other.example"]);
        let Some(first) = domains.first() else {
            panic!("a domain");
        };
        assert_eq!((first.backlinks, first.pages, first.followed()), (3, 2, 2));
        assert_eq!((first.first, first.last), (3, 10));
        let states = [(FollowState::Followed, 2), (FollowState::Nofollow, 1)];
        assert_eq!(first.states, states);
    }

    #[test]
    fn a_search_looks_through_page_target_anchor_and_site() {
        let words = link("https://blog.example/A", None, &[], 0).words.clone();
        for word in ["blog.example/a", "acme.example/shop", "acme"] {
            assert!(words.contains(word), "{word}");
        }
    }
}
