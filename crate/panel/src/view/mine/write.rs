//! Writing to whoever names the site: the user's template, filled with the mention.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::letter::Parties;
use linkglance_core::message::Step;
use linkglance_core::prospect::{Opportunity, OpportunityKind, Prospect, Sentence, opportunities};
use linkglance_core::report::Mention;
use linkglance_core::{Report, Site};

use crate::state::model::Model;
use crate::state::sheets::Writing;
use crate::state::work::message_left;
use crate::view::message_sheet::{Draft, MessageSheet};
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::prospect::{Choice, filled, language_of};

/// The sheet, for what was chosen to write about.
#[component]
pub(crate) fn WriteSheet(model: Model) -> impl IntoView {
    view! {
        <MessageSheet
            model
            part="message"
            title="compose"
            open=model.sheets.message
            draft=move || draft(model)
        />
    }
}

fn draft(model: Model) -> Option<Draft> {
    let session = model.session.get()?;
    let writing = model.sheets.writing.get()?;
    let sites = model.sites.get();
    let site = sites.iter().find(|site| site.name == writing.site)?.clone();
    // As it would be saved: the message says what a saved page's says.
    let prospect = Prospect::keep(&session.report, &site, clock::millis());
    let contacts = &prospect.contacts;
    let parties = Parties::of_page(contacts, prospect.page.author.as_ref(), &site);
    let to = model
        .desk()
        .addressees(&prospect.page.url, contacts, &parties);
    let language = language_of(prospect.page.language.as_deref());
    let quote = writing.about.quote().map(Sentence::whole);
    let texts = model.desk().texts();
    // A prospect that was written to is followed up.
    let known = model.prospects.shown(&prospect.page.url, Some(&site.name));
    let step = Step::after(known.map_or(0, |known| known.messages.len()));
    Some(Draft {
        about: format!("{} {}", prospect.id, quote.unwrap_or_default()),
        to,
        language,
        write: Arc::new(move |language, to| {
            let about = &writing.about;
            let choice = Choice {
                to,
                ..Choice::of(about.kind, language, step)
            };
            filled(&texts, &sites, &prospect, Some(about), &choice)
        }),
        sent: Callback::new(move |sent| message_left(model, &site, sent, None)),
    })
}

/// Opens the sheet.
fn write(model: Model, site: &str, about: Opportunity) {
    model.sheets.writing.set(Some(Writing {
        site: site.to_owned(),
        about,
    }));
    model.sheets.message.set(true);
}

/// The button at the head of a group of mentions, which are of this opportunity type: about the best of
/// them, which the page as a whole offers.
pub(super) fn write_about_all(
    model: Model,
    report: &Report,
    site: &Site,
    kind: OpportunityKind,
    all: &[(usize, &Mention)],
) -> Option<impl IntoView + use<>> {
    let offered = opportunities(report, site).into_iter();
    let mut offered = offered.filter(|found| found.kind == kind);
    let (_, first) = all.first()?;
    let about = offered.next().unwrap_or_else(|| of_mention(report, first));
    let (url, name) = (report.page.url.clone(), site.name.clone());
    let again = {
        let name = name.clone();
        move || {
            let known = model.prospects.shown(&url, Some(&name));
            known.is_some_and(|prospect| !prospect.messages.is_empty())
        }
    };
    Some(view! {
        <button
            type="button"
            class="btn push"
            data-part="write-all"
            on:click=move |_| write(model, &name, about.clone())
        >
            {icon(Icon::Mail)}
            {move || t(if again() { "write_again" } else { "write" })}
        </button>
    })
}

/// The button of one mention.
pub(super) fn write_about(
    model: Model,
    report: &Report,
    mention: &Mention,
) -> impl IntoView + use<> {
    let about = of_mention(report, mention);
    let site = mention.site.clone();
    let label = t_with("write_about", &[&mention.text]);
    view! {
        <button
            type="button"
            class="ibtn"
            data-part="write"
            aria-label=label.clone()
            title=label.clone()
            on:click=move |_| write(model, &site, about.clone())
        >
            {icon(Icon::Mail)}
        </button>
    }
}

fn of_mention(report: &Report, mention: &Mention) -> Opportunity {
    let link = mention.link_index.and_then(|index| report.link(index));
    Opportunity::of_mention(mention, link)
}
