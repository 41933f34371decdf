//! Lines of what was found: the sentence that sums it up, and reasons with their signs.

use leptos::prelude::*;
use linkglance_core::reason::Reason;

use linkglance_browser::icon::{Icon, state_icon};
use linkglance_browser::words::reason;

/// The sentence that sums up what was found.
pub(super) fn summary(state: &'static str, sign: Icon, words: String) -> impl IntoView {
    view! {
        <p class="line look-summary" role="status" data-part="look-summary" data-state=state>
            {state_icon(sign)}
            <b>{words}</b>
        </p>
    }
}

/// Reasons, each with a sign; nothing where there are none. `part`: the name of each in tests.
pub(super) fn reasons(
    part: &'static str,
    all: Vec<(&'static str, Icon, Reason)>,
) -> impl IntoView + use<> {
    let rows: Vec<_> = all
        .into_iter()
        .map(|(state, sign, of)| {
            view! {
                <li data-part=part data-state=state data-key=of.key().name()>
                    {state_icon(sign)}
                    <bdi>{reason(&of)}</bdi>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="look-reasons">{rows}</ul> })
}
