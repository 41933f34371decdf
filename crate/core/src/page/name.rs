//! Whether a link's words name a person: links to an author's page often say something else.

/// Longest name, in characters, and most words of it.
const MAX_NAME_CHARS: usize = 60;
const MAX_NAME_WORDS: usize = 5;

/// Words a link to an author's page may hold that are no part of a name.
const NOT_IN_NAMES: &[&str] = &[
    "about",
    "all",
    "archive",
    "article",
    "articles",
    "author",
    "authors",
    "autor",
    "auteur",
    "bio",
    "blog",
    "contact",
    "email",
    "follow",
    "from",
    "full",
    "home",
    "learn",
    "more",
    "posts",
    "profile",
    "read",
    "see",
    "stories",
    "view",
    "visit",
    "website",
    "alle",
    "artikel",
    "beiträge",
    "mehr",
    "profil",
    "todos",
    "artículos",
    "más",
    "ver",
    "perfil",
    "tous",
    "articles",
    "plus",
    "voir",
    "artigos",
    "mais",
    "記事一覧",
    "プロフィール",
];

/// Whether a link's words can be a person's name: few words, capitals where the script has them.
pub(crate) fn is_name(text: &str) -> bool {
    let mut words = 0;
    let plausible = text.split_whitespace().all(|word| {
        words += 1;
        let folded = word.to_lowercase();
        let mut letters = word.chars().filter(|c| c.is_alphabetic());
        !NOT_IN_NAMES.contains(&folded.as_str())
            && !word.contains(|c: char| c.is_numeric() || matches!(c, '@' | '/' | ':' | '›' | '»'))
            && (words > 1 || letters.next().is_some_and(|first| !first.is_lowercase()))
    });
    plausible && (1..=MAX_NAME_WORDS).contains(&words) && text.chars().count() <= MAX_NAME_CHARS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_what_links_to_authors_say() {
        for name in [
            "Jane Doe",
            "Jürgen von der Heide",
            "山田太郎",
            "José",
            "bell hooks Jr.",
        ] {
            assert_eq!(is_name(name), name != "bell hooks Jr.", "{name}");
        }
        for words in [
            "View all posts",
            "More articles",
            "Read more »",
            "12 posts",
            "@jane",
            "see all",
            "",
        ] {
            assert!(!is_name(words), "{words}");
        }
    }
}
