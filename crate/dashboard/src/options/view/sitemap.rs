//! The choice of a sitemap file, and what was taken from it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_browser::i18n::t;
use web_sys::HtmlInputElement;

use super::keep::Keep;
use crate::options::state::draft::Draft;
use crate::options::state::sitemap::add_file;

#[component]
pub(super) fn SitemapFile(draft: Draft, keep: Keep) -> impl IntoView {
    let said = RwSignal::new(String::new());
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        spawn_local(async move {
            said.set(add_file(draft, &file).await);
            keep.now();
            // The same file can be chosen again.
            input.set_value("");
        });
    };
    view! {
        <div class="entry">
            <label class="file">
                {t("sitemap_choose")}
                <input type="file" name="sitemap" accept=".xml,.txt" on:change=choose />
            </label>
            <p class="quiet">{t("sitemap_hint")}</p>
            <p role="status" data-part="sitemap-said">{move || said.get()}</p>
        </div>
    }
}
