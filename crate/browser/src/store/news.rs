//! What one page of the extension tells the others: that something stored has changed.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

/// The channel's name.
const CHANNEL: &str = "linkglance-store";

/// What has changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// Prospects.
    Prospects,
    /// Any of the other records.
    Records,
    /// Everything: a backup was restored.
    Everything,
}

impl Part {
    const ALL: [Self; 3] = [Self::Prospects, Self::Records, Self::Everything];

    const fn name(self) -> &'static str {
        match self {
            Self::Prospects => "prospects",
            Self::Records => "records",
            Self::Everything => "everything",
        }
    }
}

/// The channel. Where a browser has none, windows do not hear of each other; what they write is
/// merged all the same.
#[derive(Clone)]
pub(super) struct News(Option<Rc<BroadcastChannel>>);

impl News {
    pub(super) fn new() -> Self {
        Self(BroadcastChannel::new(CHANNEL).ok().map(Rc::new))
    }

    /// Tells the other pages.
    pub(super) fn tell(&self, part: Part) {
        if let Some(channel) = &self.0 {
            // A closed channel has nobody left to tell.
            let _ = channel.post_message(&part.name().into());
        }
    }

    /// Calls back when another page has told something.
    pub(super) fn listen(&self, callback: impl Fn(Part) + 'static) {
        let Some(channel) = &self.0 else {
            return;
        };
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let name = event.data().as_string().unwrap_or_default();
            if let Some(part) = Part::ALL.into_iter().find(|part| part.name() == name) {
                callback(part);
            }
        });
        channel.set_onmessage(Some(listener.into_js_value().unchecked_ref()));
    }
}
