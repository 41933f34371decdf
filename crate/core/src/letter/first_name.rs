//! What somebody is called by, of a whole name as a page writes it: "Jane" of "Dr. Jane Doe".
//!
//! Where that is not plain, the whole name is used: a wrong name is worse than a long one.

/// Titles before a name in six languages, in lower case and without a dot.
const TITLES: [&str; 20] = [
    "dr",
    "prof",
    "professor",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "sir",
    "herr",
    "frau",
    "m",
    "mme",
    "mlle",
    "sr",
    "sra",
    "señor",
    "señora",
    "dra",
    "profa",
];

/// Words that names of editorial offices have and names of people do not, in lower case.
const OFFICES: [&str; 22] = [
    "the",
    "team",
    "staff",
    "editor",
    "editors",
    "editorial",
    "press",
    "news",
    "blog",
    "magazine",
    "admin",
    "guest",
    "desk",
    "redaktion",
    "die",
    "das",
    "redacción",
    "equipo",
    "rédaction",
    "équipe",
    "redação",
    "equipe",
];

/// Fewest words of a name with a first one: a word alone may be a nickname or a site's name.
const MIN_WORDS: usize = 2;

/// The first name; `None` where the whole name is the safe one to use.
pub(super) fn first_name(name: &str) -> Option<&str> {
    let is_title =
        |word: &&str| TITLES.contains(&word.trim_end_matches('.').to_lowercase().as_str());
    let words = || name.split_whitespace().skip_while(is_title);
    let is_office = words().any(|word| OFFICES.contains(&word.to_lowercase().as_str()));
    let first = words().next()?;
    (words().count() >= MIN_WORDS && !is_office && is_spelt_out(first)).then_some(first)
}

/// Whether it is a word with a capital and more, of a script in which the first name comes first; no
/// initial.
fn is_spelt_out(word: &str) -> bool {
    let is_part = |c: char| c.is_alphabetic() || matches!(c, '-' | '\'' | '’');
    word.starts_with(char::is_uppercase) && word.chars().count() > 1 && word.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_is_taken_only_where_it_is_plain() {
        for (name, first) in [
            ("Jane Doe", Some("Jane")),
            ("Dr. Jane Doe", Some("Jane")),
            ("Anne-Marie O’Neill", Some("Anne-Marie")),
            ("Érico de Sá", Some("Érico")),
            ("J. R. Doe", None),
            ("J Doe", None),
            ("Jane", None),
            ("Green Tea Team", None),
            ("The Leaf", None),
            ("jane doe", None),
            ("新井 由紀", None),
            ("Frau Weiß", None),
            ("", None),
        ] {
            assert_eq!(first_name(name), first, "{name}");
        }
    }
}
