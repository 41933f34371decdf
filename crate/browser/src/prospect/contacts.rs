//! Who to write to about a prospect, each with where it was found.

use leptos::prelude::*;
use linkglance_core::contact::{Contacts, Origin};
use linkglance_core::length::{is_whole, shown_address};

use crate::clock;
use crate::i18n::{t, t_with};
use crate::store::KeptContact;
use crate::words;

/// The list; what to do where the page names no contact.
pub fn contacts(contacts: &Contacts) -> impl IntoView + use<> {
    let people = contacts.people.iter().map(|person| {
        let name = person.name.clone();
        let shown = match &person.url {
            Some(url) => outside(url, name).into_any(),
            None => view! { <bdi>{name}</bdi> }.into_any(),
        };
        entry("person", t("contact_person"), shown, person.origin)
    });
    let emails = contacts.emails.iter().map(|email| {
        let address = email.address.clone();
        let about = [email.name.clone(), email.purpose.clone()];
        let about: Vec<String> = about.into_iter().flatten().collect();
        let about =
            (!about.is_empty()).then(|| view! { " " <bdi class="quiet">{about.join(", ")}</bdi> });
        let shown = view! { <bdi dir="ltr">{address}</bdi> {about} };
        entry("email", t("contact_email"), shown.into_any(), email.origin)
    });
    let pages = contacts.pages.iter().map(|page| {
        let text = if page.text.is_empty() {
            short(&page.url)
        } else {
            page.text.clone()
        };
        entry(
            "page",
            words::contact_page(page.kind),
            outside(&page.url, text).into_any(),
            page.origin,
        )
    });
    let profiles = contacts.profiles.iter().map(|profile| {
        let shown = outside(&profile.url, short(&profile.url)).into_any();
        entry("profile", t("contact_profile"), shown, profile.origin)
    });
    let all: Vec<_> = people.chain(emails).chain(pages).chain(profiles).collect();
    let none = all
        .is_empty()
        .then(|| view! { <p class="quiet">{t("no_contacts")}</p> });
    view! {
        {none}
        <ul class="contacts">{all}</ul>
    }
}

/// One of the user's own contacts; `buttons` is what can be done with it here.
pub fn own_contact(contact: &KeptContact, buttons: AnyView) -> impl IntoView + use<> {
    let email = contact.email.clone();
    let about = [contact.name.clone(), contact.role.clone()];
    let about: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).collect();
    let about =
        (!about.is_empty()).then(|| view! { " " <bdi class="quiet">{about.join(", ")}</bdi> });
    let day = clock::brief_moment(contact.added);
    let origin = match &contact.source {
        Some(file) => t_with("contact_from_list", &[file, &day]),
        None => t_with("contact_by_you", &[&day]),
    };
    view! {
        <li data-part="own-contact" data-id=contact.id.clone()>
            <span class="label">{t("contact_email")}</span>
            <span>
                <bdi dir="ltr">{email}</bdi>
                {about}
            </span>
            <span class="quiet small">{origin}</span>
            {buttons}
        </li>
    }
}

fn entry(kind: &'static str, name: String, shown: AnyView, origin: Origin) -> impl IntoView {
    let found = words::found_in(origin);
    view! {
        <li data-part="contact" data-kind=kind>
            <span class="label">{name}</span>
            <span>{shown}</span>
            <span class="quiet small">{found}</span>
        </li>
    }
}

/// A link to a page elsewhere; only addresses of the web become one.
pub fn outside(url: &str, text: String) -> impl IntoView + use<> {
    if is_web(url) {
        view! {
            <a href=url.to_owned() target="_blank" rel="noopener noreferrer">
                <bdi>{text}</bdi>
            </a>
        }
        .into_any()
    } else {
        view! { <bdi>{text}</bdi> }.into_any()
    }
}

/// Whether an address is one of the web, whole as it was found: only such ones are opened.
pub fn is_web(url: &str) -> bool {
    is_whole(url) && (url.starts_with("https://") || url.starts_with("http://"))
}

/// An address with its host in bold, as it is shown.
pub fn address(url: &str) -> impl IntoView + use<> {
    let shown = short(url);
    let at = shown.find('/').unwrap_or(shown.len());
    let (host, path) = shown.split_at_checked(at).unwrap_or((&shown, ""));
    view! {
        <span class="url">
            <b>{host.to_owned()}</b>
            {path.to_owned()}
        </span>
    }
}

/// An address without its scheme, as it is shown.
pub fn short(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    shown_address(rest.trim_end_matches('/'))
}
