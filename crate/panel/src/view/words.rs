//! The words that only the panel uses: follow states, factors, marks, answers of the page.

use linkglance_core::check::Overall;
use linkglance_core::link::FollowState;
use linkglance_core::page::{Cause, Mechanism};
use linkglance_core::point::{CheckState, FactorState};
use linkglance_core::report::Link;

use crate::state::filter::LeadsTo;
use crate::state::look::Mark;
use crate::state::on_page::{Answer, Mode};
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::Icon;
pub(super) use linkglance_browser::words::{follow_icon, follow_state, follow_word};

/// What a button does, with the key that does the same: its tooltip.
pub(super) fn with_key(name: &str, key: &str) -> String {
    format!("{} ({key})", t(name))
}

/// How many links are in each state, in one line.
pub(super) fn counted(states: &[(FollowState, usize)]) -> String {
    let words: Vec<String> = states
        .iter()
        .map(|&(state, count)| t_with("counted", &[&number(count), &follow_word(state)]))
        .collect();
    words.join(", ")
}

/// The state and the icon of what came of an agreement.
pub(super) const fn outcome_sign(overall: Overall) -> (&'static str, Icon) {
    match overall {
        Overall::Kept => ("good", Icon::Check),
        Overall::Broken => ("bad", Icon::Close),
        Overall::Unclear => ("unknown", Icon::Unknown),
    }
}

/// The same of one point of it.
pub(super) const fn point_sign(state: CheckState) -> (&'static str, Icon) {
    match state {
        CheckState::Pass => ("good", Icon::Check),
        CheckState::Fail => ("bad", Icon::Close),
        CheckState::Unknown => ("unknown", Icon::Unknown),
    }
}

/// To whom a link leads.
pub(super) fn leads_to(to: LeadsTo) -> String {
    t(match to {
        LeadsTo::Own => "to_own",
        LeadsTo::Competitor => "to_competitor",
        LeadsTo::Affiliate => "to_affiliate",
        LeadsTo::Other => "to_other",
    })
}

/// Where a page says what it asks of search engines.
pub(super) fn mechanism(mechanism: Mechanism) -> String {
    t(match mechanism {
        Mechanism::Rel => "mechanism_rel",
        Mechanism::RobotsMeta => "mechanism_robots_meta",
        Mechanism::XRobotsTag => "mechanism_x_robots_tag",
        Mechanism::NotCrawlable => "mechanism_not_crawlable",
        Mechanism::Undocumented => "mechanism_undocumented",
    })
}

/// A factor's state in a word.
pub(super) fn state(state: FactorState) -> String {
    t(match state {
        FactorState::Good => "state_good",
        FactorState::Warn => "state_warn",
        FactorState::Bad => "state_bad",
        FactorState::Unknown => "state_unknown",
    })
}

/// A link's follow state: its name in style sheets and tests, and the words with their reason.
pub(super) fn follow(link: &Link) -> (&'static str, String) {
    match link.follow.followed {
        Some(true) => ("followed", t("followed")),
        Some(false) => (
            "not_followed",
            t_with(
                "not_followed_because",
                &[&Cause::values(&link.follow.because)],
            ),
        ),
        None => ("unknown", t("follow_unknown")),
    }
}

/// What is marked on the page.
pub(super) fn mode(mode: Mode) -> String {
    t(match mode {
        Mode::Off => "mark_off",
        Mode::All => "mark_all",
        Mode::Mine => "mark_mine",
        Mode::Filtered => "mark_filtered",
    })
}

/// A mark, as the legend names it.
pub(super) fn mark(mark: Mark) -> String {
    match mark {
        Mark::Link { state, mine: false } => follow_state(state),
        Mark::Link { state, mine: true } => t_with("mark_of_mine", &[&follow_state(state)]),
        Mark::Mention { possible: false } => t("mark_mention"),
        Mark::Mention { possible: true } => t("mark_mention_possible"),
    }
}

/// How the page answered.
pub(super) fn answer(answer: Answer) -> String {
    match answer {
        Answer::Marked {
            marked,
            gone,
            changed,
        } => {
            let without = [("marked_gone", gone), ("marked_changed", changed)];
            let without = without.into_iter().filter(|(_, count)| *count > 0);
            let sentences: Vec<String> = [("marked", marked)]
                .into_iter()
                .chain(without)
                .map(|(name, count)| t_count(name, count, &[]))
                .collect();
            sentences.join(" ")
        }
        Answer::Gone => t("place_gone"),
        Answer::Changed => t("place_changed"),
        Answer::Unseen => t("place_unseen"),
    }
}
