//! What the extension's pages show of a prospect, and the controls it is changed with. Each control gives
//! an [`Edit`](crate::store::Edit); the page that has it stores that in its own way.

mod addressee;
mod contacts;
mod fields;
mod history;
mod mail;
mod message;

use linkglance_core::prospect::Status;

pub use addressee::{Addressee, addressees};
pub use contacts::{address, contacts, is_web, outside, own_contact, short};
pub use fields::{follow_up_field, notes_field, status_field, tag_fields};
pub use history::history;
pub use mail::web_mail;
pub use message::{
    Choice, about, filled, filled_with, language_of, own_language, placeholder, step, template_name,
};

use crate::clock;
use crate::i18n::{t, t_with};
use crate::icon::Icon;

/// A status's icon.
pub const fn status_icon(status: Status) -> Icon {
    match status {
        Status::New => Icon::Circle,
        Status::Contacted => Icon::Send,
        Status::Answered => Icon::Reply,
        Status::Won => Icon::Flag,
        Status::Lost => Icon::Close,
        Status::NotNow => Icon::Pause,
    }
}

/// Whether the user has nothing more to do about a prospect.
pub const fn is_over(status: Status) -> bool {
    matches!(status, Status::Won | Status::Lost)
}

/// A day to come back to a prospect, in short.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FollowUp {
    /// Whether it has come.
    pub due: bool,
    /// The day, or that it has come.
    pub words: String,
}

impl FollowUp {
    /// Of a day as it is stored; `None` where there is none. What is over is not due.
    pub fn of(day: &str, status: Status) -> Option<Self> {
        if day.is_empty() {
            return None;
        }
        let today = clock::today();
        let due = day <= today.as_str() && !is_over(status);
        let words = match day {
            _ if due && day == today => t("due_today"),
            _ if due => t_with("due_since", &[&clock::brief_day(day)]),
            _ if day == today => t("today"),
            _ if day == clock::day_in(1) => t("tomorrow"),
            _ => clock::brief_day(day),
        };
        Some(Self { due, words })
    }
}
