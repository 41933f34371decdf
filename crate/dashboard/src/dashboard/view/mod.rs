//! What the dashboard shows: a list or a page for each of its views, with what is around them.

mod agreements;
mod backlinks;
mod board;
mod bulk;
mod chart;
mod composer;
mod data;
mod detail;
mod filters;
mod import;
mod plots;
mod safety;
mod table;
mod templates;
mod wipe;

use leptos::ev;
use leptos::prelude::*;

use crate::dashboard::state::model::{Model, Phase, State, View};
use linkglance_browser::i18n::{number, t, t_count, t_with};
use linkglance_browser::profiles::DamagedNotice;
use linkglance_browser::words;

/// Shows the dashboard in the document.
pub(crate) fn mount() {
    document().set_title(&t("dashboard_title"));
    leptos::mount::mount_to_body(Dashboard);
}

#[component]
fn Dashboard() -> impl IntoView {
    let model = State::start();
    window_event_listener(ev::hashchange, move |_| model.view.set(View::of_address()));
    window_event_listener(ev::keydown, move |event| shortcut(model, &event));
    let state = move || match model.phase.get() {
        Phase::Opening => "opening",
        Phase::Ready => "ready",
        Phase::Failed(_) => "failed",
    };
    view! {
        <div
            class="app"
            data-part="dashboard"
            data-state=state
            data-busy=move || model.busy.get().to_string()
        >
            <header class="bar">
                <h1>{t("extension_name")}</h1>
                <nav aria-label=t("dashboard_title")>
                    {View::ALL.map(|view| nav_item(model, view)).collect_view()}
                </nav>
            </header>
            <div class="notices">
                {move || model.lost.get().map(|lost| warning(words::lost(lost), true))}
                <DamagedNotice profiles=model.profiles />
                {move || damaged(model)}
            </div>
            <main>{move || content(model)}</main>
            <div class="toasts" role="status" aria-live="polite">{move || notice(model)}</div>
        </div>
    }
}

/// Escape closes the details; the usual keys take the last change back.
fn shortcut(model: Model, event: &ev::KeyboardEvent) {
    use wasm_bindgen::JsCast;
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let typing = target.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    });
    if event.key() == "Escape" && !typing {
        model.close_detail();
    } else if event.key() == "z" && (event.ctrl_key() || event.meta_key()) && !typing {
        event.prevent_default();
        model.undo();
    }
}

fn nav_item(model: Model, view: View) -> impl IntoView {
    let current = move || (model.view.get() == view).then_some("page");
    view! {
        <a href=format!("#{}", view.name()) aria-current=current data-view=view.name()>
            {view_name(view)}
        </a>
    }
}

fn view_name(view: View) -> String {
    t(match view {
        View::Prospects => "view_prospects",
        View::Backlinks => "view_backlinks",
        View::Domains => "view_domains",
        View::Agreements => "view_agreements",
        View::Plots => "view_plots",
        View::Templates => "view_templates",
        View::Data => "view_data",
    })
}

fn content(model: Model) -> AnyView {
    match model.phase.get() {
        Phase::Opening => view! { <p class="quiet pad">{t("opening")}</p> }.into_any(),
        Phase::Failed(error) => warning(words::error(&error), false).into_any(),
        Phase::Ready => match model.view.get() {
            View::Prospects => prospects(model).into_any(),
            View::Backlinks => backlinks::list(model).into_any(),
            View::Domains => backlinks::domains(model).into_any(),
            View::Agreements => agreements::agreements(model).into_any(),
            View::Plots => plots::plots(model).into_any(),
            View::Templates => templates::templates(model).into_any(),
            View::Data => data::data(model).into_any(),
        },
    }
}

/// The list of prospects with everything around it.
fn prospects(model: Model) -> impl IntoView {
    let any = Memo::new(move |_| model.rows.with(|rows| !rows.is_empty()));
    let list = move || {
        if !any.get() {
            return empty("prospects", &t("no_prospects"), &t("no_prospects_hint")).into_any();
        }
        view! {
            {filters::filters(model)}
            {bulk::bulk(model)}
            {move || if model.board.get() { board::board(model).into_any() } else { table::table(model).into_any() }}
        }
        .into_any()
    };
    view! {
        <div class="work" class:split=move || model.open.with(Option::is_some)>
            <section class="list" aria-label=t("view_prospects")>{list}</section>
            {detail::pane(model)}
        </div>
    }
}

/// What to show where there are no records yet, and what to do about it.
fn empty(part: &'static str, sentence: &str, hint: &str) -> impl IntoView + use<> {
    let (sentence, hint) = (sentence.to_owned(), hint.to_owned());
    view! {
        <div class="empty" data-part="empty" data-of=part>
            <p class="empty-title">{sentence}</p>
            <p class="quiet">{hint}</p>
        </div>
    }
}

/// The table of a view, by the messages that head its columns.
fn plain_table<ProspectRow: IntoView + 'static>(
    view: View,
    columns: &[&str],
    rows: Vec<ProspectRow>,
) -> impl IntoView + use<ProspectRow> {
    let heads: Vec<_> = columns
        .iter()
        .map(|name| view! { <th scope="col">{t(name)}</th> })
        .collect();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=view_name(view)>
            <table class="plain-table" data-part=view.name()>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// The button that shows `step` more of what is shown up to a limit; no button where all is shown.
fn more(limit: RwSignal<usize>, step: usize, all: usize) -> impl IntoView {
    let shown = limit.get();
    (all > shown).then(|| {
        view! {
            <button type="button" on:click=move |_| limit.update(|limit| *limit += step)>
                {t_with("show_more", &[&number(shown), &number(all)])}
            </button>
        }
    })
}

/// The notice that stored records can't be read, if so. A backup saves a copy of them.
fn damaged(model: Model) -> Option<impl IntoView> {
    let count = Some(model.damaged()).filter(|&count| count > 0)?;
    Some(view! {
        <div class="message notice" role="status" data-part="records-damaged">
            <p>{t_count("records_damaged", count, &[])} " " {t("records_damaged_hint")}</p>
        </div>
    })
}

fn warning(sentence: String, reload: bool) -> impl IntoView {
    let button = reload.then(|| {
        let again = |_| drop(window().location().reload());
        view! { <button type="button" on:click=again>{t("reload")}</button> }
    });
    view! {
        <div class="message notice" role="alert" data-part="warning">
            <p>{sentence}</p>
            {button}
        </div>
    }
}

fn notice(model: Model) -> impl IntoView {
    let notice = model.notice.get()?;
    let undo = notice.undo.then(|| {
        view! {
            <button type="button" data-part="undo" on:click=move |_| model.undo()>
                {t("undo")}
            </button>
        }
    });
    Some(view! {
        <div class="toast" class:failed=notice.failed data-part="notice">
            <p>{notice.sentence}</p>
            {undo}
            <button
                type="button"
                class="plain"
                aria-label=t("close")
                on:click=move |_| model.notice.set(None)
            >
                "✕"
            </button>
        </div>
    })
}
