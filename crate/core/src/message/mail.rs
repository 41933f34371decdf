//! A message on its way out: the `mailto:` address (RFC 6068) and the suggested link as HTML.

use crate::document::one_line;
use crate::letter::escaped;
use crate::url::encode;

/// The address that opens a message in the mail program. Every character that could end a header
/// or a field is percent-encoded; lines of the text end in CR LF, as the RFC asks.
pub fn mailto(to: Option<&str>, subject: &str, body: &str) -> String {
    let to = encode(one_line(to.unwrap_or("")).trim()).replace("%40", "@");
    let lines: Vec<String> = body
        .replace("\r\n", "\n")
        .split(['\n', '\r'])
        .map(encode)
        .collect();
    format!(
        "mailto:{to}?subject={}&body={}",
        encode(&one_line(subject)),
        lines.join("%0D%0A")
    )
}

/// A link as HTML; both words are taken as text.
pub fn link_html(target: &str, text: &str) -> String {
    format!("<a href=\"{}\">{}</a>", escaped(target), escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_header() {
        assert_eq!(
            mailto(
                Some("jane+tea@acme.com?bcc=x@y.com&cc=z@y.com"),
                "Tea\r\nBcc: x@y.com",
                "One & two\nü\r\nthree"
            ),
            "mailto:jane%2Btea@acme.com%3Fbcc%3Dx@y.com%26cc%3Dz@y.com?subject=Tea%20%20Bcc%3A%20x%40y.com&body=One%20%26%20two%0D%0A%C3%BC%0D%0Athree"
        );
        assert_eq!(mailto(None, "", ""), "mailto:?subject=&body=");
    }

    #[test]
    fn page_text_is_no_markup() {
        assert_eq!(
            link_html("https://acme.com/?a=1&b=\"x\"", "<b>Tea</b> & more"),
            "<a href=\"https://acme.com/?a=1&amp;b=&quot;x&quot;\">&lt;b&gt;Tea&lt;/b&gt; &amp; more</a>"
        );
    }
}
