//! Which message it is to somebody: the first, or one that follows it up.

use serde::{Deserialize, Serialize};

/// A message by what went before it.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Nothing was sent yet.
    #[default]
    First,
    /// One message was sent.
    FollowUp1,
    /// Two were: the last that is asked for.
    FollowUp2,
}

impl Step {
    /// Every step, in order.
    pub const ALL: [Self; 3] = [Self::First, Self::FollowUp1, Self::FollowUp2];

    /// The one that is next where so many messages were sent.
    pub const fn after(sent: usize) -> Self {
        match sent {
            0 => Self::First,
            1 => Self::FollowUp1,
            _ => Self::FollowUp2,
        }
    }

    /// Its name in pages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::FollowUp1 => "follow_up_1",
            Self::FollowUp2 => "follow_up_2",
        }
    }
}
