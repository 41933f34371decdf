//! Whom to write to: the author, addresses, pages for those who want to write, and profiles.

use linkglance_core::Report;
use linkglance_core::contact::Origin;
use linkglance_core::length::shown_address;

use super::row::Row;
use linkglance_browser::i18n::t_with;
use linkglance_browser::words;

/// Everybody, each with where they were found.
pub(super) fn rows(report: &Report) -> Vec<Row> {
    let contacts = &report.contacts;
    let author = Row::new("fact_author", report.page.author.clone()).copied();
    let emails = contacts.emails.iter().map(|email| {
        Row::new("contact_email", [email.address.clone()]).below([origin(email.origin)])
    });
    let pages = contacts.pages.iter().map(|page| {
        let name = words::contact_page(page.kind);
        Row::new("contact_page", [shown_address(&page.url)])
            .named(name)
            .below([origin(page.origin)])
    });
    let profiles = contacts.profiles.iter().map(|profile| {
        Row::new("contact_profile", [shown_address(&profile.url)]).below([origin(profile.origin)])
    });
    let contacts = emails.chain(pages).chain(profiles).map(Row::copied);
    std::iter::once(author).chain(contacts).collect()
}

/// Where a contact was found.
fn origin(origin: Origin) -> String {
    let source = words::source(origin.source);
    match origin.region.map(words::region) {
        Some(place) => t_with("found_in_region", &[&source, &place]),
        None => t_with("found_in", &[&source]),
    }
}
