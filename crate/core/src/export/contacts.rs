//! Contacts in words, one row each, for the reports that users read.

use super::region_words;
use crate::contact::{ContactPageKind, Contacts, Origin, Source, Whose};

/// A contact: what it is, how it is written and where it was found.
pub(super) struct ContactRow {
    pub(super) what: &'static str,
    pub(super) value: String,
    pub(super) found: String,
}

/// All contacts, people first.
pub(super) fn rows(contacts: &Contacts) -> Vec<ContactRow> {
    let row = |what, value, origin: &Origin| ContactRow {
        what,
        value,
        found: found(origin),
    };
    let people = contacts.people.iter().map(|person| {
        let page = person.url.as_ref().map(|url| format!(" {url}"));
        let value = person.name.clone() + page.as_deref().unwrap_or("");
        row("author", value, &person.origin)
    });
    let emails = contacts
        .emails
        .iter()
        .map(|email| row("e-mail", email.address.clone(), &email.origin));
    let pages = contacts
        .pages
        .iter()
        .map(|page| row(page_words(page.kind), page.url.clone(), &page.origin));
    let profiles = contacts.profiles.iter().map(|profile| {
        let what = match profile.of {
            Whose::Author => "author's profile",
            Whose::Site => "site's profile",
        };
        row(what, profile.url.clone(), &profile.origin)
    });
    people.chain(emails).chain(pages).chain(profiles).collect()
}

fn page_words(kind: ContactPageKind) -> &'static str {
    match kind {
        ContactPageKind::WriteForUs => "write for us",
        ContactPageKind::Contact => "contact page",
        ContactPageKind::Advertise => "advertise",
        ContactPageKind::Team => "team",
        ContactPageKind::About => "about",
        ContactPageKind::Imprint => "imprint",
    }
}

fn found(origin: &Origin) -> String {
    let source = match origin.source {
        Source::JsonLd => "JSON-LD",
        Source::Markup => "markup",
        Source::Mailto => "mailto link",
        Source::Link => "link",
        Source::Text => "text",
        Source::Obfuscated => "text, written so that harvesters miss it",
    };
    let region = origin
        .region
        .map_or_else(String::new, |region| format!(", {}", region_words(region)));
    let hidden = if origin.hidden { ", hidden" } else { "" };
    format!("{source}{region}{hidden}")
}
