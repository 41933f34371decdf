//! The link gap: domains that link to competitors and not to the site.

use std::collections::{BTreeMap, BTreeSet};

/// That a domain links to a competitor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rival<'a> {
    /// The competitor's registrable domain.
    pub competitor: &'a str,
    /// The domain that links there.
    pub domain: &'a str,
    /// A page of it with such a link.
    pub page: &'a str,
}

/// A domain of the gap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gap<'a> {
    /// The domain.
    pub domain: &'a str,
    /// The competitors it links to, by name.
    pub competitors: Vec<&'a str>,
    /// A page with such a link.
    pub page: &'a str,
}

/// The domains that link to one of these competitors and are none of `mine`, which link to the site: those
/// with links to the most competitors first.
pub fn gaps<'a>(
    rivals: &[Rival<'a>],
    competitors: &BTreeSet<&str>,
    mine: &BTreeSet<&str>,
) -> Vec<Gap<'a>> {
    let mut of: BTreeMap<&'a str, (BTreeSet<&'a str>, &'a str)> = BTreeMap::new();
    let wanted = rivals.iter().filter(|rival| {
        competitors.contains(rival.competitor)
            && !mine.contains(rival.domain)
            && !competitors.contains(rival.domain)
    });
    for rival in wanted {
        let (known, _) = of
            .entry(rival.domain)
            .or_insert((BTreeSet::new(), rival.page));
        known.insert(rival.competitor);
    }
    let mut all: Vec<Gap<'a>> = of
        .into_iter()
        .map(|(domain, (competitors, page))| Gap {
            domain,
            competitors: competitors.into_iter().collect(),
            page,
        })
        .collect();
    all.sort_by_key(|gap| std::cmp::Reverse(gap.competitors.len()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_links_to_competitors_only_is_the_gap() {
        let rival = |competitor, domain| Rival {
            competitor,
            domain,
            page: "p",
        };
        let rivals = [
            rival("x.example", "one"),
            rival("x.example", "both"),
            rival("y.example", "both"),
            rival("y.example", "mine"),
            rival("y.example", "x.example"),
            rival("z.example", "other"),
        ];
        let competitors = BTreeSet::from(["x.example", "y.example"]);
        let found = gaps(&rivals, &competitors, &BTreeSet::from(["mine"]));
        let found: Vec<_> = found
            .iter()
            .map(|gap| (gap.domain, gap.competitors.len()))
            .collect();
        assert_eq!(found, [("both", 2), ("one", 1)]);
    }
}
