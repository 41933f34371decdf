//! Saving the page as a prospect for a site: from the header on any page, from the check for a broken
//! agreement. Where it is saved already, the button opens its sheet.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::check::Check;
use linkglance_core::prospect::{Opportunity, OpportunityKind, opportunities};
use linkglance_core::{Report, Site};

use super::words::with_key;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::work::{open_sheet, save};
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::menu::move_focus;
use linkglance_browser::{api, words};

/// The menu that asks for which site, where there are several.
const MENU: &str = "save-menu";

/// The button of the header, with its menu; empty where there is nothing to save or no site to save
/// it for.
#[component]
pub(super) fn Save(model: Model) -> impl IntoView {
    move || {
        let session = model.session.get()?;
        let sites = model.sites.get();
        (model.aside.get().is_none() && !model.sample.get()).then(|| match sites.as_slice() {
            [] => ().into_any(),
            [site] => one(model, session, site.clone()).into_any(),
            _ => several(model, &session, sites).into_any(),
        })
    }
}

/// Whether the page on show is saved for any site, or for this one.
fn is_saved(model: Model, site: Option<&str>) -> bool {
    let url = model.shown_url();
    url.is_some_and(|url| model.prospects.shown(&url, site).is_some())
}

/// The star and the word: outlined, or filled once the page is saved for one of these sites.
fn face(model: Model) -> impl IntoView {
    let word = move || {
        t(if is_saved(model, None) {
            "is_saved"
        } else {
            "save"
        })
    };
    view! {
        {icon(Icon::Star)}
        <span class="word">{word}</span>
    }
}

/// Its attributes: whether the page is saved, and what the button does then.
fn pressed(model: Model) -> impl Fn() -> String {
    move || is_saved(model, None).to_string()
}

fn title(model: Model) -> impl Fn() -> String {
    move || {
        let name = if is_saved(model, None) {
            "open_prospect"
        } else {
            "save_page"
        };
        with_key(name, "e")
    }
}

/// Saves the page for a site, or opens its sheet where it is saved for that already.
fn press(model: Model, session: &Arc<Session>, site: &Site) {
    let url = &session.report.page.url;
    let known = untrack(|| model.prospects.shown(url, Some(&site.name)));
    match known {
        Some(prospect) => open_sheet(model, prospect, false),
        None => save(model, session, site, None),
    }
}

fn one(model: Model, session: Arc<Session>, site: Site) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn save"
            data-part="keep-page"
            data-site=site.name.clone()
            title=title(model)
            aria-pressed=pressed(model)
            on:click=move |_| press(model, &session, &site)
        >
            {face(model)}
        </button>
    }
}

fn several(model: Model, session: &Arc<Session>, sites: Vec<Site>) -> impl IntoView + use<> {
    let items: Vec<_> = sites
        .into_iter()
        .map(|site| item(model, Arc::clone(session), site))
        .collect();
    view! {
        <button
            type="button"
            class="btn save"
            data-part="save-open"
            title=title(model)
            aria-pressed=pressed(model)
            aria-haspopup="menu"
            popovertarget=MENU
        >
            {face(model)}
        </button>
        <div
            id=MENU
            class="popover menu"
            popover="auto"
            role="menu"
            aria-label=t("save_for")
            on:keydown=|event| move_focus(&event)
        >
            <p class="menu-title" aria-hidden="true">{t("save_for")}</p>
            {items}
        </div>
    }
}

fn item(model: Model, session: Arc<Session>, site: Site) -> impl IntoView {
    let name = site.name.clone();
    let this = name.clone();
    let is_saved = move || is_saved(model, Some(&this));
    let offers = kinds(&session.report, &site);
    view! {
        <button
            type="button"
            role="menuitem"
            data-part="keep-page"
            data-site=site.name.clone()
            popovertarget=MENU
            popovertargetaction="hide"
            on:click=move |_| press(model, &session, &site)
        >
            <bdi>{name}</bdi>
            <span class="push meta">{offers}</span>
            {move || is_saved().then(|| icon(Icon::Check))}
        </button>
    }
}

/// What the page offers a site, each kind once.
fn kinds(report: &Report, site: &Site) -> String {
    let mut kinds: Vec<OpportunityKind> = Vec::new();
    for found in opportunities(report, site) {
        if !kinds.contains(&found.kind) {
            kinds.push(found.kind);
        }
    }
    let words: Vec<String> = kinds
        .into_iter()
        .map(|kind| words::opportunity(Some(kind)))
        .collect();
    words.join(", ")
}

/// A button that saves the page with an agreement that is broken.
pub(super) fn keep_broken(
    model: Model,
    session: &Arc<Session>,
    check: &Check,
) -> Option<impl IntoView + use<>> {
    let broken = Opportunity::of_check(check)?;
    let own = check.agreement.site()?;
    let mut profiles = model.sites.get_untracked().into_iter();
    let site = profiles
        .find(|site| site.domains.iter().any(|domain| own.owns_host(domain)))
        .unwrap_or(own);
    let session = Arc::clone(session);
    let label = t_with("keep_prospect", &[&site.name]);
    Some(view! {
        <div>
            <button
                type="button"
                class="btn"
                data-part="keep-broken"
                on:click=move |_| save(model, &session, &site, Some(broken.clone()))
            >
                {label}
            </button>
        </div>
    })
}

/// Opens the dashboard in a tab.
pub(super) fn open_dashboard() {
    spawn_local(async move {
        // The browser opens its own extension's page unless it is shutting down.
        let _ = api::open_own("dashboard.html").await;
    });
}
