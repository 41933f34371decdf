//! Saving the page as a prospect for a site: from the header on any page, from the check for a broken
//! agreement. What that did is a toast.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::check::Check;
use linkglance_core::prospect::{Opportunity, OpportunityKind, opportunities};
use linkglance_core::{Report, Site};

use super::private::saved;
use super::words::with_key;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::toast::Toast;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::menu::move_focus;
use linkglance_browser::store::{Kept, Lost, Store, StoreError};
use linkglance_browser::{api, clock, words};

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

/// The star and the word: outlined, or filled once the page is saved for one of these sites.
fn face(model: Model) -> impl IntoView {
    let is_saved = move || model.saved_for.with(|saved| !saved.is_empty());
    view! {
        {icon(Icon::Star)}
        <span class="word">{move || if is_saved() { t("is_saved") } else { t("save") }}</span>
    }
}

fn pressed(model: Model) -> impl Fn() -> String {
    move || model.saved_for.with(|saved| !saved.is_empty()).to_string()
}

fn one(model: Model, session: Arc<Session>, site: Site) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn save"
            data-part="keep-page"
            data-site=site.name.clone()
            title=with_key("save_page", "e")
            aria-pressed=pressed(model)
            on:click=move |_| save(model, &session, site.clone(), None)
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
            title=with_key("save_page", "e")
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
    let is_saved = move || model.saved_for.with(|saved| saved.contains(&this));
    let offers = kinds(&session.report, &site);
    view! {
        <button
            type="button"
            role="menuitem"
            data-part="keep-page"
            data-site=site.name.clone()
            popovertarget=MENU
            popovertargetaction="hide"
            on:click=move |_| save(model, &session, site.clone(), None)
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
                data-part="keep-broken"
                on:click=move |_| save(model, &session, site.clone(), Some(broken.clone()))
            >
                {label}
            </button>
        </div>
    })
}

/// Saves the page for a site and says what that did.
fn save(model: Model, session: &Arc<Session>, site: Site, more: Option<Opportunity>) {
    let session = Arc::clone(session);
    spawn_local(async move {
        let saved = saved_in_store(model, &session.report, &site, more).await;
        if saved.is_ok() {
            model.saved_for.update(|all| {
                if !all.contains(&site.name) {
                    all.push(site.name.clone());
                }
            });
        }
        model.toast.set(Some(outcome(model, saved)));
    });
}

async fn saved_in_store(
    model: Model,
    report: &Report,
    site: &Site,
    more: Option<Opportunity>,
) -> Result<Kept, StoreError> {
    let lost = move |lost| {
        // It goes on when the page with an older Linkglance is closed.
        if lost == Lost::Blocked {
            let words = words::lost(Lost::Blocked);
            model.toast.set(Some(Toast::PageNotSaved(words)));
        }
    };
    let store = Store::open(lost).await?;
    let saved = store.keep(report, site, more, clock::millis()).await?;
    Ok(saved.kept)
}

fn outcome(model: Model, saved_page: Result<Kept, StoreError>) -> Toast {
    let words = match saved_page {
        Ok(Kept::New) => t("kept_new"),
        Ok(Kept::Updated) => t("kept_updated"),
        Ok(Kept::Unchanged) => t("kept_unchanged"),
        Err(error) => return Toast::PageNotSaved(words::error(&error)),
    };
    let place = model.window.get_untracked().and_then(saved);
    let words = [Some(words), place].into_iter().flatten();
    Toast::PageSaved(words.collect::<Vec<_>>().join(" "))
}

/// Opens the dashboard in a tab.
pub(super) fn open_dashboard() {
    spawn_local(async move {
        // The browser opens its own extension's page unless it is shutting down.
        let _ = api::open_own("dashboard.html").await;
    });
}
