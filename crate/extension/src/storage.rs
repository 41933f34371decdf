//! What is kept between visits: the user's site profiles, in the browser's synchronised storage,
//! and how they left the panel, on this computer.

use linkglance_core::Site;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::browser::{self, BrowserError};

/// Where the profiles are kept: a list of [`Site`].
const SITES: &str = "sites";

/// Where the panel's choices are kept.
const PANEL: &str = "panel";

/// The user's profiles. One that is damaged is an error, never silently dropped: saving would
/// lose it.
pub(crate) async fn sites() -> Result<Vec<Site>, BrowserError> {
    Ok(browser::load(SITES).await?.unwrap_or_default())
}

/// Keeps the user's profiles.
pub(crate) async fn save_sites(sites: &[Site]) -> Result<(), BrowserError> {
    browser::save(SITES, &sites).await
}

/// How the panel was left; `None` if it was never changed.
pub(crate) async fn panel<T: DeserializeOwned>() -> Result<Option<T>, BrowserError> {
    browser::load_local(PANEL).await
}

/// Keeps how the panel is left.
pub(crate) async fn save_panel<T: Serialize>(choices: &T) -> Result<(), BrowserError> {
    browser::save_local(PANEL, choices).await
}
