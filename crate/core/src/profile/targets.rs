//! Where a profile leads: the pages of the site by how many domains link to them.

use std::collections::{BTreeMap, BTreeSet};

use super::Fact;
use crate::url::{Url, identity};

/// A page of the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target<'a> {
    /// Its address, as most links write it first.
    pub url: &'a str,
    /// How many domains link to it.
    pub domains: usize,
    /// How many links lead to it.
    pub links: usize,
}

/// The pages that links lead to, those with the most domains first; one page by whatever address is one.
pub fn targets<'a>(facts: &[Fact<'a>]) -> Vec<Target<'a>> {
    let mut of: BTreeMap<String, (&'a str, BTreeSet<&str>, usize)> = BTreeMap::new();
    for fact in facts {
        let Some(url) = fact.target else {
            continue;
        };
        let key = Url::parse(url).map_or_else(|_| url.to_owned(), |url| identity(&url));
        let (_, domains, links) = of.entry(key).or_insert((url, BTreeSet::new(), 0));
        domains.insert(fact.domain);
        *links += 1;
    }
    let mut all: Vec<Target<'a>> = of
        .into_values()
        .map(|(url, domains, links)| Target {
            url,
            domains: domains.len(),
            links,
        })
        .collect();
    all.sort_by_key(|target| std::cmp::Reverse((target.domains, target.links)));
    all
}

#[cfg(test)]
mod tests {
    use super::super::samples::fact;
    use super::*;

    #[test]
    fn one_page_by_whatever_address_is_one_target() {
        let to = |target, domain| Fact {
            target: Some(target),
            ..fact(target, domain)
        };
        let facts = [
            to("https://acme.example/tea", "a"),
            to("http://www.acme.example/tea/?utm_source=x", "b"),
            to("https://acme.example/", "a"),
            Fact {
                target: None,
                ..fact("x", "c")
            },
        ];
        let found = targets(&facts);
        let counts: Vec<_> = found.iter().map(|one| (one.url, one.domains)).collect();
        assert_eq!(
            counts,
            [
                ("https://acme.example/tea", 2),
                ("https://acme.example/", 1)
            ]
        );
    }
}
