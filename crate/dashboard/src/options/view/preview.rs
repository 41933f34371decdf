//! What a profile would find: the core itself, on a text the person can change.

use leptos::prelude::*;
use linkglance_core::length::shown_address;
use linkglance_core::{Page, Profiles, Report, Site};

use crate::i18n::{number, t, t_with};
use crate::inspect_in_time;
use crate::words;

/// The address the sample text is taken to be at: nobody's site.
const SAMPLE_URL: &str = "https://preview.invalid/";

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
    let found = Memo::new(move |_| {
        let site = site.get().checked().ok()?;
        let page = Page {
            url: SAMPLE_URL.to_owned(),
            html: text.with(|text| as_html(text)),
            ..Page::default()
        };
        inspect_in_time(&page, &Profiles::of(vec![site])).ok()
    });
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

/// Source is taken as it is; in other text, addresses become links, as a page would have them.
fn as_html(text: &str) -> String {
    if text.contains("</") || text.contains("<a ") {
        return text.to_owned();
    }
    let mut html = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        html.push_str("<p>");
        for word in line.split_inclusive(char::is_whitespace) {
            let escaped = word
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('"', "&quot;");
            let bare = escaped.trim_end();
            let address = bare.trim_end_matches(['.', ',', ';', '!', '?', ')']);
            if address.starts_with("https://") || address.starts_with("http://") {
                html.push_str("<a href=\"");
                html.push_str(address);
                html.push_str("\">");
                html.push_str(&escaped);
                html.push_str("</a> ");
            } else {
                html.push_str(&escaped);
            }
        }
        html.push_str("</p>\n");
    }
    html
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

#[cfg(test)]
mod tests {
    use super::as_html;

    #[test]
    fn addresses_in_text_become_links() {
        assert_eq!(
            as_html("See https://acme.com/a?b=1&c=2.\n<Acme>"),
            "<p>See <a href=\"https://acme.com/a?b=1&amp;c=2\">https://acme.com/a?b=1&amp;c=2.</a> </p>\n<p>&lt;Acme></p>\n"
        );
        assert_eq!(as_html("<a href=/x>y</a>"), "<a href=/x>y</a>");
    }
}
