//! The question before anything is asked of the web: how many pages on which sites, about how long, with
//! what.

use leptos::prelude::*;

use super::dialog::dialog;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::runs::Ask;
use linkglance_browser::i18n::t;
use linkglance_browser::run::AskWords;

/// The dialog; it is open while something is to be asked.
pub(super) fn ask(model: Model) -> impl IntoView {
    let runs = model.runs;
    let title = move || {
        runs.ask.with(|ask| match ask {
            Some(Ask::Watch(_)) | None => t("check_now"),
            Some(Ask::Bulk) => t("view_bulk"),
            Some(Ask::OwnTargets) => t("check_targets"),
            Some(Ask::Sitemap { .. }) => t("sitemaps_read"),
        })
    };
    let keeps = move || {
        let watches = runs.ask.with(|ask| matches!(ask, Some(Ask::Watch(_))));
        watches.then(|| view! { <p class="quiet">{t("check_now_hint")}</p> })
    };
    let for_programs = Signal::derive(move || {
        runs.ask
            .with(|ask| matches!(ask, Some(Ask::Sitemap { .. })))
    });
    let content = view! {
        <div class="box-body">
            <AskWords asked=runs.asked none="status_none" for_programs />
            {keeps}
        </div>
        <div class="box-foot">
            <button
                type="button"
                class="btn primary"
                data-part="ask-begin"
                prop:disabled=move || runs.asked.is_empty()
                on:click=move |_| runs.begin()
            >
                {t("check_begin")}
            </button>
        </div>
    };
    let open = move || runs.ask.with(Option::is_some);
    dialog("ask", title, open, move || runs.ask.set(None), content)
}
