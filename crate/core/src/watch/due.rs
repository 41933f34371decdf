//! When to look again at what is watched: as often as the user set it, sooner where a first look has to
//! be confirmed.

use serde::{Deserialize, Serialize};

use super::Moment;
use super::seen::Unknown;
use super::state::{SECOND_LOOK, Standing};

/// A day in seconds.
const DAY: Moment = 24 * 3_600;

/// An hour in seconds.
const SOON: Moment = 3_600;

/// How often what is watched is looked at without a click.
#[derive(Clone, Copy, PartialEq, Eq, Default, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    /// Never: only when the user asks.
    #[default]
    Off,
    /// Once a week.
    Week,
    /// Once a month.
    Month,
}

impl Every {
    /// All of them, the rarest first.
    pub const ALL: [Self; 3] = [Self::Off, Self::Month, Self::Week];

    /// Its name in settings and messages.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Week => "week",
            Self::Month => "month",
        }
    }

    /// The time between two looks, in seconds; `None` for never.
    const fn seconds(self) -> Option<Moment> {
        match self {
            Self::Off => None,
            Self::Week => Some(7 * DAY),
            Self::Month => Some(30 * DAY),
        }
    }
}

/// When a link is to be looked at again, by what is known of it after the look at `at`; `None` where
/// the user has switched that off.
pub fn next_look(standing: Standing, at: Moment, every: Every) -> Option<Moment> {
    let regular = every.seconds()?;
    let wait = match standing {
        // Only a second look a day later makes more of it.
        Standing::Missing | Standing::Unknown(Unknown::Network) => SECOND_LOOK,
        _ => regular,
    };
    Some(at + wait)
}

/// What is watched, as far as its turn depends on it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Turn {
    /// When it is to be looked at; `None` for as soon as may be.
    pub due: Option<Moment>,
    /// When it was looked at last.
    pub looked: Option<Moment>,
    /// Whether a run has yet to look at it.
    pub under_way: bool,
}

impl Turn {
    /// Whether its time has come. A look in the future was noted by a clock that has been set back:
    /// when it really was is not known, so the link is due.
    fn is_due(&self, now: Moment) -> bool {
        let from_the_future = self.looked.is_some_and(|looked| looked > now);
        from_the_future || self.due.is_none_or(|due| due <= now)
    }
}

/// Which of what is watched is to be looked at now, as places in `turns`: those whose time has come, those
/// that wait longest first. What is under way would be looked at twice.
pub fn due(turns: &[Turn], now: Moment) -> Vec<usize> {
    let is_due = |turn: &Turn| !turn.under_way && turn.is_due(now);
    let is_due = |at: &usize| turns.get(*at).is_some_and(is_due);
    let mut due: Vec<usize> = (0..turns.len()).filter(is_due).collect();
    due.sort_by_key(|&at| turns.get(at).and_then(|turn| turn.due));
    due
}

/// When to look for what is due again: in an hour or later, because what is due now has been started, or may not
/// be today. Links that a run has yet to look at count, too: the end of a run sets no new time. `None` only where
/// nothing is watched.
pub fn next_turn(turns: &[Turn], now: Moment) -> Option<Moment> {
    let next = turns.iter().map(|turn| {
        let due = turn.due.filter(|_| !turn.is_due(now));
        due.unwrap_or(now).max(now + SOON)
    });
    next.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn turn(due: Option<Moment>, looked: Option<Moment>, under_way: bool) -> Turn {
        Turn {
            due,
            looked,
            under_way,
        }
    }

    #[test]
    fn a_first_absence_is_looked_at_again_after_a_day() {
        let rows = [
            (Standing::Live, Every::Week, Some(7)),
            (Standing::Live, Every::Month, Some(30)),
            (Standing::Missing, Every::Month, Some(1)),
            (Standing::Unknown(Unknown::Network), Every::Week, Some(1)),
            (Standing::Unknown(Unknown::Robots), Every::Week, Some(7)),
            (Standing::Lost, Every::Week, Some(7)),
            (Standing::Missing, Every::Off, None),
        ];
        for (standing, every, days) in rows {
            let expected = days.map(|days| 5 + days * DAY);
            assert_eq!(next_look(standing, 5, every), expected, "{standing:?}");
        }
    }

    #[test]
    fn those_that_wait_longest_come_first() {
        let turn = |due, looked| turn(due, looked, false);
        let turns = [
            turn(Some(90), Some(10)),
            turn(Some(110), Some(10)),
            turn(None, None),
            turn(Some(50), Some(10)),
            turn(Some(900), Some(500)), // the clock was set back
        ];
        assert_eq!(due(&turns, 100), [2, 3, 0, 4]);
        assert_eq!(due(&turns, 5), [2, 3, 0, 1, 4]);
        assert_eq!(due(&[], 100), [] as [usize; 0]);
    }

    #[test]
    fn what_is_under_way_is_not_due_and_the_schedule_goes_on() {
        let now = 1_000 * DAY;
        let (ago, later) = (now - DAY, now + 6 * DAY);
        let soon = Some(now + SOON);
        let rows = [
            (vec![], vec![], None),
            (vec![turn(None, None, false)], vec![0], soon),
            (vec![turn(None, None, true)], vec![], soon),
            (vec![turn(Some(ago), Some(1), true)], vec![], soon),
            (
                vec![turn(Some(later), Some(ago), true)],
                vec![],
                Some(later),
            ),
            (
                vec![
                    turn(Some(later), Some(ago), false),
                    turn(Some(ago), Some(1), true),
                ],
                vec![],
                soon,
            ),
            // The clock was set back.
            (
                vec![turn(Some(2 * later), Some(later), false)],
                vec![0],
                soon,
            ),
        ];
        for (turns, due_now, next) in rows {
            assert_eq!(due(&turns, now), due_now, "{turns:?}");
            assert_eq!(next_turn(&turns, now), next, "{turns:?}");
        }
    }
}
