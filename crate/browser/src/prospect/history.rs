//! The messages that were sent about a prospect.

use leptos::prelude::*;
use linkglance_core::prospect::Sent;

use crate::clock;
use crate::i18n::t;
use crate::words;

/// The list, the newest first; that one is open where `newest_open` says so.
pub fn history(messages: &[Sent], newest_open: bool) -> impl IntoView + use<> {
    let none = messages
        .is_empty()
        .then(|| view! { <p class="quiet">{t("no_messages")}</p> });
    let rows: Vec<_> = messages
        .iter()
        .rev()
        .enumerate()
        .map(|(at, sent)| {
            let to = sent
                .to
                .as_ref()
                .map(|to| view! { " · " <bdi>{to.clone()}</bdi> });
            view! {
                <li data-part="sent">
                    <details open=newest_open && at == 0>
                        <summary>
                            {clock::moment(sent.at)} " · " {words::way(sent.how)} {to} " · "
                            <bdi>{sent.subject.clone()}</bdi>
                        </summary>
                        <pre>{sent.body.clone()}</pre>
                    </details>
                </li>
            }
        })
        .collect();
    view! {
        {none}
        <ul class="log">{rows}</ul>
    }
}
