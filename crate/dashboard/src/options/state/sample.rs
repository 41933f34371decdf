//! A profile tried on a text: the core itself, on a page made of it.

use linkglance_browser::analysis::inspect_in_time;
use linkglance_core::{Page, Profiles, Report, Site};

/// The address the sample text is taken to be at: a site without an owner.
const SAMPLE_URL: &str = "https://preview.invalid/";

/// What a profile would find in a text; empty where the profile is not valid yet.
pub(in crate::options) fn findings_in(text: &str, site: Site) -> Option<Report> {
    let page = Page {
        url: SAMPLE_URL.to_owned(),
        html: as_html(text),
        ..Page::default()
    };
    inspect_in_time(&page, &Profiles::of(vec![site.checked().ok()?])).ok()
}

/// Source is taken as it is; in other text, addresses become links, as a page would have them.
fn as_html(text: &str) -> String {
    if text.contains("</") || text.contains("<a ") {
        return text.to_owned();
    }
    let mut html = String::with_capacity(text.len() * 2);
    for line in text.lines() {
        html.push_str("<p>");
        for word in line.split_inclusive(char::is_whitespace) {
            let escaped = word
                .replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('"', "&quot;");
            let bare = escaped.trim_end();
            let address = bare.trim_end_matches(['.', ',', ';', '!', '?', ')']);
            if address.starts_with("https://") || address.starts_with("http://") {
                html.push_str("<a href=\"");
                html.push_str(address);
                html.push_str("\">");
                html.push_str(&escaped);
                html.push_str("</a> ");
            } else {
                html.push_str(&escaped);
            }
        }
        html.push_str("</p>\n");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::as_html;

    #[test]
    fn addresses_in_text_become_links() {
        assert_eq!(
            as_html("See https://acme.com/a?b=1&c=2.\n<Acme>"),
            "<p>See <a href=\"https://acme.com/a?b=1&amp;c=2\">https://acme.com/a?b=1&amp;c=2.</a> </p>\n<p>&lt;Acme></p>\n"
        );
        assert_eq!(as_html("<a href=/x>y</a>"), "<a href=/x>y</a>");
    }
}
