//! The head of a check: what came of it, each point as a sign, the menu of the agreement, and the two
//! buttons for what to do about it.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::check::{Check, Finding, Overall};
use linkglance_core::point::CheckState;

use super::letter::letter;
use super::picker;
use crate::state::desk::Checked;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::spot::Spot;
use crate::view::marks::can_be_shown;
use crate::view::save::keep_broken;
use crate::view::words::{outcome_sign, point_sign};
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::menu::move_focus;
use linkglance_browser::words::{self, overall};

/// The menu of the agreement.
const MENU: &str = "agreement-menu";

/// What came of a check, in colour, icon and words.
pub(super) fn head(model: Model, checked: &Checked) -> impl IntoView + use<> {
    let check = &checked.check;
    let (name, _) = overall(check.overall);
    let (state, sign) = outcome_sign(check.overall);
    let points: Vec<_> = check.findings.iter().map(point).collect();
    view! {
        <section
            class="checkhead"
            data-part="outcome"
            data-overall=name
            data-state=state
            role="status"
        >
            {state_icon(sign)}
            <h2 class="verdict-line" tabindex="-1">
                {sentence(check)}
            </h2>
            <button
                type="button"
                class="ibtn"
                data-part="agreement-menu-open"
                aria-label=t("agreement_menu")
                title=t("agreement_menu")
                aria-haspopup="menu"
                popovertarget=MENU
            >
                {icon(Icon::More)}
            </button>
            <ul class="points" aria-label=t("check_points")>
                {points}
            </ul>
        </section>
        <div
            id=MENU
            class="popover menu"
            popover="auto"
            role="menu"
            aria-label=t("agreement_menu")
            on:keydown=|event| move_focus(&event)
        >
            {picker::menu(model, &checked.held, MENU)}
        </div>
    }
}

/// The whole in a few words: the number of points is the agreement's.
fn sentence(check: &Check) -> String {
    let all = check.findings.len();
    let count = |state| check.in_state(state).count();
    match check.overall {
        Overall::Kept => t_count("check_all_kept", all, &[]),
        Overall::Broken => t_count(
            "check_some_broken",
            count(CheckState::Fail),
            &[&number(all)],
        ),
        Overall::Unclear => t_count(
            "check_some_unclear",
            count(CheckState::Unknown),
            &[&number(all)],
        ),
    }
}

/// One point as a sign; its words are in the tooltip.
fn point(found: &Finding) -> impl IntoView + use<> {
    let (state, sign) = point_sign(found.state);
    let (_, came_out) = super::words::state(found.state);
    let words = t_with("point_is", &[&words::point(found.point), &came_out]);
    view! {
        <li data-state=state title=words.clone()>
            {icon(sign)}
            <span class="sr">{words.clone()}</span>
        </li>
    }
}

/// What can be done about points that are not as agreed; empty where all are.
pub(super) fn remedies(
    model: Model,
    session: &Arc<Session>,
    checked: &Checked,
) -> Option<impl IntoView + use<>> {
    let letter = letter(model, session, checked);
    let closest = closest(session, checked);
    let saves = keep_broken(model, session, &checked.check);
    let any = letter.is_some() || closest.is_some() || saves.is_some();
    let asks = letter.is_some().then(|| {
        view! {
            <button
                type="button"
                class="btn primary"
                data-part="letter-open"
                aria-haspopup="dialog"
                on:click=move |_| model.sheets.letter.set(true)
            >
                {icon(Icon::Mail)}
                {t("letter_title")}
            </button>
        }
    });
    any.then(|| view! { <div class="remedies">{asks} {closest} {saves}</div> {letter} })
}

/// Shows the link that the check is about, or what comes nearest to it; `None` where neither can be seen.
fn closest(session: &Session, checked: &Checked) -> Option<impl IntoView + use<>> {
    let broken = checked.check.in_state(CheckState::Fail);
    let judged = broken.flat_map(|found| found.links.iter().copied());
    let near = checked.check.near_misses.iter();
    let near = near.filter_map(|near| Some(near.link.as_ref()?.index));
    let shown = |index: &usize| session.report.link(*index).is_some_and(can_be_shown);
    let index = judged.chain(near).find(shown)?;
    Some(view! {
        <span data-spot=Spot::Link(index).to_string()>
            <button type="button" class="btn" data-part="show-on-page">
                {icon(Icon::Locate)}
                {t("check_show_closest")}
            </button>
        </span>
    })
}
