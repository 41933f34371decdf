//! A title without the name of its site: "All about tea | The Leaf".

/// Signs between a title and the site's name.
const SEPARATORS: &[&str] = &[
    " | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", "｜",
];

/// Most words of a site's name with more in it than its host says ("The Leaf, a tea blog").
const MAX_NAME_WORDS: usize = 4;

/// Fewest letters of a host that are looked for in such a name.
const MIN_HOST_LETTERS: usize = 4;

/// The title without the part that names the site: last or first, as the page itself calls the site
/// or as its host does. The whole title where no part does.
pub fn title_alone<'a>(title: &'a str, site: Option<&str>, host: &str) -> &'a str {
    let title = title.trim();
    let parted = |from_end: bool| {
        let cuts = SEPARATORS.iter().filter_map(|separator| {
            if from_end {
                title.rsplit_once(separator)
            } else {
                title.split_once(separator)
            }
        });
        // Of several separators, the one nearest to that end.
        if from_end {
            cuts.max_by_key(|(head, _)| head.len())
        } else {
            cuts.min_by_key(|(head, _)| head.len())
                .map(|(head, tail)| (tail, head))
        }
    };
    [true, false]
        .into_iter()
        .filter_map(parted)
        .find(|(rest, name)| !rest.trim().is_empty() && is_site(name, site, host))
        .map_or(title, |(rest, _)| rest.trim())
}

fn is_site(name: &str, site: Option<&str>, host: &str) -> bool {
    let own = letters(name);
    if own.is_empty() {
        return false;
    }
    if site.is_some_and(|site| letters(site) == own) {
        return true;
    }
    let host = host.strip_prefix("www.").unwrap_or(host);
    let few = name.split_whitespace().count() <= MAX_NAME_WORDS;
    own == letters(host)
        || host.split('.').map(letters).any(|label| {
            let long = label.len() >= MIN_HOST_LETTERS;
            label == own
                || (few && long && own.contains(&label))
                || (few && own.len() >= MIN_HOST_LETTERS && label.contains(&own))
        })
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sites_name_is_taken_off_a_title() {
        for (title, site, host, alone) in [
            (
                "All about tea | The Leaf",
                Some("The Leaf"),
                "x.example",
                "All about tea",
            ),
            (
                "Ten teas — Tea Blog",
                None,
                "www.teablog.example",
                "Ten teas",
            ),
            (
                "All about tea - Leafblog",
                None,
                "www.leafblog.example",
                "All about tea",
            ),
            (
                "All about tea – The Leaf Blog",
                None,
                "leafblog.example",
                "All about tea",
            ),
            (
                "Leaf Blog: tea — All about tea",
                None,
                "leafblog.example",
                "All about tea",
            ),
            (
                "Leafblog | All about tea | Part 2",
                None,
                "leafblog.example",
                "All about tea | Part 2",
            ),
            (
                "Tea | Coffee",
                Some("The Leaf"),
                "leafblog.example",
                "Tea | Coffee",
            ),
            (
                "Why we left Leafblog and where - All",
                None,
                "leafblog.example",
                "Why we left Leafblog and where - All",
            ),
            ("leafblog.example · Tea", None, "leafblog.example", "Tea"),
            ("The Leaf", Some("The Leaf"), "x.example", "The Leaf"),
            ("茶のすべて｜葉", Some("葉"), "x.example", "茶のすべて"),
            (" - ", None, "x.example", "-"),
            ("", Some(""), "", ""),
        ] {
            assert_eq!(title_alone(title, site, host), alone, "{title}");
        }
    }
}
