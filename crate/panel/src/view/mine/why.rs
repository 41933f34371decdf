//! Why a link is worth what it is: problems first, then what is unknown, what is fine folded, each with a link
//! to what the guide says of it; and the link as HTML.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::backlink::{Backlink, Factor};
use linkglance_core::length::shown_address;
use linkglance_core::point::FactorState;
use linkglance_core::reason::Reason;
use linkglance_core::report::Link;

use crate::state::model::Model;
use crate::view::marks::unseen_note;
use crate::view::out::copy_text;
use crate::view::words as panel_words;
use linkglance_browser::help::meaning;
use linkglance_browser::i18n::{t, t_count};
use linkglance_browser::icon::{Icon, icon, state_icon};
use linkglance_browser::words::{self, reason};

/// The order of the states: what is wrong first.
const ORDER: [FactorState; 3] = [FactorState::Bad, FactorState::Warn, FactorState::Unknown];

/// What is below an open row.
pub(super) fn why(
    model: Model,
    backlink: &Arc<Backlink>,
    link: &Arc<Link>,
) -> impl IntoView + use<> {
    let of = |state| {
        backlink
            .factors
            .iter()
            .filter(move |factor| factor.state == state)
    };
    let open: Vec<_> = ORDER.into_iter().flat_map(of).map(factor).collect();
    let fine: Vec<_> = of(FactorState::Good).map(factor).collect();
    let risks: Vec<_> = backlink.risks.iter().map(risk).collect();
    let count = fine.len();
    view! {
        <li class="why" data-part="why-of" data-href=link.href.clone()>
            <ul class="reasons">{risks} {open}</ul>
            {unseen_note(link)}
            {(count > 0)
                .then(|| {
                    view! {
                        <details class="fold">
                            <summary>
                                {icon(Icon::Next)} {t_count("checks_fine", count, &[])}
                            </summary>
                            <ul class="reasons">{fine}</ul>
                        </details>
                    }
                })}
            {html_line(model, link)}
        </li>
    }
}

fn risk(of: &Reason) -> impl IntoView + use<> {
    view! {
        <li data-state="bad">
            {state_icon(Icon::Warn)} <span>{reason(of)} {meaning(of)}</span>
        </li>
    }
}

fn factor(of: &Factor) -> impl IntoView + use<> {
    let (state, word) = (of.state.name(), panel_words::state(of.state));
    let sign = match of.state {
        FactorState::Good => Icon::Check,
        FactorState::Warn => Icon::Warn,
        FactorState::Bad => Icon::Stop,
        FactorState::Unknown => Icon::Unknown,
    };
    view! {
        <li class="factor" data-state=state>
            {state_icon(sign)}
            <span>
                <b>{words::point(of.point)}</b>
                <span class="sr">{word}</span>
                <span class="meta">{reason(&of.reason)} {meaning(&of.reason)}</span>
            </span>
        </li>
    }
}

/// The link as HTML: what of it matters here, whatever else its element carries.
fn markup(link: &Link) -> String {
    let escaped = |text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        text.replace('"', "&quot;")
    };
    let rel = (!link.rel.is_empty()).then(|| format!(" rel=\"{}\"", escaped(&link.rel.join(" "))));
    format!(
        "<a href=\"{}\"{}>{}</a>",
        escaped(&shown_address(&link.href)),
        rel.unwrap_or_default(),
        escaped(&link.anchor.text)
    )
}

/// The link as HTML, in one line, with a button that copies it.
fn html_line(model: Model, link: &Link) -> impl IntoView + use<> {
    let html = markup(link);
    let (shown, title) = (html.clone(), html.clone());
    view! {
        <div class="codeline">
            <code class="ellipsis" dir="ltr" title=title>
                {shown}
            </code>
            <button
                type="button"
                class="ibtn"
                aria-label=t("copy")
                title=t("copy")
                on:click=move |_| copy_text(model, html.clone(), None, t("copied_link"))
            >
                {icon(Icon::Copy)}
            </button>
        </div>
    }
}
