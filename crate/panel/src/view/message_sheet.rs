//! A message in a sheet: to whom, what about, the text, and the ways it leaves: by the mail program, or
//! copied. Whoever opens it says what is written and what is done once it has left.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use linkglance_core::length::{MAX_BODY_CHARS, MAX_SUBJECT_CHARS};
use linkglance_core::message::{Language, Message, Placeholder, Recipient, mailto};
use linkglance_core::prospect::{Sent, Way};

use super::out::say;
use super::sheet::Sheet;
use crate::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::prospect::{Addressee, placeholder, web_mail};
use linkglance_browser::store::named;
use linkglance_browser::{api, clock, words};

/// Longer addresses are cut by some mail programs and browsers.
const SAFE_MAILTO: usize = 2_000;

/// What is to be written, when the sheet is opened.
#[derive(Clone)]
pub(super) struct Draft {
    /// What it is about: what the user has changed of a message is there again when it is opened once more.
    pub(super) about: String,
    /// Whom it can go to; the first is proposed, and the user can enter another address.
    pub(super) to: Vec<Addressee>,
    /// The language it is in at first.
    pub(super) language: Language,
    /// Writes it in a language, to one of the user's own contacts if that is whom it goes to.
    pub(super) write: Arc<dyn Fn(Language, Option<Recipient>) -> Message + Send + Sync>,
    /// What is done once it has left.
    pub(super) sent: Callback<Sent>,
}

/// A text as the user has it before them.
#[derive(Clone, PartialEq, Default)]
struct Text {
    subject: String,
    body: String,
}

/// What the user has changed, by what it is about, its language and whom it greets.
type Edited = RwSignal<HashMap<(String, Language, Option<Recipient>), Text>>;

/// The sheet. `draft` is asked each time it opens.
#[component]
pub(super) fn MessageSheet<D>(
    model: Model,
    /// What the names of its parts in tests begin with.
    part: &'static str,
    /// The message that is its heading.
    title: &'static str,
    open: RwSignal<bool>,
    draft: D,
) -> impl IntoView
where
    D: Fn() -> Option<Draft> + Send + Sync + 'static,
{
    let edited: Edited = RwSignal::default();
    let form = move || {
        open.get().then(|| {
            let draft = untrack(&draft)?;
            Some(form(model, part, open, edited, draft))
        })
    };
    view! {
        <Sheet part=part title open>
            {form}
        </Sheet>
    }
}

fn form(
    model: Model,
    part: &'static str,
    open: RwSignal<bool>,
    edited: Edited,
    draft: Draft,
) -> impl IntoView {
    let language = RwSignal::new(draft.language);
    let first = draft.to.first().map(|one| one.address.clone());
    let to = RwSignal::new(first.unwrap_or_default());
    let known = draft.to.clone();
    let recipient = Memo::new(move |_| {
        to.with(|to| {
            let same = |one: &&Addressee| one.address.eq_ignore_ascii_case(to.trim());
            known.iter().find(same)?.recipient.clone()
        })
    });
    let write = Arc::clone(&draft.write);
    let written = Memo::new_with_compare(
        move |_| write(language.get(), recipient.get()),
        |a, b| a != b,
    );
    let about = StoredValue::new(draft.about);
    let key = move || (about.get_value(), language.get(), recipient.get());
    let text = Memo::new(move |_| {
        let changed = edited.with(|edited| edited.get(&key()).cloned());
        changed.unwrap_or_else(|| {
            let Message { subject, body, .. } = written.get();
            Text { subject, body }
        })
    });
    let change = Callback::new(move |text: Text| {
        edited.update(|edited| {
            edited.insert(untrack(key), text);
        });
    });
    let sent = draft.sent;
    let leave = Callback::new(move |how: Way| {
        let Text { subject, body } = text.get_untracked();
        let to = to.get_untracked().trim().to_owned();
        sent.run(Sent {
            at: clock::millis(),
            how,
            to: Some(to).filter(|to| !to.is_empty()),
            subject,
            body,
        });
        // After the click, whose link the sheet has.
        set_timeout(move || open.set(false), std::time::Duration::ZERO);
    });
    view! {
        <div class="message-form">
            {whom(part, to, draft.to)}
            {language_field(part, language)}
            {missing(part, written, text, change)}
            {fields(part, language, text, change)}
            {actions(model, part, to, text, leave)}
        </div>
    }
}

/// Whom to write to: one of those who are known, or another address; none is guessed.
fn whom(part: &'static str, to: RwSignal<String>, known: Vec<Addressee>) -> impl IntoView {
    let is_known = !known.is_empty();
    let other = RwSignal::new(!is_known);
    let choose = move |event| {
        let address = event_target_value(&event);
        other.set(address.is_empty());
        to.set(address);
    };
    let list = is_known.then(|| {
        let option = |one: Addressee| {
            let (label, address) = (one.label(), one.address.clone());
            let selected = move || to.with(|to| *to == one.address);
            view! { <option value=address selected=selected>{label}</option> }
        };
        view! {
            <label class="labelled">
                <span>{t("message_to")}</span>
                <select data-part=format!("{part}-whom") on:change=choose>
                    {known.into_iter().map(option).collect_view()}
                    <option value="">{t("recipient_other")}</option>
                </select>
            </label>
        }
    });
    view! {
        {list}
        <label class="labelled" hidden=move || !other.get()>
            <span>{t(if is_known { "recipient_other" } else { "message_to" })}</span>
            <input
                type="email"
                dir="ltr"
                autocomplete="off"
                data-part=format!("{part}-to")
                prop:value=move || to.get()
                on:input=move |event| to.set(event_target_value(&event))
            />
        </label>
    }
}

fn language_field(part: &'static str, language: RwSignal<Language>) -> impl IntoView {
    let change = move |event| {
        if let Some(chosen) = named(Language::ALL, Language::name, &event_target_value(&event)) {
            language.set(chosen);
        }
    };
    let options = Language::ALL.map(|one| {
        let selected = move || language.get() == one;
        view! { <option value=one.name() selected=selected>{words::language(one)}</option> }
    });
    view! {
        <label class="labelled">
            <span>{t("fact_language")}</span>
            <select data-part=format!("{part}-language") on:change=change>
                {options.collect_view()}
            </select>
        </label>
    }
}

/// A field for each placeholder whose value is not known: what is entered takes its place in the text.
fn missing(
    part: &'static str,
    written: Memo<Message>,
    text: Memo<Text>,
    change: Callback<Text>,
) -> impl IntoView {
    let field = move |one: Placeholder| {
        let name = format!("{{{}}}", one.name());
        let shown = {
            let name = name.clone();
            move || text.with(|text| !text.subject.contains(&name) && !text.body.contains(&name))
        };
        let enter = move |event| {
            let value = event_target_value(&event).trim().to_owned();
            if !value.is_empty() {
                let Text { subject, body } = text.get_untracked();
                change.run(Text {
                    subject: subject.replace(&name, &value),
                    body: body.replace(&name, &value),
                });
            }
        };
        view! {
            <label class="labelled" hidden=shown>
                <span class="capital">{placeholder(one)}</span>
                <input
                    type="text"
                    data-part=format!("{part}-missing")
                    data-name=one.name()
                    on:change=enter
                />
            </label>
        }
    };
    move || written.with(|message| message.missing.iter().map(|one| field(*one)).collect_view())
}

fn fields(
    part: &'static str,
    language: RwSignal<Language>,
    text: Memo<Text>,
    change: Callback<Text>,
) -> impl IntoView {
    let tag = move || language.get().tag();
    let edit = move |write: &dyn Fn(&mut Text)| {
        let mut now = text.get_untracked();
        write(&mut now);
        change.run(now);
    };
    view! {
        <label class="labelled">
            <span>{t("message_subject")}</span>
            <input
                type="text"
                lang=tag
                dir="auto"
                maxlength=MAX_SUBJECT_CHARS.to_string()
                data-part=format!("{part}-subject")
                prop:value=move || text.with(|text| text.subject.clone())
                on:input=move |event| edit(&|text| text.subject = event_target_value(&event))
            />
        </label>
        <label class="labelled">
            <span>{t("message_body")}</span>
            <textarea
                rows="12"
                lang=tag
                dir="auto"
                maxlength=MAX_BODY_CHARS.to_string()
                data-part=format!("{part}-body")
                prop:value=move || text.with(|text| text.body.clone())
                on:input=move |event| edit(&|text| text.body = event_target_value(&event))
            ></textarea>
        </label>
    }
}

fn actions(
    model: Model,
    part: &'static str,
    to: RwSignal<String>,
    text: Memo<Text>,
    leave: Callback<Way>,
) -> impl IntoView {
    let copy = move |_| {
        let Text { subject, body } = text.get_untracked();
        let whole = format!("{subject}\n\n{body}");
        spawn_local(async move {
            match api::copy(&whole, None).await {
                Ok(()) => leave.run(Way::Copied),
                Err(error) => say(model, t_with("copy_failed", &[&error.to_string()])),
            }
        });
    };
    let mail = move || {
        let to = to.get();
        let to = Some(to.trim()).filter(|to| !to.is_empty());
        text.with(|text| mailto(to, &text.subject, &text.body))
    };
    let whole = move || {
        let to = to.get().trim().to_owned();
        let Text { subject, body } = text.get();
        (Some(to).filter(|to| !to.is_empty()), subject, body)
    };
    let long = move || mail().len() > SAFE_MAILTO;
    view! {
        <div class="bar message-actions">
            <a
                class="btn primary"
                data-part=format!("{part}-mail")
                href=mail
                target="_blank"
                on:click=move |_| leave.run(Way::MailProgram)
            >
                {icon(Icon::Mail)}
                {t("mail_message")}
            </a>
            <button type="button" class="btn" data-part=format!("{part}-copy") on:click=copy>
                {icon(Icon::Copy)}
                {t("copy_message")}
            </button>
            {web_mail(whole, leave)}
        </div>
        <Show when=long>
            <p class="quiet" data-part=format!("{part}-long")>
                {t("letter_long")}
            </p>
        </Show>
    }
}
