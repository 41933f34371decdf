//! What came back when a page was asked for, and what its status alone says.

use serde::{Deserialize, Serialize};

use super::seen::{Seen, Unknown};

/// What came back.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// The server answered.
    Answer(Answer),
    /// It did not, or was not asked.
    Nothing(Fault),
}

/// A server's answer, redirects followed.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Answer {
    /// The HTTP status at the end.
    pub status: u16,
    /// The headers at the end, name and value each.
    pub headers: Vec<(String, String)>,
    /// The address at the end.
    pub url: String,
    /// The body as text.
    pub body: String,
    /// What the encoding is called that the body was in; `None` for UTF-8.
    pub encoding: Option<String>,
    /// How the body ended.
    pub ending: Ending,
}

/// How the body of an answer ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// As it should.
    #[default]
    Whole,
    /// We took no more of it: it was longer than we read, or took longer than we wait.
    Cut,
    /// The connection broke. It may come whole when it is asked for again.
    Broken,
}

/// Why there is no answer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The server took too long.
    TimedOut,
    /// No connection, no such host, a broken one; or something in the browser blocks it.
    Network,
    /// The user did not allow the host, or took it back.
    NotAllowed,
    /// It redirects to a host that the user did not allow, or that is none of the public web.
    Elsewhere,
    /// robots.txt asks programs to stay away, and no person asked.
    Robots,
}

impl Answer {
    /// The value of a header; the first where it comes several times.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(own, _)| own.eq_ignore_ascii_case(name))?;
        Some(found.1.as_str())
    }

    /// Whether its body came to its end.
    pub fn is_whole(&self) -> bool {
        self.ending == Ending::Whole
    }

    /// Whether what came is HTML. What has no type is looked at: browsers do so, too.
    pub(super) fn is_html(&self) -> bool {
        const TYPES: [&str; 2] = ["text/html", "application/xhtml+xml"];
        let Some(kind) = self.header("content-type") else {
            return self.body.trim_start().starts_with('<');
        };
        let essence = kind.split(';').next().unwrap_or("").trim();
        TYPES.iter().any(|own| essence.eq_ignore_ascii_case(own))
    }
}

/// What a status says whatever the body is; `None` for one after which the body counts.
///
/// 404 and 410 are the only ones by which a server says that a page is no more (RFC 9110, 15.5.5 and
/// 15.5.11). Every other 4xx refuses this client, this time.
pub(super) fn by_status(status: u16) -> Option<Seen> {
    match status {
        204 | 205 => Some(Seen::Unknown(Unknown::NotAPage)),
        200..=299 => None,
        404 | 410 => Some(Seen::Gone { status }),
        408 | 500..=599 => Some(Seen::Unanswered),
        // A redirect without an address to go to, or 304 to a question that was none.
        100..=399 => Some(Seen::Unknown(Unknown::NotAPage)),
        _ => Some(Seen::Unknown(Unknown::Refused)),
    }
}

/// What it says that there is no answer.
pub(super) fn by_fault(fault: Fault) -> Seen {
    match fault {
        Fault::TimedOut | Fault::Network => Seen::Unanswered,
        Fault::NotAllowed => Seen::Unknown(Unknown::NotAllowed),
        Fault::Elsewhere => Seen::Unknown(Unknown::Elsewhere),
        Fault::Robots => Seen::Unknown(Unknown::Robots),
    }
}
