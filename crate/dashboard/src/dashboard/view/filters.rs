//! What narrows the list: search, status, opportunity type, site, tag, follow-up; and how it is shown.

use leptos::prelude::*;
use linkglance_core::prospect::{OpportunityKind, Status};

use crate::dashboard::state::filter::{Filter, distinct, is_due};
use crate::dashboard::state::model::Model;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::store::{kind_name, named, status_name};
use linkglance_browser::words;

/// The filters above the list.
pub(super) fn filters(model: Model) -> impl IntoView {
    let filter = model.filter;
    let search = move |event| filter.update(|filter| filter.text = event_target_value(&event));
    view! {
        <div class="filters" data-part="filters" role="search">
            <input
                type="search"
                data-part="search"
                aria-label=t("search_prospects")
                placeholder=t("search_prospects")
                prop:value=move || filter.with(|filter| filter.text.clone())
                on:input=search
            />
            {kind_choice(filter)}
            {move || site_choice(model)}
            {move || tag_choice(model)}
            {move || due_switch(model)}
            {layout_switch(model)}
        </div>
        <div class="chips statuses" role="group" aria-label=t("fact_status")>
            {Status::ALL.map(|status| status_chip(model, status)).collect_view()}
            {move || summary(model)}
        </div>
    }
}

fn status_chip(model: Model, status: Status) -> impl IntoView {
    let filter = model.filter;
    let count = Memo::new(move |_| {
        model
            .rows
            .with(|rows| rows.iter().filter(|row| row.status == status).count())
    });
    let pressed = move || filter.with(|filter| filter.status.contains(&status));
    let click = move |_| {
        filter.update(|filter| match pressed_at(filter, status) {
            Some(at) => drop(filter.status.remove(at)),
            None => filter.status.push(status),
        });
    };
    view! {
        <button
            type="button"
            class="chip status"
            data-status=status_name(status)
            aria-pressed=move || pressed().to_string()
            on:click=click
        >
            {words::status(status)}
            " "
            <span class="count">{move || number(count.get())}</span>
        </button>
    }
}

fn pressed_at(filter: &Filter, status: Status) -> Option<usize> {
    filter.status.iter().position(|known| *known == status)
}

/// How many are shown, and the way back to all.
fn summary(model: Model) -> impl IntoView {
    let narrowed = model.filter.with(|filter| !filter.is_empty());
    let shown = model.shown.with(|rows| rows.len());
    let all = model.rows.with(|rows| rows.len());
    narrowed.then(|| {
        view! {
            <span class="quiet" role="status" data-part="shown">
                {t_with("shown_of_all", &[&number(shown), &number(all)])}
            </span>
            <button
                type="button"
                class="plain"
                data-part="clear"
                on:click=move |_| model.filter.set(Filter::default())
            >
                {t("filter_clear")}
            </button>
        }
    })
}

fn kind_choice(filter: RwSignal<Filter>) -> impl IntoView {
    let choose = move |event| {
        let kind = named(OpportunityKind::ALL, kind_name, &event_target_value(&event));
        filter.update(|filter| filter.kind = kind);
    };
    let options = OpportunityKind::ALL.map(|kind| {
        view! { <option value=kind_name(kind)>{words::opportunity(Some(kind))}</option> }
    });
    let chosen = move || filter.with(|filter| filter.kind.map_or("", kind_name).to_owned());
    view! {
        <select aria-label=t("fact_opportunity") data-part="kind" prop:value=chosen on:change=choose>
            <option value="">{t("any_opportunity")}</option>
            {options.collect_view()}
        </select>
    }
}

fn site_choice(model: Model) -> Option<impl IntoView> {
    let sites = model
        .rows
        .with(|rows| distinct(rows.iter().map(|row| &row.site)));
    let chosen = move || model.filter.with(|filter| filter.site.clone());
    let choose = move |site| model.filter.update(|filter| filter.site = site);
    (sites.len() > 1).then(|| choice("site", &t("any_site"), sites, chosen, choose))
}

fn tag_choice(model: Model) -> Option<impl IntoView> {
    let tags = model
        .rows
        .with(|rows| distinct(rows.iter().flat_map(|row| &row.tags)));
    let chosen = move || model.filter.with(|filter| filter.tag.clone());
    let choose = move |tag| model.filter.update(|filter| filter.tag = tag);
    (!tags.is_empty()).then(|| choice("tag", &t("any_tag"), tags, chosen, choose))
}

fn choice(
    part: &'static str,
    any: &str,
    values: Vec<String>,
    chosen: impl Fn() -> Option<String> + Copy + Send + 'static,
    choose: impl Fn(Option<String>) + 'static,
) -> AnyView {
    let change = move |event| {
        choose(Some(event_target_value(&event)).filter(|value| !value.is_empty()));
    };
    let options = values.into_iter().map(|value| {
        let selected = chosen().as_ref() == Some(&value);
        view! { <option value=value.clone() selected=selected>{value.clone()}</option> }
    });
    view! {
        <select aria-label=any.to_owned() data-part=part on:change=change>
            <option value="">{any.to_owned()}</option>
            {options.collect_view()}
        </select>
    }
    .into_any()
}

fn due_switch(model: Model) -> Option<impl IntoView> {
    let today = clock::today();
    let count = model
        .rows
        .with(|rows| rows.iter().filter(|row| is_due(row, &today)).count());
    let on = move || model.filter.with(|filter| filter.due.is_some());
    let click = move |_| {
        let today = clock::today();
        model.filter.update(|filter| {
            filter.due = filter.due.is_none().then_some(today);
        });
    };
    (count > 0).then(|| {
        view! {
            <button
                type="button"
                class="chip due"
                data-part="due"
                aria-pressed=move || on().to_string()
                on:click=click
            >
                {t("follow_up_due")}
                " "
                <span class="count">{number(count)}</span>
            </button>
        }
    })
}

fn layout_switch(model: Model) -> impl IntoView {
    let button = |board: bool, part: &'static str, word: String| {
        view! {
            <button
                type="button"
                data-part=part
                aria-pressed=move || (model.board.get() == board).to_string()
                on:click=move |_| model.board.set(board)
            >
                {word}
            </button>
        }
    };
    view! {
        <div class="switch" role="group" aria-label=t("layout")>
            {button(false, "as-table", t("layout_table"))}
            {button(true, "as-board", t("layout_board"))}
        </div>
    }
}
