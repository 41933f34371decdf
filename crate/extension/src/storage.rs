//! What is kept between visits: the user's site profiles, in the browser's synchronised storage.

use linkglance_core::Site;

use crate::browser::{self, BrowserError};

/// Where the profiles are kept: a list of [`Site`].
const SITES: &str = "sites";

/// The user's profiles. One that is damaged is an error, never silently dropped: saving would
/// lose it.
pub(crate) async fn sites() -> Result<Vec<Site>, BrowserError> {
    Ok(browser::load(SITES).await?.unwrap_or_default())
}

/// Keeps the user's profiles.
pub(crate) async fn save_sites(sites: &[Site]) -> Result<(), BrowserError> {
    browser::save(SITES, &sites).await
}
