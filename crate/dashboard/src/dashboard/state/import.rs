//! An import as it goes: the list that was looked at, and taking it in batches that can be stopped.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use linkglance_browser::clock;
use linkglance_browser::i18n::t;
use linkglance_browser::store::{Kept, KnownBacklink, Store, StoreError};
use linkglance_core::Site;
use linkglance_core::import::{Column, Importer, Listed, Preview, Refused, Tool};
use linkglance_core::prospect::Prospect;

use super::model::Model;

/// Rows that are imported in one transaction.
const BATCH: usize = 1000;
/// Most rows listed that were not imported, with their reasons; of more, only the number is shown.
const SHOWN: usize = 200;

/// What is to be imported.
#[derive(Clone)]
pub(in crate::dashboard) struct Source {
    pub(in crate::dashboard) importer: Rc<RefCell<Importer>>,
    pub(in crate::dashboard) preview: Preview,
}

/// How an import goes.
#[derive(Clone, Default, PartialEq, Debug)]
pub(in crate::dashboard) struct Progress {
    pub(in crate::dashboard) rows: usize,
    pub(in crate::dashboard) new: usize,
    pub(in crate::dashboard) known: usize,
    pub(in crate::dashboard) not_taken: usize,
    pub(in crate::dashboard) refused: Vec<Refused>,
    pub(in crate::dashboard) stop: bool,
    pub(in crate::dashboard) done: bool,
}

/// What rows of a list become.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::dashboard) enum Become {
    Backlinks,
    Prospects,
}

impl Become {
    /// A backlink tool lists links to the site; so does a table that says where its links lead.
    /// Anything else is a list of pages to work on.
    pub(in crate::dashboard) fn of(preview: &Preview) -> Self {
        let columns = &preview.columns;
        if columns.tool != Tool::Other || columns.index(Column::Target).is_some() {
            Self::Backlinks
        } else {
            Self::Prospects
        }
    }
}

pub(in crate::dashboard) fn running(progress: RwSignal<Option<Progress>>) -> bool {
    progress.with(|progress| progress.as_ref().is_some_and(|progress| !progress.done))
}

/// Asks an import to stop after the batch it is at.
pub(in crate::dashboard) fn stop(progress: RwSignal<Option<Progress>>) {
    progress.update(|progress| {
        if let Some(progress) = progress {
            progress.stop = true;
        }
    });
}

/// What a text is; `None` if it is no list of addresses.
pub(in crate::dashboard) fn look_at(text: &str) -> Option<Source> {
    let mut importer = Importer::default();
    importer.push(text);
    importer.end();
    let preview = importer.preview()?;
    let any = !preview.rows.is_empty() && preview.columns.names_pages();
    any.then(|| Source {
        importer: Rc::new(RefCell::new(importer)),
        preview,
    })
}

/// A tool's own name.
pub(in crate::dashboard) fn tool_name(tool: Tool) -> String {
    tool.name().map_or_else(|| t("import_other"), str::to_owned)
}

/// A list that is being taken.
pub(in crate::dashboard) struct List {
    pub(in crate::dashboard) site: Site,
    pub(in crate::dashboard) tool: Tool,
    pub(in crate::dashboard) into: Become,
}

impl List {
    /// Imports batch after batch until the end, or until the user stops it.
    pub(in crate::dashboard) async fn import(
        self,
        model: Model,
        store: Store,
        importer: Rc<RefCell<Importer>>,
        progress: RwSignal<Option<Progress>>,
    ) {
        let mut count = Progress::default();
        loop {
            let stop = progress.with_untracked(|now| now.as_ref().is_none_or(|now| now.stop));
            let batch = importer.borrow_mut().next_batch(BATCH);
            if stop || batch.rows() == 0 {
                count.stop = stop;
                break;
            }
            match self.store(&store, &batch.taken).await {
                Ok((new, known)) => {
                    count.rows += batch.rows();
                    count.new += new;
                    count.known += known + batch.repeated;
                    count.not_taken += batch.refused.len();
                    let room = SHOWN.saturating_sub(count.refused.len());
                    count.refused.extend(batch.refused.into_iter().take(room));
                }
                Err(error) => {
                    model.fail(&error);
                    count.stop = true;
                    break;
                }
            }
            progress.update(|now| {
                if let Some(now) = now {
                    *now = Progress {
                        stop: now.stop,
                        ..count.clone()
                    };
                }
            });
        }
        count.done = true;
        progress.set(Some(count));
        model.reload().await;
    }

    /// Stores rows; gives how many were new and how many known.
    async fn store(&self, store: &Store, rows: &[Listed]) -> Result<(usize, usize), StoreError> {
        let now = clock::millis();
        let kept = match self.into {
            Become::Backlinks => {
                let tool = tool_name(self.tool);
                let all = rows.iter().map(|row| backlink(row, &tool, &self.site, now));
                store.keep_backlinks(all.collect()).await?
            }
            Become::Prospects => {
                let all = rows
                    .iter()
                    .map(|row| Prospect::listed(row, self.tool, &self.site, now));
                store.keep_listed(all.collect()).await?
            }
        };
        let new = kept.iter().filter(|kept| **kept == Kept::New).count();
        Ok((new, kept.len() - new))
    }
}

/// A row of a backlink tool's list.
fn backlink(row: &Listed, tool: &str, site: &Site, now: u64) -> KnownBacklink {
    let marks = [
        ("nofollow", row.nofollow),
        ("sponsored", row.sponsored),
        ("ugc", row.ugc),
    ];
    let rel: Vec<String> = marks
        .iter()
        .filter(|(_, says)| *says == Some(true))
        .map(|(name, _)| (*name).to_owned())
        .collect();
    // Only a list that marks nofollow links shows that the others are followed.
    let open = row.nofollow.map(|nofollow| !nofollow);
    let followed = if rel.is_empty() { open } else { Some(false) };
    let date = |day: &Option<String>| day.as_deref().and_then(clock::parsed_day);
    let last = date(&row.last_seen)
        .or(date(&row.first_seen))
        .unwrap_or(now);
    KnownBacklink {
        id: KnownBacklink::id_of(&row.page, row.target.as_deref(), &site.name),
        site: site.name.clone(),
        page: row.page.clone(),
        title: row.title.clone(),
        target: row.target.clone(),
        anchor: row.anchor.clone(),
        anchor_kind: None,
        followed,
        rel,
        region: None,
        kind: None,
        tool: Some(tool.to_owned()),
        against: Vec::new(),
        said: None,
        in_source: false,
        first: date(&row.first_seen).unwrap_or(last),
        last,
    }
}
