//! What the panel shows.

mod aside;
mod check;
mod file_name;
mod help;
mod keep;
mod link;
mod links;
mod marks;
mod my_site;
mod out;
mod page_facts;
mod private;
mod question;
mod sites;
mod tabs;
mod verdict;
mod words;

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::model::{Model, Notice, Phase, State};
use crate::state::session::Session;
use aside::AsideNotice;
use help::Help;
use linkglance_browser::i18n::t;
use linkglance_browser::profiles::DamagedNotice;
use linkglance_browser::site_form::SiteForm;
use marks::{ChangedNotice, LateNotice, MarksBar};
use out::Said;
use private::PrivateNotice;
use question::Answer;
use sites::Sites;
use tabs::tabs;
use verdict::verdicts;

/// Shows the panel in the document and inspects the page in front of the user.
pub(crate) fn mount() {
    leptos::mount::mount_to_body(Panel);
}

#[component]
fn Panel() -> impl IntoView {
    let model = State::start();
    let on_page = model.on_page();
    marks::follow_page(model);
    view! {
        <main
            data-part="panel"
            data-state=move || model.state()
            on:pointerover=move |event| on_page.light(marks::spot_of(event.target()))
            on:pointerleave=move |_| on_page.light(None)
            on:focusin=move |event| on_page.light(marks::spot_of(event.target()))
            on:focusout=move |_| on_page.light(None)
            on:click=move |event| marks::press(model, event.target())
        >
            <Top model />
            <PrivateNotice model />
            <Notices model />
            <DamagedNotice profiles=model.profiles />
            <AsideNotice model />
            <ChangedNotice model />
            <LateNotice model />
            {move || phase_view(model)}
            <Show when=move || model.has_sites()>
                <Sites model />
            </Show>
            <Help />
            <Said model />
        </main>
    }
}

#[component]
fn Top(model: Model) -> impl IntoView {
    view! {
        <header class="top">
            <h1>{t("extension_name")}</h1>
            <button
                type="button"
                data-part="again"
                prop:disabled=move || model.is_busy()
                on:click=move |_| model.inspect_active_tab()
            >
                {t("inspect_again")}
            </button>
        </header>
    }
}

fn phase_view(model: Model) -> AnyView {
    match model.phase.get() {
        Phase::Starting | Phase::Inspecting => {
            view! { <p class="quiet" role="status">{t("inspecting")}</p> }.into_any()
        }
        Phase::Waiting => message("waiting", &t("waiting"), &t("waiting_hint")).into_any(),
        Phase::Cannot(obstacle) => {
            let name = obstacle.name();
            message(name, &t(&format!("cannot_{name}")), &t("cannot_hint")).into_any()
        }
        Phase::Failed(error) => {
            let details = linkglance_browser::i18n::t_with("failed_details", &[&error]);
            view! {
                {message("failed", &t("failed"), &t("failed_hint"))}
                <p class="quiet">{details}</p>
            }
            .into_any()
        }
        Phase::Shown => view! {
            <Show when=move || !model.has_sites()>
                <SiteForm profiles=model.profiles />
            </Show>
            {move || model.session.get().map(|session| report(model, &session))}
        }
        .into_any(),
    }
}

/// The report: the verdict first, then what else there is.
fn report(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    view! {
        <div
            data-part="report"
            data-aside=move || model.aside.get().is_some().to_string()
            prop:inert=move || model.aside.get().is_some() && !model.aside_shown.get()
        >
            <Answer model session=Arc::clone(session) />
            {verdicts(model, &session.report)}
            {keep::keep(model, session)}
            {marks::changes(session.changes.as_ref())}
            <MarksBar model />
            {tabs(model, session)}
        </div>
    }
}

fn message(reason: &'static str, sentence: &str, hint: &str) -> impl IntoView + use<> {
    let (sentence, hint) = (sentence.to_owned(), hint.to_owned());
    view! {
        <div class="message">
            <p data-part="message" data-reason=reason>{sentence}</p>
            <p class="quiet">{hint}</p>
        </div>
    }
}

/// What has happened since the report was made.
#[component]
fn Notices(model: Model) -> impl IntoView {
    move || {
        let notice = model.notice.get()?;
        let kind = notice.name();
        let undo = matches!(notice, Notice::SiteRemoved(..)).then(|| {
            view! {
                <button type="button" data-part="undo" on:click=move |_| model.undo_remove()>
                    {t("undo")}
                </button>
            }
        });
        Some(view! {
            <div class="notice" role="status" data-part="notice" data-kind=kind>
                <p>{notice.sentence()}</p>
                {undo}
            </div>
        })
    }
}
