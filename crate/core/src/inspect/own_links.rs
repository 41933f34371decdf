//! Links to the user's sites, kept while a page is read and judged once the whole of it is known.

use std::collections::HashSet;

use super::Profiles;
use crate::backlink::{Backlink, Evidence};
use crate::length;
use crate::link::Found;
use crate::page::Facts;
use crate::point::{Surroundings, Target, route};
use crate::report::Link;
use crate::site::Pages;
use crate::url::{Url, has_tracking, identity};

/// The user's sites, and whether the page is one of theirs.
pub(super) struct OwnSites<'a> {
    pub(super) profiles: &'a Profiles,
    /// By profile: whether the page is its own.
    pub(super) own_page: Vec<bool>,
}

impl<'a> OwnSites<'a> {
    pub(super) fn of(page: &Url, profiles: &'a Profiles) -> Self {
        Self {
            own_page: profiles.sites.iter().map(|site| site.owns(page)).collect(),
            profiles,
        }
    }

    /// The profiles a link leads to, by index and by its address or by what that wraps; and that address.
    pub(super) fn of_link(&self, link: &Found<'_>, record: &Link) -> (Vec<usize>, Option<Url>) {
        if let Some(url) = &link.url {
            let sites = self.of_url(url);
            if !sites.is_empty() {
                return (sites, Some(url.clone()));
            }
        }
        match record.wraps.as_deref().and_then(|url| Url::parse(url).ok()) {
            Some(inner) => (self.of_url(&inner), Some(inner)),
            None => (Vec::new(), None),
        }
    }

    /// The profiles a URL is a backlink to: not those whose own page this is.
    fn of_url(&self, url: &Url) -> Vec<usize> {
        let mut sites = self.profiles.owners.of_url(url);
        sites.retain(|&site| self.own_page.get(site) == Some(&false));
        sites
    }
}

/// A link to sites of the user's.
struct OwnLink {
    link: usize,
    sites: Vec<usize>,
    target: Url,
    repeated: bool,
    around: Surroundings,
}

/// All such links of a page, in order.
pub(super) struct OwnLinks {
    all: Vec<OwnLink>,
    /// Their targets so far, to tell first links from repeats.
    targets: HashSet<String>,
    /// By profile: whether a link to it was met.
    linked: Vec<bool>,
}

impl OwnLinks {
    pub(super) fn new(profiles: &Profiles) -> Self {
        Self {
            all: Vec::new(),
            targets: HashSet::new(),
            linked: vec![false; profiles.sites.len()],
        }
    }

    /// By profile: whether a link to it was met so far.
    pub(super) fn linked(&self) -> &[bool] {
        &self.linked
    }

    /// Keeps a link with the profiles it leads to. One to a copy links no site, and is no first link that
    /// another could repeat.
    pub(super) fn add(&mut self, link: &Link, sites: &[usize], target: Url, around: Surroundings) {
        let copy = route::is_copy(&link.through);
        for &site in sites.iter().filter(|_| !copy) {
            if let Some(linked) = self.linked.get_mut(site) {
                *linked = true;
            }
        }
        let key = identity(&target);
        let repeated = self.targets.contains(&key);
        if !copy {
            self.targets.insert(key);
        }
        self.all.push(OwnLink {
            link: link.index,
            sites: sites.to_vec(),
            repeated,
            target,
            around,
        });
    }

    /// Judges them, with all facts of the page.
    pub(super) fn judge(
        &self,
        links: &[Link],
        facts: &Facts,
        profiles: &Profiles,
    ) -> Vec<Backlink> {
        let mut backlinks = Vec::new();
        for own in &self.all {
            let Some(link) = links.get(own.link) else {
                continue;
            };
            for &at in &own.sites {
                let profile = profiles.sites.get(at).zip(profiles.pages.get(at));
                let Some((site, pages)) = profile else {
                    continue;
                };
                let evidence = Evidence {
                    link: link.subject(facts),
                    around: own.around,
                    target: own.target(link, pages),
                    repeated: own.repeated,
                };
                backlinks.push(Backlink::judge(&site.name, own.link, &evidence));
            }
        }
        backlinks
    }
}

impl OwnLink {
    /// The link's target compared with the profile.
    fn target(&self, link: &Link, pages: &Pages) -> Target {
        let around = format!(
            "{} {} {}",
            link.context.before, link.anchor.text, link.context.after
        );
        Target {
            url: length::address(self.target.as_str()),
            tracking: has_tracking(&self.target),
            page: pages.hit(&self.target),
            profile_lists_pages: !pages.is_empty(),
            better: pages.better(&self.target, &around).map(Url::to_string),
            shared_words: pages.shared(&around),
        }
    }
}
