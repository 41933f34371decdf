//! What goes with an agreement beside its terms: the price, whether it is paid, how long it runs, and who
//! looks after it. All of it is the user's own words; nothing is computed across currencies.

use serde::{Deserialize, Serialize};

use crate::length::{MAX_NAME_CHARS, cut_owned};
use crate::page::Day;

/// An agreement is about to end so many days before it does: a month leaves time to renew it.
const SOON_DAYS: i64 = 30;

/// What goes with an agreement. An empty text is unknown.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Deal {
    /// The price with its currency, as the user writes it.
    pub price: String,
    /// Whether it is paid.
    pub paid: bool,
    /// The day the link went live, as `YYYY-MM-DD`.
    pub since: String,
    /// The last day it was agreed for, as `YYYY-MM-DD`.
    pub until: String,
    /// Who looks after it.
    pub owner: String,
}

impl Deal {
    /// As it is saved: without white space at the ends, days that are none, and words that are too long.
    #[must_use]
    pub fn tidied(self) -> Self {
        let text = |text: String| cut_owned(text.trim().to_owned(), MAX_NAME_CHARS);
        let day = |day: String| {
            let day = text(day);
            if Day::read(&day).is_some() {
                day
            } else {
                String::new()
            }
        };
        Self {
            price: text(self.price),
            paid: self.paid,
            since: day(self.since),
            until: day(self.until),
            owner: text(self.owner),
        }
    }

    /// How many days are left on a day, `YYYY-MM-DD`: negative when it is over, `None` where no end was agreed.
    pub fn days_left(&self, today: &str) -> Option<i64> {
        let days = |day: &str| Day::read(day)?.since_1970().map(i64::from);
        Some(days(&self.until)? - days(today)?)
    }

    /// Whether it ends within a month.
    pub fn ends_soon(&self, today: &str) -> bool {
        let left = self.days_left(today);
        left.is_some_and(|left| (0..=SOON_DAYS).contains(&left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_days_left_are_counted_on_the_calendar() {
        let until = |day: &str| Deal {
            until: day.into(),
            ..Deal::default()
        };
        for (end, left, soon) in [
            ("2026-12-04", Some(4), true),
            ("2026-11-30", Some(0), true),
            ("2026-12-30", Some(30), true),
            ("2026-12-31", Some(31), false),
            ("2026-11-29", Some(-1), false),
            ("", None, false),
        ] {
            let deal = until(end);
            assert_eq!(deal.days_left("2026-11-30"), left, "{end}");
            assert_eq!(deal.ends_soon("2026-11-30"), soon, "{end}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_unknown() {
        let deal = Deal {
            price: " 180 EUR ".into(),
            since: "soon".into(),
            until: "2027-06-30".into(),
            ..Deal::default()
        };
        let tidied = deal.tidied();
        assert_eq!(
            (tidied.price.as_str(), tidied.since.as_str()),
            ("180 EUR", "")
        );
        assert_eq!(tidied.until, "2027-06-30");
    }
}
