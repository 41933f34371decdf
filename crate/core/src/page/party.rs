//! Whom the page's structured data and meta tags name: its authors and publishers, with
//! how they can be reached.
//!
//! Sources: schema.org `author`, `publisher`, `Organization`, `contactPoint`, `sameAs`; Open Graph
//! `article:author`; X's card markup (`twitter:creator`, `twitter:site`).

use serde_json::{Map, Value};

/// Most parties listed.
const MAX_PARTIES: usize = 20;

/// Most values taken of one property.
const MAX_VALUES: usize = 20;

/// Longest value taken.
const MAX_CHARS: usize = 300;

/// An author or publisher the page names in its markup.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// What they are to the page.
    pub role: Role,
    /// Whether that is in JSON-LD; else in a meta tag.
    pub in_json_ld: bool,
    /// Their name.
    pub name: Option<String>,
    /// Their own page, as it is written.
    pub url: Option<String>,
    /// How to reach them.
    pub points: Vec<Point>,
    /// Addresses that are about the same party (`sameAs`), as they are written.
    pub same_as: Vec<String>,
}

/// What a party is to the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Wrote it.
    Author,
    /// Publishes it.
    Publisher,
}

/// A way to reach a party (schema.org `ContactPoint`).
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Point {
    /// An e-mail address, as it is written.
    pub email: Option<String>,
    /// A page to write from, as it is written.
    pub url: Option<String>,
    /// What it is for (`contactType`).
    pub purpose: Option<String>,
}

type Object = Map<String, Value>;

impl Party {
    /// A profile that a meta tag names.
    pub(super) fn profile(role: Role, address: String) -> Self {
        Self {
            role,
            in_json_ld: false,
            name: None,
            url: None,
            points: Vec::new(),
            same_as: vec![address],
        }
    }

    /// What a meta tag names: the address of an author's profile, or an account on X.
    pub(super) fn of_meta(name: &str, content: &str) -> Option<Self> {
        let content = content.trim();
        match name {
            "article:author" if content.contains("://") => {
                Some(Self::profile(Role::Author, content.to_owned()))
            }
            "twitter:creator" => Some(Self::profile(Role::Author, account(content)?)),
            "twitter:site" => Some(Self::profile(Role::Publisher, account(content)?)),
            _ => None,
        }
    }

    /// The parties of a JSON-LD block: authors and publishers of the works that are the page, and the
    /// organisations the block is about.
    pub(super) fn of_json_ld(block: &Value, works: &[&Object], objects: &[&Object]) -> Vec<Self> {
        let mut parties = Vec::new();
        let mut add = |party: Option<Self>| {
            let party = party.filter(|party| party.says_something() && !parties.contains(party));
            parties.extend(party.filter(|_| parties.len() < MAX_PARTIES));
        };
        for object in works.iter().filter(|object| is_work(object)) {
            for (key, role) in [("author", Role::Author), ("publisher", Role::Publisher)] {
                for named in values(object, key) {
                    add(Self::named(role, named, objects));
                }
            }
        }
        for object in outermost(block).filter(|object| is_organisation(object)) {
            add(Some(Self::read(Role::Publisher, object)));
        }
        parties
    }

    /// A party as a property names it: an object, a reference to one, or only a name.
    fn named(role: Role, value: &Value, objects: &[&Object]) -> Option<Self> {
        if let Some(name) = short(value) {
            return (!name.contains("://")).then(|| Self {
                role,
                in_json_ld: true,
                name: Some(name),
                url: None,
                points: Vec::new(),
                same_as: Vec::new(),
            });
        }
        resolved(value, objects).map(|object| Self::read(role, object))
    }

    fn read(role: Role, object: &Object) -> Self {
        let own = Point {
            email: text(object, "email"),
            ..Point::default()
        };
        let points = values(object, "contactPoint")
            .chain(values(object, "contactPoints"))
            .filter_map(Value::as_object)
            .map(|point| Point {
                email: text(point, "email"),
                url: text(point, "url"),
                purpose: text(point, "contactType"),
            });
        Self {
            role,
            in_json_ld: true,
            name: text(object, "name"),
            url: text(object, "url"),
            points: std::iter::once(own)
                .chain(points)
                .filter(|point| point.email.is_some() || point.url.is_some())
                .collect(),
            same_as: values(object, "sameAs").filter_map(short).collect(),
        }
    }

    fn says_something(&self) -> bool {
        self.name.is_some() || !self.points.is_empty() || !self.same_as.is_empty()
    }
}

/// The address of an account on X: `@name`, at most 15 letters, digits and underscores.
fn account(content: &str) -> Option<String> {
    let name = content.strip_prefix('@')?;
    let fits = (1..=15).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    fits.then(|| format!("https://x.com/{name}"))
}

/// The values of a property, be it one or a list.
fn values<'a>(object: &'a Object, key: &str) -> impl Iterator<Item = &'a Value> {
    let value = object.get(key);
    let list = value.map_or(&[][..], |value| match value {
        Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    });
    list.iter().take(MAX_VALUES)
}

/// A text of a sensible length.
fn short(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    (!text.is_empty() && text.len() <= MAX_CHARS).then(|| text.to_owned())
}

fn text(object: &Object, key: &str) -> Option<String> {
    values(object, key).find_map(short)
}

/// The object itself, or the one it only refers to.
fn resolved<'a>(value: &'a Value, objects: &[&'a Object]) -> Option<&'a Object> {
    let object = value.as_object()?;
    let refers = object.len() <= 2 && !object.contains_key("name");
    let Some(id) = object.get("@id").filter(|_| refers) else {
        return Some(object);
    };
    let mut same = objects.iter().filter(|other| other.get("@id") == Some(id));
    same.find(|other| other.contains_key("name")).copied()
}

/// What a block is about: its own object, those of its list or its `@graph`.
fn outermost(block: &Value) -> impl Iterator<Item = &Object> {
    let list = std::slice::from_ref(block);
    let list = block.as_array().map_or(list, Vec::as_slice);
    list.iter()
        .filter_map(Value::as_object)
        .flat_map(|object| std::iter::once(object).chain(graph(object)))
}

fn graph(object: &Object) -> impl Iterator<Item = &Object> {
    let graph = object.get("@graph").and_then(Value::as_array);
    graph.into_iter().flatten().filter_map(Value::as_object)
}

/// Whether an object is the page or what it is a page for: an article, a page, the web site.
fn is_work(object: &Object) -> bool {
    kinds(object).any(|kind| {
        kind == "WebSite" || kind == "Blog" || kind.ends_with("Page") || is_article(kind)
    })
}

/// Whether a type is an article (schema.org `Article` and what is one).
pub(super) fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
}

fn is_organisation(object: &Object) -> bool {
    kinds(object).any(|kind| {
        kind.ends_with("Organization") || kind == "Corporation" || kind == "LocalBusiness"
    })
}

/// The names of an object's types.
pub(super) fn kinds(object: &Object) -> impl Iterator<Item = &str> {
    values(object, "@type").filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parties(source: &str) -> Vec<Party> {
        super::super::json_ld::read(source).unwrap().parties
    }

    #[test]
    fn authors_and_publishers_are_reached_as_the_block_says() {
        let found = parties(
            r##"{"@graph": [
            {"@type": "NewsArticle", "author": {"@id": "#a"}, "publisher": {"@id": "#p"}},
            {"@type": "Person", "@id": "#a", "name": "Ann", "url": "/ann", "email": "ann@x.com",
             "sameAs": ["https://x.com/ann"]},
            {"@type": "NewsMediaOrganization", "@id": "#p", "name": "News",
             "contactPoint": {"contactType": "newsroom", "email": "mailto:tip@x.com"}}]}"##,
        );
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].role, Role::Author);
        assert_eq!(found[0].points[0].email.as_deref(), Some("ann@x.com"));
        assert_eq!(found[0].same_as, ["https://x.com/ann"]);
        assert_eq!(found[1].role, Role::Publisher);
        assert_eq!(found[1].points[0].purpose.as_deref(), Some("newsroom"));
    }

    #[test]
    fn who_is_only_named_by_the_way_is_no_party() {
        let source = r#"{"@type": "Article", "sponsor": {"@type": "Organization", "name": "Ads",
            "email": "ads@x.com"}, "mentions": [{"@type": "Corporation", "name": "Big"}]}"#;
        assert_eq!(parties(source), []);
        let source =
            r#"{"@type": "Article", "citation": {"@type": "Article", "author": "Cited Man"}}"#;
        assert_eq!(parties(source), []);
        let hostile = format!(
            r#"{{"@type": "Article", "author": [{}{{}}]}}"#,
            "{},".repeat(9_999)
        );
        assert_eq!(parties(&hostile), []);
    }

    #[test]
    fn meta_tags_name_profiles() {
        let of = |name, content| Party::of_meta(name, content).map(|party| party.same_as);
        assert_eq!(
            of("twitter:site", "@acme"),
            Some(vec!["https://x.com/acme".into()])
        );
        assert_eq!(of("twitter:creator", "@a/../b"), None);
        assert_eq!(of("twitter:creator", "Jane"), None);
        assert_eq!(of("article:author", "Jane"), None);
    }
}
