//! What undoes a change of prospects.

use linkglance_browser::clock;
use linkglance_browser::store::{
    Deleted, ProspectRow, Reversal, Saved, Store, StoreError, Unsaved,
};

/// What was done, to be undone: any of these, the last first.
#[derive(Default)]
pub(crate) struct Undo {
    pub(crate) saved: Option<Saved>,
    pub(crate) edits: Vec<(String, Reversal)>,
    pub(crate) deleted: Option<Deleted>,
}

/// What undoing did.
pub(crate) struct Undone {
    /// Prospects as they are now.
    pub(crate) rows: Vec<ProspectRow>,
    /// Those that are no longer there.
    pub(crate) removed: Vec<String>,
    /// Whether all of it was undone. What the user has changed since stays.
    pub(crate) whole: bool,
}

impl Undo {
    /// Undoes it.
    pub(crate) async fn take_back(&self, store: &Store) -> Result<Undone, StoreError> {
        let mut ids = Vec::new();
        let mut whole = true;
        if let Some(deleted) = &self.deleted {
            store.bring_back(deleted).await?;
            ids.extend(deleted.ids());
        }
        if !self.edits.is_empty() {
            let undone = store.revert(&self.edits, clock::millis()).await?;
            whole &= undone.superseded == 0;
            ids.extend(self.edits.iter().map(|(id, _)| id.clone()));
        }
        if let Some(saved) = &self.saved {
            whole &= store.unkeep(saved).await? == Unsaved::Done;
            ids.push(saved.prospect.id.clone());
        }
        let found = store.prospects(&ids).await?;
        let is_there = |id: &String| found.iter().any(|prospect| prospect.id == *id);
        ids.retain(|id| !is_there(id));
        Ok(Undone {
            rows: found.iter().map(ProspectRow::of).collect(),
            removed: ids,
            whole,
        })
    }
}
