//! The panel's part in marking the page: what to mark, the legend, the rows that light their place
//! on the page and are lit by it, and word of links that came late.
//!
//! A row takes part by its `data-spot`; the listeners are added once, to the whole panel, so a list of
//! thousands of rows costs no more.

use leptos::prelude::*;
use linkglance_core::page::HiddenBecause;
use linkglance_core::report::Link;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::words;
use crate::state::changes::Changes;
use crate::state::filter::Filter;
use crate::state::look::Mark;
use crate::state::model::Model;
use crate::state::on_page::{Late, Mode, Stopped, wanted, why_unseen};
use crate::state::spot::Spot;
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::settings::Colours;

/// What to mark, how it went, and what the marks mean.
#[component]
pub(super) fn MarksBar(model: Model) -> impl IntoView {
    let on_page = model.on_page();
    let buttons: Vec<_> = Mode::ALL
        .into_iter()
        .map(|mode| {
            view! {
                <button
                    type="button"
                    class="chip"
                    data-part="mark"
                    data-mode=mode.name()
                    prop:disabled=move || !on_page.is_open()
                    aria-pressed=move || (on_page.mode.get() == mode).to_string()
                    on:click=move |_| on_page.mode.set(mode)
                >
                    {words::mode(mode)}
                </button>
            }
        })
        .collect();
    view! {
        <section class="marks" data-part="marks" data-open=move || on_page.is_open().to_string()>
            <div class="chips" role="group" aria-label=t("mark_on_page")>
                <span class="quiet" aria-hidden="true">{t("mark_on_page")}</span>
                {buttons}
            </div>
            <p class="quiet" role="status" data-part="marks-answer">
                {move || on_page.answer.get().map(words::answer)}
            </p>
            {move || legend(model)}
        </section>
    }
}

/// The marks that are on the page now, each with its line and its word.
fn legend(model: Model) -> Option<impl IntoView> {
    let mode = model.on_page().mode.get();
    if mode == Mode::Off || !model.on_page().is_open() {
        return None;
    }
    let session = model.session.get()?;
    let wanted = model
        .choices
        .filter
        .with(|filter| wanted(&session.report, mode, filter));
    let colours = model.on_page().colours.get();
    let rows: Vec<_> = Mark::all()
        .filter_map(|mark| {
            let count = wanted.iter().filter(|(_, found)| *found == mark).count();
            (count > 0).then(|| {
                view! {
                    <li>
                        {sample(mark, &colours)} {words::mark(mark)} " "
                        <span class="count">{number(count)}</span>
                    </li>
                }
            })
        })
        .collect();
    Some(view! {
        <ul class="legend" data-part="legend">
            {rows}
        </ul>
        <p class="quiet">{t("legend_hint")}</p>
    })
}

/// A piece of the mark itself.
fn sample(mark: Mark, colours: &Colours) -> AnyView {
    match mark.outline(colours) {
        Some(outline) => {
            view! { <span class="sample" aria-hidden="true" style:outline=outline></span> }
                .into_any()
        }
        None => view! {
            <span
                class="sample"
                aria-hidden="true"
                style:background-color=mark.ground(colours)
                style:text-decoration=mark.underline(colours)
            >
                "abc"
            </span>
        }
        .into_any(),
    }
}

/// Word of links that came after the report, and a way to have them.
#[component]
pub(super) fn LateNotice(model: Model) -> impl IntoView {
    let words = |Late { links, stopped }| match (links, stopped) {
        (0, Some(Stopped::Changes)) => t("late_unknown"),
        (links, Some(Stopped::Changes)) => t_count("late_or_more", links, &[]),
        (0, Some(Stopped::Time)) => t("late_no_time"),
        (links, Some(Stopped::Time)) => {
            format!("{} {}", t_count("late", links, &[]), t("late_no_time"))
        }
        (links, None) => t_count("late", links, &[]),
    };
    view! {
        <div role="status">
            {move || {
                let late = model.on_page().late.get()?;
                Some(
                    view! {
                        <div class="notice" data-part="late" data-count=late.links.to_string()>
                            <p>{words(late)}</p>
                            <button
                                type="button"
                                data-part="late-again"
                                on:click=move |_| model.inspect_active_tab()
                            >
                                {t("inspect_again")}
                            </button>
                        </div>
                    },
                )
            }}
        </div>
    }
}

/// The notice of links that have become others since the report, and a way to have them as they are.
#[component]
pub(super) fn ChangedNotice(model: Model) -> impl IntoView {
    view! {
        <div role="status">
            {move || {
                let changed = model.on_page().changed.get();
                (changed > 0)
                    .then(|| {
                        view! {
                            <div class="notice" data-part="changed" data-count=changed.to_string()>
                                <p>{t_count("changed_links", changed, &[])}</p>
                                <button
                                    type="button"
                                    data-part="changed-again"
                                    on:click=move |_| model.inspect_active_tab()
                                >
                                    {t("inspect_again")}
                                </button>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// What came and went since the look before this one; empty on a first look.
pub(super) fn changes(changes: Option<&Changes>) -> Option<impl IntoView + use<>> {
    let changes = changes?;
    let (came, went) = (changes.came.len(), changes.went.len());
    let sentence = if changes.is_empty() {
        t("changes_none")
    } else {
        let came = t_count("changes_came", came, &[]);
        let went = t_count("changes_went", went, &[]);
        t_with("changes", &[&came, &went])
    };
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
        <div class="notice" role="status" data-part="changes" data-came=came data-went=went>
            <p>{sentence}</p>
            {list}
        </div>
    })
}

/// The button of a row that leads to its place on the page; for a link that can't be seen, why.
pub(super) fn show_link(link: &Link) -> AnyView {
    match why_unseen(link) {
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
    let label = t_with("show_this", &[name]);
    why_unseen(link).is_none().then(|| {
        view! {
            <button
                type="button"
                class="show-icon"
                data-part="show-on-page"
                title=t("show_on_page")
                aria-label=label
            ></button>
        }
    })
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

/// Goes to a row's place on the page, where its button was pressed.
pub(super) fn press(model: Model, target: Option<EventTarget>) {
    let pressed = target
        .clone()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let button = pressed.and_then(|pressed| pressed.closest(BUTTON).ok().flatten());
    if let (Some(_), Some(spot)) = (button, spot_of(target)) {
        model.on_page().go(spot);
    }
}

const BUTTON: &str = "[data-part=show-on-page]";

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
    match elements(&format!("[data-holds~=\"{spot}\"]")).first() {
        Some(part) => {
            open_around(model, part);
            scroll_to(part);
        }
        // The filter hides it: what the user has clicked on goes before what they had chosen.
        None => model.choices.filter.set(Filter::default()),
    }
    request_animation_frame(move || turn_to(model, spot, frames));
}

/// Opens the tab and the folds that an element is in.
fn open_around(model: Model, element: &Element) {
    if let Ok(Some(panel)) = element.closest("[data-part=tab-panel]")
        && let Some(tab) = panel.get_attribute("data-tab")
    {
        model.choices.open_tab.set(tab);
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
    let button = row.query_selector(BUTTON).ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}
