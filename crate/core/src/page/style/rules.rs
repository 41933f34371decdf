//! The rules of a style sheet, as far as they can hide an element: selectors of tags, classes and ids,
//! and when they hold. CSS Syntax Module Level 3; Selectors Level 4.

use std::rc::Rc;

use super::declared::{Declarations, declarations};
use super::names::{Kind, Names};
use super::signs::find;

/// When a rule holds for the elements that its selector names.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Holds {
    /// On every screen.
    Always,
    /// On some screens, or while something is pointed at, opened or chosen.
    Sometimes,
    /// Its selector says more than is read here.
    Perhaps,
    /// On no screen.
    Never,
}

/// One selector with its declarations.
#[derive(Debug)]
pub(super) struct Rule {
    /// From the outermost to the element itself.
    pub(super) compounds: Vec<Compound>,
    /// What must be around the element.
    pub(super) around: Names,
    /// Ids, classes and tags in it.
    pub(super) weight: [u16; 3],
    pub(super) holds: Holds,
    pub(super) declarations: Rc<Declarations>,
}

/// What one element must be.
#[derive(Default, Debug)]
pub(super) struct Compound {
    pub(super) tag: Option<String>,
    pub(super) ids: Vec<String>,
    pub(super) classes: Vec<String>,
}

impl Compound {
    fn is_empty(&self) -> bool {
        self.tag.is_none() && self.ids.is_empty() && self.classes.is_empty()
    }
}

/// At-rules whose blocks hold rules.
const GROUPS: [&str; 5] = ["media", "supports", "layer", "container", "scope"];

/// Deepest nesting of such blocks that is read.
const MAX_NESTED: usize = 16;

/// Reads a sheet's rules that can hide, no more than `most`; says whether there were more.
pub(super) fn read(css: &str, outer: Holds, most: usize, rules: &mut Vec<Rule>) -> bool {
    let mut rest = css;
    // When the blocks hold that are open.
    let mut open: Vec<Holds> = Vec::new();
    while let Some(next) = skip_space(rest) {
        if let Some(after) = next.strip_prefix('}') {
            open.pop();
            rest = after;
            continue;
        }
        let end = find(next, b"{;}");
        let (prelude, after) = next.split_at_checked(end).unwrap_or((next, ""));
        rest = after;
        let Some(body) = rest.strip_prefix('{') else {
            // A statement such as `@import`, or what no rule can be.
            rest = rest.strip_prefix(';').unwrap_or(rest);
            continue;
        };
        let here = open.last().copied().unwrap_or(outer);
        if let Some(group) = group(prelude)
            && open.len() < MAX_NESTED
        {
            open.push(here.max(group));
            rest = body;
            continue;
        }
        let end = block_end(body);
        let (block, after) = body.split_at_checked(end).unwrap_or((body, ""));
        rest = after.strip_prefix('}').unwrap_or(after);
        if prelude.starts_with('@') || here == Holds::Never {
            continue;
        }
        let declarations = declarations(block);
        if declarations.is_empty() {
            continue;
        }
        let declarations = Rc::new(declarations);
        for selector in parts(prelude) {
            let Some(mut rule) = selector_of(selector, &declarations) else {
                continue;
            };
            if rules.len() == most {
                return true;
            }
            rule.holds = rule.holds.max(here);
            rules.push(rule);
        }
    }
    false
}

/// When what a media query covers is shown on a screen.
pub(super) fn media(query: &str) -> Holds {
    let query = query.trim().to_ascii_lowercase();
    match query.as_str() {
        "" | "all" | "screen" | "only screen" => Holds::Always,
        _ if query.starts_with("print") && !query.contains(',') => Holds::Never,
        _ => Holds::Sometimes,
    }
}

/// When a block with rules in it holds; `None`: it is no such block.
fn group(prelude: &str) -> Option<Holds> {
    let rest = prelude.strip_prefix('@')?;
    let length = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .unwrap_or(rest.len());
    let (name, query) = rest.split_at_checked(length)?;
    let name = name.to_ascii_lowercase();
    if !GROUPS.contains(&name.as_str()) {
        return None;
    }
    Some(match name.as_str() {
        "media" => media(query),
        "layer" => Holds::Always,
        _ => Holds::Sometimes,
    })
}

/// A text without white space and comments before it; `None` at the end.
fn skip_space(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start();
        // Left over from the time when old browsers showed sheets as text.
        text = text.strip_prefix("<!--").unwrap_or(text);
        text = text.strip_prefix("-->").unwrap_or(text);
        match text.strip_prefix("/*") {
            Some(comment) => text = comment.split_once("*/").map_or("", |(_, after)| after),
            None if text.starts_with(char::is_whitespace) => {}
            None => return (!text.is_empty()).then_some(text),
        }
    }
}

/// Where the block ends whose first byte this is: at its own closing brace.
fn block_end(text: &str) -> usize {
    let mut at = 0;
    let mut depth = 0_usize;
    loop {
        let rest = text.get(at..).unwrap_or("");
        at += find(rest, b"{}");
        match text.as_bytes().get(at) {
            Some(b'{') => depth += 1,
            Some(_) if depth > 0 => depth -= 1,
            _ => return at.min(text.len()),
        }
        at += 1;
    }
}

/// The parts of a list at its commas.
fn parts(list: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(list);
    std::iter::from_fn(move || {
        let text = rest?;
        let end = find(text, b",");
        let (part, after) = text.split_at_checked(end)?;
        rest = after.strip_prefix(',');
        Some(part.trim())
    })
}

/// Pseudo-elements, which are no element of the page; those that may be written with one colon.
const PSEUDO_ELEMENTS: [&str; 4] = ["before", "after", "first-line", "first-letter"];

/// Pseudo-classes of what a reader does, or of a state that changes.
const STATES: &[&str] = &[
    "hover",
    "focus",
    "focus-within",
    "focus-visible",
    "active",
    "target",
    "target-within",
    "checked",
    "visited",
    "open",
    "popover-open",
    "disabled",
    "enabled",
    "invalid",
    "valid",
    "placeholder-shown",
    "fullscreen",
];

/// Reads one selector; `None` if it is about no element, or can't be read.
fn selector_of(text: &str, declarations: &Rc<Declarations>) -> Option<Rule> {
    let mut rule = Rule {
        compounds: Vec::new(),
        around: Names::default(),
        weight: [0; 3],
        holds: Holds::Always,
        declarations: Rc::clone(declarations),
    };
    let mut own = Compound::default();
    let mut met = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let after = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            '.' => {
                let (name, after) = name(after)?;
                own.classes.push(name);
                count(&mut rule.weight, 1);
                rest = after;
            }
            '#' => {
                let (name, after) = name(after)?;
                own.ids.push(name);
                count(&mut rule.weight, 0);
                rest = after;
            }
            ':' => rest = pseudo(after, &mut rule)?,
            '[' => {
                let end = find(after, b"]");
                rest = after.get(end + 1..).unwrap_or("");
                rule.holds = Holds::Perhaps;
                count(&mut rule.weight, 1);
            }
            '*' => rest = after,
            '/' if after.starts_with('*') => rest = skip_space(rest).unwrap_or(""),
            _ if c.is_whitespace() || matches!(c, '>' | '+' | '~') => {
                let more = after.trim_start();
                let sign = if c.is_whitespace() {
                    more.chars().next()
                } else {
                    Some(c)
                };
                rest = match sign {
                    Some('>' | '+' | '~') if c.is_whitespace() => more.get(1..)?.trim_start(),
                    _ => more,
                };
                if matches!(sign, Some('>' | '+' | '~')) {
                    rule.holds = Holds::Perhaps;
                }
                if met {
                    rule.compounds.push(std::mem::take(&mut own));
                }
                if matches!(sign, Some('+' | '~')) {
                    // What comes before is a sibling and no ancestor.
                    rule.compounds.clear();
                }
                met = false;
                continue;
            }
            _ => {
                let (tag, after) = name(rest)?;
                own.tag = Some(tag.to_ascii_lowercase());
                count(&mut rule.weight, 2);
                rest = after;
            }
        }
        met = true;
    }
    if !met {
        return None;
    }
    rule.around = names_of(&rule.compounds);
    rule.compounds.push(own);
    // `*` alone, and states of anything: too wide to say anything of one element.
    let last = rule.compounds.last()?;
    (!last.is_empty() || rule.holds != Holds::Perhaps).then_some(rule)
}

/// What these ask for, together.
fn names_of(compounds: &[Compound]) -> Names {
    let mut names = Names::default();
    for compound in compounds {
        let tag = compound.tag.iter().map(|tag| (Kind::Tag, tag));
        let ids = compound.ids.iter().map(|id| (Kind::Id, id));
        let classes = compound.classes.iter().map(|class| (Kind::Class, class));
        for (kind, name) in tag.chain(ids).chain(classes) {
            names.insert(kind, name);
        }
    }
    names
}

fn count(weight: &mut [u16; 3], at: usize) {
    if let Some(count) = weight.get_mut(at) {
        *count = count.saturating_add(1);
    }
}

/// Reads what is after a colon.
fn pseudo<'a>(text: &'a str, rule: &mut Rule) -> Option<&'a str> {
    let (word, mut rest) = name(text)?;
    let word = word.to_ascii_lowercase();
    if PSEUDO_ELEMENTS.contains(&word.as_str()) {
        return None;
    }
    if let Some(inner) = rest.strip_prefix('(') {
        rest = inner.get(find(inner, b")") + 1..).unwrap_or("");
    }
    let holds = match word.as_str() {
        "link" | "any-link" | "root" => Holds::Always,
        _ if STATES.contains(&word.as_str()) => Holds::Sometimes,
        _ => Holds::Perhaps,
    };
    rule.holds = rule.holds.max(holds);
    count(&mut rule.weight, 1);
    Some(rest)
}

/// The name a text begins with, escaped signs as they are meant.
fn name(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut chars = text.char_indices();
    let mut end = text.len();
    while let Some((at, c)) = chars.next() {
        if c == '\\' {
            // Numbers of characters are rare, and no two writers agree on them.
            let (_, escaped) = chars.next().filter(|(_, c)| !c.is_ascii_hexdigit())?;
            name.push(escaped);
        } else if c.is_alphanumeric() || matches!(c, '-' | '_') || !c.is_ascii() {
            name.push(c);
        } else {
            end = at;
            break;
        }
    }
    let rest = text.get(end..).unwrap_or("");
    (!name.is_empty()).then_some((name, rest))
}
