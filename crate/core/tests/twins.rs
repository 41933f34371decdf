//! What is in both JavaScript and Rust is equal in both: the limits of the page's scripts and
//! the core's, and the elements whose text is none of the page's.

#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use html5ever::LocalName;
use linkglance_core::document::{MAX_ATTRIBUTES, MAX_HTML_BYTES, is_unseen};
use linkglance_core::link::MAX_LINKS;
use linkglance_core::page::MAX_FRAMES;

/// The elements that HTML has or had (HTML standard, "Elements" and "Non-conforming features"), and SVG's
/// that hold text which is not shown.
const ELEMENTS: &str = "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big \
    blink blockquote body br button canvas caption center cite code col colgroup data datalist dd del desc details \
    dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 \
    head header hgroup hr html i iframe img input ins isindex kbd keygen label legend li link listing main map mark \
    marquee math menu menuitem meta metadata meter nav nextid nobr noembed noframes noscript object ol optgroup \
    option output p param picture plaintext pre progress q rb rbc rp rt rtc ruby s samp script search section select \
    selectedcontent slot small source spacer span strike strong style sub summary sup svg table tbody td template \
    textarea tfoot th thead time title tr track tt u ul var video wbr xmp";

fn script(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../extension");
    fs::read_to_string(path.join(name)).unwrap()
}

/// The value of a constant of a script, which may be a product.
fn constant(file: &str, name: &str) -> usize {
    let source = script(file);
    let (_, rest) = source.split_once(&format!("const {name} = ")).unwrap();
    let (value, _) = rest.split_once(';').unwrap();
    let factors = value
        .split('*')
        .map(|factor| factor.trim().replace('_', ""));
    factors
        .map(|factor| factor.parse::<usize>().unwrap())
        .product()
}

#[test]
fn the_limits_of_the_page_s_scripts_are_the_core_s() {
    for (file, name, expected) in [
        ("survey.js", "MAX_LINKS", MAX_LINKS),
        ("collect.js", "MAX_HTML", MAX_HTML_BYTES),
        ("collect.js", "MAX_FRAMES", MAX_FRAMES),
        ("markup.js", "MAX_ATTRIBUTES", MAX_ATTRIBUTES),
    ] {
        assert_eq!(constant(file, name), expected, "{file}: {name}");
    }
}

#[test]
fn the_same_elements_are_unseen() {
    let source = script("words.js");
    let (_, rest) = source.split_once("const UNSEEN = new Set(").unwrap();
    let (list, _) = rest.split_once(".split(").unwrap();
    let marks = ['"', '+', '(', ')'];
    let listed: BTreeSet<&str> = list
        .split(|c: char| c.is_whitespace() || marks.contains(&c))
        .filter(|name| !name.is_empty())
        .collect();
    let unseen: BTreeSet<&str> = ELEMENTS
        .split_whitespace()
        .filter(|name| is_unseen(&LocalName::from(*name)))
        .collect();
    assert_eq!(listed, unseen);
}
