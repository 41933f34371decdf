//! "Ask for a fix": the letter to the editor as a sheet, in the page's language or another.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Site;
use linkglance_core::letter::Parties;
use linkglance_core::message::Message;
use linkglance_core::prospect::Opportunity;

use crate::state::desk::Checked;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::state::work::message_left;
use crate::view::message_sheet::{Draft, MessageSheet};

/// The sheet with the letter that asks for what failed; `None` where no point failed.
pub(super) fn letter(
    model: Model,
    session: &Arc<Session>,
    checked: &Checked,
) -> Option<impl IntoView + use<>> {
    let profiles = model.sites.get_untracked();
    let site = profiles.into_iter().find(|site| site.name == checked.site);
    // The target's site may have no profile.
    let site = site.unwrap_or_else(|| Site {
        name: checked.site.clone(),
        ..Site::default()
    });
    let session = Arc::clone(session);
    let parties = Arc::new(Parties::of(&session.report.contacts, &checked.check, &site));
    let check = Arc::new(checked.check.clone());
    let first = model.desk().letter(&check, &parties, None, None)?.language;
    let about = format!("{} {}", checked.held.id, check.page.url);
    let draft = move || {
        let (written, parties) = (Arc::clone(&check), Arc::clone(&parties));
        let (checked, site) = (Arc::clone(&check), site.clone());
        let page = &session.report.page.url;
        Some(Draft {
            about: about.clone(),
            to: model
                .desk()
                .addressees(page, &session.report.contacts, &parties),
            language: first,
            write: Arc::new(move |language, to| {
                let letter = model.desk().letter(&written, &parties, to, Some(language));
                letter.map_or_else(Message::default, |letter| Message {
                    subject: letter.subject,
                    body: letter.body,
                    ..Message::default()
                })
            }),
            sent: Callback::new(move |sent| {
                message_left(model, &site, sent, Opportunity::of_check(&checked));
            }),
        })
    };
    // Another check has another letter.
    on_cleanup(move || model.sheets.letter.set(false));
    Some(view! {
        <MessageSheet model part="letter" title="letter_title" open=model.sheets.letter draft />
    })
}
