//! One link as it is shown: its words, its address, how it is followed and where it stands.

use leptos::prelude::*;
use linkglance_core::link::AnchorSource;
use linkglance_core::placement::Region;
use linkglance_core::report::Link;
use linkglance_core::url::{Url, is_web};

use super::words;
use crate::i18n::{reason, t, t_with};

/// The link's address: clickable only if it leads to a web page.
pub(super) fn address(link: &Link) -> impl IntoView + use<> {
    let url = link.url.as_deref().and_then(|url| Url::parse(url).ok());
    let shown = url
        .as_ref()
        .map_or_else(|| link.href.clone(), readable_address);
    match url.filter(is_web) {
        Some(url) => view! {
            <a class="address" href=String::from(url) target="_blank" rel="noopener noreferrer">
                {shown}
            </a>
        }
        .into_any(),
        None => view! { <span class="address">{shown}</span> }.into_any(),
    }
}

/// Without the scheme, which says nothing here, and without a lone slash at the end.
fn readable_address(url: &Url) -> String {
    let text = url.as_str();
    let text = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .unwrap_or(text);
    text.strip_suffix('/').unwrap_or(text).to_owned()
}

/// The link's words, with where they come from if they are not its text.
pub(super) fn anchor_words(link: &Link) -> impl IntoView + use<> {
    let text = link.anchor.text.clone();
    let name = match link.anchor.source {
        AnchorSource::Text => {
            return view! { <bdi class="anchor">{text}</bdi> }.into_any();
        }
        AnchorSource::Alt => "anchor_alt",
        AnchorSource::Title => "anchor_title",
        AnchorSource::AriaLabel => "anchor_aria_label",
        AnchorSource::None => "anchor_none",
    };
    view! { <bdi class="anchor made">{t_with(name, &[&text])}</bdi> }.into_any()
}

/// Below this the region is said to be unsure.
const UNSURE: f64 = 0.6;

/// Follow state, region and what else is to be known at a glance.
pub(super) fn chips(link: &Link) -> impl IntoView + use<> {
    let (state, follow) = words::follow(link);
    let because: Vec<String> = link.placement.because.iter().map(reason).collect();
    let unsure = (link.placement.confidence < UNSURE)
        .then(|| view! { <li class="chip unsure">{t("unsure")}</li> });
    let hidden = (link.hidden == Some(true))
        .then(|| view! { <li class="chip hidden-link">{t("hidden")}</li> });
    let mut plain: Vec<String> = Vec::new();
    if !link.rel.is_empty() {
        plain.push(t_with("rel_tokens", &[&link.rel.join(" ")]));
    }
    plain.extend(
        link.wraps
            .as_deref()
            .map(|target| t_with("wraps", &[target])),
    );
    plain.extend(link.shortened.then(|| t("shortened")));
    plain.extend(
        link.affiliate
            .as_deref()
            .map(|sign| t_with("affiliate", &[sign])),
    );
    plain.extend(
        link.competitor
            .as_deref()
            .map(|name| t_with("competitor", &[name])),
    );
    let plain: Vec<_> = plain
        .into_iter()
        .map(|words| view! { <li class="chip plain">{words}</li> })
        .collect();
    view! {
        <ul class="chips">
            <li class="chip follow" data-state=state>{follow}</li>
            {region_chip(link.placement.region, because.join("; "))}
            {unsure}
            {hidden}
            {plain}
        </ul>
    }
}

/// A region's chip, with the reasons as its hint.
pub(super) fn region_chip(region: Region, because: String) -> impl IntoView {
    view! {
        <li class="chip region" data-region=region.name() title=because>
            {words::region(region)}
        </li>
    }
}

/// One row of the list of outbound links.
pub(super) fn link_row(link: &Link) -> impl IntoView + use<> {
    let (state, _) = words::follow(link);
    let because: Vec<String> = link.placement.because.iter().map(reason).collect();
    view! {
        <li
            class="link"
            data-part="link"
            data-href=link.href.clone()
            data-url=link.url.clone()
            data-follow=state
            data-region=link.placement.region.name()
        >
            {anchor_words(link)} {address(link)} {chips(link)}
            <p class="because">{because.join("; ")}</p>
        </li>
    }
}
