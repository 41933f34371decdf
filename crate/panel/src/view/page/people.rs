//! Whom to write to: the author, addresses, pages for those who want to write, and profiles.

use linkglance_core::Report;
use linkglance_core::length::shown_address;

use super::row::Row;
use linkglance_browser::words::{contact_page, found_in};

/// Everybody, each with where they were found.
pub(super) fn rows(report: &Report) -> Vec<Row> {
    let contacts = &report.contacts;
    let author = Row::new("fact_author", report.page.author.clone()).copied();
    let emails = contacts.emails.iter().map(|email| {
        Row::new("contact_email", [email.address.clone()]).below([found_in(email.origin)])
    });
    let pages = contacts.pages.iter().map(|page| {
        let name = contact_page(page.kind);
        Row::new("contact_page", [shown_address(&page.url)])
            .named(name)
            .below([found_in(page.origin)])
    });
    let profiles = contacts.profiles.iter().map(|profile| {
        Row::new("contact_profile", [shown_address(&profile.url)]).below([found_in(profile.origin)])
    });
    let contacts = emails.chain(pages).chain(profiles).map(Row::copied);
    std::iter::once(author).chain(contacts).collect()
}
