//! The menu of marks: what to mark on the page, the legend, which switches single marks off, and the
//! way from mark to mark.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::words;
use crate::state::filter::Filter;
use crate::state::look::Mark;
use crate::state::model::Model;
use crate::state::on_page::{Mode, wanted, why_unseen};
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::menu::move_focus;
use linkglance_browser::settings::Colours;

/// The menu's name, for the button that opens it.
pub(super) const ID: &str = "marks-menu";

#[component]
pub(super) fn MarksMenu(model: Model) -> impl IntoView {
    let on_page = model.on_page();
    view! {
        <section
            id=ID
            class="popover marks"
            popover="auto"
            role="dialog"
            aria-label=t("mark_on_page")
            data-part="marks"
            data-open=move || on_page.is_open().to_string()
        >
            {modes(model)}
            {move || legend(model)}
            <p class="meta" role="status" data-part="marks-answer">
                {move || on_page.answer.get().map(words::answer)}
            </p>
            {move || hidden(model)}
            <p class="meta" hidden=move || on_page.mode.get() == Mode::Off>{t("legend_hint")}</p>
        </section>
    }
}

fn modes(model: Model) -> impl IntoView {
    let on_page = model.on_page();
    let keys = move |event: KeyboardEvent| move_focus(&event);
    let button = move |mode: Mode| {
        let chosen = move || on_page.mode.get() == mode;
        view! {
            <button
                type="button"
                role="radio"
                data-part="mark"
                data-mode=mode.name()
                prop:disabled=move || !on_page.is_open()
                aria-checked=move || chosen().to_string()
                on:click=move |_| on_page.mode.set(mode)
            >
                {words::mode(mode)}
            </button>
        }
    };
    let buttons = Mode::ALL.map(button).collect_view();
    view! {
        <div class="segments" role="radiogroup" aria-label=t("mark_on_page") on:keydown=keys>
            {buttons}
        </div>
    }
}

/// The marks that are on the page now, each with its line and its word, and the way through them.
fn legend(model: Model) -> Option<impl IntoView> {
    let on_page = model.on_page();
    let mode = on_page.mode.get();
    if mode == Mode::Off || !on_page.is_open() {
        return None;
    }
    let session = model.session.get()?;
    let wanted = model
        .choices
        .filter
        .with(|filter| wanted(&session.report, mode, filter));
    let colours = on_page.colours.get();
    let rows: Vec<_> = Mark::all()
        .filter_map(|mark| {
            let count = wanted.iter().filter(|(_, found)| *found == mark).count();
            (count > 0).then(|| line(model, mark, count, &colours))
        })
        .collect();
    let shown = move || {
        let without = on_page.without.get();
        let on = wanted.iter().filter(|(_, mark)| !without.contains(mark));
        on.count()
    };
    Some(view! {
        <ul class="legend" data-part="legend">
            {rows}
        </ul>
        {walk(model, shown)}
    })
}

fn line(model: Model, mark: Mark, count: usize, colours: &Colours) -> impl IntoView + use<> {
    let without = model.on_page().without;
    let toggle = move |_| {
        without.update(|marks| crate::state::filter::toggle(marks, mark));
    };
    view! {
        <li>
            <label>
                {sample(mark, colours)}
                <span class="word capital">{words::mark(mark)}</span>
                " "
                <span class="count push">{number(count)}</span>
                <input
                    type="checkbox"
                    prop:checked=move || without.with(|marks| !marks.contains(&mark))
                    on:change=toggle
                />
            </label>
        </li>
    }
}

/// Which mark was gone to, and the buttons to the next.
fn walk(model: Model, shown: impl Fn() -> usize + Send + 'static) -> impl IntoView {
    let on_page = model.on_page();
    let words = move || {
        let all = shown();
        on_page.at.get().map_or_else(
            || t_count("marks_count", all, &[]),
            |at| t_with("mark_number", &[&number(at + 1), &number(all)]),
        )
    };
    let button = move |part: &'static str, name: &'static str, key: &'static str, of: Icon| {
        let forward = part == "mark-next";
        view! {
            <button
                type="button"
                class="ibtn"
                data-part=part
                aria-label=t(name)
                title=words::with_key(name, key)
                on:click=move |_| step(model, forward)
            >
                {icon(of)}
            </button>
        }
    };
    view! {
        <div class="walk">
            <span class="meta" role="status" data-part="mark-number">
                {words}
            </span>
            {button("mark-previous", "mark_previous", "p", Icon::Up)}
            {button("mark-next", "mark_next", "n", Icon::Down)}
        </div>
    }
}

/// Goes to the mark after or before the last one.
pub(super) fn step(model: Model, forward: bool) {
    let filter: Filter = model.choices.filter.get_untracked();
    model.on_page().step(&filter, forward);
}

/// How many links are hidden, so that they can't be marked.
fn hidden(model: Model) -> Option<impl IntoView> {
    let session = model.session.get()?;
    let off = model.on_page().mode.get() == Mode::Off;
    let unseen = session.report.outbound();
    let count = unseen.filter(|link| why_unseen(link).is_some()).count();
    (!off && count > 0)
        .then(|| view! { <p class="meta" data-part="marks-hidden">{t_count("marks_hidden", count, &[])}</p> })
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
