//! Names of the files a report is saved as: what it is, of which site, from which day.

use linkglance_core::url::Url;

/// Most characters of the host; file systems allow 255 in all.
const MAX_HOST: usize = 100;

/// `linkglance-blog.example-2026-11-21.csv`. The address is the page's and may be anything: only
/// letters, digits, dots and hyphens of its host are used.
pub(super) fn file_name(url: &str, day: &str, ending: &str) -> String {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or("");
    let safe: String = host
        .chars()
        .map(|c| match c {
            'a'..='z' | '0'..='9' | '.' | '-' => c,
            _ => '-',
        })
        .take(MAX_HOST)
        .collect();
    let safe = safe.trim_matches(['.', '-']);
    let host = if safe.is_empty() { "page" } else { safe };
    format!("linkglance-{host}-{day}.{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_all_that_a_page_gives_to_the_name() {
        let name = |url: &str| file_name(url, "2026-11-21", "csv");
        assert_eq!(
            name("https://www.Example.com/a/../b?c=/etc"),
            "linkglance-www.example.com-2026-11-21.csv"
        );
        assert_eq!(
            name("https://b\u{fc}cher.example:8080/"),
            "linkglance-xn--bcher-kva.example-2026-11-21.csv"
        );
        assert_eq!(name("http://[::1]/"), "linkglance-1-2026-11-21.csv");
        assert_eq!(name("file:///etc/passwd"), "linkglance-page-2026-11-21.csv");
        assert_eq!(name("../../x"), "linkglance-page-2026-11-21.csv");
        let long = format!("https://{}.example/", "a.".repeat(120));
        assert!(name(&long).len() < 140);
    }
}
