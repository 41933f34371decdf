//! The link gap as rows of a list: domains that link to competitors and not to the user.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use linkglance_core::Site;
use linkglance_core::profile::{Rival, gaps};
use linkglance_core::prospect::Millis;
use linkglance_core::url::site_of;

use super::backlinks::Domain;
use super::figures::{DomainFacts, Facts};
use super::filter::{Facet, Filters};
use super::row::{Listed, Rows};
use super::sort::{By, Sort};
use linkglance_browser::store::{CompetitorLink, competitors};

/// A domain of the gap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Gap {
    pub(in crate::dashboard) domain: String,
    pub(in crate::dashboard) competitors: Vec<String>,
    /// A page with such a link.
    pub(in crate::dashboard) page: String,
    /// When such a link was last seen.
    pub(in crate::dashboard) last: Millis,
    pub(in crate::dashboard) facts: Arc<DomainFacts>,
    words: String,
}

impl Listed for Gap {
    fn key(&self) -> &str {
        &self.domain
    }

    fn site(&self) -> Option<&str> {
        None
    }

    fn title(&self) -> String {
        self.domain.clone()
    }

    fn url(&self) -> Option<&str> {
        Some(&self.page)
    }

    fn words(&self) -> &str {
        &self.words
    }
}

/// The gap of one of the user's sites, or of all.
pub(in crate::dashboard) fn rows(
    links: &[CompetitorLink],
    sites: &[Site],
    chosen: Option<&str>,
    mine: &[Arc<Domain>],
    facts: &Facts,
) -> Rows<Gap> {
    let sites = sites
        .iter()
        .filter(|site| chosen.is_none_or(|chosen| site.name == chosen));
    let competitors: BTreeSet<&str> = sites.clone().flat_map(competitors).collect();
    let own = sites.flat_map(|site| &site.domains);
    let own = own.map(|domain| site_of(domain.trim_start_matches('=')));
    let mine: BTreeSet<&str> = mine
        .iter()
        .map(|domain| domain.name.as_str())
        .chain(own)
        .collect();
    let rivals: Vec<Rival<'_>> = links
        .iter()
        .map(|link| Rival {
            competitor: &link.competitor,
            domain: &link.domain,
            page: &link.page,
        })
        .collect();
    let mut last: BTreeMap<&str, Millis> = BTreeMap::new();
    for link in links {
        let known = last.entry(&link.domain).or_default();
        *known = (*known).max(link.last);
    }
    let rows = gaps(&rivals, &competitors, &mine).into_iter().map(|gap| {
        let competitors: Vec<String> = gap
            .competitors
            .iter()
            .map(|&name| name.to_owned())
            .collect();
        Arc::new(Gap {
            words: format!("{} {} {}", gap.domain, gap.page, competitors.join(" ")).to_lowercase(),
            domain: gap.domain.to_owned(),
            page: gap.page.to_owned(),
            last: last.get(gap.domain).copied().unwrap_or_default(),
            facts: facts.domain(gap.domain),
            competitors,
        })
    });
    Arc::new(rows.collect())
}

/// What the gap is filtered by.
pub(in crate::dashboard) const FILTERS: Filters<Gap> = Filters {
    presets: &[],
    facets: &[Facet {
        name: "fact_competitor",
        each: |row, give| row.competitors.iter().for_each(|name| give(name)),
        word: str::to_owned,
    }],
};

/// The order at first: who links to the most competitors on top.
pub(in crate::dashboard) const SORT: Sort<Gap> = Sort {
    by: "fact_competitor",
    order: by_competitors,
    descending: true,
};

pub(in crate::dashboard) fn by_domain(row: &Gap) -> By<'_> {
    By::Text(&row.domain)
}

pub(in crate::dashboard) fn by_competitors(row: &Gap) -> By<'_> {
    By::Number(row.competitors.len() as u64)
}

pub(in crate::dashboard) fn by_last(row: &Gap) -> By<'_> {
    By::Number(row.last)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(name: &str, competitor: &str) -> Site {
        Site {
            name: name.into(),
            domains: vec![format!("{name}.example")],
            competitors: vec![competitor.into()],
            ..Site::default()
        }
    }

    fn link(competitor: &str, domain: &str) -> CompetitorLink {
        CompetitorLink {
            id: CompetitorLink::id_of(competitor, domain),
            competitor: competitor.into(),
            domain: domain.into(),
            page: format!("https://{domain}/"),
            pages: 1,
            tool: None,
            first: 1,
            last: 2,
        }
    }

    #[test]
    fn each_site_has_the_gap_to_its_own_competitors() {
        let sites = [
            site("acme", "=www.rival.example"),
            site("bolt", "nut.example"),
        ];
        let links = [
            link("rival.example", "news.example"),
            link("nut.example", "news.example"),
            link("nut.example", "acme.example"),
        ];
        let of = |chosen: Option<&str>| -> Vec<(String, usize)> {
            let rows = rows(&links, &sites, chosen, &[], &Facts::default());
            rows.iter()
                .map(|row| (row.domain.clone(), row.competitors.len()))
                .collect()
        };
        assert_eq!(of(None), [("news.example".to_owned(), 2)]);
        assert_eq!(of(Some("acme")), [("news.example".to_owned(), 1)]);
        let bolt = of(Some("bolt"));
        assert_eq!(bolt.len(), 2, "another site of the user's may link, too");
    }
}
