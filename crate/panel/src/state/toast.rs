//! What was done, or could not be done: one word at a time, above the end of the panel.

use linkglance_core::Site;
use linkglance_core::prospect::{Opportunity, Sent, Status, Way};

use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::profiles::Profile;
use linkglance_browser::store::StoreError;
use linkglance_browser::words;

/// A message that has left, and what the user is offered to note of it on the page's prospect.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Offer {
    /// The site it was written for.
    pub(crate) site: Site,
    pub(crate) sent: Sent,
    /// What the page is saved for if it was not: an opportunity that the page alone does not show.
    pub(crate) more: Option<Opportunity>,
    /// The day to come back, as `YYYY-MM-DD`.
    pub(crate) day: String,
    /// The status it is given; `None` where it stays as it is.
    pub(crate) status: Option<Status>,
}

impl Offer {
    /// What the button says.
    pub(crate) fn words(&self) -> String {
        let name = match self.status {
            Some(_) => "mark_contacted",
            None => "log_message",
        };
        t_with(name, &[&clock::brief_day(&self.day)])
    }
}

/// One word of what happened.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Toast {
    /// Something was copied or saved as a file, or a place on the page could not be shown.
    Said(String),
    /// The page was saved as a prospect, which can be undone.
    PageSaved(String),
    /// A prospect was changed, which can be undone.
    Changed(String),
    /// A message was copied or opened in the mail program.
    MessageLeft(Box<Offer>),
    /// The page could not be saved, or not yet.
    PageNotSaved(String),
    /// A profile was removed; undo puts it back where it was.
    SiteRemoved(usize, Box<Profile>),
    /// Competitors were added to a profile; undo takes them out again. With the profile's id.
    CompetitorsAdded(String, String, Vec<String>),
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
            Self::Changed(_) => "changed",
            Self::MessageLeft(_) => "message_left",
            Self::PageNotSaved(_) => "page_not_saved",
            Self::SiteRemoved(..) => "site_removed",
            Self::CompetitorsAdded(..) => "competitors_added",
            Self::NotSaved(_) => "not_saved",
            Self::BacklinksNotSaved(_) => "backlinks_not_saved",
        }
    }

    pub(crate) fn sentence(&self) -> String {
        match self {
            Self::Said(words)
            | Self::PageSaved(words)
            | Self::Changed(words)
            | Self::PageNotSaved(words)
            | Self::CompetitorsAdded(words, ..) => words.clone(),
            Self::MessageLeft(offer) => t(match offer.sent.how {
                Way::Copied => "letter_copied",
                Way::MailProgram => "message_opened",
                Way::Gmail | Way::Outlook => "message_opened_web",
            }),
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
