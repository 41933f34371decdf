//! The tally of a page's links to other sites, kept while they are read.

use std::collections::HashSet;

use crate::page::Counts;
use crate::placement::Region;
use crate::report::Link;

/// What was counted so far.
#[derive(Default)]
pub(super) struct Tally {
    counts: Counts,
    sites: HashSet<String>,
    content_sites: HashSet<String>,
}

impl Tally {
    /// Counts a link; `site` is whose site it leads to.
    pub(super) fn take(&mut self, link: &Link, site: Option<&str>) {
        if !link.is_outbound() {
            return;
        }
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

    /// The counts of all links taken.
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
