//! What a bulk check found, as rows of a list: one for each site that a page concerns, else one for the page.

use std::collections::BTreeSet;
use std::sync::Arc;

use linkglance_core::bulk::{Concern, ForSite, Found};
use linkglance_core::import::Importer;
use linkglance_core::prospect::{Prospect, Sentence};
use linkglance_core::reason::Reason;

use super::filter::{Facet, Filters, Preset};
use super::row::{Listed, Rows};
use super::sort::{By, Sort};
use linkglance_browser::checks::{self, Progress};
use linkglance_browser::i18n::t;
use linkglance_browser::prospect::short;
use linkglance_browser::store::{Came, RunRow};

/// A page for one site.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::dashboard) struct BulkRow {
    id: String,
    /// The place in the list that was given.
    place: u64,
    pub(in crate::dashboard) url: String,
    title: Option<String>,
    pub(in crate::dashboard) result: BulkResult,
    words: String,
}

/// What a page is.
#[derive(Clone, PartialEq, Debug)]
pub(in crate::dashboard) enum BulkResult {
    /// Not known yet.
    Waiting,
    /// It concerns a site.
    Concerns(Box<ForSite>),
    /// It concerns none.
    Nothing,
    /// It could not be read.
    Unknown(Reason),
}

impl BulkResult {
    /// Its name in tests and filters.
    pub(in crate::dashboard) const fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Concerns(site) => site.is.name(),
            Self::Nothing => Concern::Nothing.name(),
            Self::Unknown(_) => "unknown",
        }
    }
}

impl BulkRow {
    fn new(row: &RunRow, place: usize, title: Option<String>, result: BulkResult) -> Self {
        let site = match &result {
            BulkResult::Concerns(site) => site.site.as_str(),
            _ => "",
        };
        Self {
            id: format!("{} {site}", row.id),
            place: place as u64,
            words: format!(
                "{} {} {site}",
                row.url,
                title.as_deref().unwrap_or_default()
            )
            .to_lowercase(),
            url: row.url.clone(),
            title,
            result,
        }
    }

    fn for_site(&self) -> Option<&ForSite> {
        match &self.result {
            BulkResult::Concerns(site) => Some(site),
            _ => None,
        }
    }

    /// The page as a prospect, where it may become one.
    pub(in crate::dashboard) fn prospect(&self) -> Option<&Prospect> {
        self.for_site()?.prospect.as_deref()
    }

    /// The sentence that names the site.
    pub(in crate::dashboard) fn sentence(&self) -> Option<&Sentence> {
        self.prospect()?.opportunities.first()?.quote()
    }
}

impl Listed for BulkRow {
    fn key(&self) -> &str {
        &self.id
    }

    fn site(&self) -> Option<&str> {
        Some(&self.for_site()?.site)
    }

    fn title(&self) -> String {
        let title = self.title.clone().filter(|title| !title.is_empty());
        title.unwrap_or_else(|| short(&self.url))
    }

    fn url(&self) -> Option<&str> {
        Some(&self.url)
    }

    fn words(&self) -> &str {
        &self.words
    }
}

/// Most addresses of one bulk check: more take hours, and a browser is not left open so long.
pub(in crate::dashboard) const MAX_ADDRESSES: usize = 10_000;

/// The addresses of a list that can be asked for, and how many of it can't or are too many.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(in crate::dashboard) struct Addresses {
    pub(in crate::dashboard) urls: Vec<String>,
    pub(in crate::dashboard) left_out: usize,
}

impl Addresses {
    /// Reads a list: one address a line, or any tool's table that names pages.
    pub(in crate::dashboard) fn of(text: &str) -> Self {
        /// Rows that are read at once.
        const BATCH: usize = 1_000;
        let mut importer = Importer::default();
        importer.push(text);
        importer.end();
        // A list without a head has its pages in the first column.
        let mut pages = Vec::new();
        let mut left_out = 0;
        loop {
            let batch = importer.next_batch(BATCH);
            if batch.rows() == 0 {
                break;
            }
            left_out += batch.refused.len();
            pages.extend(batch.taken.into_iter().map(|listed| listed.page));
        }
        let all: BTreeSet<&String> = pages.iter().collect();
        let all = all.len();
        let mut urls = checks::checkable(pages);
        left_out += all.saturating_sub(urls.len()) + urls.len().saturating_sub(MAX_ADDRESSES);
        urls.truncate(MAX_ADDRESSES);
        Self { urls, left_out }
    }
}

/// The rows of a run.
pub(in crate::dashboard) fn rows_of(progress: &Progress) -> Rows<BulkRow> {
    let rows = progress.rows.iter().enumerate();
    let rows = rows.flat_map(|(place, row)| rows_of_page(row, place));
    Arc::new(rows.map(Arc::new).collect())
}

fn rows_of_page(row: &RunRow, place: usize) -> Vec<BulkRow> {
    let one = |title, result| vec![BulkRow::new(row, place, title, result)];
    let found = match &row.came {
        Some(Came::Found(found)) => &**found,
        _ => return one(None, BulkResult::Waiting),
    };
    match found {
        Found::Unknown { because } => one(None, BulkResult::Unknown(because.clone())),
        Found::Page { title, sites, .. } => {
            let concerned = sites.iter().filter(|site| site.is != Concern::Nothing);
            let rows: Vec<BulkRow> = concerned
                .map(|site| {
                    let result = BulkResult::Concerns(Box::new(site.clone()));
                    BulkRow::new(row, place, title.clone(), result)
                })
                .collect();
            if rows.is_empty() {
                one(title.clone(), BulkResult::Nothing)
            } else {
                rows
            }
        }
    }
}

/// What pages of a bulk check are filtered by.
pub(in crate::dashboard) const FILTERS: Filters<BulkRow> = Filters {
    presets: &[
        Preset {
            name: "bulk_mentions",
            through: |row, _| row.result.name() == Concern::Mention.name(),
        },
        Preset {
            name: "bulk_backlinks",
            through: |row, _| row.result.name() == Concern::Backlink.name(),
        },
        Preset {
            name: "bulk_nothing",
            through: |row, _| row.result.name() == Concern::Nothing.name(),
        },
        Preset {
            name: "bulk_unknown",
            through: |row, _| row.result.name() == "unknown",
        },
    ],
    facets: &[Facet {
        name: "fact_site",
        each: |row, give| give(row.for_site().map_or("", |site| &site.site)),
        word: |site| {
            if site.is_empty() {
                t("bulk_nothing")
            } else {
                site.to_owned()
            }
        },
    }],
};

/// The order at first: as they were given.
pub(in crate::dashboard) const SORT: Sort<BulkRow> = Sort {
    by: "",
    order: by_place,
    descending: false,
};

fn by_place(row: &BulkRow) -> By<'_> {
    By::Number(row.place)
}

pub(in crate::dashboard) fn by_page(row: &BulkRow) -> By<'_> {
    By::text(row.title.as_deref().unwrap_or(&row.url))
}

/// What can be acted on first.
pub(in crate::dashboard) fn by_result(row: &BulkRow) -> By<'_> {
    match &row.result {
        BulkResult::Concerns(site) if site.is == Concern::Mention => By::Number(0),
        BulkResult::Concerns(_) => By::Number(1),
        BulkResult::Nothing => By::Number(2),
        BulkResult::Unknown(_) => By::Number(3),
        BulkResult::Waiting => By::Unknown,
    }
}

pub(in crate::dashboard) fn by_site(row: &BulkRow) -> By<'_> {
    By::text(row.for_site().map_or("", |site| &site.site))
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_browser::store::{Purpose, Run};
    use linkglance_core::reason::Key;

    #[test]
    fn a_list_is_read_whoever_wrote_it() {
        let lines = Addresses::of(
            "https://a.example/1\nhttps://a.example/1#x\nhttp://192.168.0.1/\n\nhttps://b.example/\n",
        );
        assert_eq!(lines.urls, ["https://a.example/1", "https://b.example/"]);
        let table = Addresses::of(
            "Referring page URL,Domain rating\nhttps://a.example/1,71\nhttps://a.example/2,70\n",
        );
        assert_eq!(table.urls, ["https://a.example/1", "https://a.example/2"]);
        assert_eq!(Addresses::of(""), Addresses::default());
    }

    #[test]
    fn a_page_has_a_row_for_each_site_it_concerns_else_one() {
        let for_site = |site: &str, is| ForSite {
            site: site.to_owned(),
            is,
            link: None,
            prospect: None,
        };
        let page = |sites| {
            Came::Found(Box::new(Found::Page {
                title: Some("Tea".to_owned()),
                url: "https://blog.example/".to_owned(),
                sites,
            }))
        };
        let came = [
            Some(page(vec![
                for_site("Acme", Concern::Backlink),
                for_site("Kettle", Concern::Mention),
                for_site("Leaf", Concern::Nothing),
            ])),
            Some(page(vec![for_site("Acme", Concern::Nothing)])),
            Some(Came::Found(Box::new(Found::Unknown {
                because: Key::WatchWall.into(),
            }))),
            None,
        ];
        let rows = came.into_iter().enumerate().map(|(place, came)| RunRow {
            came,
            ..RunRow::new("r", place, format!("https://blog.example/{place}"))
        });
        let progress = Progress {
            run: Run::new("r".to_owned(), Purpose::Bulk, true, 1),
            rows: rows.collect(),
        };
        let rows = rows_of(&progress);
        let names: Vec<(&str, Option<&str>)> = rows
            .iter()
            .map(|row| (row.result.name(), row.site()))
            .collect();
        assert_eq!(
            names,
            [
                ("backlink", Some("Acme")),
                ("mention", Some("Kettle")),
                ("nothing", None),
                ("unknown", None),
                ("waiting", None),
            ]
        );
        let keys: std::collections::HashSet<&str> = rows.iter().map(|row| row.key()).collect();
        assert_eq!(keys.len(), rows.len());
    }
}
