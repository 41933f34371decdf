//! A link to a site of the user's: what is to be known at a glance, why below it.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Report;
use linkglance_core::backlink::{Backlink, Factor};
use linkglance_core::point::FactorState;
use linkglance_core::reason::Key;
use linkglance_core::report::Link;
use linkglance_core::url::Url;

use super::mentions_in;
use super::why::why;
use crate::state::model::Model;
use crate::state::spot::Spot;
use crate::view::link::{anchor_words, context, short_name, state_chip};
use crate::view::marks::show_icon;
use crate::view::out::copy_link;
use crate::view::words as panel_words;
use crate::view::words::with_key;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::words::{self, reason};

/// Factors that a link's row warns of, with the few words that do. What the chip, the region and the
/// strip say already is not among them.
const FLAGS: [(Key, &str); 16] = [
    (Key::VisibleNo, "flag_hidden"),
    (Key::VisibleCollapsed, "flag_collapsed"),
    (Key::RepeatAgain, "flag_repeat"),
    (Key::RouteWrapped, "flag_route"),
    (Key::RouteLooksWrapped, "flag_route"),
    (Key::RouteTracking, "flag_tracking"),
    (Key::RouteAffiliate, "to_affiliate"),
    (Key::RouteCopy, "kind_archive_copy"),
    (Key::TargetBetter, "flag_target"),
    (Key::NeighboursMany, "flag_neighbours"),
    (Key::DisclosurePaid, "flag_paid"),
    (Key::SnippetsPage, "flag_snippets"),
    (Key::SnippetsShort, "flag_snippets"),
    (Key::SnippetsHere, "flag_snippets"),
    (Key::AnchorGeneric, "flag_anchor"),
    (Key::AnchorEmpty, "anchor_none"),
];

/// The row of a link, and what is below it while it is open.
pub(super) fn item(
    model: Model,
    report: &Report,
    backlink: &Backlink,
    link: &Link,
) -> impl IntoView + use<> {
    let open = RwSignal::new(false);
    let index = link.index;
    let name = short_name(link);
    let (follow, _) = panel_words::follow(link);
    let (kept, of) = (Arc::new(link.clone()), Arc::new(backlink.clone()));
    let below = move || open.get().then(|| why(model, &of, &kept));
    view! {
        <li
            class="item"
            tabindex="-1"
            data-row=""
            data-part="backlink"
            data-href=link.href.clone()
            data-url=link.url.clone()
            data-follow=follow
            data-region=link.placement.region.name()
            data-spot=Spot::Link(index).to_string()
            data-stands-for=mentions_in(report, link)
        >
            <div class="item-anchor ellipsis">{anchor_words(link)}</div>
            {state_chip(link)}
            <button
                type="button"
                class="ibtn why-open"
                data-part="why"
                aria-label=t_with("details_of", &[&name])
                title=with_key("why", "␣")
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {icon(Icon::Next)}
            </button>
            {meta(link)}
            {context(link)}
            {flags(backlink, link)}
            <div class="actions">
                {show_icon(link, &name)}
                <button
                    type="button"
                    class="ibtn"
                    data-part="copy-mine"
                    aria-label=t("copy_link")
                    title=with_key("copy_link", "c")
                    on:click=move |_| copy_link(model, index)
                >
                    {icon(Icon::Copy)}
                </button>
            </div>
        </li>
        {below}
    }
}

/// Region, path and kind of anchor text.
fn meta(link: &Link) -> impl IntoView + use<> {
    let target = link.wraps.as_deref().or(link.url.as_deref());
    let path = target.and_then(|url| Url::parse(url).ok());
    let path = path.map_or_else(String::new, |url| {
        let query = url.query().map(|query| format!("?{query}"));
        format!("{}{}", url.path(), query.unwrap_or_default())
    });
    view! {
        <p class="item-meta ellipsis">
            <span class="word capital">{words::region(link.placement.region)}</span>
            " · "
            <span class="url" title=target.map(str::to_owned)>
                {linkglance_core::length::shown_address(&path)}
            </span>
            " · "
            <span class="word capital">{words::anchor_kind(link.anchor.kind)}</span>
        </p>
    }
}

/// What is wrong, in a few words each.
fn flags(backlink: &Backlink, link: &Link) -> Option<impl IntoView + use<>> {
    let wrong = |factor: &&Factor| matches!(factor.state, FactorState::Warn | FactorState::Bad);
    let flag = |factor: &Factor| {
        let (_, name) = FLAGS.iter().find(|(key, _)| *key == factor.reason.key())?;
        Some(view! {
            <span class="flag" data-state=factor.state.name() title=reason(&factor.reason)>
                {icon(Icon::Warn)}
                <span class="word capital">{t(name)}</span>
            </span>
        })
    };
    let unsure = (!link.placement.is_sure()).then(|| {
        view! {
            <span class="flag" data-state="unknown">
                {icon(Icon::Unknown)}
                <span class="word capital">{t("kind_unplaced")}</span>
            </span>
        }
    });
    let factors = backlink.factors.iter().filter(wrong).filter_map(flag);
    let flags: Vec<_> = factors
        .map(IntoAny::into_any)
        .chain(unsure.map(IntoAny::into_any))
        .collect();
    (!flags.is_empty()).then(|| view! { <p class="item-flags">{flags}</p> })
}
