//! The sample article below its report, with the word that it is one and the way back.

use leptos::prelude::*;

use crate::state::model::Model;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::sample::SampleArticle;

/// Shows the sample: a button for those who have no page at hand.
pub(super) fn sample_button(model: Model) -> impl IntoView {
    view! {
        <button type="button" class="btn" data-part="sample-open" on:click=move |_| model.sample.set(true)>
            {icon(Icon::Page)}
            {t("sample_open")}
        </button>
    }
}

/// The line above the report: that this is the sample.
#[component]
pub(super) fn SampleLine(model: Model) -> impl IntoView {
    view! {
        <Show when=move || model.sample.get()>
            <div class="strip" data-part="sample" data-state="neutral" role="status">
                {state_icon(Icon::Info)}
                <p class="strip-text ellipsis">{t("sample_is_shown")}</p>
                <button
                    type="button"
                    class="btn"
                    data-part="sample-close"
                    on:click=move |_| model.leave_sample()
                >
                    {t("sample_close")}
                </button>
            </div>
        </Show>
    }
}

/// The article itself, which the report is made of.
#[component]
pub(super) fn SampleText(model: Model) -> impl IntoView {
    move || {
        let site = model
            .sample
            .get()
            .then(|| model.sites.get())?
            .into_iter()
            .next()?;
        Some(view! {
            <section class="sample-page" aria-label=t("sample_article")>
                <div class="group">
                    <h2 class="title">{t("sample_article")}</h2>
                </div>
                <SampleArticle site read=move |page| model.read_sample(page) />
            </section>
        })
    }
}
