//! A message on its way out: the `mailto:` address (RFC 6068), the addresses at which web mail composes, and
//! the text or a link as HTML.

use crate::document::one_line;
use crate::letter::escaped;
use crate::url::{Url, encode};

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

/// Mail that is written in a page of its service. No address here is asked for by us: the user's click opens it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Webmail {
    /// Gmail.
    Gmail,
    /// Outlook with an account of a company or school.
    Outlook,
    /// Outlook.com, for everybody.
    OutlookCom,
}

/// Longest address of a page that composes, in bytes: servers need not take more (RFC 9110, 4.1).
const MAX_COMPOSE_BYTES: usize = 8_000;

impl Webmail {
    /// Every service.
    pub const ALL: [Self; 3] = [Self::Gmail, Self::Outlook, Self::OutlookCom];

    /// Where it composes, and what it calls the subject there. Neither service documents this; both have
    /// taken these names for many years.
    const fn page(self) -> (&'static str, &'static str) {
        match self {
            Self::Gmail => ("https://mail.google.com/mail/?view=cm&fs=1", "su"),
            Self::Outlook => (
                "https://outlook.office.com/mail/deeplink/compose?",
                "subject",
            ),
            Self::OutlookCom => (
                "https://outlook.live.com/mail/0/deeplink/compose?",
                "subject",
            ),
        }
    }

    /// The address that opens a message there; `None` where that is too long to be opened.
    pub fn compose(self, to: Option<&str>, subject: &str, body: &str) -> Option<String> {
        let (page, subject_name) = self.page();
        let to = encode(one_line(to.unwrap_or("")).trim());
        let subject = encode(&one_line(subject));
        let body = encode(&body.replace("\r\n", "\n").replace('\r', "\n"));
        let address = format!("{page}&to={to}&{subject_name}={subject}&body={body}");
        let address = address.replace("?&", "?");
        (address.len() <= MAX_COMPOSE_BYTES).then_some(address)
    }
}

/// A text as HTML: paragraphs and lines as they are, web addresses as links, everything else as text.
pub fn html(body: &str) -> String {
    let body = body.replace("\r\n", "\n");
    let paragraphs = body.split(super::PARAGRAPH).map(|paragraph| {
        let lines: Vec<String> = paragraph.split('\n').map(line_html).collect();
        format!("<p>{}</p>", lines.join("<br>"))
    });
    paragraphs.collect()
}

fn line_html(line: &str) -> String {
    line.split_inclusive(char::is_whitespace)
        .map(word_html)
        .collect()
}

/// A word, which is a link where it is a web address; signs around that are not part of it.
fn word_html(word: &str) -> String {
    let at = word.find("https://").or_else(|| word.find("http://"));
    let Some((before, rest)) = at.and_then(|at| word.split_at_checked(at)) else {
        return escaped(word);
    };
    let address = rest.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
    let is_address = before
        .chars()
        .all(|c| !c.is_alphanumeric() && c != '"' && c != '=')
        && Url::parse(address).is_ok()
        && !address.contains(['<', '>', '"']);
    if !is_address {
        return escaped(word);
    }
    let after = rest.get(address.len()..).unwrap_or_default();
    format!(
        "{}{}{}",
        escaped(before),
        link_html(address, address),
        escaped(after)
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
    fn web_mail_composes_what_was_written() {
        let (to, subject, body) = (Some("jane+tea@acme.com"), "Tea\r\n& co", "One\n\nü&to=x");
        let rest = "One%0A%0A%C3%BC%26to%3Dx";
        assert_eq!(
            Webmail::Gmail.compose(to, subject, body).unwrap(),
            format!(
                "https://mail.google.com/mail/?view=cm&fs=1&to=jane%2Btea%40acme.com&su=Tea%20%20%26%20co&body={rest}"
            )
        );
        assert_eq!(
            Webmail::OutlookCom.compose(to, subject, body).unwrap(),
            format!(
                "https://outlook.live.com/mail/0/deeplink/compose?to=jane%2Btea%40acme.com&subject=Tea%20%20%26%20co&body={rest}"
            )
        );
        for service in Webmail::ALL {
            assert_eq!(
                service.compose(None, "", &"x".repeat(MAX_COMPOSE_BYTES)),
                None
            );
        }
    }

    #[test]
    fn a_text_as_html_has_links_and_no_other_markup() {
        assert_eq!(
            html(
                "Hi <b>Jo</b>,\nsee (https://acme.com/?a=1&b=2).\n\n<a href=\"https://acme.com/\">x</a>"
            ),
            "<p>Hi &lt;b&gt;Jo&lt;/b&gt;,<br>see (<a href=\"https://acme.com/?a=1&amp;b=2\">\
             https://acme.com/?a=1&amp;b=2</a>).</p>\
             <p>&lt;a href=&quot;https://acme.com/&quot;&gt;x&lt;/a&gt;</p>"
        );
        assert_eq!(html("javascript:alert(1)"), "<p>javascript:alert(1)</p>");
    }

    #[test]
    fn page_text_is_no_markup() {
        assert_eq!(
            link_html("https://acme.com/?a=1&b=\"x\"", "<b>Tea</b> & more"),
            "<a href=\"https://acme.com/?a=1&amp;b=&quot;x&quot;\">&lt;b&gt;Tea&lt;/b&gt; &amp; more</a>"
        );
    }
}
