//! Saving a page as a prospect, and undoing just that: what was not there goes again, what was renewed has
//! its earlier facts again, and what the user has written since is not lost either way.

use linkglance_core::prospect::{Millis, Opportunity, Prospect};
use linkglance_core::{Report, Site};
use wasm_bindgen::JsValue;

use super::convert::{from_object, to_object};
use super::merge;
use super::prospects::{Kept, KeptReport, put};
use super::schema::{PROSPECTS, REPORTS, ROWS};
use super::{Part, Result, Store};

/// A page that was saved, with what undoes that.
#[derive(Clone, Debug)]
pub struct Saved {
    /// What it did.
    pub kept: Kept,
    /// The prospect as it is now.
    pub prospect: Prospect,
    /// The prospect before, if it was saved already.
    before: Option<Prospect>,
    /// The report before, as it is stored.
    report: Option<JsValue>,
}

/// What undoing it did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unsaved {
    /// It is as if the page had not been saved, or not again.
    Done,
    /// The user has worked on it since, or saved it again: it stays.
    Superseded,
}

impl Store {
    /// Saves a page as a prospect of a site, with the report it was found in. `more` is an opportunity
    /// that the page alone does not show, such as a broken agreement. A page that is saved already is
    /// renewed; what the user wrote about it stays.
    pub async fn keep(
        &self,
        report: &Report,
        site: &Site,
        more: Option<Opportunity>,
        now: Millis,
    ) -> Result<Saved> {
        let mut new = Prospect::keep(report, site, now);
        new.opportunities.extend(more);
        let stored = to_object(&KeptReport {
            id: new.id.clone(),
            report: report.clone(),
        })?;
        let transaction = self.connection.write(&[PROSPECTS, ROWS, REPORTS])?;
        let done = async {
            let key = JsValue::from(&new.id);
            let reports = transaction.object_store(REPORTS)?;
            let report = reports.get(key.clone())?.await?;
            let known = transaction.object_store(PROSPECTS)?.get(key)?.await?;
            let before: Option<Prospect> = known.map(|known| from_object(&known)).transpose()?;
            let (kept, prospect) = match before.clone() {
                Some(mut known) => (Kept::again(known.update_from(new)), known),
                None => (Kept::New, new),
            };
            reports.put(&stored, None)?;
            put(&transaction, &prospect)?;
            Ok(Saved {
                kept,
                prospect,
                before,
                report,
            })
        };
        let done = done.await;
        self.finish(transaction, done, Part::Prospects).await
    }

    /// Undoes that.
    pub async fn unkeep(&self, saved: &Saved) -> Result<Unsaved> {
        let transaction = self.connection.write(&[PROSPECTS, ROWS, REPORTS])?;
        let done = async {
            let id = &saved.prospect.id;
            let key = JsValue::from(id);
            let prospects = transaction.object_store(PROSPECTS)?;
            let Some(now) = prospects.get(key.clone())?.await? else {
                return Ok(Unsaved::Superseded);
            };
            let reports = transaction.object_store(REPORTS)?;
            match merge::without_save(saved.before.as_ref(), &saved.prospect, from_object(&now)?) {
                merge::Without::Nothing => {
                    prospects.delete(key.clone())?;
                    transaction.object_store(ROWS)?.delete(key.clone())?;
                    reports.delete(key)?;
                }
                merge::Without::Prospect(before) => {
                    put(&transaction, &before)?;
                    match &saved.report {
                        Some(report) => drop(reports.put(report, None)?),
                        None => drop(reports.delete(key)?),
                    }
                }
                merge::Without::Stays => return Ok(Unsaved::Superseded),
            }
            Ok(Unsaved::Done)
        };
        let done = done.await;
        self.finish(transaction, done, Part::Prospects).await
    }
}
