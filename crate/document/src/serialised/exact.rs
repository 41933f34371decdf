//! The exact form: what the collector writes itself where the browser's own serialisation of a
//! document could be read as another one (extension/markup.js).
//!
//! | written | what it is |
//! | --- | --- |
//! | `<h:p>` … `</>` | an HTML element; `s:` is SVG, `m:` MathML, `o:` any other namespace. All have an end, void ones too |
//! | ` href="…"` | an attribute in no namespace |
//! | ` /href="…"` | an attribute in a namespace, by its local name |
//! | `<?>` … `</>` | the shadow root of the element around it |
//! | `<!…>` | a comment |
//!
//! Text, values and comments are escaped, so that no text ends what it is in. What is in a
//! `template` is its contents.

use html5ever::local_name;

use super::{Inside, Reader, span};
use crate::limits::{Clock, Stopped};
use crate::{Document, Element, NodeId, NodeKind, Span, Vocabulary};

/// Reads a document in the exact form. Always gives a tree; where a limit was met it is the tree of
/// what was read so far.
pub fn read_exact<'a>(html: &'a str, out_of_time: Clock<'_>) -> (Document<'a>, Option<Stopped>) {
    Reader::read(html, out_of_time, Reader::exact_markup)
}

impl Reader<'_> {
    /// Reads what begins with `<` and `next`.
    fn exact_markup(&mut self, next: u8) {
        match next {
            b'/' => {
                self.open.pop();
                self.skip_tag();
            }
            b'!' => self.exact_comment(),
            b'?' => self.shadow_root(),
            letter => self.element(letter),
        }
    }

    fn skip_tag(&mut self) {
        self.at = self.past(">", self.at);
    }

    fn exact_comment(&mut self) {
        let start = self.at + "<!".len();
        self.skip_tag();
        let text = self.unescaped(span(start, self.at.saturating_sub(">".len()).max(start)));
        self.add(NodeKind::Comment(text));
    }

    fn shadow_root(&mut self) {
        self.skip_tag();
        let holder = self.document.push(NodeKind::Holder);
        self.document.attach_shadow(self.parent(), holder);
        self.enter_any(holder);
    }

    /// Reads a start tag; one that the end of the source cuts short is none.
    fn element(&mut self, letter: u8) {
        let vocabulary = match letter {
            b'h' => Vocabulary::Html,
            b's' => Vocabulary::Svg,
            b'm' => Vocabulary::MathMl,
            _ => Vocabulary::Other,
        };
        let start = self.at + "<h:".len();
        let end = self.name_end(start);
        let name = self.names.get(self.slice(span(start, end)));
        self.at = end;
        let Some(attributes) = self.exact_attributes() else {
            return;
        };
        let contents = if vocabulary == Vocabulary::Html && name == local_name!("template") {
            self.document.push(NodeKind::Holder)
        } else {
            NodeId::NONE
        };
        self.document.elements += 1;
        let element = Element::new(name, vocabulary, attributes);
        let node = self.add(NodeKind::Element(element));
        self.enter_any(contents.some().unwrap_or(node));
    }

    /// Enters a node whose end tag has no name.
    fn enter_any(&mut self, node: NodeId) {
        self.enter(node, Span::default(), Inside::Html);
    }

    /// Attributes in a namespace come last, so that they are found last.
    fn exact_attributes(&mut self) -> Option<Span> {
        let start = self.document.attributes.len();
        let mut namespaced = Vec::new();
        loop {
            match self.byte(self.at)? {
                b'>' => break,
                b' ' => self.at += 1,
                sign => {
                    let is_plain = sign != b'/';
                    self.at += usize::from(!is_plain);
                    let (attribute, _) = self.attribute(Vocabulary::Html);
                    let known = self.document.attributes.len() - start + namespaced.len();
                    if !self.has_room(known) {
                        continue;
                    }
                    if is_plain {
                        self.document.attributes.push(attribute);
                    } else {
                        namespaced.push(attribute);
                    }
                }
            }
        }
        self.document.attributes.append(&mut namespaced);
        self.at += ">".len();
        Some(span(start, self.document.attributes.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MAX_ATTRIBUTES;
    use crate::serialised::tests::line_of;

    fn tree(html: &str) -> String {
        let (document, stopped) = read_exact(html, &|| false);
        assert_eq!(stopped, None);
        line_of(&document)
    }

    #[test]
    fn each_thing_is_what_it_says() {
        for (html, expected) in [
            (
                "<h:p>a<h:br>b</>c<h:script>&lt;/script> &amp;lt;</></>",
                "(p:a(br:b)c(script:</script> &lt;))",
            ),
            (
                "<s:a /href=\"1\" href=\"2\"><h:div></></><o:a href=\"3\"></><m:a href=\"4\"></>",
                "(A href=2 href=1:(div:))(A href=3:)(A href=4:)",
            ),
            ("<h:A x=\"&quot;&amp;\"></>", "(A x=\"&:)"),
            ("<h:div><?>a</>b</>", "(div:ab)"),
            ("<h:template><h:a></></>b", "(template:)b"),
            ("<h:p><!a&gt;b>c</>", "(p:c)"),
            ("<h:_x>a</>", "(_x:a)"),
        ] {
            assert_eq!(tree(html), expected, "{html}");
        }
    }

    #[test]
    fn an_element_has_so_many_attributes_at_most() {
        let many = " a=\"\"".repeat(MAX_ATTRIBUTES + 1);
        for (html, is_cut) in [
            (format!("<h:p{many}>x</>"), true),
            (
                format!("<h:p{}>x</>", " /b=\"\"".repeat(MAX_ATTRIBUTES)),
                false,
            ),
        ] {
            let (document, _) = read_exact(&html, &|| false);
            assert_eq!(document.has_cut_attributes(), is_cut);
            assert_eq!(document.attributes.len(), MAX_ATTRIBUTES);
        }
    }

    #[test]
    fn what_is_cut_short_is_passed_over() {
        for (html, expected) in [
            ("<h:p>a<h:a href=\"1", "(p:a)"),
            ("<h:p>a</", "(p:a)"),
            ("<h:p>a<!b", "(p:a)"),
            ("<h:p>a<", "(p:a<)"),
            ("</></>a", "a"),
        ] {
            assert_eq!(tree(html), expected, "{html}");
        }
    }

    #[test]
    fn comments_are_read_as_they_were() {
        let (document, _) = read_exact("<h:p><!--&gt; &lt;a href=1&gt;></>", &|| false);
        assert_eq!(document.comments().collect::<Vec<_>>(), ["--> <a href=1>"]);
    }
}
