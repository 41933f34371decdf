//! Backlinks are saved without a click where the settings say so, and links that are watched are looked at
//! whenever their page is inspected.

use linkglance_core::watch::{Observation, View, moment};
use linkglance_core::{Report, Site};

use linkglance_browser::clock;
use linkglance_browser::settings::Settings;
use linkglance_browser::store::{KeptAgreement, Store, StoreError, Subject, seen_in};
use linkglance_browser::watching;

/// Saves the backlinks of a report if the user has switched that on.
///
/// # Errors
/// What the store says if it could not save them.
pub(crate) async fn keep_backlinks(report: &Report) -> Result<(), StoreError> {
    // Settings that can't be read are an error of the settings, which say so themselves.
    let wanted = Settings::load()
        .await
        .is_ok_and(|settings| settings.keep_backlinks);
    let seen = seen_in(report, clock::millis());
    if !wanted || seen.is_empty() {
        return Ok(());
    }
    let store = Store::open(|_| ()).await?;
    store.keep_backlinks(seen).await?;
    Ok(())
}

/// Saves what a page in a tab says of the links that are watched on it, where there are any.
///
/// # Errors
/// What the store says if it could not save that.
pub(crate) async fn look_in_tab(report: &Report, sites: &[Site]) -> Result<(), StoreError> {
    let store = Store::open(|_| ()).await?;
    let watches = store.watches_of(&report.page.url).await?;
    if watches.is_empty() {
        return Ok(());
    }
    let now = moment(clock::millis());
    let mut looks = Vec::new();
    for watch in watches {
        let kept = match &watch.subject {
            Subject::Agreement(id) => store.one::<KeptAgreement>(id).await?,
            Subject::Backlink(_) | Subject::Prospect(_) => None,
        };
        let agreement = watching::looked_for(&watch, kept.as_ref(), sites);
        looks.extend(agreement.map(|agreement| {
            let look = Observation::of_report(now, View::Rendered, report, &agreement, sites);
            (watch.id, look)
        }));
    }
    let every = Settings::load().await.unwrap_or_default().watch_every;
    store.look(None, looks, 1, every).await?;
    watching::show_news(&store).await
}
