//! Whether pages of the site link to the user's sites: each page with its links, or why that is unknown.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::watch::{BackLink, LinkBack};

use super::list::summary;
use crate::state::looks::PageBack;
use crate::view::link::{anchor_words, state_chip};
use linkglance_browser::i18n::{number, t_with};
use linkglance_browser::icon::{Icon, state_icon};
use linkglance_browser::prospect::{outside, short};
use linkglance_browser::words::{reason, region};

/// What was found; `names`: the user's sites that are asked about.
pub(super) fn result(names: &[String], pages: &Arc<[PageBack]>) -> impl IntoView + use<> {
    let linking = pages
        .iter()
        .filter(|page| matches!(page.back, LinkBack::Links(_)));
    let words = [linking.count(), pages.len()].map(number);
    let [linking, all] = &words;
    let (state, sign) = if pages
        .iter()
        .any(|page| matches!(page.back, LinkBack::Links(_)))
    {
        ("good", Icon::Check)
    } else if pages
        .iter()
        .all(|page| matches!(page.back, LinkBack::Nothing))
    {
        ("neutral", Icon::Circle)
    } else {
        ("unknown", Icon::Unknown)
    };
    let rows = pages.iter().map(|page| row(page, names)).collect_view();
    view! {
        {summary(state, sign, t_with("back_summary", &[linking, all]))}
        <ul class="look-pages">{rows}</ul>
    }
}

fn row(page: &PageBack, names: &[String]) -> impl IntoView + use<> {
    let (state, details) = match &page.back {
        LinkBack::Links(links) => {
            let without = names
                .iter()
                .filter(|name| !links.iter().any(|back| back.site == **name));
            let without: Vec<&str> = without.map(String::as_str).collect();
            let links = links.iter().map(link).collect_view();
            let none = (!without.is_empty()).then(|| no_link(&without));
            ("links", view! { {links} {none} }.into_any())
        }
        LinkBack::Nothing => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            ("nothing", no_link(&names).into_any())
        }
        LinkBack::Unknown(why) => {
            let line = view! {
                <p class="back-line signed" data-state="unknown">
                    {state_icon(Icon::Unknown)}
                    <bdi>{reason(why)}</bdi>
                </p>
            };
            ("unknown", line.into_any())
        }
    };
    view! {
        <li data-part="back-page" data-url=page.url.clone() data-back=state>
            <p class="back-address ellipsis">{outside(&page.url, short(&page.url))}</p>
            {details}
        </li>
    }
}

/// One link of the page to a site of the user's.
fn link(back: &BackLink) -> impl IntoView + use<> {
    let link = &back.link;
    view! {
        <p class="back-line" data-part="back-link" data-href=link.href.clone()>
            <bdi class="quiet">{t_with("back_links", &[&back.site])}</bdi>
            {anchor_words(link)}
            {state_chip(link)}
            <span class="word capital quiet">{region(link.placement.region)}</span>
        </p>
    }
}

fn no_link(names: &[&str]) -> impl IntoView + use<> {
    view! {
        <p class="back-line quiet">
            <bdi>{t_with("back_none", &[&names.join(", ")])}</bdi>
        </p>
    }
}
