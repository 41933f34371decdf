//! What the user does with prospects: saves a page, changes what is written on one, logs a message, goes to
//! the next. Each says in a toast what it did, and can be undone there.

use std::sync::Arc;

use futures_util::FutureExt;
use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::prospect::{self, Opportunity, Prospect, Sent, Status};
use linkglance_core::url::{Url, is_web};
use linkglance_core::{Report, Site};
use wasm_split_helpers::wasm_split;

use super::later::{Later, Work};
use super::model::Model;
use super::queue;
use super::session::Session;
use super::toast::{Offer, Toast};
use super::undo::Undo;
use super::window::Window;
use linkglance_browser::i18n::{t, t_count, t_with};
use linkglance_browser::store::{Edit, Kept, Lost, ProspectRow, Store, StoreError};
use linkglance_browser::{api, clock, words};

/// The prospect of the page on show that is shown: the chosen site's, else the first.
pub(crate) fn shown(model: Model) -> Option<Arc<Prospect>> {
    let url = model.shown_url()?;
    let site = model.chosen.get();
    model.prospects.shown(&url, site.as_deref())
}

/// What is done to what is stored.
enum Change {
    /// A page is saved for a site; with an opportunity that the page alone does not show.
    Save(Arc<Session>, Box<Site>, Option<Opportunity>),
    /// Pages that were never inspected are saved for the site of this name.
    SaveListed(String, Vec<Prospect>),
    /// One field of the prospect with this id is changed.
    Edit(String, Edit),
    /// The prospect with this id is deleted, with its report.
    Delete(String),
    /// A message is logged on the prospect of a page, which is saved if it was not.
    Log(Arc<Session>, Box<Offer>),
    /// What was done last is undone.
    Undo(Box<Undo>),
}

/// Saves a page for a site. `more` is an opportunity that the page alone does not show.
pub(crate) fn save(model: Model, session: &Arc<Session>, site: &Site, more: Option<Opportunity>) {
    if !is_sample(model) {
        let site = Box::new(site.clone());
        run(model, Change::Save(Arc::clone(session), site, more));
    }
}

/// Whether the sample article is on show, of which nothing is saved: the toast says so.
fn is_sample(model: Model) -> bool {
    let sample = model.sample.get_untracked();
    if sample {
        model.toast.set(Some(Toast::Said(t("sample_not_saved"))));
    }
    sample
}

/// Saves pages that were never inspected for a site, and says how many are new.
pub(crate) fn save_listed(model: Model, site: &Site, prospects: Vec<Prospect>) {
    if !is_sample(model) {
        run(model, Change::SaveListed(site.name.clone(), prospects));
    }
}

/// Changes one field of a prospect. Notes say themselves whether they are stored.
pub(crate) fn change(model: Model, id: &str, edit: Edit) {
    run(model, Change::Edit(id.to_owned(), edit));
}

/// Deletes a prospect, with its report.
pub(crate) fn delete(model: Model, id: &str) {
    run(model, Change::Delete(id.to_owned()));
}

/// A message has left: logs it on the prospect, which is saved if it was not, with the day to come back.
pub(crate) fn log(model: Model, offer: Offer) {
    if is_sample(model) {
        return;
    }
    if let Some(session) = model.session.get_untracked() {
        run(model, Change::Log(session, Box::new(offer)));
    }
}

/// A message has left: says so, and offers to note it.
pub(crate) fn message_left(model: Model, site: &Site, sent: Sent, more: Option<Opportunity>) {
    let url = untrack(|| model.shown_url());
    let known = url.and_then(|url| untrack(|| model.prospects.shown(&url, Some(&site.name))));
    model.toast.set(Some(Toast::MessageLeft(Box::new(Offer {
        site: site.clone(),
        sent,
        more,
        day: clock::day_in(model.follow_up_days.get_untracked()),
        status: status_after_message(known.map(|known| known.status)),
    }))));
}

/// The status that a message leads to: who has answered, or links already, stays so.
fn status_after_message(now: Option<Status>) -> Option<Status> {
    match now {
        Some(Status::Answered | Status::Won) => None,
        _ => Some(Status::Contacted),
    }
}

/// Undoes the last change.
pub(crate) fn undo(model: Model) {
    if let Some(undo) = model.prospects.take_undo() {
        run(model, Change::Undo(Box::new(undo)));
    }
}

/// Opens the sheet of a prospect.
pub(crate) fn open_sheet(model: Model, prospect: Arc<Prospect>, at_message: bool) {
    model.prospects.at_message.set(at_message);
    model.prospects.open.set(Some(prospect));
    model.sheets.prospect.set(true);
}

/// Opens the next prospect that waits in the tab in front; says so where there is none.
pub(crate) fn open_next(model: Model) {
    match next(model) {
        Some(row) => open(model, row.url.clone()),
        None => model.toast.set(Some(Toast::Said(t("no_next_prospect")))),
    }
}

/// The next prospect after the page on show.
pub(crate) fn next(model: Model) -> Option<Arc<ProspectRow>> {
    let site = model.chosen.get_untracked();
    let queue = untrack(|| model.prospects.queue(site.as_deref()));
    let url = untrack(|| model.shown_url());
    let here = url.map(|url| untrack(|| model.prospects.of(&url)));
    let here: Vec<String> = here
        .iter()
        .flatten()
        .map(|prospect| prospect.id.clone())
        .collect();
    let last = model.prospects.last();
    queue::next(&queue, &here, last.as_ref(), &clock::today()).cloned()
}

/// Opens a prospect's page in the tab in front. What came from a list may be no address of the web.
pub(crate) fn open(model: Model, url: String) {
    spawn_local(async move {
        let web = Url::parse(&url).is_ok_and(|url| is_web(&url));
        let done = match api::active_tab().await {
            Ok(Some(tab)) if web => api::go_to(tab.id, &url)
                .await
                .map_err(|error| error.to_string()),
            Ok(_) => Err(url),
            Err(error) => Err(error.to_string()),
        };
        if let Err(why) = done {
            let words = t_with("not_opened", &[&why]);
            model.toast.set(Some(Toast::Said(words)));
        }
    });
}

/// Changes what is stored and says what it did, or why it could not.
fn run(model: Model, change: Change) {
    spawn_local(async move {
        if let Ok(work) = make(model, change).await {
            work.await;
        }
    });
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "what can fail is to load it, and the macro asks for a type to say so in"
)]
#[wasm_split(later, fallible)]
fn make(model: Model, change: Change) -> Later<Work<()>> {
    let work = async move {
        let done = match store(model).await {
            Ok(store) => make_in(model, &store, change).await,
            Err(error) => Err(error),
        };
        match done {
            Ok(None) => {}
            Ok(Some((toast, undo))) => {
                if let Some(undo) = undo {
                    model.prospects.hold(undo);
                }
                model.toast.set(Some(toast));
            }
            Err(error) => {
                let words = words::error(&error);
                model.toast.set(Some(Toast::PageNotSaved(words)));
            }
        }
    };
    Ok(work.boxed_local())
}

/// What was done: what is said of it, and what undoes it.
type Done = Option<(Toast, Option<Undo>)>;

async fn make_in(model: Model, store: &Store, change: Change) -> Result<Done, StoreError> {
    match change {
        Change::Save(session, site, more) => keep(model, store, &session.report, &site, more).await,
        Change::SaveListed(site, prospects) => keep_listed(model, store, &site, prospects).await,
        Change::Edit(id, edit) => edit_one(model, store, id, edit).await,
        Change::Delete(id) => delete_one(model, store, id).await,
        Change::Log(session, offer) => log_message(model, store, &session.report, *offer).await,
        Change::Undo(undo) => take_back(model, store, &undo).await,
    }
}

async fn keep(
    model: Model,
    store: &Store,
    report: &Report,
    site: &Site,
    more: Option<Opportunity>,
) -> Result<Done, StoreError> {
    let saved = store.keep(report, site, more, clock::millis()).await?;
    model
        .prospects
        .changed(vec![ProspectRow::of(&saved.prospect)], &[]);
    let words = t_with(
        match saved.kept {
            Kept::New => "kept_new",
            Kept::Updated => "kept_updated",
            Kept::Unchanged => "kept_unchanged",
        },
        &[&site.name],
    );
    let place = model.window.get_untracked().and_then(saved_in);
    let words = [Some(words), place].into_iter().flatten();
    let words = words.collect::<Vec<_>>().join(" · ");
    if saved.kept == Kept::Unchanged {
        return Ok(Some((Toast::Said(words), None)));
    }
    let undo = Undo {
        saved: Some(saved),
        ..Undo::default()
    };
    Ok(Some((Toast::PageSaved(words), Some(undo))))
}

/// Where what was just saved is, where that is not what the user expects.
fn saved_in(window: Window) -> Option<String> {
    (window == Window::PrivateInNormalData).then(|| t("private_saved"))
}

async fn keep_listed(
    model: Model,
    store: &Store,
    site: &str,
    prospects: Vec<Prospect>,
) -> Result<Done, StoreError> {
    let ids: Vec<String> = prospects.iter().map(|new| new.id.clone()).collect();
    let kept = store.keep_listed(prospects).await?;
    let saved = store.prospects(&ids).await?;
    let rows = saved.iter().map(ProspectRow::of).collect();
    model.prospects.changed(rows, &[]);
    let new = kept.iter().filter(|kept| **kept == Kept::New).count();
    let words = t_count("prospects_saved", new, &[site]);
    Ok(Some((Toast::Said(words), None)))
}

async fn edit_one(model: Model, store: &Store, id: String, edit: Edit) -> Result<Done, StoreError> {
    let silent = matches!(edit, Edit::Notes { .. });
    let changed = store.change(&[(id, edit)], clock::millis()).await?;
    model.prospects.changed(changed.rows, &[]);
    let words = match changed.overwrote {
        _ if changed.undo.is_empty() => return Ok(None),
        0 if silent => return Ok(None),
        0 => t("prospect_changed"),
        _ => t("notes_overwritten"),
    };
    let undo = Undo {
        edits: changed.undo,
        ..Undo::default()
    };
    Ok(Some((Toast::Changed(words), Some(undo))))
}

async fn delete_one(model: Model, store: &Store, id: String) -> Result<Done, StoreError> {
    let ids = [id];
    let deleted = store.delete(&ids).await?;
    model.prospects.changed(Vec::new(), &ids);
    let undo = Undo {
        deleted: Some(deleted),
        ..Undo::default()
    };
    let words = t("prospect_deleted");
    Ok(Some((Toast::Changed(words), Some(undo))))
}

async fn log_message(
    model: Model,
    store: &Store,
    report: &Report,
    offer: Offer,
) -> Result<Done, StoreError> {
    let id = prospect::id(&report.page.url, &offer.site.name);
    let known = store.prospect(&id).await?;
    let now = clock::millis();
    let saved = match known {
        Some(_) => None,
        None => Some(store.keep(report, &offer.site, offer.more, now).await?),
    };
    let mut edits = vec![Edit::Log(offer.sent), Edit::FollowUp(Some(offer.day))];
    edits.extend(offer.status.map(Edit::Status));
    let edits: Vec<_> = edits.into_iter().map(|edit| (id.clone(), edit)).collect();
    let changed = store.change(&edits, now).await?;
    model.prospects.changed(changed.rows, &[]);
    let undo = Undo {
        saved,
        edits: changed.undo,
        ..Undo::default()
    };
    let words = t("prospect_logged");
    Ok(Some((Toast::Changed(words), Some(undo))))
}

async fn take_back(model: Model, store: &Store, undo: &Undo) -> Result<Done, StoreError> {
    let undone = undo.take_back(store).await?;
    model.prospects.changed(undone.rows, &undone.removed);
    let words = t(if undone.whole {
        "done_undone"
    } else {
        "undone_not_all"
    });
    Ok(Some((Toast::Said(words), None)))
}

/// The store; where it is not open it is tried once more, so that the user hears why.
async fn store(model: Model) -> Result<Store, StoreError> {
    if let Some(store) = model.prospects.store() {
        return Ok(store);
    }
    let lost = move |lost| {
        // It goes on when the page with an older Linkglance is closed.
        if lost == Lost::Blocked {
            let words = words::lost(Lost::Blocked);
            model.toast.set(Some(Toast::PageNotSaved(words)));
        }
    };
    Store::open(lost).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_to_who_has_answered_does_not_undo_that() {
        for (now, after) in [
            (None, Some(Status::Contacted)),
            (Some(Status::New), Some(Status::Contacted)),
            (Some(Status::NotNow), Some(Status::Contacted)),
            (Some(Status::Lost), Some(Status::Contacted)),
            (Some(Status::Answered), None),
            (Some(Status::Won), None),
        ] {
            assert_eq!(status_after_message(now), after, "{now:?}");
        }
    }
}
