//! Backlinks are saved without a click where the settings say so, and links that are watched are looked at
//! whenever their page is inspected.

use std::sync::Arc;

use futures_util::FutureExt;
use linkglance_core::watch::{Observation, View, moment};
use linkglance_core::{Report, Site};
use wasm_split_helpers::wasm_split;

use super::later::{Later, Work};
use super::session::Session;
use linkglance_browser::clock;
use linkglance_browser::settings::Settings;
use linkglance_browser::store::{Store, StoreError, competitor_links_in, seen_in};
use linkglance_browser::watching;

/// Saves what is to be saved of a page that was inspected, in this store where it is open already.
///
/// # Errors
/// What the store says if it could not save the backlinks.
#[allow(
    clippy::unnecessary_wraps,
    reason = "what can fail is to load it, and the macro asks for a type to say so in"
)]
#[wasm_split(later, fallible)]
pub(crate) fn save_seen(
    session: Arc<Session>,
    sites: Vec<Site>,
    store: Option<Store>,
) -> Later<Work<Result<(), StoreError>>> {
    let saving = async move {
        let kept = keep_backlinks(&session.report, &sites).await;
        // The report may be there before the store of saved pages is open.
        let store = match store {
            Some(store) => Some(store),
            None => Store::open(|_| ()).await.ok(),
        };
        if let Some(store) = store {
            // A look that was not saved is none: the next one counts.
            let _ = look_in_tab(&store, &session.report, &sites).await;
        }
        kept
    };
    Ok(saving.boxed_local())
}

/// Saves the backlinks of a report, and that its domain links to competitors, if the user has switched that
/// on.
///
/// # Errors
/// What the store says if it could not save them.
async fn keep_backlinks(report: &Report, sites: &[Site]) -> Result<(), StoreError> {
    // Settings that can't be read are an error of the settings, which say so themselves.
    let wanted = Settings::load()
        .await
        .is_ok_and(|settings| settings.keep_backlinks);
    let now = clock::millis();
    let seen = seen_in(report, View::Rendered, now);
    let rivals = competitor_links_in(report, sites, now);
    if !wanted || seen.is_empty() && rivals.is_empty() {
        return Ok(());
    }
    let store = Store::open(|_| ()).await?;
    if !seen.is_empty() {
        store.keep_backlinks(seen).await?;
    }
    if !rivals.is_empty() {
        store.keep_competitor_links(rivals).await?;
    }
    Ok(())
}

/// Saves what a page in a tab says of the links that are watched on it, where there are any.
///
/// # Errors
/// What the store says if it could not save that.
async fn look_in_tab(store: &Store, report: &Report, sites: &[Site]) -> Result<(), StoreError> {
    let mut looks = Vec::new();
    let now = moment(clock::millis());
    for watch in store.watches_of(&report.page.url).await? {
        let agreement = watching::looked_for(store, &watch, sites).await?;
        looks.extend(agreement.map(|agreement| {
            let look = Observation::of_report(now, View::Rendered, report, &agreement, sites);
            (watch.id, look)
        }));
    }
    if looks.is_empty() {
        return Ok(());
    }
    store.look(None, looks, 1).await?;
    watching::show_news(store).await
}
