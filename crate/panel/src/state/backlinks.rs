//! Backlinks are saved without a click where the settings say so.

use linkglance_core::Report;

use linkglance_browser::clock;
use linkglance_browser::settings::Settings;
use linkglance_browser::store::{Store, StoreError, seen_in};

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
