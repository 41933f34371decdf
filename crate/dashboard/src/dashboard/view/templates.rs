//! The editor of message templates, and the name below messages.

use leptos::prelude::*;
use linkglance_core::length::{MAX_BODY_CHARS, MAX_NAME_CHARS, MAX_SUBJECT_CHARS};
use linkglance_core::message::{Language, Placeholder, Template};
use linkglance_core::prospect::OpportunityKind;

use super::head::title;
use crate::dashboard::state::model::Model;
use linkglance_browser::i18n::{t, t_with};
use linkglance_browser::prospect::{own_language, placeholder};
use linkglance_browser::store::{KeptText, kind_name, my_name as my_name_of, named, template};
use linkglance_browser::words;

/// A choice among the opportunity types.
pub(super) fn kind_choice(kind: RwSignal<OpportunityKind>) -> impl IntoView {
    let change = move |event| {
        if let Some(chosen) = named(OpportunityKind::ALL, kind_name, &event_target_value(&event)) {
            kind.set(chosen);
        }
    };
    let options = OpportunityKind::ALL.map(|one| {
        let selected = kind.get_untracked() == one;
        view! { <option value=kind_name(one) selected=selected>{words::opportunity(Some(one))}</option> }
    });
    view! {
        <label>
            <span class="label">{t("fact_opportunity")}</span>
            <select data-part="template-kind" on:change=change>{options.collect_view()}</select>
        </label>
    }
}

/// A choice among the languages.
pub(super) fn language_choice(language: RwSignal<Language>) -> impl IntoView {
    let change = move |event| {
        if let Some(chosen) = named(Language::ALL, Language::name, &event_target_value(&event)) {
            language.set(chosen);
        }
    };
    let options = Language::ALL.map(|one| {
        let selected = language.get_untracked() == one;
        view! { <option value=one.name() selected=selected>{words::language(one)}</option> }
    });
    view! {
        <label>
            <span class="label">{t("fact_language")}</span>
            <select data-part="template-language" on:change=change>{options.collect_view()}</select>
        </label>
    }
}

/// The fields of a message's subject and body; `part` is what their names in tests begin with.
#[component]
pub(super) fn TextFields(
    part: &'static str,
    rows: u8,
    subject: RwSignal<String>,
    body: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label>
            <span class="label">{t("message_subject")}</span>
            <input
                type="text"
                data-part=format!("{part}-subject")
                maxlength=MAX_SUBJECT_CHARS.to_string()
                prop:value=move || subject.get()
                on:input=move |event| subject.set(event_target_value(&event))
            />
        </label>
        <label>
            <span class="label">{t("message_body")}</span>
            <textarea
                rows=rows.to_string()
                data-part=format!("{part}-body")
                maxlength=MAX_BODY_CHARS.to_string()
                prop:value=move || body.get()
                on:input=move |event| body.set(event_target_value(&event))
            ></textarea>
        </label>
    }
}

/// The page.
pub(super) fn templates(model: Model) -> impl IntoView {
    let texts = model.texts();
    let kind = RwSignal::new(OpportunityKind::UnlinkedMention);
    let language = RwSignal::new(own_language());
    let subject = RwSignal::new(String::new());
    let body = RwSignal::new(String::new());
    let shown = StoredValue::new(None::<Template>);
    Effect::new(move || {
        let (kind, language) = (kind.get(), language.get());
        texts.with(|texts| {
            if let Some(texts) = texts {
                let template = template(texts, kind, language);
                // What is stored may be read again for another reason: what the user is typing stays.
                if shown.get_value().as_ref() != Some(&template) {
                    subject.set(template.subject.clone());
                    body.set(template.body.clone());
                    shown.set_value(Some(template));
                }
            }
        });
    });
    let written = move || Template {
        kind: kind.get(),
        language: language.get(),
        subject: subject.get(),
        body: body.get(),
    };
    let is_own = move || {
        let id = KeptText::id_of(kind.get(), language.get());
        texts.with(|texts| texts.iter().flatten().any(|text| text.id == id))
    };
    let save = move |_| {
        let text = KeptText::of(&untrack(written));
        model.set_text(text.id.clone(), Some(text));
    };
    let reset = move |_| {
        let id = KeptText::id_of(kind.get_untracked(), language.get_untracked());
        model.set_text(id, None);
    };
    let unknown = move || {
        let unknown = written().unknown();
        (!unknown.is_empty()).then(|| {
            let names = unknown.iter().map(|name| format!("{{{name}}}"));
            let sentence = t_with("template_unknown", &[&names.collect::<Vec<_>>().join(", ")]);
            view! { <p class="caution" role="status" data-part="template-unknown">{sentence}</p> }
        })
    };
    let help: Vec<_> = Placeholder::ALL
        .iter()
        .map(|one| {
            view! {
                <dt><code>{format!("{{{}}}", one.name())}</code></dt>
                <dd>{placeholder(*one)}</dd>
            }
        })
        .collect();
    view! {
        {title("view_templates")}
        <section class="page-view">
            <p class="quiet">{t("templates_about")}</p>
            {my_name(model, texts)}
            <div class="editor">
                <div class="form">
                    <div class="row-of-fields">{kind_choice(kind)} {language_choice(language)}</div>
                    <TextFields part="template" rows=16 subject body />
                    {unknown}
                    <div class="actions">
                        <button type="button" class="primary" data-part="template-save" on:click=save>
                            {t("save")}
                        </button>
                        <Show when=is_own>
                            <button type="button" data-part="template-reset" on:click=reset>
                                {t("template_reset")}
                            </button>
                        </Show>
                    </div>
                </div>
                <div class="card">
                    <h2>{t("placeholders")}</h2>
                    <dl>{help}</dl>
                </div>
            </div>
        </section>
    }
}

fn my_name(model: Model, texts: RwSignal<Option<Vec<KeptText>>>) -> impl IntoView {
    let change = move |event| {
        let text = KeptText {
            id: KeptText::MY_NAME.to_owned(),
            subject: String::new(),
            body: event_target_value(&event).trim().to_owned(),
        };
        model.set_text(text.id.clone(), Some(text));
    };
    view! {
        <label class="narrow">
            <span class="label">{t("placeholder_my_name")}</span>
            <input
                type="text"
                autocomplete="name"
                data-part="my-name"
                maxlength=MAX_NAME_CHARS.to_string()
                prop:value=move || name_in(texts)
                on:change=change
            />
        </label>
    }
}

/// The name below messages; empty if none was entered.
fn name_in(texts: RwSignal<Option<Vec<KeptText>>>) -> String {
    texts.with(|texts| my_name_of(texts.as_deref().unwrap_or_default()).to_owned())
}
