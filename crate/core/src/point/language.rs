//! Which language does the page say it is in? Held against an agreed language tag by the basic
//! filtering of RFC 4647: `en` covers `en-US`. A page that says only `en` leaves open whether it is
//! `en-GB`.

use super::{CheckState, Judgement};
use crate::page::Facts;
use crate::reason::{Key, Reason};

/// Whether the page's language is as agreed.
pub fn against(page: &Facts, agreed: &str) -> Judgement {
    let Some(tag) = page.language.as_deref() else {
        return Judgement::new(CheckState::Unknown, Key::FoundNoLanguage).told_by(Key::TellLook);
    };
    let found = Reason::new(Key::FoundLanguage, [tag.to_owned()]);
    match (covers(agreed, tag), covers(tag, agreed)) {
        (true, _) => Judgement::new(CheckState::Pass, found),
        (false, true) => Judgement::new(CheckState::Unknown, found).told_by(Key::TellLook),
        (false, false) => Judgement::new(CheckState::Fail, found),
    }
}

fn covers(range: &str, tag: &str) -> bool {
    let normal = |tag: &str| tag.replace('_', "-").to_ascii_lowercase();
    normal(tag)
        .strip_prefix(&normal(range))
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}
