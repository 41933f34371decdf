//! Soft 404s: pages that are gone and do not say so by their status.

use super::seen::Soft;
use super::wall::FEW_WORDS;
use crate::page::Facts;
use crate::url::{Url, is_first_page, is_folder_of, same_page};

/// What titles of error pages say, in small letters.
const TITLES: [&str; 18] = [
    "404",
    "not found",
    "page can't be found",
    "page cannot be found",
    "page can’t be found",
    "doesn't exist",
    "does not exist",
    "no longer available",
    "nicht gefunden",
    "existiert nicht",
    "no encontrada",
    "no encontrado",
    "introuvable",
    "n'existe pas",
    "não encontrada",
    "nicht mehr verfügbar",
    "見つかりません",
    "存在しません",
];

/// Whether the page that was asked for is gone, though something came. Where its words can't be
/// counted, its title alone does not tell.
pub(super) fn soft(asked: &Url, page: &Facts) -> Option<Soft> {
    let arrived = Url::parse(&page.url).ok()?;
    let canonical = page
        .canonical
        .as_deref()
        .and_then(|url| Url::parse(url).ok());
    if is_first_page(asked) {
        return by_title(page);
    }
    if !same_page(asked, &arrived) && is_first_page(&arrived) {
        return Some(Soft::ToHome);
    }
    if !same_page(asked, &arrived) && is_folder_of(&arrived, asked) {
        return Some(Soft::ToParent);
    }
    if canonical.is_some_and(|url| is_first_page(&url)) {
        return Some(Soft::CanonicalHome);
    }
    by_title(page)
}

fn by_title(page: &Facts) -> Option<Soft> {
    let title = page.title.as_deref().unwrap_or("").to_lowercase();
    let short = page.counts.words.is_some_and(|words| words < FEW_WORDS);
    let says = TITLES.iter().any(|own| title.contains(own));
    (short && says).then_some(Soft::Title)
}
