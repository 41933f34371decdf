//! Backlinks are saved without a click where the settings say so, and links that are watched are looked at
//! whenever their page is inspected.

use linkglance_core::watch::{Observation, View, moment};
use linkglance_core::{Report, Site};

use linkglance_browser::clock;
use linkglance_browser::settings::Settings;
use linkglance_browser::store::{Store, StoreError, competitor_links_in, seen_in};
use linkglance_browser::watching;

/// Saves the backlinks of a report, and that its domain links to competitors, if the user has switched that
/// on.
///
/// # Errors
/// What the store says if it could not save them.
pub(crate) async fn keep_backlinks(report: &Report, sites: &[Site]) -> Result<(), StoreError> {
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
pub(crate) async fn look_in_tab(
    store: &Store,
    report: &Report,
    sites: &[Site],
) -> Result<(), StoreError> {
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
