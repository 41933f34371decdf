//! The line above a table: search, presets, filters as chips, and what is done with the list as a whole.

use leptos::prelude::*;

use super::popover::{Name, popover};
use super::saved::views;
use super::segments::{Segment, segments};
use super::table::{Shape, chooser, export};
use crate::dashboard::state::filter::{Facet, Filters, Preset};
use crate::dashboard::state::model::Model;
use crate::dashboard::state::row::Listed;
use crate::dashboard::state::table::Table;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::{Icon, icon};

/// So many values of a facet are offered, the most frequent ones.
const VALUES: usize = 24;

/// The key that leads into the search.
const SEARCH_KEY: &str = "/";

/// The line; `search` is the message that names its field.
pub(super) fn tools<R: Listed>(
    model: Model,
    shape: &'static Shape<R>,
    table: Table<R>,
    search: &'static str,
) -> impl IntoView {
    let chosen = table.chosen;
    let typed = move |event| chosen.update(|chosen| chosen.text = event_target_value(&event));
    view! {
        <div class="view-tools" data-part="filters" role="search">
            <div class="filters"><label class="search">
                {icon(Icon::Search)}
                <input
                    type="search"
                    data-part="search"
                    aria-label=t(search)
                    placeholder=t(search)
                    prop:value=move || chosen.with(|chosen| chosen.text.clone())
                    on:input=typed
                />
                <span class="kbd" aria-hidden="true">{SEARCH_KEY}</span>
            </label>
            {presets(table)}
            {move || chips(table)}
            {filter_menu(table)}</div>
            <span class="meta" role="status" data-part="shown">{move || shown(table)}</span>
            {views(model, shape, table)}
            {chooser(shape, table)}
            {export(model, shape, table)}
        </div>
    }
}

/// How many rows are shown of all, where some are not.
fn shown<R: Listed>(table: Table<R>) -> Option<String> {
    table.chosen.with(|chosen| !chosen.is_empty()).then(|| {
        let shown = table.shown.with(|rows| rows.len());
        let all = table.all.with(|rows| rows.len());
        t_with("shown_of_all", &[&number(shown), &number(all)])
    })
}

/// All, and what is often wanted, as one choice.
fn presets<R: Listed>(table: Table<R>) -> Option<AnyView> {
    let presets = table.filters.presets;
    let all = std::iter::once(None).chain(presets.iter().map(Some));
    (!presets.is_empty()).then(|| {
        segments(
            t("filter_presets"),
            move || table.chosen.with(|chosen| chosen.preset),
            move |name| table.chosen.update(|chosen| chosen.preset = name),
            all.map(|one| preset(table, one)),
        )
    })
}

fn preset<R: Listed>(
    table: Table<R>,
    preset: Option<&'static Preset<R>>,
) -> Segment<Option<&'static str>> {
    let name = preset.map(|preset| preset.name);
    let count = Memo::new(move |_| {
        table.all.with(|rows| match preset {
            Some(preset) => Filters::count(preset, rows, &clock::today()),
            None => rows.len(),
        })
    });
    // Of some of the rows no number is said.
    let counted = move || {
        let count = table.ready.get().then(|| number(count.get()));
        count.unwrap_or_else(|| "…".to_owned())
    };
    let face = view! {
        {t(name.unwrap_or("preset_all"))}
        " "
        <span class="n">{counted}</span>
    };
    Segment {
        value: name,
        part: "preset",
        name: name.unwrap_or("all"),
        face: face.into_any(),
    }
}

/// What is chosen, each to let go of, and all of it at once.
fn chips<R: Listed>(table: Table<R>) -> impl IntoView {
    let chosen = table.chosen.get();
    let facet = |name: &str| table.filters.facets.iter().find(|facet| facet.name == name);
    let values = chosen.values.iter();
    let chips: Vec<_> = values
        .filter_map(|(name, value)| Some(chip(table, facet(name)?, value)))
        .collect();
    let only = chosen.only.map(|only| {
        let clear = move || table.chosen.update(|chosen| chosen.only = None);
        removable(only.words, t("filter_chart"), clear)
    });
    let count = chips.len() + usize::from(only.is_some());
    let clear = (count > 1).then(|| {
        view! {
            <button
                type="button"
                class="btn ghost"
                data-part="clear-values"
                on:click=move |_| {
                    table
                        .chosen
                        .update(|chosen| {
                            chosen.values.clear();
                            chosen.only = None;
                        });
                }
            >
                {t("filter_clear")}
            </button>
        }
    });
    view! { {only} {chips} {clear} }
}

fn chip<R: Listed>(
    table: Table<R>,
    facet: &'static Facet<R>,
    value: &str,
) -> impl IntoView + use<R> {
    let word = (facet.word)(value);
    let value = value.to_owned();
    let remove = move || {
        table
            .chosen
            .update(|chosen| chosen.toggle(facet.name, &value));
    };
    removable(word, t(facet.name), remove)
}

/// A chip with what is chosen; `of` says of what it is.
fn removable(word: String, of: String, remove: impl Fn() + 'static) -> AnyView {
    let label = t_with("filter_remove", &[&word]);
    view! {
        <span class="chip filter" data-part="chosen" title=of>
            <bdi class="capital ellipsis">{word}</bdi>
            <button
                type="button"
                class="x"
                aria-label=label.clone()
                title=label
                on:click=move |_| remove()
            >
                {icon(Icon::Close)}
            </button>
        </span>
    }
    .into_any()
}

/// The button that opens what else can be chosen.
fn filter_menu<R: Listed>(table: Table<R>) -> Option<impl IntoView> {
    let facets = table.filters.facets;
    let face = view! {
        {icon(Icon::Plus)}
        {t("filter")}
    };
    let name = Name {
        id: "filter",
        role: "dialog",
        button: "btn ghost",
    };
    (!facets.is_empty()).then(|| {
        popover(name, t("filter"), face, move || {
            let groups = facets.iter().map(|facet| group(table, facet));
            groups.collect_view().into_any()
        })
    })
}

fn group<R: Listed>(table: Table<R>, facet: &'static Facet<R>) -> Option<impl IntoView> {
    let mut values = table.all.with_untracked(|rows| facet.values(rows));
    values.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    values.truncate(VALUES);
    let some = !values.is_empty();
    let choices: Vec<_> = values
        .into_iter()
        .map(|(value, count)| choice(table, facet, value, count))
        .collect();
    some.then(|| {
        view! {
            <fieldset class="choices" data-part="facet" data-facet=facet.name>
                <legend>{t(facet.name)}</legend>
                {choices}
            </fieldset>
        }
    })
}

fn choice<R: Listed>(
    table: Table<R>,
    facet: &'static Facet<R>,
    value: String,
    count: usize,
) -> impl IntoView {
    let word = (facet.word)(&value);
    let (data, chosen, toggled) = (value.clone(), value.clone(), value);
    let checked = move || {
        table.chosen.with(|all| {
            let mut values = all.values.iter();
            values.any(|(name, value)| *name == facet.name && *value == chosen)
        })
    };
    let change = move |_| table.chosen.update(|all| all.toggle(facet.name, &toggled));
    view! {
        <label>
            <input
                type="checkbox"
                class="check"
                data-part="facet-value"
                data-value=data
                prop:checked=checked
                on:change=change
            />
            <bdi class="capital ellipsis">{word}</bdi>
            <span class="push meta">{number(count)}</span>
        </label>
    }
}
