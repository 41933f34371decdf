//! The side panel: what the page in front of a person links to, and which links are theirs.

mod filter;
mod link;
mod links;
mod model;
mod my_site;
mod obstacle;
mod page_facts;
mod site_form;
mod sites;
pub(crate) mod words;

use std::sync::Arc;

use leptos::prelude::*;

use crate::i18n::t;
use links::links;
use model::{Model, Notice, Phase, Session};
use my_site::my_sites;
use page_facts::page_facts;
use site_form::SiteForm;
use sites::Sites;

/// Shows the panel in the document and inspects the page in front of the person.
pub(crate) fn mount() {
    if let Some(root) = document().document_element() {
        // Setting an attribute of our own page cannot fail.
        let _ = root.set_attribute("lang", &crate::browser::language());
        let _ = root.set_attribute("dir", &t("@@bidi_dir"));
    }
    leptos::mount::mount_to_body(Panel);
}

#[component]
fn Panel() -> impl IntoView {
    let model = Model::start();
    view! {
        <main data-part="panel" data-state=move || model.state()>
            <Top model />
            <Notices model />
            <div aria-live="polite">{move || phase_view(model)}</div>
            <Show when=move || model.has_sites()>
                <Sites model />
            </Show>
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
            let details = crate::i18n::t_with("failed_details", &[&error]);
            view! {
                {message("failed", &t("failed"), &t("failed_hint"))}
                <p class="quiet">{details}</p>
            }
            .into_any()
        }
        Phase::Shown => view! {
            <Show when=move || !model.has_sites()>
                <SiteForm model />
            </Show>
            {move || model.session.get().map(|session| report(model, &session))}
        }
        .into_any(),
    }
}

/// The report: the verdict first, then what else there is.
fn report(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let page = &session.report.page;
    let title = page.title.clone().unwrap_or_else(|| page.url.clone());
    view! {
        <p class="page">
            <strong>
                <bdi>{title}</bdi>
            </strong>
        </p>
        {my_sites(model, &session.report)}
        {page_facts(&session.report)}
        {links(model, Arc::clone(session))}
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
