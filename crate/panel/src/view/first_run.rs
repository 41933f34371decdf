//! The tab *Mine* before the user has named a site: one field, the page's own site as a proposal, the sample,
//! and what the page links to anyway.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::placement::Region;
use linkglance_core::report::Link;
use linkglance_core::url::{Url, site_of};
use linkglance_core::{Report, Site};

use super::compact::compact_row;
use super::sample::sample_button;
use crate::state::model::Model;
use crate::state::session::Session;
use linkglance_browser::api;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::site_form::SiteForm;

/// Links of the page that are listed: as many as a screen holds below the form.
const LISTED: usize = 5;

/// The view.
pub(super) fn first_run(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let report = &session.report;
    let count = report.outbound().count();
    let mut first: Vec<&Link> = report.outbound().collect();
    first.sort_by_key(|link| link.placement.region != Region::Content);
    let rows = first.into_iter().take(LISTED);
    let rows: Vec<_> = rows.map(|link| compact_row(link, "first-link")).collect();
    let links = (count > 0).then(|| {
        view! {
            <div class="group">
                <h2 class="title">{t("first_on_page")}</h2>
                <span class="count">{number(count)}</span>
                <button
                    type="button"
                    class="btn ghost push"
                    data-part="first-all"
                    on:click=move |_| model.open("links")
                >
                    {t("first_all")}
                </button>
            </div>
            <ul class="rows">{rows}</ul>
        }
    });
    view! {
        <div class="first">
            <SiteForm profiles=model.profiles />
            {proposal(model, report)}
            <p class="bar">
                <button
                    type="button"
                    class="btn"
                    data-part="first-import"
                    on:click=|_| api::show_options()
                >
                    {icon(Icon::Settings)}
                    {t("first_import")}
                </button>
                {sample_button(model)}
            </p>
        </div>
        {links}
        <p class="line quiet">{state_icon(Icon::Info)} " " {t("first_privacy")}</p>
    }
}

/// The page's own site as the user's: one press, for those who begin at home.
fn proposal(model: Model, report: &Report) -> Option<impl IntoView + use<>> {
    let url = Url::parse(&report.page.url).ok()?;
    let domain = site_of(url.host_str()?);
    let mut site = Site::from_domain(domain).ok()?;
    if let Some(name) = report.page.site_name.as_deref().map(str::trim)
        && !name.is_empty()
    {
        name.clone_into(&mut site.name);
    }
    let words = t_with("first_proposal", &[&site.name, domain]);
    Some(view! {
        <button
            type="button"
            class="btn proposal"
            data-part="first-proposal"
            on:click=move |_| model.profiles.add(site.clone())
        >
            {icon(Icon::Flag)}
            <span class="ellipsis">{words}</span>
        </button>
    })
}
