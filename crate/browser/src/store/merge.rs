//! What undoing a change makes of a prospect that was changed since: what was there comes
//! back, and what came since stays.

use linkglance_core::prospect::{Entry, Prospect, Sent, Status};

/// A prospect that comes back where another form of it is stored now.
///
/// `before` is what comes back and `now` what is stored. `base` is what the undone change had put in
/// its place, `None` where it had put none: then `now` was saved again since. A field of the
/// user's that differs from the base was changed since, and stays.
pub(super) fn prospect(before: &Prospect, base: Option<&Prospect>, now: Prospect) -> Prospect {
    let own = Own::of(before).with_changes(&base.map_or(Own::UNTOUCHED, Own::of), &Own::of(&now));
    let (kept, updated) = (before.kept.min(now.kept), before.updated.max(now.updated));
    // What is known of the page is what the last look at it found.
    let (mut merged, newer) = if before.page.inspected > now.page.inspected {
        (now, before.clone())
    } else {
        (before.clone(), now)
    };
    merged.update_from(newer);
    Prospect {
        status: own.status,
        notes: own.notes,
        tags: own.tags,
        follow_up: own.follow_up,
        messages: own.messages,
        history: own.history,
        kept,
        updated,
        ..merged
    }
}

/// What is left of a prospect when the saving of its page is undone.
#[derive(PartialEq, Debug)]
pub(super) enum Without {
    /// It was not saved before and the user has written nothing on it.
    Nothing,
    /// The facts of before, with what the user has written.
    Prospect(Box<Prospect>),
    /// There is more in it than what that saving put there.
    Stays,
}

/// Undoes that a page was saved: `before` is what was stored, `saved` what it was replaced with, `now` what
/// is stored.
pub(super) fn without_save(before: Option<&Prospect>, saved: &Prospect, now: Prospect) -> Without {
    let saved_since = (&now.page, &now.opportunities, &now.contacts)
        != (&saved.page, &saved.opportunities, &saved.contacts);
    match before {
        _ if saved_since => Without::Stays,
        None if Own::of(&now) == Own::UNTOUCHED => Without::Nothing,
        None => Without::Stays,
        Some(before) => Without::Prospect(Box::new(Prospect {
            version: before.version,
            page: before.page.clone(),
            opportunities: before.opportunities.clone(),
            contacts: before.contacts.clone(),
            updated: if now.updated == saved.updated {
                before.updated
            } else {
                now.updated
            },
            ..now
        })),
    }
}

/// The part of a prospect that the user writes.
#[derive(Clone, PartialEq)]
struct Own {
    status: Status,
    notes: String,
    tags: Vec<String>,
    follow_up: Option<String>,
    messages: Vec<Sent>,
    history: Vec<Entry>,
}

impl Own {
    /// As a page has it that was only just saved.
    const UNTOUCHED: Self = Self {
        status: Status::New,
        notes: String::new(),
        tags: Vec::new(),
        follow_up: None,
        messages: Vec::new(),
        history: Vec::new(),
    };

    fn of(prospect: &Prospect) -> Self {
        Self {
            status: prospect.status,
            notes: prospect.notes.clone(),
            tags: prospect.tags.clone(),
            follow_up: prospect.follow_up.clone(),
            messages: prospect.messages.clone(),
            history: prospect.history.clone(),
        }
    }

    /// This with what was changed between `base` and `now`.
    fn with_changes(&self, base: &Self, now: &Self) -> Self {
        let mut messages = list(&self.messages, &base.messages, &now.messages);
        messages.sort_by_key(|sent| sent.at);
        let mut history = list(&self.history, &base.history, &now.history);
        history.sort_by_key(|entry| entry.at);
        Self {
            status: *value(&self.status, &base.status, &now.status),
            notes: notes(&self.notes, &base.notes, &now.notes),
            tags: list(&self.tags, &base.tags, &now.tags),
            follow_up: value(&self.follow_up, &base.follow_up, &now.follow_up).clone(),
            messages,
            history,
        }
    }
}

fn value<'a, T: PartialEq>(before: &'a T, base: &T, now: &'a T) -> &'a T {
    if now == base { before } else { now }
}

/// Notes are the one field that cannot be typed again from memory: where both differ, both stay.
fn notes(before: &str, base: &str, now: &str) -> String {
    if now == base || now == before {
        before.to_owned()
    } else if before.is_empty() || before == base {
        now.to_owned()
    } else {
        format!("{now}\n\n{before}")
    }
}

/// What was there without what was taken out since, and what was put in since.
fn list<T: PartialEq + Clone>(before: &[T], base: &[T], now: &[T]) -> Vec<T> {
    let stays = |entry: &&T| now.contains(entry) || !base.contains(entry);
    let came = |entry: &&T| !base.contains(entry) && !before.contains(entry);
    let before = before.iter().filter(stays);
    before.chain(now.iter().filter(came)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::prospect::{Event, Way};

    fn saved(title: &str, inspected: u64) -> Prospect {
        let text = r#"{"version":1,"id":"a","site":"Acme","page":{"url":"https://a.example/"},
            "kept":1,"updated":1}"#;
        let mut prospect: Prospect = serde_json::from_str(text).unwrap();
        prospect.page.title = Some(title.into());
        prospect.page.inspected = Some(inspected);
        prospect
    }

    fn sent(at: u64) -> Sent {
        Sent {
            at,
            how: Way::Copied,
            to: None,
            subject: String::new(),
            body: String::new(),
        }
    }

    fn note(at: u64, text: &str) -> Entry {
        Entry {
            at,
            what: Event::Note(text.into()),
        }
    }

    fn worked_on() -> Prospect {
        Prospect {
            status: Status::Contacted,
            notes: "Nice editor".into(),
            tags: vec!["tea".into(), "spring".into()],
            follow_up: Some("2026-04-01".into()),
            messages: vec![sent(5)],
            history: vec![note(4, "Called Ines")],
            updated: 5,
            ..saved("Old", 1)
        }
    }

    #[test]
    fn a_page_saved_again_gets_the_persons_part_back_and_has_its_newer_facts() {
        let again = Prospect {
            kept: 8,
            updated: 8,
            ..saved("New", 8)
        };
        let merged = prospect(&worked_on(), None, again);
        assert_eq!(merged.page.title.as_deref(), Some("New"));
        let expected = Prospect {
            page: merged.page.clone(),
            updated: 8,
            ..worked_on()
        };
        assert_eq!(merged, expected);
    }

    #[test]
    fn what_the_person_has_written_since_stays() {
        let since = Prospect {
            status: Status::Won,
            notes: "Linked!".into(),
            tags: vec!["won".into()],
            follow_up: Some("2027-01-01".into()),
            messages: vec![sent(9)],
            history: vec![note(9, "She linked"), note(3, "Met at the fair")],
            ..saved("Old", 1)
        };
        let merged = prospect(&worked_on(), None, since);
        assert_eq!(merged.status, Status::Won);
        assert_eq!(merged.notes, "Linked!\n\nNice editor");
        assert_eq!(merged.tags, ["tea", "spring", "won"]);
        assert_eq!(merged.follow_up.as_deref(), Some("2027-01-01"));
        assert_eq!(merged.messages, [sent(5), sent(9)]);
        let told: Vec<u64> = merged.history.iter().map(|entry| entry.at).collect();
        assert_eq!(told, [3, 4, 9]);
    }

    #[test]
    fn only_what_differs_from_what_was_put_in_its_place_came_since() {
        let restored = Prospect {
            tags: vec!["tea".into(), "old".into()],
            notes: "From the file".into(),
            ..saved("From the file", 1)
        };
        let since = Prospect {
            tags: vec!["old".into(), "since".into()],
            ..restored.clone()
        };
        let before = Prospect {
            page: saved("Looked at", 3).page,
            ..worked_on()
        };
        let merged = prospect(&before, Some(&restored), since);
        assert_eq!(merged.tags, ["spring", "since"], "tea was taken off since");
        assert_eq!(merged.notes, "Nice editor");
        assert_eq!(merged.status, Status::Contacted);
        assert_eq!(merged.page, before.page, "the last look at the page counts");
    }

    #[test]
    fn undoing_the_first_save_leaves_nothing_unless_the_user_has_written_since() {
        let new = saved("New", 3);
        assert_eq!(without_save(None, &new, new.clone()), Without::Nothing);
        let noted = Prospect {
            notes: "Ask Ines".into(),
            ..new.clone()
        };
        assert_eq!(without_save(None, &new, noted), Without::Stays);
    }

    #[test]
    fn undoing_a_renewal_brings_the_facts_back_and_leaves_what_the_user_wrote() {
        let before = worked_on();
        let mut renewed = before.clone();
        assert!(renewed.update_from(Prospect {
            updated: 9,
            ..saved("New", 9)
        }));
        let back = without_save(Some(&before), &renewed, renewed.clone());
        assert_eq!(back, Without::Prospect(Box::new(before.clone())));
        let won = Prospect {
            status: Status::Won,
            updated: 12,
            ..renewed.clone()
        };
        let Without::Prospect(back) = without_save(Some(&before), &renewed, won) else {
            panic!("it was saved before");
        };
        assert_eq!((back.status, back.updated), (Status::Won, 12));
        assert_eq!(back.page, before.page);
    }

    #[test]
    fn a_page_that_was_saved_once_more_since_stays_as_it_is() {
        let (first, second) = (saved("First", 3), saved("Second", 4));
        assert_eq!(without_save(None, &first, second), Without::Stays);
    }
}
