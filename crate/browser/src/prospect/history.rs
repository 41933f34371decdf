//! What has happened to a prospect: messages that were sent, each status it was given, what the user wrote down.

use leptos::prelude::*;
use linkglance_core::prospect::{Entry, Event, Millis, Prospect, Sent};

use super::status_icon;
use crate::clock;
use crate::i18n::t;
use crate::icon::{Icon, icon};
use crate::words;

/// The list, the newest first; the newest message is open where `newest_open` says so.
pub fn history(prospect: &Prospect, newest_open: bool) -> impl IntoView + use<> {
    let newest = prospect.messages.iter().map(|sent| sent.at).max();
    let messages = prospect.messages.iter();
    let messages = messages.map(|sent| {
        let open = newest_open && Some(sent.at) == newest;
        (sent.at, message(sent, open).into_any())
    });
    let entries = prospect.history.iter();
    let entries = entries.map(|entry| (entry.at, happened(entry).into_any()));
    let saved = line("saved", Icon::Star, t("fact_kept"), prospect.kept).into_any();
    let mut all: Vec<(Millis, AnyView)> = vec![(prospect.kept, saved)];
    all.extend(entries.chain(messages));
    // Of what happened at once the last comes first, too.
    all.reverse();
    all.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let rows: Vec<_> = all.into_iter().map(|(_, row)| row).collect();
    view! { <ul class="log">{rows}</ul> }
}

fn message(sent: &Sent, open: bool) -> impl IntoView + use<> {
    let to = sent
        .to
        .as_ref()
        .map(|to| view! { " · " <bdi>{to.clone()}</bdi> });
    view! {
        <li data-part="sent">
            <details open=open>
                <summary>
                    {clock::moment(sent.at)} " · " {words::way(sent.how)} {to} " · "
                    <bdi>{sent.subject.clone()}</bdi>
                </summary>
                <pre>{sent.body.clone()}</pre>
            </details>
        </li>
    }
}

fn happened(entry: &Entry) -> AnyView {
    match &entry.what {
        Event::Status(status) => {
            let (sign, words) = (status_icon(*status), words::status(*status));
            line("status", sign, words, entry.at).into_any()
        }
        Event::Note(text) => line("note", Icon::Bubble, text.clone(), entry.at).into_any(),
    }
}

fn line(kind: &'static str, sign: Icon, words: String, at: Millis) -> impl IntoView {
    view! {
        <li class="happened" data-part="happened" data-kind=kind>
            {icon(sign)}
            <bdi class:capital=kind == "status">{words}</bdi>
            <span class="meta push">{clock::moment(at)}</span>
        </li>
    }
}
