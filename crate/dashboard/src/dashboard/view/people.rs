//! The user's own contacts: of a prospect's domain in its drawer, and importing a list of them.

use leptos::prelude::*;
use linkglance_core::import::Refused;
use linkglance_core::length::MAX_NAME_CHARS;
use linkglance_core::people::People;
use linkglance_core::url::site_of;
use web_sys::HtmlInputElement;

use super::keys::focus;
use super::trash::trash;
use crate::dashboard::state::model::Model;
use crate::dashboard::state::people::Form;
use linkglance_browser::api;
use linkglance_browser::clock;
use linkglance_browser::i18n::{number, t, t_with};
use linkglance_browser::icon::{Icon, icon};
use linkglance_browser::prospect::own_contact;
use linkglance_browser::store::{KeptContact, contacts_of, domain_of_page};
use linkglance_browser::words::reason;

/// Most refused rows of a list that are shown.
const SHOWN: usize = 20;

/// The contacts of a page's domain, with the form of one and the import of a list.
pub(super) fn own_contacts(model: Model, url: &str) -> impl IntoView + use<> {
    let all = model.all_of::<KeptContact>();
    let domain = domain_of_page(url).unwrap_or_else(|| site_of(url).to_owned());
    let form: RwSignal<Option<Form>> = RwSignal::new(None);
    let url = url.to_owned();
    let list = move || {
        let own = all.with(|all| contacts_of(all.as_deref().unwrap_or_default(), &url));
        own.iter()
            .map(|contact| entry(model, form, contact))
            .collect_view()
    };
    let add = {
        let domain = domain.clone();
        move |_| {
            form.set(Some(Form::new(domain.clone())));
            to_form();
        }
    };
    view! {
        <div class="own-contacts" data-part="own-contacts">
            <h4>{t_with("own_contacts", &[&domain])}</h4>
            <ul class="contacts">{list}</ul>
            {move || form.with(Option::is_some).then(|| editor(model, form))}
            <div class="actions">
                <button type="button" class="btn" data-part="contact-add" on:click=add>
                    {icon(Icon::Plus)}
                    {t("contact_add")}
                </button>
            </div>
            {import_list(model, Some(domain))}
        </div>
    }
}

/// Goes to the form's first field, once it is there.
fn to_form() {
    request_animation_frame(|| {
        let _ = focus("[data-part=contact-email]");
    });
}

fn entry(
    model: Model,
    form: RwSignal<Option<Form>>,
    contact: &KeptContact,
) -> impl IntoView + use<> {
    let (id, known) = (contact.id.clone(), contact.clone());
    let edit = move |_| {
        form.set(Some(Form::of(known.clone())));
        to_form();
    };
    let delete = move || model.delete_contact(id.clone());
    let [edit_label, delete_label] =
        ["contact_edit_one", "contact_delete_one"].map(|name| t_with(name, &[&contact.email]));
    let buttons = view! {
        <button type="button" class="btn" data-part="contact-edit" aria-label=edit_label on:click=edit>
            {t("edit")}
        </button>
        {trash("contact-delete", delete_label, delete)}
    };
    own_contact(contact, buttons.into_any())
}

/// The form of a contact; what is wrong with it is said when it is to be saved.
fn editor(model: Model, form: RwSignal<Option<Form>>) -> impl IntoView {
    let fault = RwSignal::new(String::new());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(written) = form.get_untracked() else {
            return;
        };
        match written.contact(clock::millis()) {
            Ok(contact) => {
                model.keep_contact(&written, contact);
                form.set(None);
            }
            Err(because) => {
                fault.set(reason(&because));
                to_form();
            }
        }
    };
    view! {
        <form class="form contact-form" data-part="contact-form" novalidate=true on:submit=submit>
            {field(form, "contact-email", "contact_email", |form| &mut form.email)}
            <p class="error" role="alert" data-part="contact-fault">
                {move || fault.get()}
            </p>
            <div class="row-of-fields">
                {field(form, "contact-name", "contact_name", |form| &mut form.name)}
                {field(form, "contact-first-name", "contact_first_name", |form| &mut form.first_name)}
                {field(form, "contact-role", "contact_role", |form| &mut form.role)}
            </div>
            <div class="actions">
                <button type="submit" class="btn primary" data-part="contact-save">
                    {t("save")}
                </button>
                <button type="button" class="btn" data-part="contact-cancel" on:click=move |_| form.set(None)>
                    {t("cancel")}
                </button>
            </div>
        </form>
    }
}

fn field(
    form: RwSignal<Option<Form>>,
    part: &'static str,
    name: &str,
    place: fn(&mut Form) -> &mut String,
) -> impl IntoView + use<> {
    // It is made for what is in the form, and only writes from then on.
    let value = form.with_untracked(|form| form.clone().map(|mut form| place(&mut form).clone()));
    let input = move |event| {
        form.update(|form| {
            if let Some(form) = form {
                *place(form) = event_target_value(&event);
            }
        });
    };
    view! {
        <label>
            <span class="label">{t(name)}</span>
            <input
                type="text"
                dir="auto"
                autocomplete="off"
                data-part=part
                maxlength=MAX_NAME_CHARS.to_string()
                prop:value=value
                on:input=input
            />
        </label>
    }
}

/// The choice of a file with contacts. What is new in it is taken at once, which can be undone; `domain` is
/// whom they belong to where the file does not say.
pub(super) fn import_list(model: Model, domain: Option<String>) -> impl IntoView {
    let refused: RwSignal<Vec<Refused>> = RwSignal::default();
    let choose = move |event: leptos::ev::Event| {
        let input: HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else {
            return;
        };
        // The same file can be chosen again.
        let (name, domain) = (file.name(), domain.clone());
        leptos::task::spawn_local(async move {
            match api::read_list(&file).await {
                Ok(text) => {
                    let mut people = People::read(&text, domain.as_deref());
                    refused.set(std::mem::take(&mut people.refused));
                    model.import_contacts(people, name);
                }
                Err(why) => model.fail_with(t_with("file_not_read", &[&why.to_string()])),
            }
            input.set_value("");
        });
    };
    view! {
        <label class="file">
            <span class="label">{t("contacts_import_choose")}</span>
            <input
                type="file"
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                data-part="contacts-file"
                on:change=choose
            />
        </label>
        {move || refused.with(|refused| (!refused.is_empty()).then(|| refused_rows(refused)))}
    }
}

/// The rows of a list that are no contacts, with their lines and why.
fn refused_rows(refused: &[Refused]) -> impl IntoView + use<> {
    let rows: Vec<_> = refused
        .iter()
        .take(SHOWN)
        .map(|row| {
            let line = [row.line.to_string(), reason(&row.because)];
            let line = t_with("import_line", &line.each_ref().map(String::as_str));
            view! { <li data-part="contact-refused"><bdi>{line}</bdi></li> }
        })
        .collect();
    let more = refused.len().saturating_sub(SHOWN);
    let more =
        (more > 0).then(|| view! { <li>{t_with("import_more_refused", &[&number(more)])}</li> });
    view! {
        <details open role="status">
            <summary>{t("import_refused")}</summary>
            <ul class="quiet">{rows} {more}</ul>
        </details>
    }
}

/// The card of the import.
pub(super) fn card(model: Model) -> impl IntoView {
    view! {
        <section class="card" data-part="contacts-import">
            <h2>{t("contacts_import")}</h2>
            <p class="quiet">{t("contacts_import_about")}</p>
            {import_list(model, None)}
        </section>
    }
}
