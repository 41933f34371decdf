//! Saving the page as a prospect: what opportunities it offers each site, one click, and what that did.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::check::Check;
use linkglance_core::prospect::{Opportunity, OpportunityKind, opportunities};
use linkglance_core::{Report, Site};

use super::private::saved;
use crate::state::model::Model;
use crate::state::session::Session;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::store::{Kept, Lost, Store, StoreError};
use linkglance_browser::{api, clock, words};

/// How far saving a page has come.
#[derive(Clone)]
enum Outcome {
    /// A page with an older Linkglance is in the way; it goes on when that page is closed.
    Blocked,
    Done(Result<Kept, StoreError>),
}

/// For each site that the page offers something: what, and the button.
pub(super) fn keep(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    model
        .sites
        .get_untracked()
        .into_iter()
        .filter_map(|site| offer(model, Arc::clone(session), site))
        .collect_view()
}

fn offer(model: Model, session: Arc<Session>, site: Site) -> Option<impl IntoView> {
    let mut kinds: Vec<OpportunityKind> = Vec::new();
    for found in opportunities(&session.report, &site) {
        if !kinds.contains(&found.kind) {
            kinds.push(found.kind);
        }
    }
    let name = site.name.clone();
    let hidden = move || !model.speaks_of(&name);
    (!kinds.is_empty())
        .then(|| view! { <div hidden=hidden>{button(model, session, site, kinds, None)}</div> })
}

/// The same for an agreement that is broken.
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
    let kinds = vec![OpportunityKind::BrokenAgreement];
    Some(button(
        model,
        Arc::clone(session),
        site,
        kinds,
        Some(broken),
    ))
}

fn button(
    model: Model,
    session: Arc<Session>,
    site: Site,
    kinds: Vec<OpportunityKind>,
    more: Option<Opportunity>,
) -> impl IntoView {
    let opportunities: Vec<String> = kinds
        .into_iter()
        .map(|kind| words::opportunity(Some(kind)))
        .collect();
    let outcome = RwSignal::new(None::<Outcome>);
    let name = site.name.clone();
    let label = t_with("keep_prospect", &[&name]);
    let keep = move |_| {
        let (session, site, more) = (Arc::clone(&session), site.clone(), more.clone());
        spawn_local(async move {
            let kept = kept(&session.report, &site, more, outcome).await;
            // The panel may show another page by now.
            drop(outcome.try_set(Some(Outcome::Done(kept))));
        });
    };
    view! {
        <div class="keep bar" data-part="keep" data-site=name>
            <button type="button" class="small" data-part="keep-page" on:click=keep>
                {label}
            </button>
            <span class="quiet">{opportunities.join(", ")}</span>
            <p class="keep-outcome" role="status">
                {move || outcome.get().map(|outcome| told(model, &outcome))}
            </p>
        </div>
    }
}

async fn kept(
    report: &Report,
    site: &Site,
    more: Option<Opportunity>,
    outcome: RwSignal<Option<Outcome>>,
) -> Result<Kept, StoreError> {
    let lost = move |lost| {
        if lost == Lost::Blocked {
            drop(outcome.try_set(Some(Outcome::Blocked)));
        }
    };
    let store = Store::open(lost).await?;
    store.keep(report, site, more, clock::millis()).await
}

fn told(model: Model, outcome: &Outcome) -> AnyView {
    let words = match outcome {
        Outcome::Done(Ok(Kept::New)) => t("kept_new"),
        Outcome::Done(Ok(Kept::Updated)) => t("kept_updated"),
        Outcome::Done(Ok(Kept::Unchanged)) => t("kept_unchanged"),
        Outcome::Done(Err(error)) => return words::error(error).into_any(),
        Outcome::Blocked => return words::lost(Lost::Blocked).into_any(),
    };
    let place = model.window.get_untracked().and_then(saved);
    view! {
        {words}
        " "
        {place.map(|place| place + " ")}
        <button type="button" class="small" on:click=|_| open_dashboard()>
            {t("open_dashboard")}
        </button>
    }
    .into_any()
}

/// Opens the dashboard in a tab.
pub(super) fn open_dashboard() {
    spawn_local(async move {
        // The browser opens its own extension's page unless it is shutting down.
        let _ = api::open_own("dashboard.html").await;
    });
}
