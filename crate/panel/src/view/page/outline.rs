//! The page's headings, indented by their level.

use leptos::prelude::*;
use linkglance_core::page::Heading;

use super::row::copy_button;
use crate::state::model::Model;
use linkglance_browser::i18n::{number, t, t_count};
use linkglance_browser::icon::{Icon, icon};

/// How many headings are shown at once.
const SHOWN: usize = 12;

/// The outline; nothing for a page without headings.
pub(super) fn outline(model: Model, headings: &[Heading]) -> impl IntoView + use<> {
    (!headings.is_empty()).then(|| {
        let (first, rest) = headings.split_at(headings.len().min(SHOWN));
        let rest = (!rest.is_empty()).then(|| {
            view! {
                <details class="fold">
                    <summary>
                        {icon(Icon::Next)} {t_count("more_headings", rest.len(), &[])}
                    </summary>
                    <ul class="outline">{rest.iter().map(heading).collect_view()}</ul>
                </details>
            }
        });
        view! {
            <div class="group lined">
                <h2 class="title ellipsis">{t("page_outline")}</h2>
                <span class="count">{number(headings.len())}</span>
                <span class="push">{copy_button(model, &t("page_outline"), written(headings))}</span>
            </div>
            <ul class="outline" data-part="outline">
                {first.iter().map(heading).collect_view()}
            </ul>
            {rest}
        }
    })
}

fn heading(heading: &Heading) -> impl IntoView + use<> {
    let level = heading.level;
    let text = match heading.text.as_str() {
        "" => view! { <em class="quiet">{t("heading_empty")}</em> }.into_any(),
        text => view! { <bdi>{text.to_owned()}</bdi> }.into_any(),
    };
    view! {
        <li data-level=level.to_string()>
            <span class="meta">{format!("H{level}")}</span>
            <span class="value">{text}</span>
        </li>
    }
}

/// The outline as text, a heading a line.
fn written(headings: &[Heading]) -> String {
    let lines: Vec<String> = headings
        .iter()
        .map(|heading| {
            let indent = usize::from(heading.level.saturating_sub(1));
            format!("{}{}", "  ".repeat(indent), heading.text)
        })
        .collect();
    lines.join("\n")
}
