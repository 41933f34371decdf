//! What is known of the site of a page that is not saved: that the user wrote to it, or has saved another
//! page of it; in one line, which opens that prospect.

use std::sync::Arc;

use leptos::prelude::*;

use crate::state::model::Model;
use crate::state::prospects::OfSite;
use crate::state::session::Session;
use crate::state::work::open_sheet;
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::prospect::status_icon;
use linkglance_browser::store::status_name;
use linkglance_browser::words;

/// The line.
pub(crate) fn of_site(model: Model, session: &Arc<Session>) -> impl IntoView + use<> {
    let url = session.report.page.url.clone();
    move || {
        let site = model.chosen.get();
        let known = model.prospects.of_site(&url, site.as_deref())?;
        Some(line(model, &known))
    }
}

fn line(model: Model, known: &OfSite) -> impl IntoView + use<> {
    let prospect = Arc::clone(&known.prospect);
    let status = prospect.status;
    let words = match known.wrote {
        Some(at) => t_with("wrote_to_site", &[&clock::brief_moment(at)]),
        None => t("site_is_saved"),
    };
    let title = prospect.page.title.as_ref().unwrap_or(&prospect.page.url);
    let title = format!("{}: {title}", prospect.site);
    view! {
        <section
            class="prospect-line of-site"
            data-part="of-site"
            data-status=status_name(status)
            data-wrote=known.wrote.is_some().to_string()
            aria-label=t("prospect")
            title=title
        >
            <span data-state=status_name(status)>{state_icon(status_icon(status))}</span>
            <p class="ellipsis">
                {words} " · " <span class="capital word">{words::status(status)}</span>
            </p>
            <button
                type="button"
                class="ibtn push"
                data-part="of-site-open"
                aria-haspopup="dialog"
                aria-label=t("open_prospect")
                title=t("open_prospect")
                on:click=move |_| open_sheet(model, Arc::clone(&prospect), false)
            >
                {icon(Icon::Next)}
            </button>
        </section>
    }
}
