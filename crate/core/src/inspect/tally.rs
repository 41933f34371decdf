//! The tally of a page's links, kept while they are read.

use std::collections::HashSet;

use crate::link::{Found, Relation};
use crate::page::Counts;
use crate::placement::Region;
use crate::report::Link;

/// What was counted so far.
#[derive(Default)]
pub(super) struct Tally {
    outbound: usize,
    internal: usize,
    counts: Counts,
    sites: HashSet<String>,
    content_sites: HashSet<String>,
}

impl Tally {
    /// Counts a link: what was found, and what the report says of it. Links to the user's sites are
    /// outbound wherever they stand.
    pub(super) fn count(&mut self, link: &Link, found: &Found<'_>) {
        match found.relation {
            Some(Relation::Outbound) => self.outbound += 1,
            Some(Relation::Internal) => self.internal += 1,
            _ => {}
        }
        if !link.is_outbound() {
            return;
        }
        let site = found.site();
        note(&mut self.sites, site);
        if link.placement.region == Region::Content {
            self.counts.content += 1;
            note(&mut self.content_sites, site);
        }
        if link.affiliate.is_some() {
            self.counts.affiliate += 1;
            let marked = |token: &str| matches!(token, "sponsored" | "nofollow");
            self.counts.affiliate_unmarked += usize::from(!link.qualifying().any(marked));
        }
    }

    /// How many links lead to other sites.
    pub(super) fn outbound(&self) -> usize {
        self.outbound
    }

    /// How many links lead to other pages of the same site.
    pub(super) fn internal(&self) -> usize {
        self.internal
    }

    /// The counts of all links to other sites.
    pub(super) fn counts(&self) -> Counts {
        Counts {
            domains: self.sites.len(),
            content_domains: self.content_sites.len(),
            ..self.counts
        }
    }
}

fn note(sites: &mut HashSet<String>, site: Option<&str>) {
    if let Some(site) = site.filter(|&site| !sites.contains(site)) {
        sites.insert(site.to_owned());
    }
}
