//! The message composer: a template filled with what is known of a prospect, to be copied or opened
//! in the mail program. What left is logged on the prospect.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::message::{Message, mailto};
use linkglance_core::prospect::{OpportunityKind, Prospect, Sent, Sentence, Way};

use super::super::templates::{TextFields, kind_choice, language_choice};
use crate::dashboard::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::prospect::{filled, language_of, placeholder};
use linkglance_browser::store::Edit;

/// The form.
pub(super) fn composer(model: Model, prospect: &Arc<Prospect>) -> impl IntoView + use<> {
    let texts = model.texts();
    let kind = RwSignal::new(prospect.kind().unwrap_or(OpportunityKind::UnlinkedMention));
    let language = RwSignal::new(language_of(prospect.page.language.as_deref()));
    let to = RwSignal::new(
        prospect
            .contacts
            .emails
            .first()
            .map(|email| email.address.clone()),
    );
    let subject = RwSignal::new(String::new());
    let body = RwSignal::new(String::new());
    let filled = {
        let prospect = Arc::clone(prospect);
        Memo::new(move |_| {
            let (texts, sites) = (texts.get()?, model.sites.get());
            let all = &prospect.opportunities;
            let of_kind = all.iter().find(|found| found.kind == kind.get());
            let about = of_kind.or(all.first());
            Some(filled(
                &texts,
                &sites,
                &prospect,
                about,
                kind.get(),
                language.get(),
            ))
        })
    };
    // Another choice begins the text again.
    Effect::new(move || {
        if let Some(message) = filled.get() {
            subject.set(message.subject);
            body.set(message.body);
        }
    });
    let id = prospect.id.clone();
    let sent = Callback::new(move |how| {
        let sent = Sent {
            at: clock::millis(),
            how,
            to: to.get_untracked(),
            subject: subject.get_untracked(),
            body: body.get_untracked(),
        };
        model.edit(vec![(id.clone(), Edit::Log(sent))], "done_logged");
    });
    let copy = move |_| {
        let text = format!("{}\n\n{}", subject.get_untracked(), body.get_untracked());
        leptos::task::spawn_local(async move {
            match api::copy(&text, None).await {
                Ok(()) => drop(sent.try_run(Way::Copied)),
                Err(error) => model.fail_with(t_with("not_copied", &[&error.to_string()])),
            }
        });
    };
    let stay = |event: leptos::ev::SubmitEvent| event.prevent_default();
    let mail = move || to.with(|to| mailto(to.as_deref(), &subject.get(), &body.get()));
    view! {
        <form class="form part" data-part="composer" aria-label=t("compose") on:submit=stay>
            {quote(prospect)}
            <div class="row-of-fields">
                {kind_choice(kind)} {language_choice(language)} {recipient(to, prospect)}
            </div>
            {move || filled.get().map(|message| warnings(&message))}
            <TextFields part="message" rows=14 subject body />
            <div class="actions">
                <button type="button" class="btn" data-part="copy-message" on:click=copy>
                    {icon(Icon::Copy)}
                    {t("copy_message")}
                </button>
                <a
                    class="btn primary"
                    data-part="mail-message"
                    href=mail
                    target="_blank"
                    on:click=move |_| sent.run(Way::MailProgram)
                >
                    {icon(Icon::Mail)}
                    {t("mail_message")}
                </a>
            </div>
        </form>
    }
}

/// The sentence that the message is about.
fn quote(prospect: &Prospect) -> Option<impl IntoView + use<>> {
    let mut all = prospect.opportunities.iter();
    let Sentence {
        before,
        text,
        after,
        ..
    } = all.find_map(|one| one.sentences.first())?.clone();
    Some(view! {
        <blockquote data-part="quote">
            <bdi>
                {before}
                <mark>{text}</mark>
                {after}
            </bdi>
        </blockquote>
    })
}

/// Whom to write to, among the addresses the page names; no address is guessed.
fn recipient(to: RwSignal<Option<String>>, prospect: &Prospect) -> impl IntoView + use<> {
    let options: Vec<_> = prospect
        .contacts
        .emails
        .iter()
        .map(|email| email.address.clone())
        .map(|address| view! { <option value=address.clone()>{address.clone()}</option> })
        .collect();
    let change = move |event| {
        to.set(Some(event_target_value(&event)).filter(|address| !address.is_empty()));
    };
    view! {
        <label>
            <span class="label">{t("message_to")}</span>
            <select data-part="message-to" on:change=change>
                {options}
                <option value="">{t("message_to_nobody")}</option>
            </select>
        </label>
    }
}

fn warnings(message: &Message) -> impl IntoView + use<> {
    let mut all: Vec<String> = message
        .missing
        .iter()
        .map(|one| {
            t_with(
                "message_missing",
                &[&placeholder(*one), &format!("{{{}}}", one.name())],
            )
        })
        .collect();
    all.extend(
        message
            .unknown
            .iter()
            .map(|name| t_with("template_unknown", &[&format!("{{{name}}}")])),
    );
    let rows: Vec<_> = all
        .into_iter()
        .map(|sentence| view! { <li>{sentence}</li> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <div class="caution" role="status" data-part="missing">
                <ul>{rows}</ul>
            </div>
        }
    })
}
