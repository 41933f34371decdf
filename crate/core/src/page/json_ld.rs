//! What JSON-LD says of an article: its authors, its dates, its sponsor, and whom it names.
//!
//! `serde_json` stops at a depth of 128, so that no page can exhaust the stack; the walk over the
//! values does not recurse.

use serde_json::{Map, Value};

use super::party::{Party, is_article, kinds};

/// Longest block read.
const MAX_BYTES: usize = 1 << 20;

/// Most authors listed.
const MAX_AUTHORS: usize = 10;

/// Properties that lead from what a block is about to what the page is, too: what it is about first, and
/// what it is a part of. What it mentions, cites or lists are other works.
const SAME_PAGE: [&str; 3] = ["mainEntity", "mainEntityOfPage", "isPartOf"];

/// Most references followed on that way: each is looked for in the whole block.
const MAX_REFERENCES: usize = 20;

/// An article's facts; empty where they are not given.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Article {
    pub(super) authors: Vec<String>,
    pub(super) published: String,
    pub(super) modified: String,
    pub(super) sponsor: String,
}

/// What is read of a JSON-LD block.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub(super) struct Block {
    /// The first article (schema.org `Article` and what is one).
    pub(super) article: Option<Article>,
    /// Whom the block names.
    pub(super) parties: Vec<Party>,
    /// The types of what it describes, as they are written: not of what is in that.
    pub(super) types: Vec<String>,
}

/// Reads a block; `None` if it is too long or no JSON.
pub(super) fn read(source: &str) -> Option<Block> {
    if source.len() > MAX_BYTES {
        return None;
    }
    let value: Value = serde_json::from_str(source.trim()).ok()?;
    let objects = objects(&value);
    let works = works(&value, &objects);
    Some(Block {
        article: article(&works, &objects),
        parties: Party::of_json_ld(&value, &works, &objects),
        types: roots(&value).flat_map(kinds).map(str::to_owned).collect(),
    })
}

fn article(works: &[&Map<String, Value>], objects: &[&Map<String, Value>]) -> Option<Article> {
    let own = works.iter().find(|work| kinds(work).any(is_article))?;
    let text = |key| {
        own.get(key)
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_owned()
    };
    let sponsors = own
        .get("sponsor")
        .map_or_else(Vec::new, |value| people(value, objects));
    Some(Article {
        authors: own
            .get("author")
            .map_or_else(Vec::new, |value| people(value, objects)),
        published: text("datePublished"),
        modified: text("dateModified"),
        sponsor: sponsors.join(", "),
    })
}

/// The values of a list, or the one value.
fn items(value: &Value) -> &[Value] {
    value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// What a block is about: its objects, and those of its graphs.
fn roots(value: &Value) -> impl Iterator<Item = &Map<String, Value>> {
    let own = items(value).iter().filter_map(Value::as_object);
    own.flat_map(|object| {
        let graph = object.get("@graph").map_or(&[][..], items);
        let in_graph = graph.iter().filter_map(Value::as_object);
        std::iter::once(object).chain(in_graph)
    })
}

/// The objects that are the page or what it is a page for, outer ones first.
fn works<'a>(value: &'a Value, objects: &[&'a Map<String, Value>]) -> Vec<&'a Map<String, Value>> {
    let mut references = 0;
    let mut found: Vec<&Map<String, Value>> = roots(value).collect();
    let mut next = 0;
    while let Some(&work) = found.get(next) {
        next += 1;
        let named = SAME_PAGE.iter().filter_map(|key| work.get(*key));
        for object in named.flat_map(items).filter_map(Value::as_object) {
            let Some(id) = object.get("@id").filter(|_| is_reference(object)) else {
                found.push(object);
                continue;
            };
            references += 1;
            if references <= MAX_REFERENCES {
                let mut same = objects
                    .iter()
                    .filter(|other| other.get("@id") == Some(id) && !is_reference(other));
                found.extend(same.next());
            }
        }
    }
    found
}

/// Whether an object only says which one is meant, at most with its type.
fn is_reference(object: &Map<String, Value>) -> bool {
    object
        .keys()
        .all(|key| matches!(key.as_str(), "@id" | "@type"))
}

/// All objects of a value, outer ones first.
fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    let mut found = Vec::new();
    let mut queue = std::collections::VecDeque::from([value]);
    while let Some(value) = queue.pop_front() {
        match value {
            Value::Array(items) => queue.extend(items),
            Value::Object(object) => {
                found.push(object);
                queue.extend(object.values());
            }
            _ => {}
        }
    }
    found
}

/// The names of people or organisations: text, objects with a name, or references to such.
fn people(value: &Value, objects: &[&Map<String, Value>]) -> Vec<String> {
    let names = items(value)
        .iter()
        .take(MAX_AUTHORS)
        .filter_map(|person| match person {
            Value::String(name) => Some(name.clone()).filter(|name| !name.contains("://")),
            Value::Object(object) => name(object).or_else(|| {
                let id = object.get("@id")?;
                let mut same = objects.iter().filter(|other| other.get("@id") == Some(id));
                same.find_map(|other| name(other))
            }),
            _ => None,
        });
    names.collect()
}

fn name(object: &Map<String, Value>) -> Option<String> {
    let name = object.get("name")?.as_str()?.trim();
    (!name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_are_found_by_name_and_by_reference() {
        let source = r##"{"@graph": [
            {"@type": ["NewsArticle"], "author": [{"@id": "#a"}, {"name": "Bo"}, "Cy"],
             "datePublished": "2024-05-01", "sponsor": {"name": "Acme"}},
            {"@type": "Person", "@id": "#a", "name": "Ann"}]}"##;
        let article = read(source).unwrap().article.unwrap();
        assert_eq!(article.authors, ["Ann", "Bo", "Cy"]);
        assert_eq!(article.published, "2024-05-01");
        assert_eq!(article.sponsor, "Acme");
    }

    #[test]
    fn hostile_blocks_are_left_alone() {
        assert_eq!(read(&"[".repeat(100_000)), None);
        assert_eq!(read("{"), None);
        let recipe = read(r#"{"@type": "Recipe", "author": "x"}"#);
        let types = vec!["Recipe".to_owned()];
        assert_eq!(
            recipe,
            Some(Block {
                types,
                ..Block::default()
            })
        );
    }
}
