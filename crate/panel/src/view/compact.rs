//! A link in two short lines: what it is called and how it is followed, then where it leads.

use leptos::prelude::*;
use linkglance_core::report::Link;

use super::link::{anchor_words, short_name, shown_target, state_chip, state_mark};
use super::marks::show_icon;
use crate::state::spot::Spot;

/// The row; `part` is its name in tests.
pub(super) fn compact_row(link: &Link, part: &'static str) -> impl IntoView + use<> {
    let name = short_name(link);
    view! {
        <li
            class="compact"
            tabindex="-1"
            data-row=""
            data-part=part
            data-href=link.href.clone()
            data-spot=Spot::Link(link.index).to_string()
        >
            {state_mark(link)}
            <div class="ellipsis">{anchor_words(link)}</div>
            {state_chip(link)}
            <div class="compact-target ellipsis"><span class="url">{shown_target(link)}</span></div>
            {show_icon(link, &name)}
        </li>
    }
}
