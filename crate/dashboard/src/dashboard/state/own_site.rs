//! The user's own site: which pages its sitemaps name, and what became of the pages that backlinks lead to,
//! with a page in the place of each that is gone.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use linkglance_core::Site;
use linkglance_core::prospect::Millis;
use linkglance_core::site::Pages;
use linkglance_core::url::{Url, identity};
use linkglance_core::watch::LinkStatus;

use super::backlinks::Backlink;
use super::filter::{Filters, Preset};
use super::row::{Listed, Rows};
use super::sort::{By, Sort};
use linkglance_browser::prospect::short;
use linkglance_browser::store::{OwnTarget, SitePages};

/// Most pages that another is looked for in their place: each is compared with all of the site's.
const MAX_SUGGESTED: usize = 500;

/// What the sitemaps of a site name, in short.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct SitemapFacts {
    pub(in crate::dashboard) pages: usize,
    pub(in crate::dashboard) files: usize,
    /// When the last of them was read.
    pub(in crate::dashboard) read: Millis,
    /// The newest change that any names, `YYYY-MM-DD`; `None` where they name none.
    pub(in crate::dashboard) newest: Option<String>,
    /// How many pages name when they changed.
    pub(in crate::dashboard) dated: usize,
}

/// What the sitemaps name; `None` where none was read.
pub(in crate::dashboard) fn facts(files: &[SitePages]) -> Option<SitemapFacts> {
    let read = files.iter().map(|file| file.at).max()?;
    let pages = || files.iter().flat_map(|file| &file.pages);
    let dates = || pages().filter_map(|page| day(page.modified.as_deref()?));
    Some(SitemapFacts {
        pages: pages().count(),
        files: files.len(),
        read,
        newest: dates().max().map(str::to_owned),
        dated: dates().count(),
    })
}

/// The day of a W3C date, where it has one.
fn day(date: &str) -> Option<&str> {
    let day = date.get(..10)?;
    let is_day = day.bytes().enumerate().all(|(at, byte)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    });
    is_day.then_some(day)
}

/// A page of the user's that backlinks lead to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct TargetRow {
    pub(in crate::dashboard) url: String,
    site: String,
    pub(in crate::dashboard) backlinks: usize,
    pub(in crate::dashboard) domains: usize,
    /// What became of it, if that was asked.
    pub(in crate::dashboard) known: Option<OwnTarget>,
    /// When its sitemap says it was changed.
    pub(in crate::dashboard) modified: Option<String>,
    /// A page that could take its place, where it is gone.
    pub(in crate::dashboard) instead: Option<String>,
    words: String,
}

impl TargetRow {
    pub(in crate::dashboard) fn status(&self) -> Option<&LinkStatus> {
        Some(&self.known.as_ref()?.status)
    }

    fn is_broken(&self) -> bool {
        self.status().is_some_and(LinkStatus::is_broken)
    }

    fn redirects(&self) -> bool {
        matches!(self.status(), Some(LinkStatus::Redirects { .. }))
    }
}

impl Listed for TargetRow {
    fn key(&self) -> &str {
        &self.url
    }

    fn site(&self) -> Option<&str> {
        Some(&self.site)
    }

    fn title(&self) -> String {
        short(&self.url)
    }

    fn url(&self) -> Option<&str> {
        Some(&self.url)
    }

    fn words(&self) -> &str {
        &self.words
    }
}

/// The pages that backlinks lead to, each once. `sitemaps` are the files of each site.
pub(in crate::dashboard) fn targets(
    backlinks: &[Arc<Backlink>],
    known: &HashMap<String, OwnTarget>,
    sitemaps: &BTreeMap<String, Vec<SitePages>>,
    sites: &[Site],
) -> Rows<TargetRow> {
    let mut of_page: BTreeMap<(&str, String), Vec<&Backlink>> = BTreeMap::new();
    for backlink in backlinks {
        let target = backlink.known.target.as_deref().and_then(asked_for);
        if let Some(target) = target {
            let key = (backlink.known.site.as_str(), target);
            of_page.entry(key).or_default().push(backlink);
        }
    }
    let pages: BTreeMap<&str, SitePlaces> = sites
        .iter()
        .map(|site| (site.name.as_str(), SitePlaces::of(site, sitemaps, known)))
        .collect();
    let mut suggested = 0;
    let rows = of_page.into_iter().map(|((site, url), links)| {
        let domains: BTreeSet<&str> = links.iter().map(|link| &*link.domain).collect();
        let places = pages.get(site);
        let mut row = TargetRow {
            words: url.to_lowercase(),
            site: site.to_owned(),
            backlinks: links.len(),
            domains: domains.len(),
            known: known.get(&url).cloned(),
            modified: places.and_then(|places| places.modified(&url)),
            instead: None,
            url,
        };
        if row.is_broken() && suggested < MAX_SUGGESTED {
            suggested += 1;
            row.instead = places.and_then(|places| places.instead_of(&row.url));
        }
        Arc::new(row)
    });
    Arc::new(rows.collect())
}

/// The address as it is asked for, which is what answers are noted by.
fn asked_for(target: &str) -> Option<String> {
    let mut url = Url::parse(target).ok()?;
    url.set_fragment(None);
    Some(url.into())
}

/// The pages of a site that there are, to be looked through.
struct SitePlaces {
    pages: Pages,
    modified: HashMap<String, String>,
}

impl SitePlaces {
    fn of(
        site: &Site,
        sitemaps: &BTreeMap<String, Vec<SitePages>>,
        known: &HashMap<String, OwnTarget>,
    ) -> Self {
        let files = sitemaps.get(&site.name).into_iter().flatten();
        let named: Vec<_> = files.flat_map(|file| &file.pages).collect();
        let is_gone = |url: &String| known.get(url).is_some_and(|known| known.status.is_broken());
        // A sitemap may name anything.
        let is_own = |url: &&String| Url::parse(url).is_ok_and(|url| site.owns(&url));
        let own = named.iter().map(|page| &page.url).filter(is_own);
        let all = own.chain(&site.pages);
        let modified = named.iter().filter_map(|page| {
            let key = identity(&Url::parse(&page.url).ok()?);
            Some((key, day(page.modified.as_deref()?)?.to_owned()))
        });
        Self {
            modified: modified.collect(),
            pages: Pages::of(&Site {
                pages: all.filter(|url| !is_gone(url)).cloned().collect(),
                ..site.clone()
            }),
        }
    }

    fn modified(&self, url: &str) -> Option<String> {
        let key = identity(&Url::parse(url).ok()?);
        self.modified.get(&key).cloned()
    }

    /// The page whose address shares most words with one that is gone.
    fn instead_of(&self, url: &str) -> Option<String> {
        let path = Url::parse(url).ok()?.path().to_owned();
        let best = self.pages.best(&path)?;
        (best.as_str() != url).then(|| best.to_string())
    }
}

/// Pages that links lead to and that are not at their address, as checks found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::dashboard) struct Elsewhere {
    /// What is gone or redirects, with what came; those that most domains link to first.
    pub(in crate::dashboard) pages: Vec<(Arc<TargetRow>, LinkStatus)>,
    /// How many of them are gone.
    pub(in crate::dashboard) gone: usize,
    /// How many pages were not checked.
    pub(in crate::dashboard) unchecked: usize,
}

/// Those of a list.
pub(in crate::dashboard) fn elsewhere(rows: &[Arc<TargetRow>]) -> Elsewhere {
    let found = rows.iter().filter(|row| row.is_broken() || row.redirects());
    let pages = found.filter_map(|row| Some((Arc::clone(row), row.status()?.clone())));
    let mut pages: Vec<_> = pages.collect();
    pages.sort_by_key(|(row, _)| std::cmp::Reverse(row.domains));
    Elsewhere {
        gone: pages.iter().filter(|(row, _)| row.is_broken()).count(),
        unchecked: rows.iter().filter(|row| row.known.is_none()).count(),
        pages,
    }
}

/// What pages of one's own are filtered by.
pub(in crate::dashboard) const FILTERS: Filters<TargetRow> = Filters {
    presets: &[
        Preset {
            name: "targets_gone",
            through: |row, _| row.is_broken(),
        },
        Preset {
            name: "targets_redirect",
            through: |row, _| row.redirects(),
        },
        Preset {
            name: "links_unchecked",
            through: |row, _| row.known.is_none(),
        },
    ],
    facets: &[],
};

/// The order at first: what most sites link to.
pub(in crate::dashboard) const SORT: Sort<TargetRow> = Sort {
    by: "view_domains",
    order: by_domains,
    descending: true,
};

pub(in crate::dashboard) fn by_url(row: &TargetRow) -> By<'_> {
    By::text(&row.url)
}

pub(in crate::dashboard) fn by_domains(row: &TargetRow) -> By<'_> {
    By::Number(row.domains as u64)
}

pub(in crate::dashboard) fn by_backlinks(row: &TargetRow) -> By<'_> {
    By::Number(row.backlinks as u64)
}

pub(in crate::dashboard) fn by_modified(row: &TargetRow) -> By<'_> {
    By::text(row.modified.as_deref().unwrap_or_default())
}

/// What is gone first, then what redirects.
pub(in crate::dashboard) fn by_status(row: &TargetRow) -> By<'_> {
    match row.status() {
        None => By::Unknown,
        Some(status) if status.is_broken() => By::Number(0),
        Some(LinkStatus::Redirects { .. }) => By::Number(1),
        Some(LinkStatus::Works) => By::Number(3),
        Some(_) => By::Number(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dashboard::state::backlinks;
    use crate::dashboard::state::figures::Facts;
    use crate::dashboard::state::watches::Watches;
    use linkglance_browser::store::{KnownBacklink, RunRow};
    use linkglance_core::site::SitemapPage;

    fn backlink(page: &str, target: &str) -> Arc<Backlink> {
        let known = KnownBacklink {
            id: format!("{page} {target}"),
            site: "Acme".into(),
            page: page.into(),
            title: None,
            target: Some(target.into()),
            anchor: None,
            anchor_kind: None,
            followed: None,
            rel: Vec::new(),
            region: None,
            kind: None,
            tool: None,
            against: Vec::new(),
            said: None,
            in_source: false,
            first: 1,
            last: 1,
        };
        let rows = backlinks::rows(vec![known], &Watches::default(), &Facts::default(), 1);
        rows.first().map(Arc::clone).unwrap()
    }

    fn sitemap(pages: &[(&str, Option<&str>)]) -> SitePages {
        let pages = pages.iter().map(|(url, modified)| SitemapPage {
            url: (*url).to_owned(),
            modified: modified.map(str::to_owned),
        });
        let row = RunRow::new("r", 0, "https://acme.com/sitemap.xml".to_owned());
        SitePages::new("Acme", &row, 7, pages.collect())
    }

    #[test]
    fn a_page_that_is_gone_gets_the_nearest_that_is_there() {
        let gone = "https://acme.com/shop/green-tea-pots";
        let links = [
            backlink("https://a.example/1", &format!("{gone}#reviews")),
            backlink("https://a.example/2", gone),
            backlink("https://b.example/", "https://acme.com/"),
        ];
        let known = HashMap::from([(
            gone.to_owned(),
            OwnTarget {
                id: gone.to_owned(),
                at: 1,
                status: LinkStatus::Gone { status: 404 },
            },
        )]);
        let files = sitemap(&[
            ("https://acme.com/", None),
            ("https://acme.com/tea-pots/", Some("2026-11-02T10:00:00Z")),
            ("https://acme.com/cups", Some("soon")),
            ("https://stranger.example/shop/green-tea-pots", None),
            (gone, None),
        ]);
        let site = Site {
            name: "Acme".into(),
            domains: vec!["acme.com".into()],
            ..Site::default()
        };
        let sitemaps = BTreeMap::from([("Acme".to_owned(), vec![files])]);
        let rows = targets(&links, &known, &sitemaps, &[site]);
        let short: Vec<_> = rows
            .iter()
            .map(|row| {
                (
                    row.url.as_str(),
                    row.backlinks,
                    row.domains,
                    row.instead.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            short,
            [
                ("https://acme.com/", 1, 1, None),
                (gone, 2, 1, Some("https://acme.com/tea-pots/")),
            ]
        );
        let found = elsewhere(&rows);
        let pages = found.pages.iter().map(|(row, _)| row.url.as_str());
        assert_eq!(pages.collect::<Vec<_>>(), [gone]);
        assert_eq!((found.gone, found.unchecked), (1, 1));
    }

    #[test]
    fn sitemaps_in_short() {
        assert_eq!(facts(&[]), None);
        let file = sitemap(&[
            ("https://acme.com/", Some("2026-11-02T10:00:00Z")),
            ("https://acme.com/a", Some("2025-01-01")),
            ("https://acme.com/b", Some("yesterday")),
        ]);
        let facts = facts(&[file]).unwrap();
        assert_eq!(
            (facts.pages, facts.files, facts.read, facts.dated),
            (3, 1, 7, 2)
        );
        assert_eq!(facts.newest.as_deref(), Some("2026-11-02"));
    }
}
