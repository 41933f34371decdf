//! The links of a `Link` response header.
//!
//! Source: RFC 8288, "Web Linking", appendix B ("Algorithms for Parsing Link Header Fields").

/// Most links read of a header: preloads are some twenty.
const MAX_LINKS: usize = 100;

/// Most parameters kept of a link.
const MAX_PARAMETERS: usize = 20;

/// A link.
pub(super) struct Link<'a> {
    /// Where it leads, as it is written.
    pub(super) target: &'a str,
    parameters: Vec<(String, String)>,
}

impl Link<'_> {
    /// What the first parameter of a name, in lower case, says.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.parameters.iter();
        let (_, value) = parameters.find(|(known, _)| known == name)?;
        Some(value)
    }
}

/// The links of a header's value, up to what is none.
pub(super) fn links(value: &str) -> impl Iterator<Item = Link<'_>> {
    let mut rest = value;
    std::iter::from_fn(move || link(&mut rest)).take(MAX_LINKS)
}

/// Takes a link off the beginning.
fn link<'a>(rest: &mut &'a str) -> Option<Link<'a>> {
    let begun = rest.trim_start_matches(|c: char| c == ',' || c.is_whitespace());
    let (target, after) = begun.strip_prefix('<')?.split_once('>')?;
    *rest = after;
    let mut parameters = Vec::new();
    while let Some(parameter) = parameter(rest) {
        if parameters.len() < MAX_PARAMETERS {
            parameters.push(parameter);
        }
    }
    Some(Link { target, parameters })
}

/// Takes a parameter off the beginning: its name in lower case, and its value.
fn parameter(rest: &mut &str) -> Option<(String, String)> {
    let begun = rest.trim_start().strip_prefix(';')?;
    let end = begun.find(['=', ';', ',']).unwrap_or(begun.len());
    let (name, after) = begun.split_at(end);
    let name = name.trim().to_ascii_lowercase();
    let Some(written) = after.strip_prefix('=') else {
        *rest = after;
        return Some((name, String::new()));
    };
    let written = written.trim_start();
    if let Some(quoted) = written.strip_prefix('"') {
        let (value, after) = unquoted(quoted);
        *rest = after;
        return Some((name, value));
    }
    let end = written.find([';', ',']).unwrap_or(written.len());
    let (value, after) = written.split_at(end);
    *rest = after;
    Some((name, value.trim().to_owned()))
}

/// The words up to the closing quote, and what follows that.
fn unquoted(written: &str) -> (String, &str) {
    let mut value = String::new();
    let mut chars = written.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => value.extend(chars.next()),
            c => value.push(c),
        }
    }
    (value, chars.as_str())
}
