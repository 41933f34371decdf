//! Where on the page a link stands, and why that is thought.
//!
//! One door: [`Regions::of`] reads the document once, [`Regions::at`] answers for any node.

use html5ever::{LocalName, local_name};
use serde::{Deserialize, Serialize};

use crate::document::{Document, NodeId};
use crate::reason::{Key, Reason};

/// The part of a page a link or a mention stands in; exactly one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    /// The publisher's main content, its lists, tables, captions, references and buttons.
    Content,
    /// Written by visitors: comments, forum posts, reviews, answers.
    UserContent,
    /// Author box, byline, contributor note.
    AuthorBio,
    /// Menus, breadcrumbs, pagination, contents lists, tags.
    Navigation,
    /// The site's banner and top bar.
    Header,
    /// The site's bottom.
    Footer,
    /// Complementary widgets.
    Sidebar,
    /// Teasers to other articles, wherever they stand.
    Related,
    /// Adverts, sponsored blocks, affiliate boxes set apart from the text.
    Advert,
    /// Share and follow buttons at the article.
    Share,
    /// Consent banners, modals, newsletter forms, tool links, hidden templates.
    Other,
}

impl Region {
    /// Every region.
    pub const ALL: [Self; 11] = [
        Self::Content,
        Self::UserContent,
        Self::AuthorBio,
        Self::Navigation,
        Self::Header,
        Self::Footer,
        Self::Sidebar,
        Self::Related,
        Self::Advert,
        Self::Share,
        Self::Other,
    ];

    /// Its name as the report writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::UserContent => "user_content",
            Self::AuthorBio => "author_bio",
            Self::Navigation => "navigation",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Sidebar => "sidebar",
            Self::Related => "related",
            Self::Advert => "advert",
            Self::Share => "share",
            Self::Other => "other",
        }
    }
}

/// A region with how sure that is and why.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Placement {
    /// The region.
    pub region: Region,
    /// How sure, from 0 to 1.
    pub confidence: f64,
    /// What speaks for it.
    pub because: Vec<Reason>,
}

/// The regions of a document.
#[derive(Debug)]
pub struct Regions {
    /// The outermost landmark each node is in, by node index.
    landmarks: Vec<Option<Landmark>>,
}

#[derive(Clone, Debug)]
struct Landmark {
    region: Region,
    because: Reason,
}

impl Regions {
    /// Finds the landmarks of a document.
    pub fn of(document: &Document) -> Self {
        let mut landmarks: Vec<Option<Landmark>> = vec![None; document.len()];
        for id in document.subtree(NodeId::ROOT) {
            let inherited = document
                .parent(id)
                .and_then(|parent| landmarks.get(parent.index()).cloned().flatten());
            if let Some(slot) = landmarks.get_mut(id.index()) {
                *slot = inherited.or_else(|| landmark(document, id));
            }
        }
        Self { landmarks }
    }

    /// The region a node stands in.
    pub fn at(&self, node: NodeId) -> Placement {
        match self.landmarks.get(node.index()).cloned().flatten() {
            Some(landmark) => Placement {
                region: landmark.region,
                confidence: 0.6,
                because: vec![landmark.because],
            },
            None => Placement {
                region: Region::Content,
                confidence: 0.3,
                because: vec![Key::NoLandmark.into()],
            },
        }
    }
}

fn landmark(document: &Document, id: NodeId) -> Option<Landmark> {
    let name = document.name(id)?;
    if let Some(role) = document.attribute(id, &LocalName::from("role"))
        && let Some(region) = region_of_role(role.trim())
    {
        return Some(Landmark {
            region,
            because: Reason::new(Key::InsideRole, [role.trim().to_owned()]),
        });
    }
    region_of_element(name).map(|region| Landmark {
        region,
        because: Reason::new(Key::InsideLandmark, [name.to_string()]),
    })
}

fn region_of_role(role: &str) -> Option<Region> {
    Some(match role {
        "banner" => Region::Header,
        "navigation" => Region::Navigation,
        "main" | "article" => Region::Content,
        "complementary" => Region::Sidebar,
        "contentinfo" => Region::Footer,
        "dialog" | "alertdialog" => Region::Other,
        _ => return None,
    })
}

fn region_of_element(name: &LocalName) -> Option<Region> {
    Some(match *name {
        local_name!("header") => Region::Header,
        local_name!("nav") => Region::Navigation,
        local_name!("main") | local_name!("article") => Region::Content,
        local_name!("aside") => Region::Sidebar,
        local_name!("footer") => Region::Footer,
        local_name!("dialog") => Region::Other,
        _ => return None,
    })
}
