//! What is known of the domain that the page at hand is of: the links to the user's sites from its other
//! pages, and what tools say of it.
//!
//! It is read while a page is inspected, so that the report comes with it; what other windows change comes
//! in by itself.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::import::Figure;
use linkglance_core::prospect::Millis;

use linkglance_browser::store::{
    KeptFigures, KnownBacklink, Part, RATINGS, Store, page_domain, page_key,
};

/// Links to one of the user's sites.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Links {
    /// The site's name.
    pub(crate) site: String,
    pub(crate) count: usize,
    /// When one of them was last seen.
    pub(crate) last: Millis,
}

/// What is known of a domain.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(crate) struct Domain {
    pub(crate) name: String,
    /// The links from pages other than the one at hand, by site.
    pub(crate) links: Vec<Links>,
    /// What tools say, the newest list first.
    pub(crate) figures: Vec<KeptFigures>,
}

impl Domain {
    /// What is known of the domain of a page.
    fn of(page: &str, links: &[KnownBacklink], mut figures: Vec<KeptFigures>) -> Self {
        let here = page_key(page);
        let mut by_site: BTreeMap<&str, Links> = BTreeMap::new();
        for link in links.iter().filter(|link| page_key(&link.page) != here) {
            let known = by_site.entry(&link.site).or_insert_with(|| Links {
                site: link.site.clone(),
                count: 0,
                last: 0,
            });
            known.count += 1;
            known.last = known.last.max(link.last);
        }
        figures.sort_by_key(|said| std::cmp::Reverse(said.at));
        Self {
            name: page_domain(page),
            links: by_site.into_values().collect(),
            figures,
        }
    }

    /// The links to a site; to all of these where none is chosen.
    pub(crate) fn links_to(&self, site: Option<&str>, sites: &[String]) -> Option<Links> {
        let fits = |links: &&Links| match site {
            Some(site) => links.site == site,
            None => sites.contains(&links.site),
        };
        let mut found = self.links.iter().filter(fits).cloned();
        let first = found.next()?;
        Some(found.fold(first, |all, more| Links {
            count: all.count + more.count,
            last: all.last.max(more.last),
            ..all
        }))
    }

    /// The figure that stands for it in a line, with the tool that says so.
    pub(crate) fn telling(&self) -> Option<(&str, Figure, u64)> {
        RATINGS.iter().find_map(|figure| {
            let says = |said: &&KeptFigures| said.figures.contains_key(figure);
            let said = self.figures.iter().find(says)?;
            Some((said.tool.as_str(), *figure, *said.figures.get(figure)?))
        })
    }
}

/// What is known of the domain of the page on show. Copies share it.
#[derive(Clone, Copy)]
pub(crate) struct Domains {
    known: RwSignal<Option<(String, Arc<Domain>)>>,
    store: StoredValue<Option<Store>, LocalStorage>,
    /// What reads it: it is loaded after the first answer.
    reader: StoredValue<Option<fn(Self)>>,
    page: StoredValue<String>,
}

impl Domains {
    pub(crate) fn new() -> Self {
        Self {
            known: RwSignal::new(None),
            store: StoredValue::new_local(None),
            reader: StoredValue::new(None),
            page: StoredValue::default(),
        }
    }

    /// Reads from this store from now on, and listens to what other windows change in it.
    pub(crate) fn begin(self, store: &Store) {
        store.on_change(move |part| {
            if matches!(part, Part::Records | Part::Everything) {
                self.read();
            }
        });
        self.store.set_value(Some(store.clone()));
        self.reader.set_value(Some(Self::read));
        self.read();
    }

    /// Looks for what is known of a page's domain, if that is not known yet.
    pub(crate) fn look(self, page: &str) {
        if self.page.with_value(|known| known != page) {
            self.page.set_value(page.to_owned());
            if let Some(read) = self.reader.get_value() {
                read(self);
            }
        }
    }

    /// What is known of the domain of a page.
    pub(crate) fn of(self, page: &str) -> Option<Arc<Domain>> {
        self.known.with(|known| {
            let (of, domain) = known.as_ref()?;
            (of == page).then(|| Arc::clone(domain))
        })
    }

    fn read(self) {
        let page = self.page.get_value();
        let Some(store) = self.store.get_value().filter(|_| !page.is_empty()) else {
            return;
        };
        spawn_local(async move {
            let name = page_domain(&page);
            // What can't be read is reported by the dashboard.
            let links = store.backlinks_from(&name).await.unwrap_or_default();
            let figures = store.figures_of(&name).await.unwrap_or_default();
            if self.page.with_value(|now| *now == page) {
                let domain = Arc::new(Domain::of(&page, &links, figures));
                self.known.set(Some((page, domain)));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn link(page: &str, site: &str, last: Millis) -> KnownBacklink {
        serde_json::from_value(json!({
            "id": page, "site": site, "page": page, "first": 1, "last": last,
        }))
        .unwrap()
    }

    fn said(tool: &str, at: Millis, figure: Figure, value: u64) -> KeptFigures {
        KeptFigures {
            id: KeptFigures::id_of(tool, "blog.example"),
            domain: "blog.example".into(),
            tool: tool.into(),
            at,
            figures: [(figure, value)].into(),
        }
    }

    #[test]
    fn links_of_other_pages_are_counted_by_site_and_those_of_this_page_are_not() {
        let links = [
            link("https://blog.example/this?utm_source=x", "Acme", 9),
            link("https://blog.example/a", "Acme", 5),
            link("https://news.blog.example/b", "Acme", 7),
            link("https://blog.example/a", "Other", 3),
        ];
        let found = Domain::of("https://www.blog.example/this", &links, Vec::new());
        assert_eq!(found.name, "blog.example");
        let sites = ["Acme".to_owned(), "Other".to_owned()];
        let of = |site| {
            let links = found.links_to(site, &sites);
            links.map(|links| (links.count, links.last))
        };
        assert_eq!(of(Some("Acme")), Some((2, 7)));
        assert_eq!(of(Some("Removed")), None);
        assert_eq!(of(None), Some((3, 7)));
        assert!(found.links_to(None, &[]).is_none());
    }

    #[test]
    fn the_best_known_figure_stands_for_the_domain_as_the_newest_list_has_it() {
        let figures = vec![
            said("Moz", 9, Figure::DomainAuthority, 40),
            said("Ahrefs", 1, Figure::DomainRating, 70),
            said("Ahrefs of old", 0, Figure::DomainRating, 60),
            said("Matomo", 12, Figure::Visits, 5),
        ];
        let found = Domain::of("https://blog.example/", &[], figures);
        assert_eq!(found.telling(), Some(("Ahrefs", Figure::DomainRating, 70)));
        let none = vec![said("Matomo", 12, Figure::Visits, 5)];
        let found = Domain::of("https://blog.example/", &[], none);
        assert_eq!(found.telling(), None);
    }
}
