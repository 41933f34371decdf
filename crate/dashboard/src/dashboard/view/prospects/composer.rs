//! The message composer: a template filled with what is known of a prospect, to be copied or opened
//! in the mail program. What left is logged on the prospect.

use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::message::{Language, Message, Step, html, mailto};
use linkglance_core::prospect::{OpportunityKind, Prospect, Sent, Sentence, Way};

use super::super::templates::{TextFields, kind_choice, language_choice};
use crate::dashboard::state::model::Model;
use linkglance_browser::api;
use linkglance_browser::clock;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::prospect::{
    Addressee, Choice, about, addressees, filled, language_of, placeholder, step as step_word,
    template_name, web_mail,
};
use linkglance_browser::store::{Edit, KeptContact, KeptText, TemplateSet, templates};

/// The form.
pub(super) fn composer(model: Model, prospect: &Arc<Prospect>) -> impl IntoView + use<> {
    let (texts, contacts) = (model.texts(), model.all_of::<KeptContact>());
    let kind = RwSignal::new(prospect.kind().unwrap_or(OpportunityKind::UnlinkedMention));
    let language = RwSignal::new(language_of(prospect.page.language.as_deref()));
    // What was sent says which message it is now.
    let text = RwSignal::new((String::new(), Step::after(prospect.messages.len())));
    let known = {
        let prospect = Arc::clone(prospect);
        Memo::new(move |_| {
            contacts.with(|contacts| {
                let found = prospect.contacts.emails.iter();
                let found = found.map(|email| email.address.as_str());
                let own = contacts.as_deref().unwrap_or_default();
                addressees(own, &prospect.page.url, found)
            })
        })
    };
    // The first that is known, until the user chooses another, or none.
    let chosen: RwSignal<Option<String>> = RwSignal::new(None);
    let to = Memo::new(move |_| {
        known.with(|known| match chosen.get() {
            None => known.first().cloned(),
            Some(address) => known.iter().find(|one| one.address == address).cloned(),
        })
    });
    let (subject, body) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let filled = {
        let prospect = Arc::clone(prospect);
        Memo::new(move |_| {
            let (texts, sites) = (texts.get()?, model.sites.get());
            contacts.with(Option::is_some).then_some(())?;
            let (template, step) = text.get();
            let choice = Choice {
                template,
                to: to.with(|to| to.as_ref()?.recipient.clone()),
                ..Choice::of(kind.get(), language.get(), step)
            };
            let about = about(&prospect, choice.kind);
            Some(filled(&texts, &sites, &prospect, about, &choice))
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
    let address = move || to.with(|to| to.as_ref().map(|to| to.address.clone()));
    let sent = Callback::new(move |how| {
        let sent = Sent {
            at: clock::millis(),
            how,
            to: untrack(address),
            subject: subject.get_untracked(),
            body: body.get_untracked(),
        };
        model.edit(vec![(id.clone(), Edit::Log(sent))], "done_logged");
    });
    let stay = |event: leptos::ev::SubmitEvent| event.prevent_default();
    view! {
        <form class="form part" data-part="composer" aria-label=t("compose") on:submit=stay>
            {quote(prospect)}
            <div class="row-of-fields">{kind_choice(kind)} {language_choice(language)}</div>
            <div class="row-of-fields">
                {text_choice(texts, kind, language, text)} {recipient(known, to, chosen)}
            </div>
            {move || filled.get().map(|message| warnings(&message))}
            <TextFields part="message" rows=14 subject body />
            {ways(model, move || (address(), subject.get(), body.get()), sent)}
        </form>
    }
}

/// The ways the message leaves: by the mail program, by a mail service's page, or copied.
fn ways(
    model: Model,
    message: impl Fn() -> (Option<String>, String, String) + Copy + Send + Sync + 'static,
    sent: Callback<Way>,
) -> impl IntoView {
    let copy = move |as_html: bool| {
        let (_, subject, body) = untrack(message);
        leptos::task::spawn_local(async move {
            let done = if as_html {
                api::copy(&body, Some(&html(&body))).await
            } else {
                api::copy(&format!("{subject}\n\n{body}"), None).await
            };
            match done {
                Ok(()) => drop(sent.try_run(Way::Copied)),
                Err(error) => model.fail_with(t_with("not_copied", &[&error.to_string()])),
            }
        });
    };
    let mail = move || {
        let (to, subject, body) = message();
        mailto(to.as_deref(), &subject, &body)
    };
    view! {
        <div class="actions">
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
            {web_mail(message, sent)}
        </div>
        <div class="actions">
            <button type="button" class="btn" data-part="copy-message" on:click=move |_| copy(false)>
                {icon(Icon::Copy)}
                {t("copy_message")}
            </button>
            <button type="button" class="btn" data-part="copy-html" on:click=move |_| copy(true)>
                {t("copy_html")}
            </button>
        </div>
    }
}

/// Which template, and which of its texts: chosen by what was sent, until the user chooses another.
fn text_choice(
    texts: RwSignal<Option<Vec<KeptText>>>,
    kind: RwSignal<OpportunityKind>,
    language: RwSignal<Language>,
    text: RwSignal<(String, Step)>,
) -> impl IntoView {
    let sets = Memo::new(move |_| {
        texts.with(|texts| {
            templates(
                texts.as_deref().unwrap_or_default(),
                kind.get(),
                language.get(),
            )
        })
    });
    let all = move |sets: &[TemplateSet]| -> Vec<(String, Step, String)> {
        let each = sets.iter().flat_map(|set| {
            Step::ALL.map(|step| {
                let words = [Some(template_name(set)), step_word(step)];
                let words: Vec<String> = words.into_iter().flatten().collect();
                (set.id.clone(), step, words.join(", "))
            })
        });
        each.collect()
    };
    let change = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        let all = sets.with_untracked(|sets| all(sets));
        if let Some((id, step, _)) = place.and_then(|place| all.into_iter().nth(place)) {
            text.set((id, step));
        }
    };
    let options = move || {
        let (id, step) = text.get();
        let all = sets.with(|sets| all(sets)).into_iter().enumerate();
        let known = sets.with(|sets| sets.iter().any(|set| set.id == id));
        all.map(|(place, (of, at, words))| {
            let of_this = if known {
                of == id
            } else {
                place < Step::ALL.len()
            };
            let selected = of_this && at == step;
            view! { <option value=place.to_string() selected=selected>{words}</option> }
        })
        .collect_view()
    };
    view! {
        <label>
            <span class="label">{t("template")}</span>
            <select data-part="message-template" on:change=change>
                {options}
            </select>
        </label>
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

/// Whom to write to: the user's own contacts, then the addresses the page names; no address is guessed.
fn recipient(
    known: Memo<Vec<Addressee>>,
    to: Memo<Option<Addressee>>,
    chosen: RwSignal<Option<String>>,
) -> impl IntoView {
    let options = move || {
        let now = to.get();
        let known = known.get().into_iter();
        known
            .map(|one| {
                let selected = now.as_ref() == Some(&one);
                let label = one.label();
                view! { <option value=one.address selected=selected>{label}</option> }
            })
            .collect_view()
    };
    view! {
        <label>
            <span class="label">{t("message_to")}</span>
            <select
                data-part="message-to"
                on:change=move |event| chosen.set(Some(event_target_value(&event)))
            >
                {options}
                <option value="" selected=move || to.with(Option::is_none)>
                    {t("message_to_nobody")}
                </option>
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
