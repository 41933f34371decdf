//! What is known of the user's own sites: the pages that their sitemaps name, and what became of the
//! pages that backlinks lead to. No backup has it: it can be asked for again.

use std::collections::BTreeSet;

use idb::Query;
use linkglance_core::prospect::Millis;
use linkglance_core::site::SitemapPage;
use linkglance_core::watch::LinkStatus;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::convert::{readable, to_object};
use super::keys::{BETWEEN, keys_after};
use super::record::Record;
use super::run::{RunRow, put_row};
use super::schema::{RUN_ROWS, SITE_PAGES, TARGETS};
use super::{Part, Result, Store};

/// The pages that one file names.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct SitePages {
    /// The site and the file's address; see [`SitePages::new`].
    pub id: String,
    /// The name of the site's profile.
    pub site: String,
    /// The file's address.
    pub file: String,
    /// The run that read it.
    pub run: String,
    /// When it was read.
    pub at: Millis,
    /// What it names, in its order, without what another file had named.
    pub pages: Vec<SitemapPage>,
}

/// What became of a page of the user's that a backlink leads to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnTarget {
    /// Its address.
    pub id: String,
    /// When it was asked for.
    pub at: Millis,
    /// What came.
    pub status: LinkStatus,
}

impl Record for OwnTarget {
    const STORE: &'static str = TARGETS;
}

impl SitePages {
    /// What a file names that a run has read.
    pub fn new(site: &str, row: &RunRow, at: Millis, pages: Vec<SitemapPage>) -> Self {
        Self {
            id: format!("{site}{BETWEEN}{}", row.url),
            site: site.to_owned(),
            file: row.url.clone(),
            run: row.run.clone(),
            at,
            pages,
        }
    }
}

impl Store {
    /// The pages that a site's sitemaps name, file by file.
    pub async fn site_pages(&self, site: &str) -> Result<Vec<SitePages>> {
        let transaction = self.connection.read(&[SITE_PAGES])?;
        let store = transaction.object_store(SITE_PAGES)?;
        Ok(readable(&store.get_all(Some(of_site(site)?), None)?.await?).all)
    }

    /// Saves a row with its answer, what its file names, and the rows of further files: all or none.
    pub async fn save_sitemap(
        &self,
        row: &RunRow,
        pages: Option<&SitePages>,
        more: &[RunRow],
    ) -> Result {
        let transaction = self.connection.write(&[RUN_ROWS, SITE_PAGES])?;
        let done = async {
            put_row(&transaction, row).await?;
            let rows = transaction.object_store(RUN_ROWS)?;
            for row in more {
                rows.put(&to_object(row)?, None)?;
            }
            if let Some(pages) = pages {
                let store = transaction.object_store(SITE_PAGES)?;
                store.put(&to_object(pages)?, None)?;
            }
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Sites).await
    }

    /// Forgets what earlier runs have read of a site's sitemaps, but for files that `run` could not read: of
    /// these it is all that is known. Where it has read nothing, everything stays.
    pub async fn forget_other_pages(
        &self,
        site: &str,
        run: &str,
        unread: &BTreeSet<String>,
    ) -> Result {
        let transaction = self.connection.write(&[SITE_PAGES])?;
        let done = async {
            let store = transaction.object_store(SITE_PAGES)?;
            let all = store.get_all(Some(of_site(site)?), None)?.await?;
            let all: Vec<SitePages> = readable(&all).all;
            let (own, others): (Vec<_>, Vec<_>) =
                all.into_iter().partition(|pages| pages.run == run);
            let is_over = |pages: &&SitePages| !own.is_empty() && !unread.contains(&pages.file);
            for old in others.iter().filter(is_over) {
                store.delete(JsValue::from(&old.id))?;
            }
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Sites).await
    }

    /// Saves a row with what became of its address, also beside the backlinks that lead there.
    pub async fn save_own_target(&self, row: &RunRow, target: &OwnTarget) -> Result {
        let transaction = self.connection.write(&[RUN_ROWS, TARGETS])?;
        let done = async {
            put_row(&transaction, row).await?;
            let store = transaction.object_store(TARGETS)?;
            store.put(&to_object(target)?, None)?;
            Ok(())
        };
        let done = done.await;
        self.finish(transaction, done, Part::Sites).await
    }
}

/// The keys of a site's files.
fn of_site(site: &str) -> Result<Query> {
    keys_after(&format!("{site}{BETWEEN}"))
}
