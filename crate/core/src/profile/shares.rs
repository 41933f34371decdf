//! How a profile divides: by anchor, by how links are followed, by region.

use std::collections::{BTreeMap, BTreeSet};

use super::Fact;

/// One part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Share<K> {
    /// What its links have in common.
    pub key: K,
    /// How many domains have such a link.
    pub domains: usize,
    /// How many such links there are.
    pub links: usize,
}

/// All parts. A domain with several kinds of links is in each of their parts, so that the parts may add up
/// to more than the whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shares<K> {
    /// The parts that have any, in the order of their keys.
    pub each: Vec<Share<K>>,
    /// The domains of which at least one link has a key.
    pub domains: usize,
    /// The domains of whose links no key is known.
    pub unknown: usize,
}

impl<K: Copy + Ord> Shares<K> {
    /// How many of a hundred domains have such a link, of those of which something is known; `None` where
    /// nothing is.
    pub fn percent(&self, key: K) -> Option<usize> {
        let found = self.each.iter().find(|share| share.key == key);
        let part = found.map_or(0, |share| share.domains);
        percent(part, self.domains)
    }
}

/// How many of a hundred a part is of a whole, rounded; `None` of nothing.
pub fn percent(part: usize, whole: usize) -> Option<usize> {
    (whole > 0).then(|| (part * 100 + whole / 2) / whole)
}

/// Divides links by a key, `None` where it is not known of a link.
pub fn shares<K: Copy + Ord>(
    facts: &[Fact<'_>],
    key: impl Fn(&Fact<'_>) -> Option<K>,
) -> Shares<K> {
    let mut parts: BTreeMap<K, (BTreeSet<&str>, usize)> = BTreeMap::new();
    let (mut known, mut all) = (BTreeSet::new(), BTreeSet::new());
    for fact in facts {
        all.insert(fact.domain);
        if let Some(key) = key(fact) {
            known.insert(fact.domain);
            let (domains, links) = parts.entry(key).or_default();
            domains.insert(fact.domain);
            *links += 1;
        }
    }
    let each = parts.into_iter().map(|(key, (domains, links))| Share {
        key,
        domains: domains.len(),
        links,
    });
    Shares {
        each: each.collect(),
        domains: known.len(),
        unknown: all.len() - known.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::fact;
    use super::*;
    use crate::link::AnchorKind;

    #[test]
    fn a_site_wide_link_counts_once_and_a_domain_is_in_each_of_its_parts() {
        let mut facts = vec![
            fact("1", "a"),
            fact("2", "a"),
            fact("3", "b"),
            fact("4", "c"),
        ];
        for fact in facts.iter_mut().skip(2) {
            fact.anchor_kind = Some(AnchorKind::Exact);
        }
        facts.push(Fact {
            anchor_kind: Some(AnchorKind::Exact),
            ..fact("5", "a")
        });
        facts.push(Fact {
            anchor_kind: None,
            ..fact("6", "d")
        });
        let shares = shares(&facts, |fact| fact.anchor_kind.map(AnchorKind::name));
        assert_eq!((shares.domains, shares.unknown), (3, 1));
        assert_eq!(shares.percent("brand"), Some(33));
        assert_eq!(shares.percent("exact"), Some(100));
        assert_eq!(shares.percent("url"), Some(0));
        let brand = shares
            .each
            .first()
            .map(|share| (share.domains, share.links));
        assert_eq!(brand, Some((1, 2)));
    }

    #[test]
    fn of_nothing_there_is_no_share() {
        let none = shares(&[], |fact: &Fact<'_>| {
            fact.region.map(crate::placement::Region::name)
        });
        assert_eq!(none.percent("content"), None);
    }
}
