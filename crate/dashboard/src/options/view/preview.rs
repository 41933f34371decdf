//! What a profile would find: the core itself, on a text the user can change.

use leptos::prelude::*;
use linkglance_core::length::shown_address;
use linkglance_core::{Report, Site};

use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::words;

use crate::options::state::sample::findings_in;

/// Most findings of a kind that are listed.
const MAX_ROWS: usize = 20;

#[component]
pub(super) fn Preview(site: Memo<Site>) -> impl IntoView {
    let first = site.with_untracked(|site| {
        let domain = site
            .domains
            .first()
            .map(|domain| domain.trim_start_matches('='));
        t_with("preview_sample", &[&site.name, domain.unwrap_or_default()])
    });
    let text = RwSignal::new(first);
    let found = Memo::new(move |_| text.with(|text| findings_in(text, site.get())));
    view! {
        <div class="preview" data-part="preview">
            <label>
                {t("preview")}
                <textarea
                    name="sample"
                    rows="4"
                    spellcheck="false"
                    prop:value=move || text.get()
                    on:input=move |event| text.set(event_target_value(&event))
                ></textarea>
            </label>
            <p class="quiet">{t("preview_hint")}</p>
            <div role="status">{move || found.with(|report| report.as_ref().map(findings))}</div>
        </div>
    }
}

fn findings(report: &Report) -> impl IntoView + use<> {
    let links: Vec<_> = report
        .backlinks
        .iter()
        .filter_map(|backlink| report.link(backlink.link))
        .take(MAX_ROWS)
        .map(|link| {
            let url = shown_address(link.url.as_ref().unwrap_or(&link.href));
            view! { <li data-part="preview-link"><bdi>{url}</bdi></li> }
        })
        .collect();
    let mentions: Vec<_> = report
        .mentions
        .iter()
        .take(MAX_ROWS)
        .map(|mention| {
            view! {
                <li data-part="preview-mention">
                    <bdi>
                        {mention.before.clone()} <mark>{mention.text.clone()}</mark>
                        {mention.after.clone()}
                    </bdi>
                    " "
                    <span class="chip">{words::mention(mention)}</span>
                </li>
            }
        })
        .collect();
    let counts = [report.backlinks.len(), report.mentions.len()].map(number);
    view! {
        <p>{t_with("preview_found", &[&counts[0], &counts[1]])}</p>
        <ul class="found">{links} {mentions}</ul>
    }
}
