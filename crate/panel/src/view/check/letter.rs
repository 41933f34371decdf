//! "Ask for a fix": the letter to the editor as a sheet, in the page's language or another, to be changed,
//! copied, or opened in the mail program.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use linkglance_core::Site;
use linkglance_core::letter::{Language, Parties};
use linkglance_core::message::mailto;

use super::fields::choice;
use crate::state::desk::Checked;
use crate::state::model::Model;
use crate::state::session::Session;
use crate::view::out::copy_text;
use crate::view::sheet::Sheet;
use linkglance_browser::i18n::t;
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::words;

/// Longer addresses are cut by some mail programs and browsers.
const SAFE_MAILTO: usize = 2_000;

/// A letter as the user has it before them.
#[derive(Clone, PartialEq, Default)]
struct Text {
    subject: String,
    body: String,
}

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
    let parties = Parties::of(&session.report.contacts, &checked.check, &site);
    let check = checked.check.clone();
    let write = move |language| {
        let letter = model.desk().letter(&check, &parties, language)?;
        let text = Text {
            subject: letter.subject,
            body: letter.body,
        };
        Some((letter.language, text))
    };
    let (first, text) = write(None)?;
    let language = RwSignal::new(first);
    // What was changed in one language stays while another is looked at.
    let texts = RwSignal::new(HashMap::from([(first, text)]));
    let turn = move |to: Language| {
        if texts.with_untracked(|texts| !texts.contains_key(&to))
            && let Some((_, text)) = write(Some(to))
        {
            texts.update(|texts| {
                texts.insert(to, text);
            });
        }
        language.set(to);
    };
    let emails = session.report.contacts.emails.iter();
    let emails: Vec<String> = emails.map(|email| email.address.clone()).collect();
    let to = RwSignal::new(String::new());
    let named = |language: Language| (language.tag(), words::language(language).to_owned());
    let languages = Language::ALL.map(|language| (language, named(language)));
    let language_choice = choice(
        "letter-language",
        t("fact_language"),
        languages.to_vec(),
        move || language.get(),
        turn,
    );
    let text = move || texts.with(|texts| texts.get(&language.get()).cloned().unwrap_or_default());
    // Another check has another letter.
    on_cleanup(move || model.sheets.letter.set(false));
    Some(view! {
        <Sheet
            part="letter"
            title="letter_title"
            open=model.sheets.letter
            beside=language_choice.into_any()
            foot=actions(model, to, text).into_any()
        >
            <p class="quiet">{t("letter_hint")}</p>
            {recipient(to, emails)}
            {fields(language, texts)}
        </Sheet>
    })
}

/// The address to write to: those the page names are proposed, none is used unasked.
fn recipient(to: RwSignal<String>, emails: Vec<String>) -> impl IntoView {
    let options: Vec<_> = emails
        .into_iter()
        .map(|address| view! { <option value=address></option> })
        .collect();
    view! {
        <label class="labelled">
            <span>{t("message_to")}</span>
            <input
                type="email"
                dir="ltr"
                autocomplete="off"
                list="letter-addresses"
                data-part="letter-to"
                prop:value=move || to.get()
                on:input=move |event| to.set(event_target_value(&event))
            />
        </label>
        <datalist id="letter-addresses">{options}</datalist>
    }
}

fn fields(language: RwSignal<Language>, texts: RwSignal<HashMap<Language, Text>>) -> impl IntoView {
    let read = move |place: fn(&Text) -> &String| {
        texts.with(|texts| texts.get(&language.get()).map(|text| place(text).clone()))
    };
    let change = move |write: &dyn Fn(&mut Text)| {
        texts.update(|texts| write(texts.entry(language.get_untracked()).or_default()));
    };
    let tag = move || language.get().tag();
    view! {
        <label class="labelled">
            <span>{t("message_subject")}</span>
            <input
                type="text"
                lang=tag
                dir="auto"
                data-part="letter-subject"
                prop:value=move || read(|text| &text.subject)
                on:input=move |event| change(&|text| text.subject = event_target_value(&event))
            />
        </label>
        <label class="labelled">
            <span>{t("message_body")}</span>
            <textarea
                rows="10"
                lang=tag
                dir="auto"
                data-part="letter-body"
                prop:value=move || read(|text| &text.body)
                on:input=move |event| change(&|text| text.body = event_target_value(&event))
            ></textarea>
        </label>
    }
}

fn actions(
    model: Model,
    to: RwSignal<String>,
    text: impl Fn() -> Text + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let copy = move |_| {
        let Text { subject, body } = untrack(text);
        copy_text(
            model,
            format!("{subject}\n\n{body}"),
            None,
            t("letter_copied"),
        );
        // The word of it is below the sheet.
        model.sheets.letter.set(false);
    };
    let mail = move || {
        let Text { subject, body } = text();
        to.with(|to| {
            mailto(
                Some(to.as_str()).filter(|to| !to.is_empty()),
                &subject,
                &body,
            )
        })
    };
    let long = move || mail().len() > SAFE_MAILTO;
    view! {
        <Show when=long>
            <p class="quiet" data-part="letter-long">
                {t("letter_long")}
            </p>
        </Show>
        <a class="btn primary" data-part="letter-mail" href=mail target="_blank">
            {icon(Icon::Mail)}
            {t("mail_message")}
        </a>
        <button type="button" class="btn" data-part="letter-copy" on:click=copy>
            {icon(Icon::Copy)}
            {t("copy_message")}
        </button>
    }
}
