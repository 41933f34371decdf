//! The sentence around a link.

use serde::{Deserialize, Serialize};

use crate::document::{Text, head_chars, tail_chars};

/// Most characters given on a side.
const SIDE: usize = 160;

/// The words on either side of a link, from its own sentence.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize, Deserialize)]
pub struct Context {
    /// What is before it, at most 160 characters.
    pub before: String,
    /// What is after it, at most 160 characters.
    pub after: String,
}

impl Context {
    /// The sentence around a range of the page's text; it never leaves the block.
    pub fn around(text: &Text, range: &std::ops::Range<usize>) -> Self {
        let (head, tail) = text.line_around(range, SIDE * 4);
        Self {
            before: after_last_sentence(tail_chars(head, SIDE)).to_owned(),
            after: up_to_sentence_end(head_chars(tail, SIDE)).to_owned(),
        }
    }
}

/// Whether a sentence may end with `c`; `next` is what follows it.
fn ends_sentence(c: char, next: Option<char>) -> bool {
    match c {
        '.' | '!' | '?' | '…' => next.is_none_or(char::is_whitespace),
        '。' | '！' | '？' | '।' | '؟' | '۔' => true,
        _ => false,
    }
}

fn after_last_sentence(head: &str) -> &str {
    let mut next = None;
    for (at, c) in head.char_indices().rev() {
        if next.is_some() && ends_sentence(c, next) {
            return head.get(at + c.len_utf8()..).unwrap_or(head).trim_start();
        }
        next = Some(c);
    }
    head.trim_start()
}

fn up_to_sentence_end(tail: &str) -> &str {
    let mut chars = tail.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if ends_sentence(c, chars.peek().map(|&(_, next)| next)) {
            return tail.get(..at + c.len_utf8()).unwrap_or(tail);
        }
    }
    tail
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{NodeId, parse};
    use html5ever::local_name;

    fn context(html: &str) -> Context {
        let (document, _) = parse(html, &|| false);
        let text = Text::of(&document);
        let link = document
            .subtree(NodeId::ROOT)
            .find(|&id| document.is(id, &local_name!("a")))
            .unwrap();
        Context::around(&text, &text.range(link))
    }

    #[test]
    fn it_is_the_links_own_sentence() {
        let found = context("<p>First. We like <a href=x>Acme</a> a lot! Really.</p>");
        assert_eq!(found.before, "We like ");
        assert_eq!(found.after, " a lot!");
    }

    #[test]
    fn it_stays_in_the_block() {
        let found = context("<p>One</p><p>see <a href=x>Acme</a></p><p>Two</p>");
        assert_eq!((found.before.as_str(), found.after.as_str()), ("see ", ""));
    }

    #[test]
    fn a_dot_in_a_number_ends_nothing() {
        let found = context("<p>Version 2.5 of <a href=x>Acme</a> is at v3.1 now.</p>");
        assert_eq!(found.before, "Version 2.5 of ");
        assert_eq!(found.after, " is at v3.1 now.");
    }
}
