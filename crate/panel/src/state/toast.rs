//! What was done, or could not be done: one word at a time, above the end of the panel.

use linkglance_core::Site;

use linkglance_browser::i18n::t_with;
use linkglance_browser::profiles::Profile;
use linkglance_browser::store::StoreError;
use linkglance_browser::words;

/// One word of what happened.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Toast {
    /// Something was copied or saved as a file, or a place on the page could not be shown.
    Said(String),
    /// The page was saved as a prospect.
    PageSaved(String),
    /// The page could not be saved, or not yet.
    PageNotSaved(String),
    /// A profile was removed; undo puts it back where it was.
    SiteRemoved(usize, Box<Profile>),
    /// A profile was changed; undo puts the site back as it was. With the profile's id.
    SiteChanged(String, String, Box<Site>),
    /// Profiles could not be saved.
    NotSaved(String),
    /// The page's backlinks could not be saved.
    BacklinksNotSaved(StoreError),
}

impl Toast {
    /// Its name in tests.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Said(_) => "said",
            Self::PageSaved(_) => "page_saved",
            Self::PageNotSaved(_) => "page_not_saved",
            Self::SiteRemoved(..) => "site_removed",
            Self::SiteChanged(..) => "site_changed",
            Self::NotSaved(_) => "not_saved",
            Self::BacklinksNotSaved(_) => "backlinks_not_saved",
        }
    }

    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::Said(words)
            | Self::PageSaved(words)
            | Self::PageNotSaved(words)
            | Self::SiteChanged(words, ..) => words.clone(),
            Self::SiteRemoved(_, profile) => t_with("notice_site_removed", &[&profile.site.name]),
            Self::NotSaved(error) => t_with("notice_not_saved", &[error]),
            Self::BacklinksNotSaved(error) => {
                t_with("notice_backlinks_not_saved", &[&words::error(error)])
            }
        }
    }

    /// Whether it is an error, which stays until it is closed.
    pub(crate) fn stays(&self) -> bool {
        matches!(
            self,
            Self::PageNotSaved(_) | Self::NotSaved(_) | Self::BacklinksNotSaved(_)
        )
    }
}
