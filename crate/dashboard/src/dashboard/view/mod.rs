//! What the dashboard shows: a list or a page for each of its views, with what is around them.

mod agreement_editor;
mod agreement_terms;
mod agreements;
mod ask;
mod backlinks;
mod bulk;
mod client;
mod data;
mod dialog;
mod domains;
mod drawer;
mod dropped;
mod figures;
mod gap;
mod head;
mod import;
mod keys;
mod list;
mod offer;
mod own_site;
mod people;
mod plots;
mod popover;
mod prospects;
mod rail;
mod safety;
mod saved;
mod segments;
mod shortcuts;
mod switcher;
mod table;
mod templates;
mod today;
mod tools;
mod trash;
mod watch;
mod wipe;

use leptos::ev;
use leptos::prelude::*;

use crate::dashboard::state::model::{Model, Notice, Phase, State, View};
use linkglance_browser::i18n::{t, t_count};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::profiles::DamagedNotice;
use linkglance_browser::toast;
use linkglance_browser::words;

/// Shows the dashboard in the document.
pub(crate) fn mount() {
    document().set_title(&t("dashboard_title"));
    leptos::mount::mount_to_body(Dashboard);
}

#[component]
fn Dashboard() -> impl IntoView {
    let model = State::start();
    let shortcuts = RwSignal::new(false);
    window_event_listener(ev::hashchange, move |_| model.view.set(View::of_address()));
    keys::listen(model, shortcuts);
    dropped::listen(model);
    let state = move || match model.phase.get() {
        Phase::Opening => "opening",
        Phase::Ready => "ready",
        Phase::Failed(_) => "failed",
    };
    view! {
        <div
            class="dash"
            data-part="dashboard"
            data-state=state
            data-busy=move || model.busy.get().to_string()
        >
            {rail::rail(model, shortcuts)}
            <main class="view">
                <div class="notices">
                    {move || model.lost.get().map(|lost| warning(words::lost(lost), true))}
                    <DamagedNotice profiles=model.profiles />
                    {move || damaged(model)}
                </div>
                {move || content(model)}
            </main>
            {toasts(model)}
            {shortcuts::shortcuts(model, shortcuts)}
            {ask::ask(model)}
        </div>
    }
}

fn content(model: Model) -> AnyView {
    match model.phase.get() {
        Phase::Opening => view! { <p class="quiet pad">{t("opening")}</p> }.into_any(),
        Phase::Failed(error) => warning(words::error(&error), false).into_any(),
        Phase::Ready => match model.view.get() {
            View::Today => today::today(model).into_any(),
            View::Prospects => prospects::prospects(model).into_any(),
            View::Backlinks => backlinks::backlinks(model).into_any(),
            View::Domains => domains::domains(model).into_any(),
            View::Agreements => agreements::agreements(model).into_any(),
            View::Bulk => bulk::bulk(model).into_any(),
            View::OwnSite => own_site::own_site(model).into_any(),
            View::Plots => plots::plots(model).into_any(),
            View::Templates => templates::templates(model).into_any(),
            View::Data => data::data(model).into_any(),
        },
    }
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

/// The word of what was done, which goes by itself, or of what was not, which stays until it is closed.
fn toasts(model: Model) -> impl IntoView {
    let held = RwSignal::new(false);
    let goes = move || {
        let notice = model.notice.read();
        notice.as_ref().is_some_and(|notice| !notice.failed)
    };
    toast::let_go(goes, held, move || model.notice.set(None));
    toast::place(held, move || {
        let notice = model.notice.get();
        notice.map(|notice| toast_of(model, notice).into_any())
    })
}

fn toast_of(model: Model, notice: Notice) -> impl IntoView {
    let undo = notice.undo.then(|| {
        view! {
            <button type="button" class="btn" data-part="undo" on:click=move |_| model.undo()>
                {t("undo")}
            </button>
        }
    });
    view! {
        <div class="toast" class:failed=notice.failed data-part="notice">
            <p>{notice.sentence}</p>
            {undo}
            <button
                type="button"
                class="ibtn"
                data-part="notice-close"
                aria-label=t("close")
                title=t("close")
                on:click=move |_| model.notice.set(None)
            >
                {icon(Icon::Close)}
            </button>
        </div>
    }
}
