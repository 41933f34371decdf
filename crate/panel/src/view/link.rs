//! One link as it is shown: its words, its address, how it is followed and where it is.

use leptos::prelude::*;
use linkglance_core::length::{is_whole, shown_address};
use linkglance_core::link::AnchorSource;
use linkglance_core::placement::Region;
use linkglance_core::report::Link;
use linkglance_core::url::{Url, is_web};

use super::words as panel_words;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{icon, state_icon};
use linkglance_browser::words;
use linkglance_browser::words::reason;

/// The link's address: clickable only if it is whole and leads to a web page.
pub(super) fn address(link: &Link) -> impl IntoView + use<> {
    let url = link.url.as_deref().and_then(|url| Url::parse(url).ok());
    let shown = shown_target(link);
    match url.filter(is_web).filter(|url| is_whole(url.as_str())) {
        Some(url) => view! {
            <a class="address" dir="ltr" href=String::from(url) target="_blank" rel="noopener noreferrer">
                {shown}
            </a>
        }
        .into_any(),
        None => view! { <span class="address" dir="ltr">{shown}</span> }.into_any(),
    }
}

/// The link's address as text.
pub(super) fn shown_target(link: &Link) -> String {
    let url = link.url.as_deref().and_then(|url| Url::parse(url).ok());
    url.as_ref()
        .map_or_else(|| shown_address(&link.href), readable_address)
}

/// Without the scheme, which is no news here, and without a lone slash at the end.
pub(super) fn readable_address(url: &Url) -> String {
    let text = url.as_str();
    let text = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .unwrap_or(text);
    shown_address(text.strip_suffix('/').unwrap_or(text))
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

/// Most characters of a link's name in labels of controls.
const MAX_NAME: usize = 60;

/// What a link is called in labels of controls: its words, else its address.
pub(super) fn short_name(link: &Link) -> String {
    let words = if link.anchor.text.trim().is_empty() {
        link.url.as_deref().unwrap_or(&link.href)
    } else {
        &link.anchor.text
    };
    words.chars().take(MAX_NAME).collect()
}

/// The link's follow state as an icon in its colour.
pub(super) fn state_mark(link: &Link) -> impl IntoView + use<> {
    let state = link.follow.narrowest();
    view! {
        <span class="state-mark" data-state=state.name()>
            {state_icon(panel_words::follow_icon(state))}
        </span>
    }
}

/// The link's follow state as a chip: icon and word; all that decided is its hint.
pub(super) fn state_chip(link: &Link) -> impl IntoView + use<> {
    let state = link.follow.narrowest();
    let (_, whole) = panel_words::follow(link);
    view! {
        <span class="chip" data-state=state.name() title=whole>
            {icon(panel_words::follow_icon(state))}
            <span class="word">{panel_words::follow_word(state)}</span>
        </span>
    }
}

/// Follow state, region and what else is to be known at a glance.
pub(super) fn chips(link: &Link) -> impl IntoView + use<> {
    let because: Vec<String> = link.placement.because.iter().map(reason).collect();
    let unsure = (!link.placement.is_sure())
        .then(|| view! { <li><span class="chip" data-state="warn">{t("unsure")}</span></li> });
    let hidden = (link.hidden == Some(true))
        .then(|| view! { <li><span class="chip" data-state="warn">{t("hidden")}</span></li> });
    let plain = facts(link)
        .into_iter()
        .map(|words| view! { <li><span class="chip">{words}</span></li> })
        .collect_view();
    view! {
        <ul class="chips">
            <li>{state_chip(link)}</li>
            <li>{region_chip(link.placement.region, because.join("; "))}</li>
            {unsure}
            {hidden}
            {plain}
        </ul>
    }
}

/// What else is known of the link, each in a few words.
fn facts(link: &Link) -> Vec<String> {
    let mut facts = Vec::new();
    if !link.rel.is_empty() {
        facts.push(t_with("rel_tokens", &[&link.rel.join(" ")]));
    }
    let of =
        |name: &str, value: &Option<String>| value.as_deref().map(|value| t_with(name, &[value]));
    facts.extend(of("wraps", &link.wraps.as_deref().map(shown_address)));
    facts.extend(link.shortened.then(|| t("shortened")));
    facts.extend(of("affiliate", &link.affiliate));
    facts.extend(of("competitor", &link.competitor));
    facts
}

/// What a row has no room for: the sentence around the link, its facts, why it is thought to be
/// where it is.
pub(super) fn details(link: &Link) -> impl IntoView + use<> {
    let mut facts = facts(link);
    facts.push(words::anchor_kind(link.anchor.kind));
    if !link.placement.is_sure() {
        facts.push(t("unsure"));
    }
    let facts = facts
        .into_iter()
        .map(|words| view! { <li><span class="chip">{words}</span></li> })
        .collect_view();
    let because: Vec<String> = link.placement.because.iter().map(reason).collect();
    view! {
        {context(link)}
        {address(link)}
        <ul class="chips">{facts}</ul>
        <p class="because">{because.join("; ")}</p>
    }
}

/// The sentence around the link, its words marked.
pub(super) fn context(link: &Link) -> impl IntoView + use<> {
    let context = link.context.clone();
    view! {
        <p class="context">
            <bdi>
                {context.before}
                <mark>{anchor_words(link)}</mark>
                {context.after}
            </bdi>
        </p>
    }
}

/// A region's chip, with the reasons as its hint.
pub(super) fn region_chip(region: Region, because: String) -> impl IntoView {
    view! {
        <span class="chip" data-region=region.name() title=because>
            {words::region(region)}
        </span>
    }
}
