//! The list that is being imported: where the user is on the way, what the columns hold, what an import would
//! change and how it goes. It knows no store and no page.

mod records;
mod scanned;

use leptos::prelude::*;
use linkglance_browser::api::{self, ListFile};
use linkglance_core::import::{Column, Columns, Importer, Preview, Refused, Tally, Tool};

pub(in crate::dashboard) use self::records::{Become, Owner, Plan};
pub(in crate::dashboard) use self::scanned::Aside;

/// Where the user is on the way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::dashboard) enum Step {
    File,
    Columns,
    Preview,
}

/// What is to be imported.
#[derive(Clone)]
pub(in crate::dashboard) struct Source {
    pub(in crate::dashboard) file: ListFile,
    /// The file's name; empty for what was pasted.
    pub(in crate::dashboard) name: String,
    pub(in crate::dashboard) preview: Preview,
}

/// What an import would do.
#[derive(Clone, Default, PartialEq, Debug)]
pub(in crate::dashboard) struct Survey {
    pub(in crate::dashboard) rows: usize,
    pub(in crate::dashboard) new: usize,
    pub(in crate::dashboard) known: usize,
    pub(in crate::dashboard) repeated: usize,
    pub(in crate::dashboard) left_out: usize,
    pub(in crate::dashboard) refused: Vec<Refused>,
    /// Rows that are left out for what the list becomes.
    pub(in crate::dashboard) aside: Aside,
    /// By column.
    pub(in crate::dashboard) tallies: Vec<Tally>,
    /// How much of the list was read, in hundredths.
    pub(in crate::dashboard) percent: u32,
    pub(in crate::dashboard) done: bool,
}

impl Survey {
    /// Rows that are imported.
    pub(in crate::dashboard) fn taken(&self) -> usize {
        self.rows - self.left_out - self.repeated
    }
}

/// How an import goes, or went.
#[derive(Clone, Default, PartialEq, Debug)]
pub(in crate::dashboard) struct Progress {
    pub(in crate::dashboard) rows: usize,
    pub(in crate::dashboard) new: usize,
    pub(in crate::dashboard) known: usize,
    pub(in crate::dashboard) left_out: usize,
    pub(in crate::dashboard) refused: Vec<Refused>,
    /// Rows that are left out for what the list becomes.
    pub(in crate::dashboard) aside: Aside,
    pub(in crate::dashboard) percent: u32,
    pub(in crate::dashboard) stop: bool,
    pub(in crate::dashboard) done: bool,
}

/// The import that is being prepared or goes on; it outlives the view.
#[derive(Clone, Copy)]
pub(in crate::dashboard) struct Flow {
    pub(in crate::dashboard) step: RwSignal<Step>,
    pub(in crate::dashboard) source: RwSignal<Option<Source>, LocalStorage>,
    pub(in crate::dashboard) holds: RwSignal<Vec<Option<Column>>>,
    pub(in crate::dashboard) into: RwSignal<Become>,
    /// The name of the site, or the competitor's domain; empty for the first one.
    pub(in crate::dashboard) whose: RwSignal<String>,
    pub(in crate::dashboard) survey: RwSignal<Option<Survey>>,
    pub(in crate::dashboard) progress: RwSignal<Option<Progress>>,
    pub(in crate::dashboard) error: RwSignal<String>,
    /// Grows with each change: a survey of something older ends.
    pub(super) version: RwSignal<u32>,
}

impl Default for Flow {
    fn default() -> Self {
        Self {
            step: RwSignal::new(Step::File),
            source: RwSignal::new_local(None),
            holds: RwSignal::default(),
            into: RwSignal::new(Become::Backlinks),
            whose: RwSignal::default(),
            survey: RwSignal::default(),
            progress: RwSignal::default(),
            error: RwSignal::default(),
            version: RwSignal::default(),
        }
    }
}

impl Flow {
    pub(in crate::dashboard) fn running(self) -> bool {
        let progress = self.progress;
        progress.with(|progress| progress.as_ref().is_some_and(|progress| !progress.done))
    }

    /// Asks an import to stop: nothing of it is left then.
    pub(in crate::dashboard) fn stop(self) {
        self.progress.update(|progress| {
            if let Some(progress) = progress {
                progress.stop = true;
            }
        });
    }

    /// Whether the user has asked for that.
    pub(super) fn stopped(self) -> bool {
        let progress = self.progress;
        progress.with_untracked(|now| now.as_ref().is_none_or(|now| now.stop))
    }

    /// Goes back to the choice of a list.
    pub(in crate::dashboard) fn leave(self) {
        self.version.update(|version| *version += 1);
        self.step.set(Step::File);
        self.source.set(None);
        self.survey.set(None);
    }

    /// Whether the list is a scan's, whose rows say which site they are about.
    pub(in crate::dashboard) fn is_scan(self) -> bool {
        let tool = |source: &Source| source.preview.columns.tool;
        self.source
            .with(|source| source.as_ref().map(tool) == Some(Tool::Scan))
    }

    /// The columns as the user has them now.
    pub(super) fn columns(self) -> Option<Columns> {
        let source = self.source.get_untracked()?;
        Some(Columns {
            holds: self.holds.get_untracked(),
            ..source.preview.columns
        })
    }

    /// The importer of the list from its beginning, and its text.
    pub(super) fn reader(self) -> Option<(Importer, api::Pieces)> {
        let source = self.source.get_untracked()?;
        let mut pieces = source.file.pieces().ok()?;
        let mut importer = begun(&mut pieces)?;
        importer.set_columns(self.holds.get_untracked());
        Some((importer, pieces))
    }

    pub(super) fn note(self, count: &Progress) {
        self.progress.update(|now| {
            if let Some(now) = now {
                *now = Progress {
                    stop: now.stop,
                    ..count.clone()
                };
            }
        });
    }
}

/// An importer that has read enough to recognise the columns.
pub(super) fn begun(pieces: &mut api::Pieces) -> Option<Importer> {
    let mut importer = Importer::default();
    while importer.preview().is_none() {
        let Some(piece) = pieces.next_piece().ok()? else {
            importer.end();
            return importer.preview().is_some().then_some(importer);
        };
        importer.push(&piece);
    }
    Some(importer)
}
