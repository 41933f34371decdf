//! What the reader makes of each part of a serialisation.

use super::*;

fn never() -> bool {
    false
}

fn tree(html: &str) -> String {
    let (document, stopped) = read_serialised(html, &never);
    assert_eq!(stopped, None);
    line_of(&document)
}

/// The tree on one line: elements in brackets with their attributes, foreign ones in capitals.
pub(super) fn line_of(document: &Document<'_>) -> String {
    let mut out = String::new();
    let mut next = Some(NodeId::ROOT);
    while let Some(id) = next {
        if let Some(text) = document.text(id) {
            out.push_str(text);
        } else if let Some(name) = document.name(id) {
            let name = if document.is_foreign(id) {
                name.to_ascii_uppercase().to_string()
            } else {
                name.to_string()
            };
            out.push('(');
            out.push_str(&name);
            for (name, value) in document.attributes(id) {
                out.extend([" ", &**name, "=", value]);
            }
            out.push(':');
        }
        next = document.first_child(id);
        let mut node = id;
        while next.is_none() {
            if document.name(node).is_some() {
                out.push(')');
            }
            next = document.next_sibling(node);
            match document.parent(node) {
                Some(parent) if next.is_none() => node = parent,
                _ => break,
            }
        }
    }
    out
}

#[test]
fn what_scripts_have_put_together_stays_together() {
    for (html, expected) in [
        ("<p>a<ul><li>b</li></ul></p>", "(p:a(ul:(li:b)))"),
        (
            "<a href=\"1\">a<a href=\"2\">b</a>c</a>",
            "(a href=1:a(a href=2:b)c)",
        ),
        ("<table><div>a</div></table>", "(table:(div:a))"),
    ] {
        assert_eq!(tree(html), expected, "{html}");
    }
}

#[test]
fn escapes_are_read_in_text_and_values_and_nowhere_else() {
    for (html, expected) in [
        (
            "<p>a &amp; b&nbsp;&lt;i&gt; &amp;amp; &copy; &</p>",
            "(p:a & b\u{a0}<i> &amp; &copy; &)",
        ),
        (
            "<a href=\"?a=1&amp;b=&quot;<>\" b=\"\">c</a>",
            "(a href=?a=1&b=\"<> b=:c)",
        ),
        (
            "<script>a &amp;&amp; b</script><svg><style>&lt;</style></svg>",
            "(script:a &amp;&amp; b)(SVG:(STYLE:<))",
        ),
        ("<p>1 < 2 <3 <é</p>", "(p:1 < 2 <3 <é)"),
    ] {
        assert_eq!(tree(html), expected, "{html}");
    }
}

#[test]
fn raw_text_ends_where_its_element_does() {
    for (html, expected) in [
        (
            "<noscript><a href=\"1\">a</a></noscript>b",
            "(noscript:<a href=\"1\">a</a>)b",
        ),
        (
            "<script>\"</scripts>\"</script>b",
            "(script:\"</scripts>\")b",
        ),
        (
            "<script><!--<script>a</script>--></script>b",
            "(script:<!--<script>a</script>-->)b",
        ),
        ("<script><!--><script></script>b", "(script:<!--><script>)b"),
        // A source says this only where it ends within it, a script can: the first end there is.
        (
            "<script>\"<!--<script>\"</script>b",
            "(script:\"<!--<script>\")b",
        ),
        ("<script></script><style></style>b", "(script:)(style:)b"),
        ("<iframe>a", "(iframe:a)"),
    ] {
        assert_eq!(tree(html), expected, "{html}");
    }
}

#[test]
fn what_is_cut_short_or_closes_nothing_is_passed_over() {
    for (html, expected) in [
        ("<div>a</p>b</div>c", "(div:ab)c"),
        ("<div><b>a</div>b", "(div:(b:a))b"),
        ("<p>a<a href=\"1", "(p:a)"),
        ("<p>a<!-- b", "(p:a)"),
        ("<p>a</", "(p:a)"),
        ("<p>a<", "(p:a<)"),
        ("<?x?><p>a</p>", "(p:a)"),
    ] {
        assert_eq!(tree(html), expected, "{html}");
    }
}

#[test]
fn the_first_shadow_root_of_a_host_stands_in_place() {
    let html = "<html><body><p>\
        <template shadowrootmode=\"open\">a<slot></slot></template>\
        <template shadowrootmode=\"open\">b</template><template>c</template>d</p></body></html>";
    assert_eq!(
        tree(html),
        "(html:(body:(p:a(slot:)(template shadowrootmode=open:)(template:)d)))"
    );
}

#[test]
fn foreign_names_keep_their_case_and_lose_their_prefix() {
    let html = "<svg viewBox=\"0 0\"><foreignObject><svg></svg><a>b</a></foreignObject>\
        <a xlink:href=\"1\">c</a></svg><a xlink:href=\"2\">d</a>";
    assert_eq!(
        tree(html),
        "(SVG viewBox=0 0:(FOREIGNOBJECT:(SVG:)(a:b))(A href=1:c))(a xlink:href=2:d)"
    );
}

#[test]
fn limits_end_in_a_partial_tree() {
    for (html, clock, expected) in [
        ("<div>".repeat(100_000), false, Stopped::TooDeep),
        ("<p>a</p>".repeat(100_000), true, Stopped::OutOfTime),
        ("é".repeat(limits::MAX_HTML_BYTES), false, Stopped::TooLong),
    ] {
        let (document, stopped) = read_serialised(&html, &|| clock);
        assert_eq!(stopped, Some(expected));
        assert!((2..20_000).contains(&document.len()));
    }
}

/// Elements of HTML (HTML standard, "Elements" and "Non-conforming features"), void and others.
const VOID_OR_NOT: &str = "a area base basefont bgsound body br button canvas col command embed frame h1 head hr iframe \
    image img input keygen link menuitem meta nextid object option p param picture script source span track video wbr";

/// The page's script looks through what the browser's writing leaves unsaid: the same elements are
/// without children there as here, of those that it does not doubt anyway.
#[test]
fn the_page_s_script_knows_the_same_void_elements() {
    const DOUBTED: [&str; 3] = ["basefont", "bgsound", "keygen"];
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../extension/markup.js");
    let source = std::fs::read_to_string(path).unwrap();
    let lists = source
        .lines()
        .filter(|line| line.ends_with(r#"NAMES.set(name, "void");"#));
    let names = lists.flat_map(|line| line.split('"').skip(1).step_by(2));
    let listed: Vec<&str> = names.filter(|&name| name != "void").collect();
    assert!(listed.len() > 10, "{listed:?}");
    for name in listed.iter().chain(&DOUBTED) {
        assert!(super::is_void(&LocalName::from(*name)), "{name}");
    }
    let void = VOID_OR_NOT
        .split_whitespace()
        .filter(|name| super::is_void(&LocalName::from(*name)));
    assert_eq!(void.count(), listed.len() + DOUBTED.len());
}
