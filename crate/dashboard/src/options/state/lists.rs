//! The lists of a profile: what each is called, and how what the user writes becomes its entries.

use linkglance_core::Site;
use linkglance_core::site::{Field, SiteError};

/// One list.
pub(in crate::options) struct List {
    /// Its name in the form.
    pub(in crate::options) name: &'static str,
    /// The message that names it.
    pub(in crate::options) label: &'static str,
    /// The message that says what belongs in it.
    pub(in crate::options) hint: &'static str,
    /// The field whose problems are its own; `None` where nothing can be wrong with an entry.
    pub(in crate::options) field: Option<Field>,
    /// Where it is in a profile.
    pub(in crate::options) of: fn(&Site) -> &Vec<String>,
    /// The same, to be changed.
    pub(in crate::options) at: fn(&mut Site) -> &mut Vec<String>,
    /// Whether its entries are domains.
    domains: bool,
    /// What stands between two entries in one line. An address may have a comma in it.
    pub(in crate::options) divides: fn(char) -> bool,
}

/// Commas of all our languages.
fn is_comma(letter: char) -> bool {
    matches!(letter, ',' | '，' | '、')
}

pub(in crate::options) static DOMAINS: List = List {
    name: "domains",
    label: "field_domains",
    hint: "field_domains_hint",
    field: Some(Field::Domains),
    of: |site| &site.domains,
    at: |site| &mut site.domains,
    domains: true,
    divides: is_comma,
};

pub(in crate::options) static ALIASES: List = List {
    name: "aliases",
    label: "field_aliases",
    hint: "field_aliases_hint",
    field: None,
    of: |site| &site.aliases,
    at: |site| &mut site.aliases,
    domains: false,
    divides: is_comma,
};

pub(in crate::options) static KEYWORDS: List = List {
    name: "keywords",
    label: "field_keywords",
    hint: "field_keywords_hint",
    field: None,
    of: |site| &site.keywords,
    at: |site| &mut site.keywords,
    domains: false,
    divides: is_comma,
};

pub(in crate::options) static PAGES: List = List {
    name: "pages",
    label: "field_pages",
    hint: "field_pages_hint",
    field: Some(Field::Pages),
    of: |site| &site.pages,
    at: |site| &mut site.pages,
    domains: false,
    divides: char::is_whitespace,
};

pub(in crate::options) static COMPETITORS: List = List {
    name: "competitors",
    label: "field_competitors",
    hint: "field_competitors_hint",
    field: Some(Field::Competitors),
    of: |site| &site.competitors,
    at: |site| &mut site.competitors,
    domains: true,
    divides: is_comma,
};

pub(in crate::options) static EXCLUDE: List = List {
    name: "exclude",
    label: "field_exclude",
    hint: "field_exclude_hint",
    field: None,
    of: |site| &site.exclude,
    at: |site| &mut site.exclude,
    domains: false,
    divides: is_comma,
};

pub(in crate::options) static REQUIRE: List = List {
    name: "require",
    label: "field_require",
    hint: "field_require_hint",
    field: None,
    of: |site| &site.require,
    at: |site| &mut site.require,
    domains: false,
    divides: is_comma,
};

impl List {
    /// Every list.
    pub(in crate::options) const ALL: [&'static Self; 7] = [
        &DOMAINS,
        &ALIASES,
        &KEYWORDS,
        &PAGES,
        &COMPETITORS,
        &EXCLUDE,
        &REQUIRE,
    ];

    /// An entry as it is saved.
    ///
    /// # Errors
    /// Why no profile with it could be used.
    pub(super) fn read(&self, entry: &str) -> Result<String, SiteError> {
        let entry = entry.trim();
        if !self.domains || entry.is_empty() {
            return Ok(entry.to_owned());
        }
        // As a profile that has nothing else would have it.
        let alone = Site {
            name: entry.to_owned(),
            domains: vec![entry.to_owned()],
            ..Site::default()
        };
        let read = alone.checked()?.domains.into_iter().next();
        Ok(read.unwrap_or_default())
    }

    /// The entries in one line that the user has typed.
    pub(in crate::options) fn split(&self, line: &str) -> Vec<String> {
        let parts = line.split(self.divides).map(str::trim);
        let parts = parts.filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    }

    /// Entries that the user has still to correct, as one line that [`Self::split`] takes apart again.
    pub(in crate::options) fn join(&self, entries: &[String]) -> String {
        entries.join(if (self.divides)(' ') { " " } else { ", " })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_and_put_together_again() {
        for list in List::ALL {
            let entries = ["/a".to_owned(), "/b".to_owned()];
            assert_eq!(list.split(&list.join(&entries)), entries, "{}", list.name);
        }
        assert_eq!(ALIASES.split(" BLT, Bright Leaf，"), ["BLT", "Bright Leaf"]);
        assert_eq!(PAGES.split("/tea,green /b"), ["/tea,green", "/b"]);
    }

    #[test]
    fn what_would_make_a_profile_unusable_is_refused() {
        assert_eq!(
            DOMAINS.read(" https://Acme.com/tea "),
            Ok("acme.com".to_owned())
        );
        assert_eq!(
            COMPETITORS.read("no domain"),
            Err(SiteError::NotADomain("no domain".to_owned()))
        );
        assert_eq!(ALIASES.read("no domain"), Ok("no domain".to_owned()));
    }
}
