//! A sink that makes no tree: what html5ever costs by itself. It keeps the elements' names,
//! which the parser asks for; no parse works with less.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

/// The handle of everything that is no element.
const NAMELESS: usize = 0;

/// Discards all it is given.
#[derive(Default)]
pub(crate) struct Nothing {
    names: RefCell<Vec<QualName>>,
}

impl Nothing {
    fn add(&self, name: QualName) -> usize {
        let mut names = self.names.borrow_mut();
        names.push(name);
        names.len()
    }
}

/// An element's name while the parser looks at it.
#[derive(Debug)]
pub(crate) struct Name<'a>(Ref<'a, QualName>);

impl html5ever::interface::ElemName for Name<'_> {
    fn ns(&self) -> &html5ever::Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &html5ever::LocalName {
        &self.0.local
    }
}

impl TreeSink for Nothing {
    /// An element's: the place of its name and one.
    type Handle = usize;
    type Output = ();
    type ElemName<'a> = Name<'a>;

    fn finish(self) {}
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> usize {
        NAMELESS
    }
    fn elem_name<'a>(&'a self, target: &'a usize) -> Name<'a> {
        Name(Ref::map(self.names.borrow(), |names| {
            names.get(*target - 1).unwrap()
        }))
    }
    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> usize {
        self.add(name)
    }
    fn create_comment(&self, _: StrTendril) -> usize {
        NAMELESS
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        NAMELESS
    }
    fn append(&self, _: &usize, _: NodeOrText<usize>) {}
    fn append_based_on_parent_node(&self, _: &usize, _: &usize, _: NodeOrText<usize>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, _: &usize) -> usize {
        NAMELESS
    }
    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, _: &usize, _: NodeOrText<usize>) {}
    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, _: &usize) {}
    fn reparent_children(&self, _: &usize, _: &usize) {}
    fn is_mathml_annotation_xml_integration_point(&self, _: &usize) -> bool {
        false
    }
}
