//! The panel's rows and the page: rows light their place there and are lit by it, a press goes there;
//! and the words for links that came late or have changed.
//!
//! A row takes part by its `data-spot`; the listeners are added once, to the whole panel, so a list of
//! thousands of rows costs no more.

use leptos::prelude::*;
use linkglance_core::page::HiddenBecause;
use linkglance_core::report::Link;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::out::say;
use super::words;
use crate::state::changes::Changes;
use crate::state::filter::{Filter, Scope};
use crate::state::model::Model;
use crate::state::on_page::{Answer, Late, Stopped, why_unseen};
use crate::state::spot::Spot;
use linkglance_browser::i18n::{t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon};

/// Links that came after the report, in words.
pub(super) fn late_words(Late { links, stopped }: Late) -> String {
    match (links, stopped) {
        (0, Some(Stopped::Changes)) => t("late_unknown"),
        (links, Some(Stopped::Changes)) => t_count("late_or_more", links, &[]),
        (0, Some(Stopped::Time)) => t("late_no_time"),
        (links, Some(Stopped::Time)) => {
            format!("{} {}", t_count("late", links, &[]), t("late_no_time"))
        }
        (links, None) => t_count("late", links, &[]),
    }
}

/// Links that have become others since the report, in words.
pub(super) fn changed_words(changed: usize) -> String {
    t_count("changed_links", changed, &[])
}

/// What came and went since the look before this one; empty on a first look, and where nothing did.
pub(super) fn changes(changes: Option<&Changes>) -> Option<impl IntoView + use<>> {
    let changes = changes.filter(|changes| !changes.is_empty())?;
    let (came, went) = (changes.came.len(), changes.went.len());
    let sentence = t_with(
        "changes",
        &[
            &t_count("changes_came", came, &[]),
            &t_count("changes_went", went, &[]),
        ],
    );
    let rows: Vec<_> = changes
        .went
        .iter()
        .map(|link| {
            view! {
                <li class="link" data-part="went" data-href=link.href.clone()>
                    {crate::view::link::anchor_words(link)}
                    {crate::view::link::address(link)}
                </li>
            }
        })
        .collect();
    let list = (!rows.is_empty()).then(|| {
        view! {
            <details>
                <summary>{t("changes_gone")}</summary>
                <ul class="links">{rows}</ul>
            </details>
        }
    });
    Some(view! {
        <div class="line" data-part="changes" data-came=came data-went=went>
            <p>{sentence}</p>
            {list}
        </div>
    })
}

/// The button of a row that leads to its place on the page; for a link that can't be seen, why.
pub(super) fn show_link(link: &Link) -> AnyView {
    match why_unseen(link) {
        None if !link.is_outbound() => ().into_any(),
        None => show_button().into_any(),
        Some(why) => unseen(why).into_any(),
    }
}

/// The button alone, for what may always be shown.
pub(super) fn show_button() -> impl IntoView {
    view! {
        <button type="button" class="show-on-page" data-part="show-on-page">
            {t("show_on_page")}
        </button>
    }
}

/// The button in a row that has no room for words; no button for a link that can't be seen.
pub(super) fn show_icon(link: &Link, name: &str) -> Option<impl IntoView + use<>> {
    can_be_shown(link).then(|| show_button_of(name))
}

/// Whether a link can be shown on the page, whose script knows the places of outbound links alone.
pub(super) fn can_be_shown(link: &Link) -> bool {
    link.is_outbound() && why_unseen(link).is_none()
}

/// The same for what may always be shown.
pub(super) fn show_button_of(name: &str) -> impl IntoView + use<> {
    view! {
        <button
            type="button"
            class="ibtn"
            data-part="show-on-page"
            title=words::with_key("show_on_page", "⏎")
            aria-label=t_with("show_this", &[name])
        >
            {icon(Icon::Locate)}
        </button>
    }
}

/// Why a link can't be shown on the page, where that is so.
pub(super) fn unseen_note(link: &Link) -> Option<impl IntoView + use<>> {
    why_unseen(link).map(unseen)
}

fn unseen(why: HiddenBecause) -> impl IntoView {
    let words = t_with(
        "cannot_be_shown",
        &[&linkglance_browser::words::hidden(why)],
    );
    view! { <span class="quiet" data-part="cannot-be-shown">{words}</span> }
}

/// What the user points at in the panel.
pub(super) fn spot_of(target: Option<EventTarget>) -> Option<Spot> {
    let row = row_of(target)?;
    row.get_attribute("data-spot")?.parse().ok()
}

fn row_of(target: Option<EventTarget>) -> Option<Element> {
    let target: Element = target?.dyn_into().ok()?;
    target.closest("[data-spot]").ok()?
}

/// Goes to a row's place on the page, where its button was pressed, or the row itself. A press that
/// ends the selection of some text is none.
pub(super) fn press(model: Model, target: Option<EventTarget>) {
    let pressed = target
        .clone()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(pressed) = pressed else { return };
    let on = |selector: &str| pressed.closest(selector).ok().flatten();
    let row = on(ROW).filter(|row| matches!(row.query_selector(BUTTON), Ok(Some(_))));
    let of_row = row.is_some() && on(CONTROL).is_none() && !selects_text();
    if (on(BUTTON).is_some() || of_row)
        && let Some(spot) = spot_of(target)
    {
        model.on_page().go(spot);
    }
}

const BUTTON: &str = "[data-part=show-on-page]";
/// Rows that are as good as their button.
const ROW: &str = "[data-row]";
/// What in a row has a use of its own.
const CONTROL: &str = "a, button, input, label, select, summary, .more";

fn selects_text() -> bool {
    let selection = window().get_selection().ok().flatten();
    selection.is_some_and(|selection| !selection.is_collapsed())
}

/// Lights the rows of what the user points at on the page, turns to the row of what they click
/// there, and is notified when a script gives the page another address or the page goes.
pub(super) fn follow_page(model: Model) {
    Effect::new(move |_| {
        if let Some((tab, url)) = model.on_page().moved.get() {
            model.page_is_at(tab, &url);
        }
    });
    Effect::new(move |_| {
        if let Some(tab) = model.on_page().ended.get() {
            model.line_ended(tab);
        }
    });
    // What could not be shown is said also while the menu of marks is closed.
    Effect::new(move |_| {
        let answer = model.on_page().answer.get();
        if let Some(answer @ (Answer::Gone | Answer::Changed | Answer::Unseen)) = answer {
            say(model, words::answer(answer));
        }
    });
    Effect::new(move |_| set_class("lit", model.on_page().over.get()));
    Effect::new(move |_| {
        let chosen = model.on_page().chosen.get();
        set_class("chosen", chosen);
        if let Some(spot) = chosen {
            turn_to(model, spot, MAX_FRAMES);
        }
    });
}

/// Frames that a row is given to be built in.
const MAX_FRAMES: u32 = 30;

/// Gives a class to the rows of one spot, and takes it from all others.
fn set_class(class: &str, spot: Option<Spot>) {
    for row in elements(&format!("[data-spot].{class}")) {
        let _ = row.class_list().remove_1(class);
    }
    if let Some(spot) = spot {
        for row in rows(spot) {
            let _ = row.class_list().add_1(class);
        }
    }
}

/// The rows of a spot, and those it is folded into as a repeat.
fn rows(spot: Spot) -> Vec<Element> {
    elements(&format!(
        "[data-spot=\"{spot}\"], [data-stands-for~=\"{spot}\"]"
    ))
}

fn elements(selector: &str) -> Vec<Element> {
    let Ok(found) = document().query_selector_all(selector) else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.get(index)?.dyn_into().ok())
        .collect()
}

/// Moves to the row of a spot; of several to the one in the open tab. A table builds its rows when
/// they come near, so this may take some frames.
fn turn_to(model: Model, spot: Spot, frames: u32) {
    let rows = rows(spot);
    let in_open_tab = |row: &&Element| row.closest("[hidden]").ok().flatten().is_none();
    if let Some(row) = rows.iter().find(in_open_tab).or_else(|| rows.first()) {
        set_class("chosen", Some(spot));
        open_around(model, row);
        let row = row.clone();
        // The tab is shown once the signal has arrived.
        request_animation_frame(move || move_to(&row));
        return;
    }
    let Some(frames) = frames.checked_sub(1) else {
        return;
    };
    if let Some(part) = elements(&format!("[data-holds~=\"{spot}\"]")).first() {
        open_around(model, part);
        scroll_to(part);
    } else {
        // The filter hides it: what the user has clicked on goes before what they had chosen.
        model.choices.filter.set(Filter::default());
        model.choices.scope.set(Scope::default());
        model.chosen.set(None);
    }
    request_animation_frame(move || turn_to(model, spot, frames));
}

/// Opens the tab and the folds that an element is in.
fn open_around(model: Model, element: &Element) {
    if let Ok(Some(panel)) = element.closest("[data-part=tab-panel]")
        && let Some(tab) = panel.get_attribute("data-tab")
    {
        model.open(&tab);
    }
    let mut above = element.parent_element();
    while let Some(element) = above {
        if element.tag_name() == "DETAILS" {
            let _ = element.set_attribute("open", "");
        }
        above = element.parent_element();
    }
}

fn scroll_to(element: &Element) {
    let how = ScrollIntoViewOptions::new();
    how.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&how);
}

fn move_to(row: &Element) {
    scroll_to(row);
    // A row takes the focus itself; one of the check has a button for that.
    let button = row.query_selector(BUTTON).ok().flatten();
    let place = if row.has_attribute("data-row") {
        Some(row.clone())
    } else {
        button
    };
    if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
        let _ = place.focus();
    }
}
