//! Signs of a scheme, each a fact with its links. What they are called and why they matter is from Google's
//! spam policies ("Link spam") and the documentation of the disavow tool; how many make a sign is our own
//! measure, and each is shown with its count. None of them is a verdict: Google ignores most such links.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Fact;
use super::weeks::WEEK;
use crate::link::{AnchorKind, FollowState};
use crate::placement::Region;
use crate::point::Point;

/// From so many domains on, what they have in common is worth a look.
const MANY_DOMAINS: usize = 5;

/// From so many pages of one domain on, a link in the frame of its pages is a site-wide one.
const SITE_WIDE_PAGES: usize = 10;

/// Regions that a site's template repeats on its pages.
const TEMPLATE: [Region; 4] = [
    Region::Footer,
    Region::Header,
    Region::Sidebar,
    Region::Navigation,
];

/// What is worth a look.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sign {
    /// Followed links under one of the site's keywords, whole, from many domains.
    ExactAnchors,
    /// Links in the frame of many pages of one domain.
    SiteWide,
    /// Links under a keyword in the frame of pages of many domains: widgets and templates.
    Templates,
    /// Followed links on pages that say they are paid for.
    Advertorials,
    /// Links in a row of ten or more to other sites.
    LinkLists,
    /// The same target and anchor on many domains within a week.
    Burst,
}

impl Sign {
    /// All signs, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Advertorials,
        Self::ExactAnchors,
        Self::Templates,
        Self::SiteWide,
        Self::LinkLists,
        Self::Burst,
    ];

    /// Its name in messages and tests.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ExactAnchors => "exact_anchors",
            Self::SiteWide => "site_wide",
            Self::Templates => "templates",
            Self::Advertorials => "advertorials",
            Self::LinkLists => "link_lists",
            Self::Burst => "burst",
        }
    }
}

/// A sign with what shows it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signal<'a> {
    /// What it is.
    pub sign: Sign,
    /// The ids of its links.
    pub links: Vec<&'a str>,
    /// How many domains they come from.
    pub domains: usize,
}

/// The signs that there are; links that are lost show none.
pub fn signs<'a>(facts: &[Fact<'a>]) -> Vec<Signal<'a>> {
    let there: Vec<Fact<'a>> = facts
        .iter()
        .filter(|fact| fact.lost.is_none())
        .copied()
        .collect();
    let found = Sign::ALL.into_iter().filter_map(|sign| {
        let links = links_of(sign, &there);
        let domains: BTreeSet<&str> = links.iter().map(|fact| fact.domain).collect();
        let enough = match sign {
            Sign::Advertorials | Sign::SiteWide | Sign::Burst => 1,
            Sign::ExactAnchors | Sign::Templates | Sign::LinkLists => MANY_DOMAINS,
        };
        (domains.len() >= enough).then(|| Signal {
            sign,
            domains: domains.len(),
            links: links.iter().map(|fact| fact.id).collect(),
        })
    });
    found.collect()
}

/// The links that show a sign.
fn links_of<'a>(sign: Sign, facts: &[Fact<'a>]) -> Vec<Fact<'a>> {
    let is_followed = |fact: &Fact<'_>| fact.state == FollowState::Followed;
    let chosen =
        |is: &dyn Fn(&Fact<'a>) -> bool| facts.iter().filter(|fact| is(fact)).copied().collect();
    match sign {
        Sign::ExactAnchors => {
            chosen(&|fact| is_followed(fact) && fact.anchor_kind == Some(AnchorKind::Exact))
        }
        Sign::Templates => {
            chosen(&|fact| is_followed(fact) && is_in_template(fact) && is_keyword(fact))
        }
        Sign::Advertorials => {
            chosen(&|fact| is_followed(fact) && fact.against.contains(&Point::Disclosure))
        }
        Sign::LinkLists => {
            chosen(&|fact| is_followed(fact) && fact.against.contains(&Point::Neighbours))
        }
        Sign::SiteWide => site_wide(facts),
        Sign::Burst => bursts(facts),
    }
}

fn is_in_template(fact: &Fact<'_>) -> bool {
    fact.region.is_some_and(|region| TEMPLATE.contains(&region))
}

fn is_keyword(fact: &Fact<'_>) -> bool {
    matches!(
        fact.anchor_kind,
        Some(AnchorKind::Exact | AnchorKind::Partial)
    )
}

/// The links in the frame of pages, of domains where many pages have one.
fn site_wide<'a>(facts: &[Fact<'a>]) -> Vec<Fact<'a>> {
    let mut of: BTreeMap<&str, (BTreeSet<&str>, Vec<Fact<'a>>)> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| is_in_template(fact)) {
        let (pages, links) = of.entry(fact.domain).or_default();
        pages.insert(fact.page);
        links.push(*fact);
    }
    of.into_values()
        .filter(|(pages, _)| pages.len() >= SITE_WIDE_PAGES)
        .flat_map(|(_, links)| links)
        .collect()
}

/// The links with the same target and anchor from many domains within a week. Only days that a list gives
/// count: the day on which the user has seen a link says nothing of when it was set. Names and addresses are
/// what everybody links with.
fn bursts<'a>(facts: &[Fact<'a>]) -> Vec<Fact<'a>> {
    let is_own = |fact: &&Fact<'_>| {
        fact.dated
            && matches!(
                fact.anchor_kind,
                Some(AnchorKind::Exact | AnchorKind::Partial | AnchorKind::Descriptive)
            )
    };
    let mut of: BTreeMap<(&str, &str), Vec<Fact<'a>>> = BTreeMap::new();
    for fact in facts.iter().filter(is_own) {
        if let (Some(target), Some(anchor)) = (fact.target, fact.anchor) {
            of.entry((target, anchor)).or_default().push(*fact);
        }
    }
    of.into_values().flat_map(burst).collect()
}

/// Those links among equal ones that came within a week of each other from many domains.
fn burst(mut alike: Vec<Fact<'_>>) -> Vec<Fact<'_>> {
    alike.sort_by_key(|fact| fact.first);
    // The links of the week before one, with whether each was named, and how many each domain has.
    let mut week: VecDeque<(Fact<'_>, bool)> = VecDeque::new();
    let mut of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for fact in alike {
        let is_over = |(old, _): &(Fact<'_>, bool)| old.first + WEEK <= fact.first;
        while week.front().is_some_and(is_over)
            && let Some((old, _)) = week.pop_front()
        {
            let left = of.entry(old.domain).or_default();
            *left = left.saturating_sub(1);
            if *left == 0 {
                of.remove(old.domain);
            }
        }
        week.push_back((fact, false));
        *of.entry(fact.domain).or_default() += 1;
        if of.len() >= MANY_DOMAINS {
            let new = week.iter_mut().rev().take_while(|(_, named)| !named);
            for (fact, named) in new {
                *named = true;
                found.push(*fact);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::samples::fact;
    use super::*;

    const DOMAINS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];

    fn found(facts: &[Fact<'_>]) -> Vec<(Sign, usize, usize)> {
        signs(facts)
            .iter()
            .map(|one| (one.sign, one.links.len(), one.domains))
            .collect()
    }

    #[test]
    fn a_plain_profile_shows_none() {
        let facts: Vec<Fact<'_>> = DOMAINS.iter().map(|domain| fact(domain, domain)).collect();
        assert!(signs(&facts).is_empty());
    }

    #[test]
    fn exact_anchors_count_by_domain_and_only_followed_ones() {
        let exact = |id, domain| Fact {
            anchor_kind: Some(AnchorKind::Exact),
            dated: false,
            ..fact(id, domain)
        };
        let mut facts: Vec<Fact<'_>> = DOMAINS.iter().map(|one| exact(one, one)).collect();
        assert_eq!(found(&facts), [(Sign::ExactAnchors, 6, 6)]);
        for fact in facts.iter_mut().take(2) {
            fact.state = FollowState::Nofollow;
        }
        assert!(found(&facts).is_empty());
        let same: Vec<Fact<'_>> = DOMAINS.iter().map(|one| exact(one, "a")).collect();
        assert!(found(&same).is_empty(), "one domain, many links");
    }

    #[test]
    fn one_domain_with_many_pages_is_site_wide() {
        let ids: Vec<String> = (0..SITE_WIDE_PAGES).map(|n| n.to_string()).collect();
        let facts: Vec<Fact<'_>> = ids
            .iter()
            .map(|id| Fact {
                region: Some(Region::Footer),
                ..fact(id, "a")
            })
            .collect();
        assert_eq!(found(&facts), [(Sign::SiteWide, SITE_WIDE_PAGES, 1)]);
        let fewer = facts.get(1..).unwrap_or_default();
        assert!(found(fewer).is_empty());
    }

    #[test]
    fn paid_pages_with_followed_links_are_named_from_the_first_on() {
        let mut paid = fact("1", "a");
        paid.against = &[Point::Disclosure];
        assert_eq!(found(&[paid]), [(Sign::Advertorials, 1, 1)]);
        paid.state = FollowState::Sponsored;
        assert!(found(&[paid]).is_empty(), "marked as it should be");
        paid.state = FollowState::Followed;
        paid.lost = Some(1);
        assert!(found(&[paid]).is_empty(), "gone");
    }

    #[test]
    fn the_same_link_from_many_domains_in_a_week_is_a_burst_if_lists_date_it() {
        let words = |id, first| Fact {
            anchor_kind: Some(AnchorKind::Descriptive),
            anchor: Some("cheap tea online"),
            first,
            ..fact(id, id)
        };
        let day = WEEK / 7;
        let facts: Vec<Fact<'_>> = DOMAINS
            .iter()
            .zip(0..)
            .map(|(id, n)| words(id, n * day))
            .collect();
        assert_eq!(found(&facts), [(Sign::Burst, 6, 6)]);
        let slow: Vec<Fact<'_>> = DOMAINS
            .iter()
            .zip(0..)
            .map(|(id, n)| words(id, n * WEEK))
            .collect();
        assert!(found(&slow).is_empty());
        let seen: Vec<Fact<'_>> = facts
            .iter()
            .map(|fact| Fact {
                dated: false,
                ..*fact
            })
            .collect();
        assert!(found(&seen).is_empty(), "the day they were looked at");
    }
}
