//! What the user changes on a prospect: field by field, so that two windows merge. Each change knows
//! what undoes it, and undoes only what is still as it left it.

use linkglance_core::prospect::{Entry, Event, Millis, Prospect, Sent, Status};

/// One change of one field.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Edit {
    /// How far it got, which its history tells.
    Status(Status),
    /// It did not get there after all: the status of before, and what the history told.
    StatusBack(Status, Entry),
    /// The notes: what they were when the user began to write, and what they are to be.
    Notes {
        /// What the user saw.
        from: String,
        /// What the user wrote.
        to: String,
    },
    /// One more tag.
    Tag(String),
    /// One tag less.
    Untag(String),
    /// The day to come back to it, as `YYYY-MM-DD`.
    FollowUp(Option<String>),
    /// A message was sent.
    Log(Sent),
    /// A message was not sent after all.
    Unlog(Sent),
    /// The user writes something down.
    Enter(Entry),
    /// Or not.
    Strike(Entry),
}

/// What a change did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Done {
    /// What undoes it.
    pub undo: Reversal,
    /// Notes that another window had changed meanwhile were replaced.
    pub overwrote: bool,
}

impl Edit {
    /// Makes the change; `None` if it is as asked already.
    pub fn apply(&self, prospect: &mut Prospect, now: Millis) -> Option<Done> {
        let mut overwrote = false;
        let back = match self {
            Self::Status(status) => {
                let before = std::mem::replace(&mut prospect.status, *status);
                (before != *status).then(|| {
                    let entry = Entry {
                        at: now,
                        what: Event::Status(*status),
                    };
                    prospect.history.push(entry.clone());
                    Self::StatusBack(before, entry)
                })
            }
            Self::StatusBack(status, entry) => {
                strike(prospect, entry);
                let after = std::mem::replace(&mut prospect.status, *status);
                (after != *status).then_some(Self::Status(after))
            }
            Self::Notes { from, to } => {
                let before = std::mem::replace(&mut prospect.notes, to.clone());
                overwrote = before != *from && before != *to;
                (before != *to).then(|| Self::Notes {
                    from: to.clone(),
                    to: before,
                })
            }
            Self::Tag(tag) => {
                let missing = !prospect.tags.contains(tag);
                missing.then(|| {
                    prospect.tags.push(tag.clone());
                    Self::Untag(tag.clone())
                })
            }
            Self::Untag(tag) => {
                let count = prospect.tags.len();
                prospect.tags.retain(|known| known != tag);
                (prospect.tags.len() != count).then(|| Self::Tag(tag.clone()))
            }
            Self::FollowUp(day) => {
                let before = std::mem::replace(&mut prospect.follow_up, day.clone());
                (before != *day).then_some(Self::FollowUp(before))
            }
            Self::Log(sent) => {
                prospect.messages.push(sent.clone());
                Some(Self::Unlog(sent.clone()))
            }
            Self::Unlog(sent) => {
                let at = prospect.messages.iter().rposition(|known| known == sent);
                at.map(|at| Self::Log(prospect.messages.remove(at)))
            }
            Self::Enter(entry) => {
                prospect.history.push(entry.clone());
                Some(Self::Strike(entry.clone()))
            }
            Self::Strike(entry) => strike(prospect, entry).map(Self::Enter),
        }?;
        prospect.updated = prospect.updated.max(now);
        let undo = Reversal {
            made: self.clone(),
            back,
        };
        Some(Done { undo, overwrote })
    }

    /// Whether a prospect is as this leaves it.
    fn holds(&self, prospect: &Prospect) -> bool {
        match self {
            Self::Status(status) | Self::StatusBack(status, _) => prospect.status == *status,
            Self::Notes { to, .. } => prospect.notes == *to,
            Self::Tag(tag) => prospect.tags.contains(tag),
            Self::Untag(tag) => !prospect.tags.contains(tag),
            Self::FollowUp(day) => prospect.follow_up == *day,
            Self::Log(sent) => prospect.messages.contains(sent),
            Self::Unlog(sent) => !prospect.messages.contains(sent),
            Self::Enter(entry) => prospect.history.contains(entry),
            Self::Strike(entry) => !prospect.history.contains(entry),
        }
    }
}

/// Takes an entry out of the history.
fn strike(prospect: &mut Prospect, entry: &Entry) -> Option<Entry> {
    let at = prospect.history.iter().rposition(|known| known == entry);
    at.map(|at| prospect.history.remove(at))
}

/// What undoes a change.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reversal {
    /// The change that was made.
    made: Edit,
    /// The change back to what it replaced.
    back: Edit,
}

/// What undoing a change did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reverted {
    /// What was replaced is there again.
    Done,
    /// It was there again already.
    Already,
    /// The user has set another value since: that stays.
    Superseded,
}

impl Reversal {
    /// Undoes the change, unless what it set is no longer there.
    pub fn apply(&self, prospect: &mut Prospect, now: Millis) -> Reverted {
        if !self.made.holds(prospect) && !self.back.holds(prospect) {
            Reverted::Superseded
        } else if self.back.apply(prospect, now).is_some() {
            Reverted::Done
        } else {
            Reverted::Already
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use linkglance_core::prospect::Way;

    fn prospect() -> Prospect {
        let text = r#"{"version":1,"id":"a","site":"Acme","page":{"url":"https://a.example/"},
            "notes":"first","tags":["tea"],"kept":1,"updated":1}"#;
        serde_json::from_str(text).unwrap()
    }

    fn sent() -> Sent {
        Sent {
            at: 5,
            how: Way::Copied,
            to: None,
            subject: "Hello".into(),
            body: "…".into(),
        }
    }

    fn entry() -> Entry {
        Entry {
            at: 6,
            what: Event::Note("Called Ines".into()),
        }
    }

    #[test]
    fn the_history_tells_each_status_and_forgets_one_that_is_undone() {
        let mut changed = prospect();
        Edit::Enter(entry()).apply(&mut changed, 6);
        let first = Edit::Status(Status::Contacted)
            .apply(&mut changed, 7)
            .unwrap();
        Edit::Status(Status::Won).apply(&mut changed, 8).unwrap();
        let told = |prospect: &Prospect| {
            let history = prospect.history.iter();
            history.map(|entry| entry.at).collect::<Vec<_>>()
        };
        assert_eq!(told(&changed), [6, 7, 8]);
        assert_eq!(first.undo.apply(&mut changed, 9), Reverted::Superseded);
        assert_eq!(
            told(&changed),
            [6, 7, 8],
            "what was superseded has happened"
        );
        let last = Edit::Status(Status::Lost).apply(&mut changed, 10).unwrap();
        assert_eq!(last.undo.apply(&mut changed, 11), Reverted::Done);
        assert_eq!(
            (changed.status, told(&changed)),
            (Status::Won, vec![6, 7, 8])
        );
    }

    #[test]
    fn every_change_is_undone_by_what_it_gives() {
        let edits = [
            Edit::Status(Status::Won),
            Edit::Notes {
                from: "first".into(),
                to: "second".into(),
            },
            Edit::Tag("new".into()),
            Edit::Untag("tea".into()),
            Edit::FollowUp(Some("2026-04-01".into())),
            Edit::Log(sent()),
            Edit::Enter(entry()),
        ];
        for edit in edits {
            let mut changed = prospect();
            let done = edit.apply(&mut changed, 9).unwrap();
            assert_ne!(changed, prospect(), "{edit:?}");
            assert_eq!(changed.updated, 9, "{edit:?}");
            assert_eq!(done.undo.apply(&mut changed, 9), Reverted::Done);
            assert_eq!(done.undo.apply(&mut changed, 9), Reverted::Already);
            changed.updated = 1;
            assert_eq!(changed, prospect(), "{edit:?}");
        }
    }

    #[test]
    fn a_change_to_what_is_there_already_is_none() {
        let same = [
            Edit::Status(Status::New),
            Edit::Tag("tea".into()),
            Edit::Untag("coffee".into()),
            Edit::FollowUp(None),
            Edit::Unlog(sent()),
            Edit::Strike(entry()),
        ];
        for edit in same {
            let mut unchanged = prospect();
            assert_eq!(edit.apply(&mut unchanged, 9), None, "{edit:?}");
            assert_eq!(unchanged, prospect(), "{edit:?}");
        }
    }

    #[test]
    fn an_undo_leaves_alone_what_somebody_else_has_set_since() {
        let notes = |from: &str, to: &str| Edit::Notes {
            from: from.into(),
            to: to.into(),
        };
        let day = |day: &str| Edit::FollowUp(Some(day.into()));
        for (mine, theirs) in [
            (Edit::Status(Status::Contacted), Edit::Status(Status::Won)),
            (notes("first", "mine"), notes("mine", "theirs")),
            (day("2026-04-01"), day("2026-05-01")),
        ] {
            let mut shared = prospect();
            let undo = mine.apply(&mut shared, 2).unwrap().undo;
            theirs.apply(&mut shared, 3).unwrap();
            let left = shared.clone();
            assert_eq!(undo.apply(&mut shared, 4), Reverted::Superseded);
            assert_eq!(shared, left, "{mine:?}");
        }
    }

    #[test]
    fn two_windows_change_different_fields_and_both_hold() {
        let mut shared = prospect();
        Edit::Status(Status::Contacted).apply(&mut shared, 2);
        Edit::Tag("green".into()).apply(&mut shared, 3);
        assert_eq!(shared.status, Status::Contacted);
        assert_eq!(shared.tags, ["tea", "green"]);
    }

    #[test]
    fn notes_that_somebody_else_changed_are_replaced_with_a_word_and_come_back_by_undo() {
        let mut shared = prospect();
        let theirs = Edit::Notes {
            from: "first".into(),
            to: "theirs".into(),
        };
        assert!(!theirs.apply(&mut shared, 2).unwrap().overwrote);
        let mine = Edit::Notes {
            from: "first".into(),
            to: "mine".into(),
        };
        let done = mine.apply(&mut shared, 3).unwrap();
        assert!(done.overwrote);
        done.undo.apply(&mut shared, 4);
        assert_eq!(shared.notes, "theirs");
    }
}
